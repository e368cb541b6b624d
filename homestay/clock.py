"""What time it is in the village. Nothing else looks at the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING_ENDS = time(5)
"""A time before this belongs to the evening before. Source: design §5."""


def now() -> datetime:
    """Return this moment, with the village's time zone."""
    fixed = current_app.config.get("NOW")
    return fixed.astimezone(ZONE) if fixed else datetime.now(UTC).astimezone(ZONE)


def today() -> date:
    """Return the village's calendar day."""
    return now().date()


def tonight() -> date:
    """Return the day whose night it is, or will be: until five in the morning the evening before."""
    return evening_of(now())


def local(moment: datetime) -> datetime:
    """Return a moment as the village's clock shows it."""
    return moment.astimezone(ZONE)


def evening_of(moment: datetime) -> date:
    """Return the day whose evening a moment belongs to: 01:30 belongs to the evening before (đêm)."""
    at = local(moment)
    return at.date() - timedelta(days=1) if at.time() < EVENING_ENDS else at.date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the moment of a village day and hour."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def day_words(day: date) -> str:
    """Return a day as people here write it: 2/10."""
    return f"{day.day}/{day.month}"
