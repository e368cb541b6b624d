"""Installations for tests: migrated once a worker and database, then copied, so that each costs milliseconds.

All of a worker's installations have the same keys: a process seals with one set of keys.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask

from homestay import create_app, database
from tests.support import postgres

SQLITE = pytest.param("sqlite", id="sqlite")
POSTGRESQL = pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql)
BOTH = (SQLITE, POSTGRESQL)
on_both = pytest.mark.parametrize("app", BOTH, indirect=True)
"""Runs a test with `app` (and all that stands on it) on SQLite and on PostgreSQL."""
on_both_empty = pytest.mark.parametrize("empty_app", BOTH, indirect=True)
"""The same for a test with `empty_app`."""

numbers = itertools.count(1)
"""Numbers that nobody else in this process has."""


@dataclass
class Installations:
    """What one worker has installed so far."""

    folder: Path
    templates: dict[str, str] = field(default_factory=dict)
    """Name of the migrated database, by dialect."""
    shared: dict[str, Flask] = field(default_factory=dict)

    def the(self, dialect: str) -> Flask:
        """Return the installation that the tests of this worker share."""
        if dialect not in self.shared:
            self.shared[dialect] = self.new(dialect)
        return self.shared[dialect]

    def new(self, dialect: str, **settings: Any) -> Flask:
        """Return an installation of its own: migrated, with nobody in it."""
        name = self.new_name()
        return self.open(name, self.copy(dialect, name), **settings)

    def open(self, name: str, url: str, **settings: Any) -> Flask:
        """Return a program over a database."""
        data = self.folder / name
        data.mkdir(exist_ok=True)
        if (keys := self.folder / "keys.json").exists():
            shutil.copy(keys, data)
        app = create_app({"DATA": data, "DATABASE_URL": url, "TESTING": True, **settings})
        if not keys.exists():
            shutil.copy(data / "keys.json", keys)
        return app

    def copy(self, dialect: str, name: str) -> str:
        """Return the address of a new copy of the migrated database."""
        template = self.template(dialect)
        if dialect == "postgresql":
            return postgres.new_database(name, template)
        (self.folder / name).mkdir(exist_ok=True)
        file = self.folder / name / "homestay.sqlite3"
        shutil.copy(self.folder / template / file.name, file)
        return f"sqlite:///{file}"

    def template(self, dialect: str) -> str:
        """Return the name of the migrated database, migrating it when it is first asked for."""
        if dialect not in self.templates:
            name = f"{self.new_name()}_{dialect}"
            app = self.open(name, self.empty_url(dialect, name))
            with app.app_context():
                flask_migrate.upgrade()
            close(app)
            self.templates[dialect] = name
        return self.templates[dialect]

    def empty_url(self, dialect: str, name: str | None = None) -> str:
        """Return the address of a database with nothing in it, not even tables."""
        name = name or self.new_name()
        if dialect == "postgresql":
            return postgres.new_database(name)
        (self.folder / name).mkdir(exist_ok=True)
        return f"sqlite:///{self.folder / name / 'homestay.sqlite3'}"

    def new_name(self) -> str:
        return f"{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{next(numbers)}"

    def end(self) -> None:
        for app in self.shared.values():
            close(app)


def close(app: Flask) -> None:
    """Let go of an installation's connections."""
    with app.app_context():
        database.dispose()


@contextmanager
def closing(app: Flask) -> Iterator[Flask]:
    try:
        yield app
    finally:
        close(app)
