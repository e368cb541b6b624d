"""Finding a homestay or a village by its short name, for commands."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay.errors import Refusal
from models import db
from models.homestay import Homestay
from models.village import Village


def homestay_named(slug: str) -> Homestay:
    """Return the homestay with this short name. Raises: Refusal naming it when there is none."""
    found = db.session.scalars(select(Homestay).where(Homestay.slug == slug)).first()
    if found is None:
        raise Refusal(_l("There is no homestay called %(name)s.", name=slug))
    return found


def village_named(slug: str) -> Village:
    """Return the village with this short name. Raises: Refusal naming it when there is none."""
    found = db.session.scalars(select(Village).where(Village.slug == slug)).first()
    if found is None:
        raise Refusal(_l("There is no village called %(name)s.", name=slug))
    return found


def homestays() -> Sequence[Homestay]:
    """Return every homestay but those for practising, by its short name."""
    return db.session.scalars(select(Homestay).where(Homestay.practice.is_(False)).order_by(Homestay.slug)).all()
