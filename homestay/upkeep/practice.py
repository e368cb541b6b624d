"""The house that one owner practises in (nhà tập): beside the own house, seen by nobody else, begun anew as often as one likes."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay.accounts.actions import add_membership, new_homestay, work_as
from homestay.accounts.people import leave
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from homestay.upkeep.practice_story import furnish
from models import db
from models.account import Account, Membership, Role
from models.homestay import Homestay
from models.village import Village


def start(homestay: Homestay, account_id: UUID, token: str) -> None:
    """Let this device of an owner work in the house for practising; it is made the first time, once for the person and the village."""
    with saving(homestay):
        own = practice_role(account_id, homestay.village_id)
        if own is None:
            name = _("Practice house – %(name)s", name=homestay.name)
            own = new_practice(db.session.get_one(Village, homestay.village_id), name, account_id)
            record(homestay, "practice.made", own.id)
        membership_id, practice_id = own.id, own.homestay_id
    furnish(db.session.get_one(Homestay, practice_id))
    work_as(token, account_id, membership_id)


def practice_role(account_id: UUID, village_id: UUID) -> Membership | None:
    """Return the role of an account in its house for practising in a village; nothing before it began."""
    own = select(Membership).join(Homestay, Homestay.id == Membership.homestay_id).where(Membership.account_id == account_id)
    return db.session.scalars(own.where(Homestay.practice.is_(True), Homestay.village_id == village_id)).first()


def new_practice(village: Village, name: str, account_id: UUID) -> Membership:
    """Add a house for practising and its only owner. Only inside `saving`."""
    house = new_homestay(village, name, None)
    house.practice = True
    return add_membership(db.session.get_one(Account, account_id), Role.OWNER, house, None)


def begin_again(practice: Homestay, account_id: UUID) -> None:
    """Put a new house in the place of the one practised in (làm lại từ đầu).

    The old one stays as it is, with its chained record, but nobody works in it any more. Raises: Refusal in a real house.
    """
    with saving(practice):
        old = practice_role(account_id, practice.village_id)
        if old is None or old.homestay_id != practice.id:
            raise Refusal(_l("This is no house for practising: here nothing is begun anew."))
        new = new_practice(db.session.get_one(Village, practice.village_id), practice.name, account_id)
        practice_id = new.homestay_id
        leave(old.id, [new.id])
        record(practice, "practice.ended", old.id)
        db.session.delete(old)
    furnish(db.session.get_one(Homestay, practice_id))


def go_back(account_id: UUID, token: str, wish: UUID | None) -> None:
    """Let this device work in a real house again: in the role `wish` when the person still has it, else in the first one."""
    own = real_roles(account_id)
    if not own:
        raise Refusal(_l("You have no house of your own any more. Ask the administrator of the village."))
    work_as(token, account_id, wish if wish in own else own[0])


def real_roles(account_id: UUID) -> list[UUID]:
    """Return the roles of an account in real houses, those of an owner first."""
    own = select(Membership.id).join(Homestay, Homestay.id == Membership.homestay_id).where(Membership.account_id == account_id)
    return list(db.session.scalars(own.where(Homestay.practice.is_(False)).order_by(Membership.role != Role.OWNER, Membership.id)))
