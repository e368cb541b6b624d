"""What is changed about people who work somewhere: their rights, and that they no longer work there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update

from homestay import clock
from homestay.accounts import people_queries, queries
from homestay.accounts.invitations import changing, note
from homestay.accounts.people_queries import Workplace, at
from homestay.errors import Refusal
from models import db
from models.account import Account, LoginSession, Membership, Right, Role

NEVER_WITHOUT = (Role.OWNER, Role.ADMINISTRATOR)
"""A house without an owner, or a village without an administrator, could never get one again."""


class LastOne(Refusal):
    """Nobody would be left who may invite anybody."""

    title = _l("Somebody has to stay")

    def __init__(self) -> None:
        super().__init__(_l("This is the only person with that work here. Invite another one first, then take this one away."))


def give_rights(place: Workplace, membership_id: UUID, rights: frozenset[str]) -> None:
    """Say what somebody who helps in a house may see beside the daily work. Raises: NotFound; Refusal for others than staff."""
    with changing(place):
        membership, _place = people_queries.member_of([place], membership_id)
        if membership.role != Role.STAFF:
            raise Refusal(_l("Only a helper's rights can be chosen."))
        membership.money, membership.exports = Right.MONEY in rights, Right.EXPORTS in rights
        note(place, "person.rights", membership_id, money=membership.money, exports=membership.exports)


def take_role_away(place: Workplace, membership_id: UUID) -> None:
    """End somebody's work in a place; devices that worked there go on in another place of the person, or are signed out.

    An owner's house for practising goes along: it would still open what the village shows to owners.
    Raises: NotFound; LastOne for the only owner or administrator.
    """
    with changing(place):
        membership, _place = people_queries.member_of([place], membership_id)
        if membership.role in NEVER_WITHOUT and how_many(place, membership.role) == 1:
            raise LastOne
        practising = people_queries.practising(membership.account_id)
        others = [each.id for each in queries.memberships_of(membership.account_id) if each.id != membership_id and each not in practising]
        ending = [membership, *(practising if membership.role == Role.OWNER else ())]
        for each in ending:
            leave(each.id, others)
            db.session.delete(each)
        note(place, "person.left", membership_id, role=membership.role, account=membership.account_id)


def how_many(place: Workplace, role: str) -> int:
    """Return how many people with open accounts have this role in a place."""
    count = select(func.count()).select_from(Membership).join(Account, Account.id == Membership.account_id)
    return db.session.scalar(count.where(at(Membership, place), Membership.role == role, Account.closed_at.is_(None))) or 0


def leave(membership_id: UUID, others: Sequence[UUID]) -> None:
    """Let devices that work in a role go on in the person's first other one, or end them. Only inside `saving`."""
    after: dict[str, Any] = {"membership_id": others[0] if others else None}
    if not others:
        after["ended_at"] = func.coalesce(LoginSession.ended_at, clock.now())
    db.session.execute(update(LoginSession).where(LoginSession.membership_id == membership_id).values(**after))
