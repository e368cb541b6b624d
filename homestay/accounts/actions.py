"""Changes to accounts: set-up by one-time code, signing in and out, new accounts."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, update

from homestay import clock
from homestay.accounts import queries
from homestay.accounts.slugs import free_slug, slug_of
from homestay.errors import Refusal
from homestay.saving import saving
from models import db
from models.account import Account, LoginAttempt, LoginSession, Membership, Role, SetUpCode
from models.base import uuid7
from models.homestay import Homestay
from models.village import Village

HASHER = PasswordHasher()
"""argon2id with the library's own strength (RFC 9106, low memory)."""
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Tq8hvV1WuLYAV/0sBDr8qEh3Qn4rKsdXkRLF3UqyJbw"
"""Checked for a name that does not exist, so that the answer takes as long."""
SIGNED_IN_FOR = timedelta(days=30)
WATCHED = timedelta(minutes=15)
MOST_FOR_NAME, MOST_FOR_ADDRESS = 10, 50
LEAST_LETTERS, MOST_LETTERS = 8, 200
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


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


class TooManyTries(Refusal):
    """Somebody guesses passwords."""

    status = 429
    title = _l("Too many tries")


class WrongPassword(Refusal):
    """Name and password do not belong together."""

    status = 422
    title = _l("That was not right")


def make_set_up_code() -> str | None:
    """Make a new one-time code for the first set-up and return it, or nothing once there is an account."""
    with saving():
        if queries.is_set_up():
            return None
        db.session.execute(delete(SetUpCode))
        code = "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(5)) for _ in range(4))
        db.session.add(SetUpCode(code_hash=queries.hash_of(code), made_at=clock.now(), used_at=None))
        return code


def set_up(code: str, first: FirstHouse) -> Account:
    """Make the first village, homestay and owner with the one-time code (thiết lập lần đầu). Raises: Refusal for a wrong or used code."""
    with saving():
        kept = queries.open_code(code.strip().upper())
        if kept is None or queries.is_set_up():
            raise Refusal(_l("That code is not right or was already used. Look at the program's window for the newest one."), title=_l("The code is not right"))
        refuse_weak(first.password, first.username)
        kept.used_at = clock.now()
        village = Village(id=uuid7(), slug=free_slug(Village, slug_of(first.village)), name=first.village, commune=first.commune, province=first.province)
        db.session.add(village)
        homestay = new_homestay(village, first.homestay, first.phone)
        account = new_account(first.username, first.name, first.password)
        for role in (Role.OWNER, Role.ADMINISTRATOR):
            add_membership(account, role, homestay, village)
        return account


def new_homestay(village: Village, name: str, phone: str | None) -> Homestay:
    """Add a homestay to a village; guests count as to declare from today on. Only inside `saving`."""
    homestay = Homestay(
        id=uuid7(), village_id=village.id, slug=free_slug(Homestay, slug_of(name)), name=name, phone=phone, declaring_from=clock.today()
    )
    db.session.add(homestay)
    db.session.flush()
    return homestay


def new_account(username: str, name: str, password: str) -> Account:
    """Add an account. Only inside `saving`. Raises: Refusal for a weak password or a name that is taken."""
    refuse_weak(password, username)
    if queries.account_named(username):
        raise Refusal(_l("The name %(name)s is taken. Choose another one to sign in with.", name=username), title=_l("That name is taken"))
    account = Account(id=uuid7(), username=username.casefold(), name=name, password_hash=HASHER.hash(password), made_at=clock.now())
    db.session.add(account)
    db.session.flush()
    return account


def add_membership(account: Account, role: Role, homestay: Homestay | None, village: Village | None) -> None:
    """Give an account a role: in the homestay for owner and staff, in the village for the others. Only inside `saving`."""
    in_house = role in (Role.OWNER, Role.STAFF)
    db.session.add(
        Membership(
            id=uuid7(),
            account_id=account.id,
            homestay_id=homestay.id if in_house and homestay else None,
            village_id=village.id if not in_house and village else None,
            role=role,
        )
    )


def refuse_weak(password: str, username: str) -> None:
    """Refuse short, over-long and well-known passwords. Source: OWASP ASVS 5.0, 6.2.1-6.2.9."""
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        raise Refusal(_l("A password has at least %(least)s letters. Choose a longer one.", least=LEAST_LETTERS))
    if password.casefold() in COMMON or username.casefold() in password.casefold() or len(set(password)) < 4:
        raise Refusal(_l("That password is too easy to guess. Choose another one."))


COMMON = frozenset(
    "password password1 password123 12345678 123456789 1234567890 matkhau123 matkhau1 matkhau matkhau12 qwertyui qwerty123 11111111"
    " 88888888 iloveyou homestay homestay1 homestay123 lolochai lolochai123 12341234 abcd1234 anhyeuem 00000000 87654321".split()
)


def sign_in(username: str, password: str, address: str, agent: str | None) -> str:
    """Check a password and sign the device in; return its secret token (đăng nhập).

    Raises: WrongPassword; TooManyTries after many failures for the name or from the address.
    """
    name = username.casefold()
    address_hash = hashed_address(address)
    refuse_guessing(name, address_hash)
    account = queries.account_named(name)
    if not is_right(account, password):
        with saving():
            db.session.add(LoginAttempt(id=uuid7(), username=name[:100], address_hash=address_hash, tried_at=clock.now()))
        raise WrongPassword(_l("Name or password is not right. Look at capital letters and try again."))
    assert account is not None
    return start_session(account, agent)


def is_right(account: Account | None, password: str) -> bool:
    try:
        HASHER.verify(account.password_hash if account else NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return account is not None


def refuse_guessing(name: str, address_hash: bytes) -> None:
    by_name, by_address = queries.failures(name, address_hash, WATCHED)
    if by_name >= MOST_FOR_NAME or by_address >= MOST_FOR_ADDRESS:
        raise TooManyTries(_l("Too many wrong passwords. Wait 15 minutes, then try again."))


def hashed_address(address: str) -> bytes:
    """Return the keyed hash of a network address: enough to count, not enough to know."""
    return hmac.new(str(current_app.secret_key).encode(), address.encode(), sha256).digest()


def start_session(account: Account, agent: str | None) -> str:
    """Sign a device in for 30 days and return its token; only the token's hash is kept."""
    token, now = secrets.token_urlsafe(32), clock.now()
    roles = queries.memberships_of(account.id)
    membership_id, account_id = (roles[0].id if roles else None), account.id
    with saving():
        db.session.add(
            LoginSession(
                token_hash=queries.hash_of(token),
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
        db.session.execute(
            update(LoginSession).where(LoginSession.token_hash == queries.hash_of(token), LoginSession.ended_at.is_(None)).values(ended_at=clock.now())
        )


def work_as(token: str, account_id: object, membership_id: object) -> None:
    """Let a signed-in device work in another role or house of the same person. Raises: Refusal for somebody else's role."""
    with saving():
        own = {membership.id for membership in queries.memberships_of(account_id)}  # type: ignore[arg-type]
        if membership_id not in own:
            raise Refusal(_l("That house is not yours."))
        db.session.execute(update(LoginSession).where(LoginSession.token_hash == queries.hash_of(token)).values(membership_id=membership_id))
