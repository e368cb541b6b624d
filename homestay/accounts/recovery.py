"""A new password: by the old one, by a line of the printed recovery sheet, or by a link of the administrator. No e-mail anywhere."""

import hmac
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from homestay import clock, tokens
from homestay.accounts import queries, throttle
from homestay.accounts.actions import WrongPassword, code_letters, end_sessions
from homestay.accounts.passwords import chosen, hashed, is_right, refuse_weak
from homestay.accounts.throttle import note_failure, refuse_guessing
from homestay.errors import Busy, NotFound, Refusal
from homestay.record import record
from homestay.saving import saving
from models import db
from models.account import Account, Membership
from models.homestay import Homestay
from models.invitation import PasswordLink, RecoveryCode
from models.sealed import KEYS
from models.village import Village

CODES, GROUPS = 8, (4, 4, 4)
"""Eight codes of twelve letters: 59 bits each."""
LINK_GOOD_FOR = timedelta(days=1)


class WrongRecoveryCode(Refusal):
    """Name and code do not belong together, or the code was used."""

    status = 422
    title = _l("The code is not right")

    def __init__(self) -> None:
        super().__init__(_l("Name and code do not belong together, or the code was used. Look at the sheet and take another line."))


class LinkOver(Refusal):
    """The link was used, is too old, or never was."""

    status = 404
    title = _l("This link is over")

    def __init__(self) -> None:
        super().__init__(_l("This link was used already or is older than a day. Ask the digital team for a new one."))


def prove(account_id: UUID, password: str, address: str) -> Account:
    """Return the account of somebody who has signed in and types the password once more. Raises: WrongPassword, TooManyTries."""
    account = db.session.get_one(Account, account_id)
    refuse_guessing(account.username, address)
    if not is_right(password, account.password_hash):
        note_failure(account.username, address)
        raise WrongPassword(_l("That is not your password. Type it once more."))
    return account


def change_password(account_id: UUID, old: str, new: str, device: tuple[str, str]) -> None:
    """Change one's own password; every other device is signed out. `device` is its token and its network address.

    Raises: WrongPassword, TooManyTries, WeakPassword.
    """
    token, address = device
    username = prove(account_id, old, address).username
    kept = chosen(new, username)
    with saving():
        db.session.get_one(Account, account_id).password_hash = kept
        end_sessions(account_id, but=token)


