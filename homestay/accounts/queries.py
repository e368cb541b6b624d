"""Asks about accounts and signed-in devices."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, or_, select

from homestay import clock, tokens
from models import db
from models.account import Account, LoginAttempt, LoginSession, Membership
from models.booking import is_behind
from models.homestay import Homestay
from models.village import Village


def signed_in(token: str) -> Row[Any] | None:
    """Return the columns of `homestay.web.access.Person` for a device that is signed in now; nothing otherwise."""
    return db.session.execute(session_in_use(), {"hash": tokens.hash_of(token), "now": clock.now()}).first()


@cache
def session_in_use() -> Any:
    """Return the select of a session that has not ended. Put together once: every page asks it."""
    return (
        select(LoginSession.account_id, Account.name, Account.language, LoginSession.membership_id, Membership.role, Homestay, Village)
        .add_columns(Membership.money, Membership.exports, or_(Account.totp_since.is_not(None), Account.sample), is_behind())
        .add_columns(Account.pin_hash.is_not(None), LoginSession.seen_at, LoginSession.locks_after, LoginSession.locked_at)
        .join(Account, Account.id == LoginSession.account_id)
        .outerjoin(Membership, Membership.id == LoginSession.membership_id)
        .outerjoin(Homestay, Homestay.id == Membership.homestay_id)
        .outerjoin(Village, Village.id == func.coalesce(Membership.village_id, Homestay.village_id))
        .where(
            LoginSession.token_hash == bindparam("hash"),
            LoginSession.ended_at.is_(None),
            LoginSession.ends_at > bindparam("now"),
            Account.closed_at.is_(None),
        )
    )


def account_named(username: str) -> Account | None:
    """Return the open account with this name, capital letters aside; nothing when there is none."""
    return db.session.scalars(select(Account).where(Account.username == username.casefold(), Account.closed_at.is_(None))).first()


def account_by(account_id: UUID) -> Account | None:
    """Return the open account with this key; nothing when there is none."""
    return db.session.scalars(select(Account).where(Account.id == account_id, Account.closed_at.is_(None))).first()


def memberships_of(account_id: UUID) -> Sequence[Membership]:
    """Return the roles of an account, those in a house first."""
    return db.session.scalars(
        select(Membership).where(Membership.account_id == account_id).order_by(Membership.homestay_id.is_(None), Membership.id)
    ).all()


def workplaces_of(account_id: UUID) -> Sequence[Any]:
    """Return (membership id, role, name of the house or village) of an account's roles, those in a house first."""
    return db.session.execute(
        select(Membership.id, Membership.role, func.coalesce(Homestay.name, Village.name).label("place"))
        .outerjoin(Homestay, Homestay.id == Membership.homestay_id)
        .outerjoin(Village, Village.id == Membership.village_id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.homestay_id.is_(None), Membership.id)
    ).all()


def failures(username: str, address_hash: bytes, within: timedelta) -> tuple[int, int]:
    """Return how many sign-ins failed lately for this name, and from this address."""
    since: datetime = clock.now() - within
    count = select(func.count()).select_from(LoginAttempt).where(LoginAttempt.tried_at > since)
    by_name = db.session.scalar(count.where(LoginAttempt.username == username)) or 0
    by_address = db.session.scalar(count.where(LoginAttempt.address_hash == address_hash)) or 0
    return by_name, by_address


def is_set_up() -> bool:
    """Say whether the installation has an account."""
    return db.session.scalar(select(Account.id).limit(1)) is not None
