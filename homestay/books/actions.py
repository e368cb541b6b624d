"""What is noted about the books."""

from collections.abc import Sequence

from homestay.record import record
from homestay.saving import saving
from models.homestay import Homestay


def note_export(homestays: Sequence[Homestay]) -> None:
    """Note in each house that all its data, identity data too, went out (mang hết đi)."""
    with saving(*homestays):
        for homestay in homestays:
            record(homestay, "books.exported")
