"""Whose books a workbook may speak of: an owner's own homestay, or those of one village."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from homestay.books.problems import Book
from homestay.books.sheets import HOMESTAYS, SHEETS
from homestay.books.storing_places import same
from homestay.errors import Refusal
from models.homestay import Homestay
from models.village import Village


class Strangers(Refusal):
    """A workbook speaks of homestays that the person who brings it has no part in."""

    status = 422


@dataclass(frozen=True)
class Scope:
    """The homestay whose owner brings a workbook; without one every homestay of the village, also one that is new."""

    village: Village
    homestay: Homestay | None = None

    def refuse_strangers(self, book: Book, there: Iterable[Homestay]) -> None:
        """Refuse a workbook that speaks of others. `there` are the homestays it names that exist. Raises: Strangers."""
        strangers = self.beside_own(book) if self.homestay else self.of_other_villages(book, there)
        if strangers:
            names = ", ".join(sorted(strangers)[:3])
            raise Strangers(
                _l("This workbook speaks of “%(strangers)s”. Here you can only take in “%(own)s”.", strangers=names, own=self.own)
            )

    @property
    def own(self) -> str:
        return self.homestay.slug if self.homestay else self.village.name

    def beside_own(self, book: Book) -> set[str]:
        return slugs_in(book) - {self.own}

    def of_other_villages(self, book: Book, there: Iterable[Homestay]) -> set[str]:
        """Return the homestays of other villages, those for practising, and the new ones that would be in another."""
        known = {homestay.slug: None if homestay.practice else homestay.village_id for homestay in there}
        others = {slug for slug, village_id in known.items() if village_id != self.village.id}
        new = (row for row in book[HOMESTAYS] if row["slug"] and row["slug"] not in known)
        return others | {row["slug"] for row in new if row["village"] is None or same(row["village"]) != same(self.village.name)}


def slugs_in(book: Book) -> set[str]:
    """Return the slugs of all homestays that a workbook speaks of."""
    slugs = {row["slug"] for row in book[HOMESTAYS]} | {row["homestay"] for sheet in SHEETS[1:] for row in book[sheet]}
    return {slug for slug in slugs if slug is not None}
