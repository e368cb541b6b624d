"""The commands `flask db …` are there though Alembic is read late."""

import sys

from tests.support.installations import on_both_empty


@on_both_empty
def test_the_newest_migration_is_current(empty_app):
    said = empty_app.test_cli_runner().invoke(args=["db", "current"])
    assert said.exit_code == 0, said.output
    assert "upgrade" in empty_app.test_cli_runner().invoke(args=["db", "--help"]).output


def test_starting_does_not_read_alembic():
    import subprocess

    said = subprocess.run(
        [sys.executable, "-c", "import app, sys; print('alembic' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
