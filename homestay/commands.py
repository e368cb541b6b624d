"""Commands of the window: each finds the database in its newest form, and says a refusal in the same way."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from homestay import database
from homestay.errors import Refusal


class Commands(AppGroup):
    """The commands of a capability."""

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:  # type: ignore[override]
        register = super().command(*args, with_appcontext=False, **kwargs)
        return lambda function: register(on_the_newest(function))


def on_the_newest(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command run inside the program, over a database that was made or brought up to date first.

    A refusal is one sentence on standard error and exit code 1; who asked for a JSON document gets one that says the same.
    """

    @with_appcontext
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            database.bring_up_to_date()
            return function(*args, **kwargs)
        except Refusal as refusal:
            if kwargs.get("as_json"):
                click.echo(json.dumps({"error": str(refusal)}, ensure_ascii=False))
            raise click.ClickException(str(refusal)) from refusal

    return run
