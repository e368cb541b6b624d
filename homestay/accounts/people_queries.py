"""Asks who works where, and which invitations are open."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from homestay import clock
from homestay.errors import NotFound
from models import db
from models.account import Account, Membership, Role
from models.homestay import Homestay
from models.invitation import Invitation
from models.village import Village

Workplace = Homestay | Village


def at(table: Any, place: Workplace) -> Any:
    """Say that a row of `memberships` or `invitations` belongs to a homestay, or to a village itself."""
    return table.homestay_id == place.id if isinstance(place, Homestay) else table.village_id == place.id


def of(village: Village) -> tuple[Any, ...]:
    """Say that a homestay is the village's, and none that somebody practises in."""
    return Homestay.village_id == village.id, Homestay.practice.is_(False)


def people_of(place: Workplace) -> Sequence[Any]:
    """Return (membership id, account_id, name, username, role, money, exports) of those who work in a place, owners first."""
    return db.session.execute(
        select(Membership.id, Membership.account_id, Account.name, Account.username, Membership.role, Membership.money, Membership.exports)
        .join(Account, Account.id == Membership.account_id)
        .where(at(Membership, place), Account.closed_at.is_(None))
        .order_by(Membership.role != Role.OWNER, Membership.role, Account.name, Membership.id)
    ).all()


def houses_of(village: Village) -> Sequence[Any]:
    """Return (id, name, people) of the homestays of a village but those for practising, by name: `people` is how many work there."""
    return db.session.execute(
        select(Homestay.id, Homestay.name, func.count(Membership.id).label("people"))
        .outerjoin(Membership, Membership.homestay_id == Homestay.id)
        .where(*of(village))
        .group_by(Homestay.id, Homestay.name)
        .order_by(Homestay.name, Homestay.id)
    ).all()


def house_of(village: Village, homestay_id: UUID) -> Homestay:
    """Return a homestay of a village. Raises: NotFound."""
    found = db.session.scalars(select(Homestay).where(*of(village), Homestay.id == homestay_id)).first()
    if found is None:
        raise NotFound
    return found


def member_of(places: Sequence[Workplace], membership_id: UUID) -> tuple[Membership, Workplace]:
    """Return a role that is held in one of these places, with its account, and the place. Raises: NotFound."""
    for place in places:
        found = db.session.scalars(select(Membership).where(at(Membership, place), Membership.id == membership_id)).first()
        if found:
            return found, place
    raise NotFound


def home_of(village: Village, membership_id: UUID) -> Homestay | None:
    """Return the homestay of a village in which a role is held; nothing for a role of the village, or of another one."""
    return db.session.scalars(
        select(Homestay).join(Membership, Membership.homestay_id == Homestay.id).where(*of(village), Membership.id == membership_id)
    ).first()


def practising(account_id: UUID) -> Sequence[Membership]:
    """Return the roles of an account in houses for practising: one in each village where it began to practise."""
    own = select(Membership).join(Homestay, Homestay.id == Membership.homestay_id).where(Membership.account_id == account_id)
    return db.session.scalars(own.where(Homestay.practice.is_(True)).order_by(Membership.id)).all()


def open_invitations(place: Workplace) -> Sequence[Any]:
    """Return (id, whom, role, ends_at) of a place's invitations that somebody could still use, the newest first."""
    return db.session.execute(
        select(Invitation.id, Invitation.whom, Invitation.role, Invitation.ends_at)
        .where(at(Invitation, place), *usable())
        .order_by(Invitation.made_at.desc(), Invitation.id.desc())
    ).all()


def usable() -> tuple[Any, ...]:
    """Say that an invitation was neither used nor withdrawn, and is not too old."""
    return Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.ends_at > clock.now()


def invitation_at(place: Workplace, invitation_id: UUID) -> Invitation:
    """Return an open invitation of a place. Raises: NotFound."""
    found = db.session.scalars(select(Invitation).where(at(Invitation, place), Invitation.id == invitation_id, *usable())).first()
    if found is None:
        raise NotFound
    return found


def invitation_by(token_hash: bytes) -> Any:
    """Return (Invitation, Homestay, Village, by) of an open invitation by its secret's hash, or nothing; `by` is who invites."""
    return db.session.execute(
        select(Invitation, Homestay, Village, Account.name.label("by"))
        .join(Account, Account.id == Invitation.made_by)
        .outerjoin(Homestay, Homestay.id == Invitation.homestay_id)
        .outerjoin(Village, Village.id == Invitation.village_id)
        .where(Invitation.token_hash == token_hash, *usable())
    ).first()
