"""Villages and homestays for tests, and the people who work there."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from homestay import clock
from homestay.accounts import actions
from homestay.accounts.passwords import hashed
from homestay.accounts.second_factor import new_secret
from homestay.saving import saving
from models import db
from models.account import GUARDED_ROLES, Account, Membership, Role
from models.base import uuid7
from models.homestay import Homestay
from models.village import Village
from tests.support.installations import numbers
from tests.support.person import Person

PASSWORD = "nhin sang Ma Pi Leng"


@dataclass(frozen=True)
class House:
    """A homestay of a test alone, by its keys."""

    app: Flask
    slug: str
    id: UUID
    village_slug: str
    village_id: UUID

    def homestay(self) -> Homestay:
        """Return the homestay as an object. Only inside an app context."""
        found = db.session.get(Homestay, self.id)
        assert found
        return found

    def membership(self, role: str, name: str = "Vàng Thị Mỷ") -> UUID:
        """Give somebody new a role here and return the membership's id; "staff:money" is staff with that right."""
        role, _colon, right = role.partition(":")
        kept = hashed(PASSWORD)
        with self.app.app_context(), saving():
            account = actions.new_account(f"{role.replace('_', '-')}-{next(numbers)}", name, kept)
            village = db.session.get(Village, self.village_id)
            return actions.add_membership(account, Role(role), self.homestay(), village, frozenset({right} - {""})).id

    def account(self, role: str) -> UUID:
        """Return the account of somebody new who has this role here."""
        return self.of(self.membership(role)).id

    def of(self, membership_id: UUID) -> Account:
        """Return the account that has a role."""
        with self.app.app_context():
            return db.session.scalars(select(Account).join(Membership).where(Membership.id == membership_id)).one()

    def person(self, role: str, name: str = "Vàng Thị Mỷ") -> Person:
        """Return somebody who has this role here and has signed in, with a second factor where the role needs one."""
        account = self.of(self.membership(role, name))
        if role in GUARDED_ROLES:
            with self.app.app_context():
                guarded(account.id)
        return Person(self.app).is_let_in(account)


def guarded(account_id: UUID) -> str:
    """Give an account a second factor and return its secret."""
    with saving():
        account = db.session.get_one(Account, account_id)
        account.totp_secret, account.totp_since = new_secret(), clock.now()
        return account.totp_secret


def beside(house: House, name: str = "Nhà Bên") -> House:
    """Make another homestay in the village of a house."""
    slug = f"nha-{next(numbers)}"
    with house.app.app_context(), saving():
        homestay = Homestay(id=uuid7(), village_id=house.village_id, slug=slug, name=name, declaring_from=clock.today())
        db.session.add(homestay)
        db.session.flush()
        return House(house.app, slug, homestay.id, house.village_slug, house.village_id)


def new(app: Flask, village: str = "Lô Lô Chải", name: str = "Nhà Mẫu") -> House:
    """Make a village and a homestay in it."""
    number = next(numbers)
    slug, village_slug = f"nha-{number}", f"lang-{number}"
    with app.app_context(), saving():
        made = Village(id=uuid7(), slug=village_slug, name=village)
        db.session.add(made)
        db.session.flush()
        homestay = Homestay(id=uuid7(), village_id=made.id, slug=slug, name=name, declaring_from=clock.today())
        db.session.add(homestay)
        db.session.flush()
        return House(app, slug, homestay.id, village_slug, made.id)
