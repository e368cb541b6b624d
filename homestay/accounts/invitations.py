"""Inviting people by a link: made by who may, used once within a week, withdrawn at any time (lời mời)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from homestay import clock, tokens
from homestay.accounts import people_queries, throttle
from homestay.accounts.actions import add_membership, new_account, new_homestay
from homestay.accounts.passwords import chosen
from homestay.accounts.people_queries import Workplace, at, usable
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from models import db
from models.account import HOMESTAY_ROLES, Account, Membership, Right, Role
from models.base import uuid7
from models.homestay import Homestay
from models.invitation import Invitation
from models.village import Village

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Wish:
    """Who is invited: as what, how the person is called by the one who invites, and the rights of staff."""

    role: Role
    whom: str
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NewPerson:
    """What somebody who is new says of themselves."""

    name: str
    username: str
    password: str


class InvitationOver(Refusal):
    """The link was used, withdrawn, is too old, or never was."""

    status = 404
    title = _l("This link is over")

    def __init__(self) -> None:
        super().__init__(_l("This link was used already, taken back, or is older than a week. Ask for a new one."))


class AlreadyThere(Refusal):
    """The person works there as that already."""

    title = _l("That is so already")

    def __init__(self) -> None:
        super().__init__(_l("You have this work there already. Nothing was changed; give the link to somebody else."))


@contextmanager
def changing(place: Workplace) -> Iterator[None]:
    """Change who works in a place under its lock, so that two people never count each other in; a homestay's version moves on."""
    if isinstance(place, Homestay):
        with saving(place):
            yield
        return
    with saving():
        db.session.refresh(place, with_for_update=True)
        yield


def note(place: Workplace, action: str, about: UUID, **detail: Any) -> None:
    """Write in the record of the homestay; a village keeps none."""
    if isinstance(place, Homestay):
        record(place, action, about, **detail)


def invite(place: Workplace, wish: Wish, by: UUID) -> tuple[UUID, str]:
    """Make a link that gives a role in a place, and return its id and its secret, of which only the hash is kept.

    Raises: Refusal for a role that is not held in such a place, and in a house for practising.
    """
    if isinstance(place, Homestay) and place.practice:
        raise Refusal(_l("In a house for practising you are alone. Go back to your own house and invite people there."))
    if (wish.role in HOMESTAY_ROLES) != isinstance(place, Homestay):
        raise Refusal(_l("Nobody can have that work there. Choose another one."))
    with changing(place):
        return add_invitation(place, wish, by)


def invite_with_house(village: Village, house: tuple[str, str | None], whom: str, by: UUID) -> tuple[Homestay, UUID, str]:
    """Add a homestay (name, phone) to a village and make the link for its owner; return it with the link's id and secret."""
    with saving():
        homestay = new_homestay(village, *house)
        return homestay, *add_invitation(homestay, Wish(Role.OWNER, whom), by)


def add_invitation(place: Workplace, wish: Wish, by: UUID) -> tuple[UUID, str]:
    """Add an invitation. Only inside `saving`."""
    in_house, token, now = isinstance(place, Homestay), tokens.new_token(), clock.now()
    rights = wish.rights if wish.role == Role.STAFF else frozenset()
    invitation = Invitation(
        id=uuid7(),
        token_hash=tokens.hash_of(token),
        homestay_id=place.id if in_house else None,
        village_id=None if in_house else place.id,
        role=wish.role,
        money=Right.MONEY in rights,
        exports=Right.EXPORTS in rights,
        whom=wish.whom,
        made_by=by,
        made_at=now,
        ends_at=now + GOOD_FOR,
    )
    db.session.add(invitation)
    note(place, "invitation.made", invitation.id, role=wish.role)
    return invitation.id, token


def withdraw(place: Workplace, invitation_id: UUID) -> None:
    """Take a link back: nobody can use it any more. Raises: NotFound."""
    with changing(place):
        people_queries.invitation_at(place, invitation_id).withdrawn_at = clock.now()
        note(place, "invitation.withdrawn", invitation_id)


def opened(token: str, address: str) -> Any:
    """Return the open invitation of a link as `people_queries.invitation_by` gives it.

    Raises: InvitationOver; TooManyTries, from an address that tries many links.
    """
    throttle.refuse_guessing(throttle.ANYBODY, address)
    found = people_queries.invitation_by(tokens.hash_of(token))
    if found is None:
        throttle.note_failure(throttle.ANYBODY, address)
        raise InvitationOver
    return found


def accept(token: str, address: str, account_id: UUID) -> UUID:
    """Give the role of a link to an account, once, and return the membership's id.

    Raises: InvitationOver; AlreadyThere, and then the link stays good.
    """
    found = opened(token, address)
    place: Workplace = found.Homestay or found.Village
    invitation_id = found.Invitation.id
    with changing(place):
        return use(invitation_id, place, account_id)


def accept_as_new(token: str, address: str, person: NewPerson) -> tuple[Account, UUID]:
    """Make an account and give it the role of a link, once; return it and the membership's id.

    Raises: InvitationOver; NameTaken and WeakPassword, and then the link stays good.
    """
    found = opened(token, address)
    place: Workplace = found.Homestay or found.Village
    invitation_id, kept = found.Invitation.id, chosen(person.password, person.username)
    with changing(place):
        account = new_account(person.username, person.name, kept)
        return account, use(invitation_id, place, account.id)


def use(invitation_id: UUID, place: Workplace, account_id: UUID) -> UUID:
    """Use a link up; of two people with it one gets the role. Only inside `changing`. Raises: InvitationOver, AlreadyThere."""
    wanted = update(Invitation).where(Invitation.id == invitation_id, *usable()).values(used_at=clock.now(), used_by=account_id)
    used: Any = db.session.execute(wanted, execution_options={"synchronize_session": False})
    if used.rowcount != 1:
        raise InvitationOver
    invitation = db.session.get_one(Invitation, invitation_id, populate_existing=True)
    membership_id = role_given(invitation, place, account_id)
    note(place, "person.joined", membership_id, role=invitation.role, account=account_id)
    return membership_id


def role_given(invitation: Invitation, place: Workplace, account_id: UUID) -> UUID:
    """Give the role, or make an owner of somebody who helps in the house already. Raises: AlreadyThere."""
    held = db.session.scalars(select(Membership).where(Membership.account_id == account_id, at(Membership, place))).all()
    if any(each.role in (invitation.role, Role.OWNER) for each in held):
        raise AlreadyThere
    helper = next((each for each in held if each.role == Role.STAFF), None)
    if helper:
        helper.role, helper.money, helper.exports = invitation.role, False, False
        return helper.id
    in_house = isinstance(place, Homestay)
    rights = frozenset(right for right in Right if getattr(invitation, right))
    account = db.session.get_one(Account, account_id)
    role = Role(invitation.role)
    return add_membership(account, role, place if in_house else None, None if in_house else place, rights).id  # type: ignore[arg-type]
