"""Runs the migrations of a folder in a process of its own, and dies at a chosen statement when told to."""

import os
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import flask_migrate
from sqlalchemy import Engine, event

from tests.support.race import quick_context

WAIT_SECONDS = 300


def upgrade(data: Path, url: str, migrations: Path, die_at: int = 0) -> BaseProcess:
    """Start an upgrade; with `die_at` it is killed before its so-manyeth statement."""
    process: BaseProcess = quick_context().Process(target=work, args=(data, url, migrations, die_at), daemon=True)
    process.start()
    return process


def end_of(process: BaseProcess) -> int | None:
    """Wait for a process and return its exit code; negative when a signal killed it, nothing when it does not end."""
    process.join(WAIT_SECONDS)
    return process.exitcode


def die_before(number: int) -> None:
    """Kill this process, as a power cut would, before its so-manyeth statement."""
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*statement: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)


def work(data: Path, url: str, migrations: Path, die_at: int) -> None:
    from homestay import create_app

    app = create_app({"DATA": data, "DATABASE_URL": url, "TESTING": True})
    with app.app_context():
        if die_at:
            die_before(die_at)
        flask_migrate.upgrade(directory=str(migrations))
