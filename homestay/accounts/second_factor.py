"""The second factor: a code of six digits from the phone, or a line of the recovery sheet; each counts once (mã xác nhận)."""

import base64
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, update

from homestay import clock
from homestay.accounts import recovery
from homestay.accounts.actions import end_sessions
from homestay.accounts.throttle import note_failure, refuse_guessing
from homestay.errors import Refusal
from homestay.saving import saving
from models import db
from models.account import Account

DIGITS, SECONDS, SECRET_BYTES = 6, 30, 20
"""What every app for codes understands. Source: RFC 6238, section 4; RFC 4226, section 4 (160 bits)."""
DRIFT = (0, -1, 1)
"""How many half minutes a phone's clock may be away."""
ISSUER = "Homestay"


class WrongFactor(Refusal):
    """The code is wrong, too old, or was used."""

    status = 422
    title = _l("The code is not right")

    def __init__(self) -> None:
        super().__init__(_l("That code is not right or was used already. Wait for the next one on the phone and type it."))


def new_secret() -> str:
    """Return a new secret in letters, as an app takes it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address_of(secret: str, username: str) -> str:
    """Return what an app reads from the picture. Source: Key URI Format of Google Authenticator."""
    return f"otpauth://totp/{quote(ISSUER)}:{quote(username)}?secret={secret}&issuer={quote(ISSUER)}"


def code_at(secret: str, moment: datetime) -> str:
    """Return the code that a phone shows at a moment."""
    return generator(secret).generate(int(moment.timestamp())).decode()


def generator(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), SECONDS)  # noqa: S303 - what the apps understand; no collision helps here


def step_of(secret: str, code: str) -> int | None:
    """Return the half minute that a typed code belongs to, now or beside; nothing for a wrong one."""
    digits = "".join(code.split())
    now = int(clock.now().timestamp()) // SECONDS
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    fitting = [now + away for away in DRIFT if secrets.compare_digest(generator(secret).generate((now + away) * SECONDS).decode(), digits)]
    return fitting[0] if fitting else None


def turn_on(account_id: UUID, secret: str, code: str, token: str) -> list[str]:
    """Begin to ask for codes, once the phone has shown a right one; other devices are signed out. Return the recovery sheet.

    Raises: WrongFactor; Refusal when codes are asked for already.
    """
    step = step_of(secret, code)
    if step is None:
        raise WrongFactor
    with saving():
        account = db.session.get_one(Account, account_id)
        if account.totp_since:
            raise Refusal(_l("This account asks for codes already."))
        account.totp_secret, account.totp_since, account.totp_last = secret, clock.now(), step
        end_sessions(account_id, but=token)
        return recovery.new_sheet(account_id)


def turn_off(account_id: UUID) -> None:
    """Ask for codes no more. The caller has asked for the password."""
    with saving():
        db.session.get_one(Account, account_id).drop_factor()


def prove(account: Account, code: str, address: str) -> None:
    """Take a code of the phone or of the recovery sheet, once.

    Raises: WrongFactor; TooManyTries.
    """
    name = f"code:{account.username}"
    refuse_guessing(name, address)
    step = step_of(account.totp_secret or "", code) if account.totp_sealed else None
    account_id = account.id
    with saving():
        taken = use_up(account_id, step) if step is not None else recovery.use_code(account_id, code)
    if not taken:
        note_failure(name, address)
        raise WrongFactor


def use_up(account_id: UUID, step: int) -> bool:
    """Let a code count, unless it or a later one did. Only inside `saving`."""
    newer = update(Account).where(Account.id == account_id, or_(Account.totp_last.is_(None), Account.totp_last < step))
    used: Any = db.session.execute(newer.values(totp_last=step), execution_options={"synchronize_session": False})
    return bool(used.rowcount == 1)