def new_sheet(account_id: UUID) -> list[str]:
    """Make the codes of a new recovery sheet (tờ mã dự phòng); the sheet before is worth nothing. Only inside `saving`."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [tokens.code_of(*GROUPS) for _ in range(CODES)]
    now = clock.now()
    db.session.add_all(RecoveryCode(code_hash=hash_of(account_id, code), account_id=account_id, made_at=now) for code in codes)
    return codes


def print_sheet(account_id: UUID, password: str, address: str) -> list[str]:
    """Make a new recovery sheet for somebody who knows the password. Raises: WrongPassword, TooManyTries."""
    prove(account_id, password, address)
    with saving():
        return new_sheet(account_id)


def hash_of(account_id: UUID, code: str) -> bytes:
    """Return the keyed hash of a code as it was typed: the key is not in the database."""
    return hmac.new(KEYS.index, b"recovery:" + account_id.bytes + code_letters(code).encode(), sha256).digest()


def use_code(account_id: UUID, code: str) -> bool:
    """Use a code of the recovery sheet up, and say whether it was good. Only inside `saving`."""
    unused = update(RecoveryCode).where(RecoveryCode.code_hash == hash_of(account_id, code), RecoveryCode.used_at.is_(None))
    used: Any = db.session.execute(unused.values(used_at=clock.now()))
    return bool(used.rowcount == 1)


def codes_left(account_id: UUID) -> int:
    """Return how many codes of the recovery sheet are still good; 0 when there is no sheet."""
    count = select(func.count()).select_from(RecoveryCode)
    return db.session.scalar(count.where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))) or 0


def recover(username: str, code: str, new: str, address: str) -> None:
    """Choose a new password with a code of the recovery sheet; all devices are signed out.

    Raises: WrongRecoveryCode; WeakPassword, and then the code stays good; TooManyTries.
    """
    name = username.casefold()
    refuse_weak(new, name)
    refuse_guessing(f"recovery:{name}", address)
    kept = hashed(new)  # for a name that nobody has too, or the time it takes would tell
    account = queries.account_named(name)
    account_id = account.id if account else None
    if account_id is None or not renewed(account_id, code, kept):
        note_failure(f"recovery:{name}", address)
        raise WrongRecoveryCode


def renewed(account_id: UUID, code: str, kept: str) -> bool:
    with saving():
        if not use_code(account_id, code):
            return False
        set_password(account_id, kept)
        return True


def set_password(account_id: UUID, kept: str) -> None:
    """Keep the hash of a new password and sign all devices out. Only inside `saving`."""
    db.session.get_one(Account, account_id).password_hash = kept
    end_sessions(account_id)


def make_link(village: Village, account_id: UUID, by: UUID, drops_factor: bool) -> str:
    """Make a link with which somebody of the village chooses a new password once, within a day; return its secret.

    It is written in the record of every house where the person works. Links made before are over.
    Raises: NotFound, for somebody of another village; Refusal for somebody who works in other villages too; Busy, when the person's
    work changes at the same moment.
    """
    to_lock, _elsewhere = homes_of(village, account_id)
    with saving(*to_lock):
        homestays, elsewhere = homes_of(village, account_id)
        if elsewhere:
            raise Refusal(_l("This person works in another village too. Only the own recovery sheet gives a new password."))
        if not set(homestays) <= set(to_lock):
            raise Busy
        return add_link(account_id, by, homestays, drops_factor)


def make_link_here(account_id: UUID, drops_factor: bool) -> str:
    """Make such a link for anybody, for the person at the machine: the last way in when the only administrator is locked out."""
    homes = select(Homestay).join(Membership, Membership.homestay_id == Homestay.id).where(Membership.account_id == account_id)
    homestays = db.session.scalars(homes.distinct()).all()
    with saving(*homestays):
        return add_link(account_id, account_id, homestays, drops_factor)


def add_link(account_id: UUID, by: UUID, homestays: Sequence[Homestay], drops_factor: bool) -> str:
    """Keep the hash of a new link in the place of those before, and note it in these houses. Only inside `saving`."""
    token, now = tokens.new_token(), clock.now()
    db.session.execute(delete(PasswordLink).where(PasswordLink.account_id == account_id))
    link = PasswordLink(token_hash=tokens.hash_of(token), account_id=account_id, drops_factor=drops_factor)
    link.made_by, link.made_at, link.ends_at = by, now, now + LINK_GOOD_FOR
    db.session.add(link)
    for homestay in homestays:
        record(homestay, "password.link_made", account_id, drops_factor=drops_factor)
    return token


def homes_of(village: Village, account_id: UUID) -> tuple[list[Homestay], bool]:
    """Return the homestays of a village where somebody works, and whether the person works in other villages too. Raises: NotFound."""
    rows = db.session.execute(
        select(Membership.village_id, Homestay)
        .outerjoin(Homestay, Homestay.id == Membership.homestay_id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.id)
    ).all()
    here = [row for row in rows if village.id in (row.village_id, row.Homestay.village_id if row.Homestay else None)]
    if not here:
        raise NotFound
    return list({row.Homestay.id: row.Homestay for row in here if row.Homestay}.values()), len(here) < len(rows)


def opened_link(token: str, address: str) -> Account:
    """Return whose new password a link is for. Raises: LinkOver; TooManyTries, from an address that tries many links."""
    refuse_guessing(throttle.ANYBODY, address)
    account = db.session.scalars(
        select(Account).join(PasswordLink, PasswordLink.account_id == Account.id).where(*usable(token), Account.closed_at.is_(None))
    ).first()
    if account is None:
        note_failure(throttle.ANYBODY, address)
        raise LinkOver
    return account


def usable(token: str) -> tuple[Any, ...]:
    return PasswordLink.token_hash == tokens.hash_of(token), PasswordLink.used_at.is_(None), PasswordLink.ends_at > clock.now()


def renew_by_link(token: str, new: str, address: str) -> None:
    """Choose a new password with a link, once; all devices are signed out.

    Raises: LinkOver, TooManyTries; WeakPassword, and then the link stays good.
    """
    account = opened_link(token, address)
    kept, account_id = chosen(new, account.username), account.id
    with saving():
        used: Any = db.session.execute(update(PasswordLink).where(*usable(token)).values(used_at=clock.now()))
        if used.rowcount != 1:
            raise LinkOver
        if db.session.scalar(select(PasswordLink.drops_factor).where(PasswordLink.token_hash == tokens.hash_of(token))):
            db.session.get_one(Account, account_id).drop_factor()
        set_password(account_id, kept)
