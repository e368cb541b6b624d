"""The public holidays of 2026 to 2030; those the Government still has to decide are marked.

Source: Labour Code 2019, article 112, and resolution 80-NQ/TW (24 November); the days in lieu as facts/tourism.md §5 counts them.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TET = {
    2026: ("2026-02-16", 5),
    2027: ("2027-02-04", 7),
    2028: ("2028-01-24", 6),
    2029: ("2029-02-12", 5),
    2030: ("2030-01-31", 7),
}
"""The first day off, and how many there are."""
HUNG_KINGS = ("2026-04-26", "2027-04-16", "2028-04-04", "2029-04-23", "2030-04-12")
IN_LIEU = (
    "2026-01-02", "2026-04-27", "2026-08-31", "2027-05-02", "2027-05-03", "2028-01-02", "2028-01-03", "2028-05-02", "2028-09-04",
    "2029-11-26", "2030-11-25",
)  # fmt: skip
SECOND_DAY = {2026: "09-01", 2027: "09-03", 2028: "09-01", 2029: "09-03", 2030: "09-03"}
"""Of National Day."""
EXTRA = ("2028-09-03", "2029-09-04")
DECIDED = 2026
"""The last year whose days the Government has announced."""


def upgrade() -> None:
    holidays = sa.table("holidays", sa.column("day", sa.Date()), sa.column("name", sa.Text()), sa.column("announced", sa.Boolean()))
    found = {day: (name, by_law or day.year <= DECIDED) for day, name, by_law in days_off()}
    op.bulk_insert(holidays, [{"day": day, "name": name, "announced": announced} for day, (name, announced) in sorted(found.items())])


def days_off() -> list[tuple[date, str, bool]]:
    """Return (day, name, whether the law itself names the day)."""
    found = [(date.fromisoformat(day), "Nghỉ bù", False) for day in (*IN_LIEU, *EXTRA)]
    found += [(date.fromisoformat(day), "Giỗ Tổ Hùng Vương", True) for day in HUNG_KINGS]
    for year, (first, nights) in TET.items():
        found += [(date.fromisoformat(first) + timedelta(days=number), "Tết Nguyên đán", False) for number in range(nights)]
        found.append((date.fromisoformat(f"{year}-{SECOND_DAY[year]}"), "Quốc khánh", False))
        for day, name in BY_LAW.items():
            found.append((date.fromisoformat(f"{year}-{day}"), name, True))
    return found


BY_LAW = {
    "01-01": "Tết Dương lịch",
    "04-30": "Ngày Chiến thắng",
    "05-01": "Quốc tế Lao động",
    "09-02": "Quốc khánh",
    "11-24": "Ngày Văn hóa Việt Nam",
}
