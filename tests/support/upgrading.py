"""Runs the migrations of a folder in a process of its own, and dies at a chosen statement when told to.

python -m tests.support.upgrading DATA DATABASE_URL MIGRATIONS [STATEMENT]
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import flask_migrate
from sqlalchemy import Engine, event

ROOT = Path(__file__).parents[2]


def upgrade(data: Path, url: str, migrations: Path, die_at: int = 0) -> "subprocess.Popen[bytes]":
    """Start an upgrade; with `die_at` it is killed before its so-manyeth statement."""
    arguments = [sys.executable, "-m", "tests.support.upgrading", str(data), url, str(migrations), str(die_at)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def die_before(number: int) -> None:
    """Kill this process, as a power cut would, before its so-manyeth statement."""
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*statement: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)


def main(data: str, url: str, migrations: str, die_at: str) -> None:
    from homestay import create_app

    app = create_app({"DATA": Path(data), "DATABASE_URL": url, "TESTING": True})
    with app.app_context():
        if int(die_at):
            die_before(int(die_at))
        flask_migrate.upgrade(directory=migrations)


if __name__ == "__main__":
    main(*sys.argv[1:])
