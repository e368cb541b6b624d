"""When guests who are still here should have left (quá giờ trả phòng): said once, for Today and for the calendar."""

from datetime import date, datetime, time

CHECK_OUT_BY = time(12)


def leaves_by(asked: time | None) -> time:
    """Return the hour by which guests leave on their last day: noon, or a later hour they asked for."""
    return max(CHECK_OUT_BY, asked or CHECK_OUT_BY)


def is_late(leaves: date, asked: time | None, now: datetime) -> bool:
    """Say whether guests should be gone by now: their planned day of leaving is over, or its hour is."""
    return (leaves, leaves_by(asked)) < (now.date(), now.time())
