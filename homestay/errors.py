"""What the system says when a rule says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class FreePlace:
    """A place that could be taken instead: what a refusal offers."""

    value: str
    """What the form sends when it is chosen."""
    name: str
    is_dorm: bool
    price: int
    """đồng a night"""
    capacity: int


class Refusal(Exception):
    """A rule said no. `message` is one plain, translated sentence that names the thing and the way out."""

    status = 409
    title: Any = _l("This cannot be done")

    def __init__(self, message: Any, *, title: Any = None, free: Sequence[FreePlace] = (), place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.title = self.title if title is None else title
        self.free = list(free)
        self.place = place
        """Name of the room or place that is in the way, for its plaque."""

    def __str__(self) -> str:
        return str(self.message)


class Changed(Refusal):
    """Somebody else changed the thing since the page was opened."""

    title = _l("Somebody changed this just now")

    def __init__(self) -> None:
        super().__init__(_l("This booking was changed on another device. Look at it again, then press once more."))


class NotFound(Refusal):
    """There is no such thing here: never made, or another homestay's."""

    status = 404
    title = _l("Not found")

    def __init__(self) -> None:
        super().__init__(_l("There is no such thing in this homestay."))


class KeyReused(Refusal):
    """A form's key came back with another body."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_l("This page was already sent with other words, and they are saved. To save these as well, press once more."))


class Busy(Refusal):
    """The database did not come free in time."""

    status = 503
    title = _l("Too many things at once")

    def __init__(self) -> None:
        super().__init__(_l("The house book is busy. Nothing was saved; press again in a moment."))


class DiskFull(Refusal):
    """The disk has no room left."""

    status = 503
    title = _l("The disk is full")

    def __init__(self) -> None:
        super().__init__(_l("Nothing was saved because the disk is full. Call the digital team; reading still works."))


class ReadOnly(Refusal):
    """The database cannot be written."""

    status = 503
    title = _l("The house book cannot be written")

    def __init__(self) -> None:
        super().__init__(_l("Nothing was saved because the house book is locked for writing. Call the digital team; reading still works."))


class NotMade(Refusal):
    """The database was never made, or is older than the program."""

    status = 503
    title = _l("The house book is not ready")

    def __init__(self) -> None:
        command = "flask --app app init"
        super().__init__(_l("Its database is not there yet, or older than the program. Type on its computer: %(command)s", command=command))
