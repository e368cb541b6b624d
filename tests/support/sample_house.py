"""A homestay with a small day in it: Thursday 1 October 2026, 18:00, with every state a booking, a guest and a file can have.

Everything was done by the house's own actions, day by day. The people are made up.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask import Flask
from sqlalchemy.engine import make_url

from tests.support import houses
from tests.support.clock import THURSDAY_EVENING, Clock
from tests.support.houses import House
from tests.support.installations import Installations, close, closing
from tests.support.sample_story import Story

OURS = (
    "Giàng A Páo", "Thào Thị Mai", "Emma Laurent", "Nguyễn Thị Phương Thảo Nguyên", "Trần Minh Quân", "Sùng Mí Sính", "Lò Văn Phong",
    "Hoàng Thị Nga", "Đặng Quốc Bảo", "Phạm Hải Yến", "Bùi Đức Long", "Lý Mẩy Chạn", "Oliver Brandt",
)  # fmt: skip
"""Who comes to this house; `THEIRS` come to another one and are never to be seen here."""
THEIRS = (
    "Kha Vạng Xuyên", "Ngụy Ái Quế", "Zelda Quimby", "Ưng Khuê Bích Ngạn", "Tào Vũ Khiêm", "Chử Đan Quỳ", "Ôn Trác Việt",
    "Mạch Thuỵ Du", "Giáp Nhượng Tống", "Thạch Kiều Loan", "Xa Lộng Chương", "Nông Phùng Kiểng", "Wolfram Yttrium",
)  # fmt: skip


@dataclass
class Sample:
    """A house and what is in it, by plain names: `sample["held"]` is the code of the held booking, `sample["pao"]` a guest's id."""

    house: House
    people: tuple[str, ...]
    found: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.found[name]

    def address(self, shape: str) -> str:
        """Return an address with the names in braces filled in."""
        return shape.format(**self.found)

    def of(self, app: Flask) -> "Sample":
        """Return the same house in a copy of its installation."""
        return replace(self, house=replace(self.house, app=app))

    @property
    def secrets(self) -> list[str]:
        """What nobody outside this house may read: its people, codes and ids."""
        return [*self.people, *self.found.values()]


@dataclass
class Village:
    """An installation of its own with two houses at work; nobody of one may see the other."""

    app: Flask
    ours: Sample
    theirs: Sample


made: dict[Path, tuple[Path, Sample, Sample]] = {}
"""The file with both houses by the folder of the worker's installations: told once, then copied."""


@contextmanager
def village(installations: Installations) -> Iterator[Village]:
    """Give a new copy of the village with both houses, its clock standing at Thursday evening."""
    if installations.folder not in made:
        made[installations.folder] = told(installations)
    file, ours, theirs = made[installations.folder]
    with closing(installations.new("sqlite")) as app:
        shutil.copy(file, file_of(app))
        Clock(app).set(THURSDAY_EVENING)
        yield Village(app, ours.of(app), theirs.of(app))


def told(installations: Installations) -> tuple[Path, Sample, Sample]:
    app = installations.new("sqlite")
    ours, theirs = new(app), new(app, THEIRS)
    close(app)
    return file_of(app), ours, theirs


def file_of(app: Flask) -> Path:
    return Path(make_url(app.config["DATABASE_URL"]).database or "")


def new(app: Flask, people: tuple[str, ...] = OURS) -> Sample:
    """Make a house and let its days pass; the clock of `app` then stands at Thursday evening."""
    clock = Clock(app)
    clock.set("2026-09-20 08:00")
    sample = Sample(houses.new(app, name="Nhà Sính Mỷ" if people is OURS else "Nhà Xuyên Quế"), people)
    with app.app_context():
        for chapter in Story(sample.found, people, clock, sample.house.homestay()).chapters():
            chapter()
    clock.set(THURSDAY_EVENING)
    return sample
