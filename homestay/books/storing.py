"""Taking a workbook into the house books: all of it or none of it, adding what is new, never writing over what is there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from homestay.books import ledger as ledgers
from homestay.books.checking import all_problems
from homestay.books.comparing import different
from homestay.books.ledger import Ledger
from homestay.books.problems import Book, Problem
from homestay.books.scope import Scope, slugs_in
from homestay.books.sheets import BEDS, BOOKINGS, CHARGES, CLOSURES, GUESTS, HOMESTAYS, NIGHTS, PAYMENTS, ROOMS, SHEETS
from homestay.books.storing_bookings import span_of, store_bookings, store_charges, store_guests, store_nights, store_payments
from homestay.books.storing_places import store_beds, store_closures, store_homestays, store_rooms
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving


@dataclass
class Outcome:
    """How taking in a workbook went: rows newly stored by sheet, or what is wrong."""

    imported: dict[str, int] = field(default_factory=lambda: {sheet.name: 0 for sheet in SHEETS})
    problems: list[Problem] = field(default_factory=list)


class NothingToSave(Exception):
    """Ends the transaction without saving: there are problems, nothing is new, or it was only a try."""


class Meanwhile(Refusal):
    """Somebody stored the same things at this very moment."""


def take_in(book: Book, dry_run: bool = False, scope: Scope | None = None) -> Outcome:
    """Store a workbook's rows that are not there yet, and say how many there were or what is wrong (nhập sổ).

    With problems nothing is stored; with `dry_run` neither, though the counts are what would have been.
    `scope` says whose books these may be; without it anybody's.
    Raises: Meanwhile; Strangers, for homestays outside the scope; and what `saving` raises.
    """
    outcome = Outcome()
    homestays = ledgers.homestays_named(slugs_in(book))
    try:
        with saving(*homestays):
            if scope:
                scope.refuse_strangers(book, homestays)
            store_all(book, ledgers.load(homestays), outcome)
            if outcome.problems or dry_run or not any(outcome.imported.values()):
                raise NothingToSave
    except NothingToSave:
        return outcome
    except IntegrityError as error:
        raise Meanwhile(_l("Somebody wrote the same things at this moment. Nothing was taken in; try once more.")) from error
    return outcome


def store_all(book: Book, ledger: Ledger, outcome: Outcome) -> None:
    """Check everything against everything, then store sheet by sheet; stops at the first sheets with problems."""
    outcome.problems = all_problems(book, ledger.known())
    if not outcome.problems:
        store_places(book, ledger, outcome)
    if not outcome.problems:
        store_stays(book, ledger, outcome)
    if outcome.problems:
        outcome.imported = dict.fromkeys(outcome.imported, 0)
        return
    for slug, counts in rows_by_homestay(book).items():
        record(ledger.homestays[slug], "books.imported", rows=counts)


def store_places(book: Book, ledger: Ledger, outcome: Outcome) -> None:
    outcome.imported[HOMESTAYS.name] = store_homestays(book, ledger)
    outcome.imported[ROOMS.name] = store_rooms(book, ledger)
    load_taken(book, ledger)
    outcome.imported[BEDS.name] = store_beds(book, ledger)
    outcome.imported[CLOSURES.name], outcome.problems = store_closures(book, ledger)


def load_taken(book: Book, ledger: Ledger) -> None:
    """Load which nights are taken, of the days that the workbook speaks of."""
    span = span_of([*book[NIGHTS], *book[CLOSURES]])
    if span:
        ledgers.load_taken(ledger, *span)


def store_stays(book: Book, ledger: Ledger, outcome: Outcome) -> None:
    outcome.imported[BOOKINGS.name] = store_bookings(book, ledger)
    outcome.problems = list(different(book, ledger))
    if outcome.problems:
        return
    outcome.imported[NIGHTS.name], outcome.problems = store_nights(book, ledger)
    outcome.imported[GUESTS.name] = store_guests(book, ledger)
    outcome.imported[CHARGES.name] = store_charges(book, ledger)
    outcome.imported[PAYMENTS.name] = store_payments(book, ledger)


def rows_by_homestay(book: Book) -> dict[str, Counter[str]]:
    """Return how many rows of each sheet speak of each homestay."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet in SHEETS:
        for row in book[sheet]:
            found[row["slug" if sheet is HOMESTAYS else "homestay"]][sheet.name] += 1
    return found
