"""Letting a device in: by the password, then by the second factor of those who have one, into a new session of the browser."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from homestay import clock, tokens
from homestay.accounts import actions, queries
from homestay.web import access
from homestay.web.addresses import safe_next
from models.account import Account

HALF = "half_in"
"""The session's field that says whose password was right, when, and which password it was."""
WAITING = timedelta(minutes=10)


def begin(account: Account) -> ResponseReturnValue:
    """Let somebody in whose password was right; who has a second factor is asked for a code first."""
    if account.totp_since is None:
        return enter(actions.start_session(account, request.user_agent.string))
    session.clear()
    session[HALF] = [str(account.id), clock.now().isoformat(), print_of(account)]
    return redirect(url_for("accounts.code", next=safe_next()), 303)


def half_in() -> Account | None:
    """Return whose password was right on this device in the last ten minutes; nothing when nobody's was, or it was changed since."""
    kept = session.get(HALF)
    if not kept or clock.now() - datetime.fromisoformat(kept[1]) > WAITING:
        return None
    account = queries.account_by(UUID(kept[0]))
    return account if account and print_of(account) == kept[2] else None


def print_of(account: Account) -> str:
    """Return a mark of the password that tells it from the next one, and tells nothing of it."""
    return tokens.hash_of(account.password_hash).hex()[:16]


def enter(token: str) -> ResponseReturnValue:
    """Begin a new session for a signed-in device: nothing of the one before stays."""
    session.clear()
    person = access.load(token)
    if person is None:
        abort(500)
    login_user(person)
    session.permanent = True
    return redirect(safe_next() or url_for("today.show"), 303)
