"""What a guest is told of the own booking: for the page behind the link, and as a text to share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote_plus

from flask_babel import gettext as _
from flask_babel import ngettext

from homestay import clock
from homestay.bookings.page import BookingPage
from homestay.bookings.queries import natural_names
from homestay.money.transfer import Transfer, transfer_to
from homestay.web.formats import day, dong, full_date, hour, phone, weekday
from models.booking import BookingState
from models.folded import without_marks
from models.guest import VIETNAM
from models.guest_link import GuestLink
from models.homestay import Homestay
from models.payment import PaymentKind
from models.village import Village

MAP = "https://www.google.com/maps/search/?api=1&query="
"""Source: Maps URLs, developers.google.com/maps/documentation/urls (needs no key)."""
ABROAD = re.compile(r"(\+|00)(?!84)")


@dataclass(frozen=True)
class Letter:
    """A booking as its guest is told of it. Sums in đồng. Nothing of who sleeps there."""

    page: BookingPage
    homestay: Homestay
    village: Village | None
    link: GuestLink | None = None

    @property
    def state(self) -> str:
        """Return the state of the booking; "lapsed" for a hold that ran out, also before anybody gave its nights back."""
        booking = self.page.booking
        ran_out = booking.state == BookingState.HELD and booking.held_until is not None and booking.held_until <= clock.now()
        return "lapsed" if booking.has_lapsed or ran_out else booking.state

    @property
    def is_on(self) -> bool:
        """Say whether the guests are awaited."""
        return self.state in (BookingState.HELD, BookingState.CONFIRMED)

    @property
    def nights(self) -> int:
        return (self.page.booking.planned_to - self.page.booking.planned_from).days

    @cached_property
    def places(self) -> list[str]:
        """Return the names of the rooms, and of the mattresses of a dorm, without repeats."""
        return natural_names(name for line in self.page.lines for name in ([line.room] if line.is_whole else line.places))

    @property
    def price(self) -> int:
        return self.page.owed + self.page.received

    @property
    def deposit_paid(self) -> int:
        return sum(payment.amount for payment in self.page.payments if payment.kind == PaymentKind.DEPOSIT)

    @property
    def deposit_asked(self) -> int:
        """Return what is still asked beforehand."""
        asked = (self.link.deposit if self.link else None) or 0
        return max(0, min(asked - self.deposit_paid, self.page.owed)) if self.is_on else 0

    @property
    def address(self) -> str:
        village = self.village
        where = (village.name, village.commune, village.province) if village else ()
        return self.homestay.address or ", ".join(filter(None, (self.homestay.name, *where)))

    @property
    def map(self) -> str:
        """Return where a map shows the house; without marks, so that the address stays short in a message."""
        return MAP + quote_plus(without_marks(self.address), safe=",")

    @cached_property
    def transfer(self) -> Transfer | None:
        """Return how the deposit is paid by transfer; None when nothing is asked or the house has no account."""
        return transfer_to(self.homestay, self.deposit_asked, f"HS {self.page.booking.code}")

    def text(self, address_of_page: str | None) -> str:
        """Return the words to share, in the language of this moment, each line one thing."""
        return "\n".join(line for line in self.lines(address_of_page) if line)

    def lines(self, address_of_page: str | None) -> Iterable[str]:
        booking = self.page.booking
        yield _("Hello %(name)s,", name=booking.contact) if booking.contact else _("Hello,")
        yield self.promise()
        yield _("You come: %(day)s", day=long_day(booking.planned_from))
        if self.nights:
            leaves = ngettext("You leave: %(day)s (%(num)s night)", "You leave: %(day)s (%(num)s nights)", self.nights, day="%(day)s")
            yield leaves.replace("%(day)s", long_day(booking.planned_to))
        people = ngettext("%(num)s guest", "%(num)s guests", booking.people)
        yield " · ".join(filter(None, (", ".join(self.places), people)))
        yield from self.money()
        yield _("Address: %(address)s", address=self.address)
        yield _("Map: %(address)s", address=self.map)
        yield _("Phone: %(phone)s", phone=phone(self.homestay.phone)) if self.homestay.phone else ""
        yield _("Your booking, as it stands now: %(address)s", address=address_of_page) if address_of_page else ""

    def promise(self) -> str:
        """Return the sentence on how sure the booking is."""
        house, until = self.homestay.name, self.page.booking.held_until
        if self.state == BookingState.HELD and until:
            moment = f"{hour(until)} {day(until)}"
            return str(_("%(house)s holds your places until %(moment)s.", house=house, moment=moment))
        sentences = {
            BookingState.HELD: _("%(house)s holds your places.", house=house),
            BookingState.CONFIRMED: _("Your booking at %(house)s is confirmed.", house=house),
            BookingState.IN_HOUSE: _("You are staying at %(house)s.", house=house),
            BookingState.LEFT: _("Thank you for staying at %(house)s.", house=house),
            BookingState.CANCELLED: _("Your booking at %(house)s is cancelled.", house=house),
            BookingState.NO_SHOW: _("Your booking at %(house)s is over.", house=house),
            "lapsed": _("The time for which %(house)s held your places is over. Call if you still want to come.", house=house),
        }
        return str(sentences[self.state])

    def money(self) -> Iterable[str]:
        if self.price:
            yield _("Price: %(sum)s", sum=dong(self.price))
        if self.deposit_paid:
            yield _("Deposit received: %(sum)s", sum=dong(self.deposit_paid))
        if self.deposit_asked:
            yield _("Please send a deposit of %(sum)s", sum=dong(self.deposit_asked))
            yield from self.account()

    def account(self) -> Iterable[str]:
        if self.transfer:
            memo = _("memo %(memo)s", memo=self.transfer.memo)
            yield f"{self.transfer.bank}: {self.homestay.bank_account}, {memo}"


def long_day(value: object) -> str:
    """Return a day with its name and year: Thứ Sáu 02/10/2026."""
    return f"{weekday(value)} {full_date(value)}"  # type: ignore[arg-type]


def language_of(page: BookingPage) -> str:
    """Return the language a guest most likely reads: by nationality where it is known, then by the country of the phone."""
    nationality = next((guest.nationality for guest in page.booking.guests if guest.nationality), None)
    if nationality:
        return "vi" if nationality == VIETNAM else "en"
    return "en" if ABROAD.match(re.sub(r"[\s().-]", "", page.booking.phone or "")) else "vi"
