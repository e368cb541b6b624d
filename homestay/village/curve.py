"""Columns of a small drawing: where each stands and how high it is. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 300, 100
GAP = 2


class Column(NamedTuple):
    """A column in a drawing of 300 by 100."""

    x: float
    y: float
    width: float
    height: float
    is_peak: bool


def curve(values: Sequence[int]) -> list[Column]:
    """Return a column for each value, the highest one as high as the drawing."""
    most = max(values, default=0)
    step = WIDTH / max(len(values), 1)
    heights = [HEIGHT * value / most if most else 0 for value in values]
    return [
        Column(round(place * step, 1), round(HEIGHT - height, 1), round(step - GAP, 1), round(height, 1), height == HEIGHT)
        for place, height in enumerate(heights)
    ]
