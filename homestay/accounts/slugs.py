"""Short names for addresses, made from the names of villages and houses."""

import re
from typing import Any

from sqlalchemy import select

from models import db
from models.folded import without_marks


def slug_of(name: str) -> str:
    """Return a name in small letters a-z, digits and hyphens: "Lô Lô Chải" is "lo-lo-chai"."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(name).lower()).strip("-")[:60] or "x"


def free_slug(model: Any, slug: str) -> str:
    """Return the slug, or with a number when another row has it."""
    taken = set(db.session.scalars(select(model.slug).where(model.slug.startswith(slug, autoescape=True))))
    return slug if slug not in taken else next(f"{slug}-{number}" for number in range(2, len(taken) + 3) if f"{slug}-{number}" not in taken)
