"""Who asks, and which pages they may open. A view is closed unless it says who may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from homestay.accounts import queries
from models.homestay import Homestay
from models.village import Village

View = TypeVar("View", bound=Callable[..., object])
OPEN = "everybody"
TOKEN = "token"  # noqa: S105 - the name of the session's field

login_manager = LoginManager()


@dataclass(frozen=True)
class Person(UserMixin):
    """The person who asks: account, role, and the homestay or village the role is held in."""

    token: str
    account_id: UUID
    name: str
    language: str | None
    membership_id: UUID | None
    role: str | None
    homestay: Homestay | None
    village: Village | None

    def get_id(self) -> str:
        return self.token


def who(*roles: str) -> Callable[[View], View]:
    """Open a view to these roles."""

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def everybody(view: View) -> View:
    """Open a view to everybody, signed in or not."""
    view.open_to = frozenset([OPEN])  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    login_manager.session_protection = None  # sessions are rows of our own
    login_manager.init_app(app)
    app.before_request(check)
    app.view_functions["static"].open_to = frozenset([OPEN])  # type: ignore[attr-defined]


@login_manager.user_loader
def load(token: str) -> Person | None:
    row = queries.signed_in(token)
    return Person(token, *row) if row else None


def check() -> ResponseReturnValue | None:
    """Let the person through to a view that is open to them; everybody else is sent to sign in, or told that there is no such page."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # 404 by routing
    open_to = getattr(view, "open_to", frozenset())
    if OPEN in open_to:
        g.who = None
        return None
    person: Person | None = current_user._get_current_object() if current_user.is_authenticated else None
    g.who = person
    if person is None:
        session.pop("_user_id", None)
        return redirect(url_for("accounts.sign_in", next=request.full_path if request.method == "GET" else None))
    if person.role not in open_to:
        abort(403)
    return None


def here() -> Homestay:
    """Return the homestay the person works in. Aborts with 404 for a role without one."""
    if g.who is None or g.who.homestay is None:
        abort(404)
    homestay: Homestay = g.who.homestay
    return homestay
