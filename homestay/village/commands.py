"""The command that makes the sample village."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import click
from flask_babel import gettext as _

from homestay import clock
from homestay.accounts.words import ROLE_WORDS
from homestay.commands import on_the_newest
from homestay.village.sample_accounts import SignIn, new_password
from homestay.village.sample_period import DAYS_AHEAD, MONTHS_BEFORE, Period, months_before

DAY = click.DateTime(["%Y-%m-%d"])
MOST_HOMESTAYS = 500
LONGEST = timedelta(days=5 * 366)
SAID_EVERY = 9


@click.command("demo")
@click.option("--homestays", default=63, show_default=True, type=click.IntRange(1, MOST_HOMESTAYS), help="How many.")
@click.option("--from", "first", type=DAY, help=f"The first night; {MONTHS_BEFORE} months ago when left out.")
@click.option("--to", "end", type=DAY, help=f"The day after the last night; {DAYS_AHEAD} days ahead when left out.")
@click.option("--seed", default=1, show_default=True, help="The same seed and days give the same village.")
@click.option("--password", help="The password of all accounts; made by chance and printed when left out.")
@on_the_newest
def commands(homestays: int, first: datetime | None, end: datetime | None, seed: int, password: str | None) -> None:
    """Make the sample village Lô Lô Chải in an empty database, and print who signs in. All people in it are made up."""
    from homestay.village.sample_village import SampleWish, make  # noqa: PLC0415 - heavy, and no server needs it

    wish = SampleWish(homestays, period(first, end), seed, password or new_password())
    sign_ins = make(wish, lambda made: say_progress(made, homestays))
    click.echo("\n".join(table(sign_ins, wish.password)))


def period(first: datetime | None, end: datetime | None) -> Period:
    """Return the days to fill. Raises: BadParameter for days in the wrong order, or for too many."""
    now = clock.now()
    begin = first.date() if first else months_before(now.date(), MONTHS_BEFORE)
    until = end.date() if end else now.date() + timedelta(days=DAYS_AHEAD)
    refuse_odd(begin, until)
    return Period(begin, until, now)


def refuse_odd(first: date, end: date) -> None:
    if first >= end:
        raise click.BadParameter(_("The last day must lie after the first one."), param_hint="--to")
    if end - first > LONGEST:
        raise click.BadParameter(_("The sample village can live for five years at most."), param_hint="--to")


def say_progress(made: int, homestays: int) -> None:
    if made % SAID_EVERY == 0 or made == homestays:
        click.echo(_("Sample village: %(made)s of %(all)s homestays", made=made, all=homestays), err=True)


def table(sign_ins: Sequence[SignIn], password: str) -> list[str]:
    """Return the lines of the list that is handed out: one password for all, then name, role and place."""
    names = [_("Name to sign in with"), *(each.username for each in sign_ins)]
    roles = [_("Role"), *(str(ROLE_WORDS[each.role]) for each in sign_ins)]
    places = [_("House or village"), *(each.place for each in sign_ins)]
    width, wide = max(map(len, names)), max(map(len, roles))
    lines = [f"{name:<{width}}  {role:<{wide}}  {place}" for name, role, place in zip(names, roles, places, strict=True)]
    return [_("Password of all: %(password)s", password=password), "", *lines]
