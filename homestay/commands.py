"""Commands of the window: each finds the database in its newest form, whoever calls it first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from homestay import database


class Commands(AppGroup):
    """The commands of a capability."""

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:  # type: ignore[override]
        register = super().command(*args, with_appcontext=False, **kwargs)
        return lambda function: register(on_the_newest(function))


def on_the_newest(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command run inside the program, over a database that was made or brought up to date first."""

    @with_appcontext
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        database.bring_up_to_date()
        return function(*args, **kwargs)

    return run
