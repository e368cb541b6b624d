"""Changes to accounts: set-up by one-time code, signing in and out, new accounts."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Update, delete, update
from sqlalchemy.exc import IntegrityError

from homestay import clock, tokens
from homestay.accounts import queries
from homestay.accounts.passwords import chosen, is_right
from homestay.accounts.slugs import free_slug, slug_of
from homestay.accounts.throttle import note_failure, refuse_guessing
from homestay.errors import Refusal
from homestay.saving import saving
from models import db
from models.account import HOMESTAY_ROLES, Account, LoginSession, Membership, Right, Role, SetUpCode
from models.base import uuid7
from models.homestay import Homestay
from models.village import Village

SIGNED_IN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class FirstHouse:
    """What the first set-up asks: the village, the homestay, and the first account."""

    village: str
    commune: str | None
    province: str | None
    homestay: str
    phone: str | None
    name: str
    username: str
    password: str


class WrongPassword(Refusal):
    """Name and password do not belong together."""

    status = 422
    title = _l("That was not right")


class NameTaken(Refusal):
    """Somebody signs in with that name already."""

    title = _l("That name is taken")

    def __init__(self, username: str) -> None:
        super().__init__(_l("The name %(name)s is taken. Choose another one to sign in with.", name=username))


class WrongCode(Refusal):
    """The one-time code is not the newest one, or was used."""

    status = 422
    title = _l("The code is not right")

    def __init__(self) -> None:
        super().__init__(_l("That code is not right or was already used. Look at the program's window for the newest one."))


def make_set_up_code() -> str | None:
    """Make a new one-time code for the first set-up and return it, or nothing once there is an account."""
    with saving():
        if queries.is_set_up():
            return None
        db.session.execute(delete(SetUpCode))
        code = tokens.code_of(5, 5, 5, 5)
        db.session.add(SetUpCode(code_hash=tokens.hash_of(code_letters(code)), made_at=clock.now(), used_at=None))
        return code


def code_letters(code: str) -> str:
    """Return the letters of a typed code that count: small ones, blanks and hyphens are let through."""
    return re.sub(r"[^0-9A-Z]", "", code.upper())


def set_up(code: str, first: FirstHouse) -> Account:
    """Make the first village, homestay and owner with the one-time code (thiết lập lần đầu).

    Raises: WrongCode; WeakPassword, and then the code stays good.
    """
    kept = chosen(first.password, first.username)
    with saving():
        use_up(code)
        village = new_village(first)
        homestay = new_homestay(village, first.homestay, first.phone)
        account = new_account(first.username, first.name, kept)
        for role in (Role.OWNER, Role.ADMINISTRATOR):
            add_membership(account, role, homestay, village)
        return account


def use_up(code: str) -> None:
    """Use the one-time code; of two people with it only one gets through. Raises: WrongCode."""
    hash_ = tokens.hash_of(code_letters(code))
    unused = update(SetUpCode).where(SetUpCode.code_hash == hash_, SetUpCode.used_at.is_(None)).values(used_at=clock.now())
    used: Any = db.session.execute(unused)
    if used.rowcount != 1 or queries.is_set_up():
        raise WrongCode


def new_village(first: FirstHouse) -> Village:
    """Add a village. Only inside `saving`."""
    slug = free_slug(Village, slug_of(first.village))
    village = Village(id=uuid7(), slug=slug, name=first.village, commune=first.commune, province=first.province)
    db.session.add(village)
    return village


def new_homestay(village: Village, name: str, phone: str | None) -> Homestay:
    """Add a homestay to a village; guests count as to declare from today on. Only inside `saving`."""
    homestay = Homestay(
        id=uuid7(), village_id=village.id, slug=free_slug(Homestay, slug_of(name)), name=name, phone=phone, declaring_from=clock.today()
    )
    db.session.add(homestay)
    db.session.flush()
    return homestay


def new_account(username: str, name: str, kept: str) -> Account:
    """Add an account; `kept` is what is kept of its password. Only inside `saving`. Raises: NameTaken, by a closed account too."""
    account = Account(id=uuid7(), username=username.casefold(), name=name, password_hash=kept, made_at=clock.now())
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError as twice:
        raise NameTaken(username) from twice
    return account


def add_membership(
    account: Account, role: Role, homestay: Homestay | None, village: Village | None, rights: frozenset[str] = frozenset()
) -> Membership:
    """Give an account a role: in the homestay for owner and staff (with these rights), in the village for the others.

    Only inside `saving`.
    """
    in_house = role in HOMESTAY_ROLES
    membership = Membership(
        id=uuid7(),
        account_id=account.id,
        homestay_id=homestay.id if in_house and homestay else None,
        village_id=village.id if not in_house and village else None,
        role=role,
        money=Right.MONEY in rights,
        exports=Right.EXPORTS in rights,
    )
    db.session.add(membership)
    return membership


def check_password(username: str, password: str, address: str) -> Account:
    """Return the account to which name and password belong (đăng nhập).

    Raises: WrongPassword; TooManyTries after many failures for the name or from the address.
    """
    name = username.casefold()
    refuse_guessing(name, address)
    account = queries.account_named(name)
    if not is_right(password, account.password_hash if account else None) or account is None:
        note_failure(name, address)
        raise WrongPassword(_l("Name or password is not right. Look at capital letters and try again."))
    return account


def start_session(account: Account, agent: str | None, membership_id: UUID | None = None) -> str:
    """Sign a device in for 30 days, to work in this role or else the first, and return its token; only its hash is kept."""
    token, now = tokens.new_token(), clock.now()
    account_id = account.id
    if membership_id is None:
        membership_id = next((role.id for role in queries.memberships_of(account_id)), None)
    with saving():
        db.session.add(
            LoginSession(
                token_hash=tokens.hash_of(token),
                account_id=account_id,
                membership_id=membership_id,
                agent=(agent or "")[:200] or None,
                made_at=now,
                seen_at=now,
                ends_at=now + SIGNED_IN_FOR,
            )
        )
    return token


def sign_out(token: str) -> None:
    """End the session of a device; its cookie is worth nothing from now on (đăng xuất)."""
    with saving():
        db.session.execute(session_of(token).where(LoginSession.ended_at.is_(None)).values(ended_at=clock.now()))


def work_as(token: str, account_id: UUID, membership_id: UUID) -> None:
    """Let a signed-in device work in another role or house of the same person. Raises: Refusal for somebody else's role."""
    with saving():
        own = {membership.id for membership in queries.memberships_of(account_id)}
        if membership_id not in own:
            raise Refusal(_l("That house is not yours."))
        db.session.execute(session_of(token).values(membership_id=membership_id))


def end_sessions(account_id: UUID, but: str | None = None) -> None:
    """Sign every device of an account out, or every other one than the device with this token. Only inside `saving`."""
    ended = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.ended_at.is_(None))
    if but is not None:
        ended = ended.where(LoginSession.token_hash != tokens.hash_of(but))
    db.session.execute(ended.values(ended_at=clock.now()))


def session_of(token: str) -> Update:
    return update(LoginSession).where(LoginSession.token_hash == tokens.hash_of(token))
