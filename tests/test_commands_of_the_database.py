"""The commands `flask db …` are there though Alembic is read late, and every other command finds a database of today."""

import json
import os
import stat
import subprocess
import sys

import pytest

from homestay.database import is_newest
from tests.support.installations import closing, on_both_empty


@on_both_empty
def test_the_newest_migration_is_current(empty_app):
    said = empty_app.test_cli_runner().invoke(args=["db", "current"])
    assert said.exit_code == 0, said.output
    assert "upgrade" in empty_app.test_cli_runner().invoke(args=["db", "--help"]).output


@pytest.fixture
def nothing_made(installations):
    """An installation whose database has no tables yet."""
    with closing(installations.open(installations.new_name(), installations.empty_url("sqlite"))) as app:
        yield app


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("feeds list --json", {"in": [], "out": []}),
        ("holds release --json", {"homestays": 0}),
    ],
)
def test_a_command_makes_the_database_when_nobody_did(nothing_made, command, answer):
    said = nothing_made.test_cli_runner().invoke(args=command.split())
    assert (said.exit_code, json.loads(said.stdout), said.stderr) == (0, answer, "")


@pytest.mark.parametrize(
    "command",
    [
        "report month --homestay nobody --month 2026-10",
        "report village --village nobody --month 2026-10",
        "declarations export --homestay nobody --layout kbtt-vn-2026 --day 2026-10-01 --out sheet.xlsx",
        "books export --homestay nobody books.xlsx",
        "accounts new-password nobody",
    ],
)
def test_a_command_over_an_empty_folder_says_what_is_missing_in_one_sentence(nothing_made, command):
    said = nothing_made.test_cli_runner().invoke(args=command.split())
    assert (said.exit_code, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert "nobody" in said.stderr


@pytest.mark.parametrize(
    "command",
    [
        "report month --homestay nobody --month 2026-10",
        "report village --village nobody --month 2026-10",
        "declarations export --homestay nobody --layout kbtt-vn-2026 --day 2026-10-01 --out sheet.xlsx",
        "feeds publish --homestay nobody",
        "feeds list --homestay nobody",
        "accounts new-password nobody",
    ],
)
def test_a_refusal_is_a_document_too_for_whoever_asked_for_one(nothing_made, command):
    said = nothing_made.test_cli_runner().invoke(args=[*command.split(), "--json"])
    assert said.exit_code == 1
    assert said.stderr == f"Error: {json.loads(said.stdout)['error']}\n"


def test_asking_for_help_touches_no_database(nothing_made):
    assert nothing_made.test_cli_runner().invoke(args=["books", "import", "--help"]).exit_code == 0
    with nothing_made.app_context():
        assert not is_newest()


@pytest.fixture
def started(tmp_path):
    """Start the program in a folder that is not there yet, and give (folder, whether Alembic was read)."""
    folder = tmp_path / "new"
    said = subprocess.run(
        [sys.executable, "-c", "import app, sys; print('alembic' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HOMESTAY_DATA": str(folder)},
    )
    return folder, said.stdout.strip()


def test_starting_does_not_read_alembic(started):
    _folder, has_read = started
    assert has_read == "False"


def test_nobody_else_on_the_machine_looks_into_the_folder_of_guests_names(started):
    folder, _has_read = started
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
