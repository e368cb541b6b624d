"""Finding a homestay by its short name, for commands."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay.errors import Refusal
from models import db
from models.homestay import Homestay


def homestay_named(slug: str) -> Homestay:
    """Return the homestay with this short name. Raises: Refusal naming it when there is none."""
    found = db.session.scalars(select(Homestay).where(Homestay.slug == slug)).first()
    if found is None:
        raise Refusal(_l("There is no homestay called %(name)s.", name=slug))
    return found


def homestays() -> Sequence[Homestay]:
    """Return every homestay but those for practising, by its short name."""
    return db.session.scalars(select(Homestay).where(Homestay.practice.is_(False)).order_by(Homestay.slug)).all()
