"""Who asks, and which pages they may open. A view is closed unless it says who may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from homestay import clock
from homestay.accounts import devices, queries
from homestay.errors import Refusal
from models.account import GUARDED_ROLES, Right, Role
from models.homestay import Homestay
from models.village import Village

View = TypeVar("View", bound=Callable[..., object])
OPEN = "everybody"
TOKEN = "token"  # noqa: S105 - the name of the session's field

NOTED_EVERY = {True: timedelta(minutes=1), False: timedelta(hours=1)}
"""How often a device in use is noted, with the lock after a time without a touch and without."""

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
    money: bool | None
    exports: bool | None
    is_proven: bool
    """The account has a second factor, or is a sample that needs none."""
    is_behind: bool
    """A hold of the homestay has run out and still has its nights."""
    has_pin: bool
    seen_at: datetime
    locks_after: int | None
    locked_at: datetime | None

    @property
    def idle_for(self) -> timedelta:
        """How long ago the device was used, as far as it was noted."""
        return clock.now() - self.seen_at

    @property
    def is_locked(self) -> bool:
        """Say whether the device asks for the PIN: somebody locked it, or nobody touched it for too long."""
        if not self.has_pin:
            return False
        return self.locked_at is not None or (self.locks_after is not None and self.idle_for > timedelta(minutes=self.locks_after))

    @property
    def rights(self) -> frozenset[str]:
        """What the person may see beside the daily work (models.account.Right): everything for an owner, what was given for staff."""
        if self.role == Role.OWNER:
            return frozenset(Right)
        return frozenset(right for right, given in ((Right.MONEY, self.money), (Right.EXPORTS, self.exports)) if given)

    @property
    def lacks_factor(self) -> bool:
        """Say whether the role needs a second factor and the account has none yet."""
        return self.role in GUARDED_ROLES and not self.is_proven

    def get_id(self) -> str:
        return self.token

    def may(self, roles: frozenset[str]) -> bool:
        """Say whether a view that is open to these roles is open to this person."""
        return self.role in roles or (self.role == Role.STAFF and any(f"{Role.STAFF}:{right}" in roles for right in self.rights))


def open_to(endpoint: str | None) -> frozenset[str]:
    """Return to whom a view is open; to nobody when it does not say."""
    roles: frozenset[str] = getattr(current_app.view_functions.get(endpoint or ""), "open_to", frozenset())
    return roles


def who(*roles: str) -> Callable[[View], View]:
    """Open a view to these roles; "staff:money" is staff with that right."""

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def everybody(view: View) -> View:
    """Open a view to everybody, signed in or not."""
    view.open_to = frozenset([OPEN])  # type: ignore[attr-defined]
    return view


def oneself(view: View) -> View:
    """Open a view about one's own account to everybody who has signed in, also as long as the second factor is missing."""
    view.about_oneself = True  # type: ignore[attr-defined]
    return who(*Role)(view)


def install(app: Flask) -> None:
    login_manager.session_protection = None  # sessions are rows of our own
    login_manager.init_app(app)
    app.before_request(check)
    app.after_request(note_seen)
    everybody(app.view_functions["static"])


@login_manager.user_loader
def load(token: str) -> Person | None:
    row = queries.signed_in(token)
    return Person(token, *row) if row else None


def check() -> ResponseReturnValue | None:
    """Let the person through to a view that is open to them; everybody else is sent to sign in, or told that there is no such page."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # 404 by routing
    roles = open_to(request.endpoint)
    if OPEN in roles:
        g.who = None
        return None
    person: Person | None = current_user._get_current_object() if current_user.is_authenticated else None
    g.who = person
    if person is None:
        session.pop("_user_id", None)
        return redirect(url_for("accounts.sign_in", next=page_wanted() if request.method == "GET" else None))
    if person.is_locked:  # 307: what was sent is sent along, and on again once the PIN was right
        return redirect(url_for("accounts.locked", next=request.full_path.rstrip("?")), 302 if request.method == "GET" else 307)
    if getattr(view, "about_oneself", False):
        return None  # also somebody whose last role was taken away
    if not person.may(roles):
        abort(403)
    return redirect(url_for("accounts.second_factor"), 303) if person.lacks_factor else None


def page_wanted() -> str | None:
    """Return the page to lead to after signing in; nothing for the first one, where everybody is led anyway."""
    path = request.full_path.rstrip("?")
    return None if path == "/" else path


def note_seen(response: Response) -> Response:
    """Remember that the device is in use, now and then; a page is not lost when that cannot be written."""
    person: Person | None = g.get("who")
    if person is None or person.is_locked or person.idle_for < NOTED_EVERY[person.locks_after is not None]:
        return response
    try:
        devices.note_seen(person.token)
    except Refusal as refusal:
        current_app.logger.warning("device not noted: %s", refusal)
    return response


def here() -> Homestay:
    """Return the homestay the person works in. Aborts with 404 for a role without one."""
    if g.who is None or g.who.homestay is None:
        abort(404)
    homestay: Homestay = g.who.homestay
    return homestay
