"""Short names for addresses, made from the names of villages and houses."""

import re
import unicodedata
from typing import Any

from sqlalchemy import select

from models import db


def slug_of(name: str) -> str:
    """Return a name in small letters a-z, digits and hyphens: "Lô Lô Chải" is "lo-lo-chai"."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "x"


def free_slug(model: Any, slug: str) -> str:
    """Return the slug, or with a number when another row has it."""
    taken = set(db.session.scalars(select(model.slug).where(model.slug.startswith(slug, autoescape=True))))
    return slug if slug not in taken else next(f"{slug}-{number}" for number in range(2, len(taken) + 3) if f"{slug}-{number}" not in taken)
