"""Guests whose papers are complete. All are made up."""

from datetime import date

from homestay.guests.actions import Identity

PAO = Identity(
    name="Giàng A Páo",
    sex="M",
    birth_date=date(1987, 12, 12),
    birth_precision="D",
    nationality="VNM",
    document_type=1,
    document_number="002087000020",
    reason=1,
)
MY = Identity(
    name="Vàng Thị Mỷ",
    sex="F",
    birth_date=date(1992, 6, 6),
    birth_precision="D",
    nationality="VNM",
    document_type=1,
    document_number="002192000018",
    reason=1,
)
EMMA = Identity(
    name="EMMA LAURENT",
    sex="F",
    birth_date=date(1997, 1, 27),
    birth_precision="D",
    nationality="FRA",
    document_type=4,
    document_number="18AB12318",
    permitted_until=date(2026, 12, 1),
)
