"""More homestays in a village of a test."""

from uuid import UUID

from flask import Flask

from homestay import clock
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.homestay import Homestay
from tests.support.houses import House
from tests.support.installations import numbers


def next_door(house: House, name: str, phone: str | None = None, consents: bool = False) -> House:
    """Make another homestay in the village of `house`."""
    app, slug = house.app, f"nha-{next(numbers)}"
    return House(app, slug, made(app, house.village_id, slug, (name, phone, consents)), house.village_slug, house.village_id)


def made(app: Flask, village_id: UUID, slug: str, words: tuple[str, str | None, bool]) -> UUID:
    name, phone, consents = words
    row = {"village_id": village_id, "slug": slug, "name": name, "phone": phone, "closing_consent": consents}
    with app.app_context():
        homestay = Homestay(id=uuid7(), declaring_from=clock.today(), **row)
        with saving():
            db.session.add(homestay)
        return homestay.id
