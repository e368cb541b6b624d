"""From which revenue of a calendar year a household pays tax (ngưỡng doanh thu): the figures with the texts they rest on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Threshold:
    """Revenue of a year, in đồng, above which tax is due; in force from the first of January of a year on."""

    since: int
    amount: int
    source: str


THRESHOLDS = (
    Threshold(2021, 100_000_000, "TT 40/2021"),
    Threshold(2026, 1_000_000_000, "NĐ 68/2026, NĐ 141/2026"),
)
"""Source: facts/tourism.md §4.1, last read September 2026; exactly the amount is still free."""

BILLION = 1_000_000_000
NEAR = 80
"""Per cent of the threshold from which the owner is warned."""


def threshold_of(year: int) -> Threshold | None:
    """Return the threshold of a calendar year; nothing for years before the first we know."""
    known = [threshold for threshold in THRESHOLDS if threshold.since <= year]
    return known[-1] if known else None


@dataclass(frozen=True)
class Meter:
    """The revenue of a year against its threshold, in đồng: earned so far, and agreed for the rest of the year."""

    year: int
    threshold: Threshold
    earned: int
    agreed: int

    @property
    def expected(self) -> int:
        return self.earned + self.agreed

    @property
    def near_amount(self) -> int:
        return self.threshold.amount * NEAR // 100

    @property
    def percent(self) -> int:
        """The expected revenue in hundredths of the threshold, rounded down: 100 is not yet above it."""
        return 100 * self.expected // self.threshold.amount

    @property
    def is_in_billions(self) -> bool:
        """Say that the threshold is a billion or more, so that its word stays short."""
        return self.threshold.amount >= BILLION

    @property
    def is_above(self) -> bool:
        return self.expected > self.threshold.amount

    @property
    def is_near(self) -> bool:
        return self.percent >= NEAR

    def width(self, amount: int) -> int:
        """Return how long a bar is, of 1000."""
        return min(1000, 1000 * amount // self.threshold.amount)
