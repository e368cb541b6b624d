"""Signed-in devices: which there are, ending one or all, and the lock that a PIN opens."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select, update

from homestay import clock, tokens
from homestay.accounts.actions import end_sessions, session_of
from homestay.accounts.passwords import hashed, is_right
from homestay.accounts.recovery import prove
from homestay.accounts.throttle import note_failure, refuse_guessing
from homestay.errors import NotFound, Refusal
from homestay.saving import saving
from models import db
from models.account import Account, LoginSession

MOST_WRONG_PINS = 5
LEAST_DIGITS, MOST_DIGITS = 4, 8
EASY_PINS = {"1234", "4321", "12345", "54321", "123456", "654321", "1122", "1212", "2580", "12345678"}
MINUTES = (5, 15, 60)
"""After how long without a touch a device may lock itself."""


class WeakPin(Refusal):
    """A PIN that is guessed soon."""

    status = 422
    title = _l("Choose another PIN")


class WrongPin(Refusal):
    """The PIN does not open the device."""

    status = 422
    title = _l("That was not right")


class SignedOut(Refusal):
    """Too many wrong PINs: the device is signed out."""

    status = 403


def devices_of(account_id: UUID, token: str) -> Sequence[Row[Any]]:
    """Return (key, agent, made_at, seen_at, is_here) of an account's signed-in devices, the last seen first."""
    now, here = clock.now(), tokens.hash_of(token)
    return db.session.execute(
        select(LoginSession.token_hash.label("key"), LoginSession.agent, LoginSession.made_at, LoginSession.seen_at)
        .add_columns((LoginSession.token_hash == here).label("is_here"))
        .where(LoginSession.account_id == account_id, LoginSession.ended_at.is_(None), LoginSession.ends_at > now)
        .order_by(LoginSession.seen_at.desc(), LoginSession.made_at.desc(), LoginSession.token_hash)
    ).all()


def end_device(account_id: UUID, key: bytes) -> None:
    """Sign one device of an account out. Raises: NotFound, for another account's too."""
    with saving():
        wanted = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.token_hash == key)
        ended: Any = db.session.execute(wanted.where(LoginSession.ended_at.is_(None)).values(ended_at=clock.now()))
        if ended.rowcount != 1:
            raise NotFound


def end_all(account_id: UUID) -> None:
    """Sign every device of an account out, this one too (đăng xuất mọi nơi)."""
    with saving():
        end_sessions(account_id)


def note_seen(token: str) -> None:
    """Remember that a device is in use: for the list of devices, and for the lock after a time without a touch."""
    with saving():
        db.session.execute(session_of(token).values(seen_at=clock.now()))


def choose_pin(account_id: UUID, pin: str, password: str, address: str) -> None:
    """Choose the PIN that opens one's locked devices. Raises: WeakPin, WrongPassword, TooManyTries."""
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise WeakPin(_l("A PIN has %(least)s to %(most)s digits.", least=LEAST_DIGITS, most=MOST_DIGITS))
    if pin in EASY_PINS or len(set(pin)) == 1:
        raise WeakPin(_l("That PIN is too easy to guess. Choose another one."))
    prove(account_id, password, address)
    kept = hashed(pin)
    with saving():
        db.session.get_one(Account, account_id).pin_hash = kept


def lock_after(token: str, minutes: int | None) -> None:
    """Let a device lock itself after so many minutes without a touch, or never."""
    with saving():
        db.session.execute(session_of(token).values(locks_after=minutes if minutes in MINUTES else None, seen_at=clock.now()))


def lock(token: str) -> None:
    """Lock a device; a second lock changes nothing."""
    with saving():
        db.session.execute(session_of(token).where(LoginSession.locked_at.is_(None)).values(locked_at=clock.now()))


def unlock(account_id: UUID, token: str, pin: str, address: str) -> None:
    """Open a locked device with the PIN.

    Raises: WrongPin; SignedOut after five wrong ones; TooManyTries.
    """
    account = db.session.get_one(Account, account_id)
    name = f"pin:{account.username}"
    refuse_guessing(name, address)
    if is_right(pin, account.pin_hash):
        with saving():
            db.session.execute(session_of(token).values(locked_at=None, wrong_pins=0, seen_at=clock.now()))
        return
    note_failure(name, address)
    refuse_wrong(token)


def refuse_wrong(token: str) -> None:
    """Count a wrong PIN. Raises: WrongPin, or SignedOut once there were five."""
    mine, here = session_of(token), LoginSession.token_hash == tokens.hash_of(token)
    with saving():
        db.session.execute(mine.values(wrong_pins=LoginSession.wrong_pins + 1, locked_at=clock.now()))
        left = MOST_WRONG_PINS - (db.session.scalar(select(LoginSession.wrong_pins).where(here)) or 0)
        if left <= 0:
            db.session.execute(mine.values(ended_at=clock.now()))
    if left <= 0:
        raise SignedOut(_l("The PIN was wrong five times: this device is signed out. Sign in with your password."))
    raise WrongPin(_l("The PIN is not right. Tries left: %(left)s", left=left))
