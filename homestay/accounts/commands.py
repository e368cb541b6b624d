"""Commands about accounts, for the person at the machine."""

import json

import click
from flask import current_app, url_for
from flask_babel import gettext as _

from homestay.accounts import queries, recovery
from homestay.commands import Commands
from homestay.errors import Refusal

commands = Commands("accounts", help="Accounts: a new password for somebody whom nobody else can help.")


@commands.command("new-password")
@click.argument("username")
@click.option("--drop-factor", is_flag=True, help="Also ask for no codes of the phone any more: it is lost.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def new_password(username: str, drop_factor: bool, as_json: bool) -> None:
    """Print a link with which USERNAME chooses a new password, once, within a day."""
    account = queries.account_named(username)
    if account is None:
        raise Refusal(_("Nobody signs in with the name %(name)s.", name=username))
    token = recovery.make_link_here(account.id, drop_factor)
    with current_app.test_request_context():
        path = url_for("accounts.new_password", password_secret=token)
    click.echo(json.dumps({"url": path}) if as_json else _("Open this address of the program once, within a day: %(path)s", path=path))
