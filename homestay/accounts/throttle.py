"""Slowing down those who guess: passwords, PINs, codes, links. Counted in our own table, so that a restart forgets nothing."""

import hmac
from datetime import timedelta
from hashlib import sha256

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from homestay import clock
from homestay.accounts import queries
from homestay.errors import Refusal
from homestay.saving import saving
from models import db
from models.account import LoginAttempt
from models.base import uuid7

WATCHED = timedelta(minutes=15)
KEPT = timedelta(days=30)
MOST_FOR_NAME, MOST_FOR_ADDRESS = 10, 50
ANYBODY = ""
"""The name under which guesses count that are about nobody: links that nobody made."""


class TooManyTries(Refusal):
    """Somebody guesses."""

    status = 429
    title = _l("Too many tries")


def refuse_guessing(name: str, address: str) -> None:
    """Refuse after many failures for a name or from a network address. Raises: TooManyTries."""
    by_name, by_address = queries.failures(name, hashed_address(address), WATCHED)
    if (name != ANYBODY and by_name >= MOST_FOR_NAME) or by_address >= MOST_FOR_ADDRESS:
        raise TooManyTries(_l("Too many wrong tries. Wait 15 minutes, then try again."))


def note_failure(name: str, address: str) -> None:
    """Remember that a guess failed, and forget those of a month ago."""
    with saving():
        db.session.execute(delete(LoginAttempt).where(LoginAttempt.tried_at < clock.now() - KEPT))
        db.session.add(LoginAttempt(id=uuid7(), username=name, address_hash=hashed_address(address), tried_at=clock.now()))


def hashed_address(address: str) -> bytes:
    """Return the keyed hash of a network address: enough to count, not enough to know."""
    return hmac.new(str(current_app.secret_key).encode(), address.encode(), sha256).digest()
