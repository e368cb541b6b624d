"""The homestay manager: `create_app` is its table of contents, from the settings to the pages."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

from homestay import config, database, keys, record, saving
from homestay.config import ROOT

CAPABILITIES = (
    "accounts",
    "places",
    "bookings",
    "guests",
    "declarations",
    "money",
    "feeds",
    "reports",
    "village",
    "books",
    "public",
    "today",
    "sync",
    "upkeep",
)
"""What the system can do; a capability may ask only those before it."""


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the program, ready to serve. `settings` come on top of the environment's (names in homestay/config.py)."""
    app = Flask("homestay", root_path=str(ROOT), instance_path=str(ROOT / "instance"))
    app.config.update(config.flask_settings({**config.settings(), **(settings or {})}))
    app.config["DATA"].mkdir(mode=0o700, parents=True, exist_ok=True)
    app.secret_key = keys.load(app.config["DATA"])
    database.install(app)
    around_every_change()
    install_web(app)
    for capability in CAPABILITIES:
        register(app, capability)
    return app


def around_every_change() -> None:
    """Let holds that ran out give their nights back before a change, and write the record after it."""
    let_lapse = import_module("homestay.bookings.holding").let_lapse
    if let_lapse not in saving.at_the_beginning:
        saving.at_the_beginning.append(let_lapse)
    if record.write_changes not in saving.at_the_end:
        saving.at_the_end.append(record.write_changes)


def install_web(app: Flask) -> None:
    """Install what all pages share, in the order in which a request meets it."""
    for part in (
        "proxies",
        "readable",
        "addresses",
        "templates",
        "assets",
        "headers",
        "language",
        "formats",
        "icons",
        "forms",
        "access",
        "kept",
        "menu",
        "error_pages",
    ):
        import_module(f"homestay.web.{part}").install(app)


def register(app: Flask, capability: str) -> None:
    """Register a capability's pages (`views.pages`) and commands (`commands.commands`), those that it has."""
    for part, name in (("views", "pages"), ("commands", "commands")):
        module = f"homestay.{capability}.{part}"
        if not find_spec(f"homestay.{capability}") or not find_spec(module):
            continue
        found = getattr(import_module(module), name)
        app.register_blueprint(found) if part == "views" else app.cli.add_command(found)
