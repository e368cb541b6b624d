"""Guests to put on a sheet. All are made up."""

from dataclasses import replace
from datetime import date
from typing import Any

from homestay.declarations.sheet import SheetGuest

CHRISTMAS_EVE = date(2025, 12, 24)

PAO = SheetGuest(
    name="Giàng A Páo",
    birth_date=date(1987, 12, 12),
    birth_precision="D",
    sex="M",
    nationality="VNM",
    document_type=1,
    document_number="002087000020",
    address="Phường Hoàn Kiếm, Hà Nội",
    arrival=CHRISTMAS_EVE,
    departure=date(2025, 12, 26),
    room="D1",
    reason=1,
)
"""A guest with whom everything is right on Christmas Eve of 2025."""


def pao(**changes: Any) -> SheetGuest:
    """Return Páo with something changed."""
    return replace(PAO, **changes)


GOLDEN = [
    pao(name="Vàng Thị Mỷ", sex="F", birth_date=date(1992, 6, 6), document_number="002192000018"),
    pao(name="Sùng Mí Vừ", birth_date=date(1993, 8, 8), document_number="002093000019"),
    PAO,
    pao(name="Lò Thị Sen", sex="F", birth_date=date(1996, 9, 9), document_number="011196000021"),
    pao(
        name="Đặng Quốc Khánh",
        birth_date=date(1980, 11, 20),
        document_number="002080000022",
        departure=date(2025, 12, 25),
        room="P2",
    ),
]
"""Who arrived on Christmas Eve in the sample workbook homestay-mau.xlsx, in its order."""


def many(count: int) -> list[SheetGuest]:
    """Return so many guests, each with a name, a number and a room of their own."""
    return [pao(name=f"Khách {number}", document_number=f"0020870{number:05}", room=f"P{number}") for number in range(1, count + 1)]
