"""The village's clock, set by a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from flask import Flask

from homestay.config import moment

THURSDAY_EVENING = "2026-10-01 18:00"
"""Where the clock of the `clock` fixture stands: a Thursday evening in the season, whatever day the tests run."""


class Clock:
    """The clock of one installation: it stands still until it is set."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def set(self, text: str) -> datetime:
        """Set it to village time, as `2026-10-01 18:00`; a day alone is its midnight."""
        fixed = moment(text)
        assert fixed
        self.app.config["NOW"] = fixed
        return fixed

    def forward(self, **length: float) -> datetime:
        """Let time pass: `forward(hours=2)`."""
        self.app.config["NOW"] += timedelta(**length)
        return self.app.config["NOW"]  # type: ignore[no-any-return]


@contextmanager
def standing_at(app: Flask, text: str) -> Iterator[Clock]:
    """Stop the clock of an installation for a while."""
    before = app.config.get("NOW")
    clock = Clock(app)
    clock.set(text)
    try:
        yield clock
    finally:
        app.config["NOW"] = before
