"""Commands that print the numbers of a month."""

import json
from datetime import date
from typing import Any

import click
from flask_babel import gettext as _

from homestay.commands import Commands
from homestay.places.houses import homestay_named, village_named
from homestay.reports import queries
from homestay.reports.period import Month
from homestay.reports.words import readable

commands = Commands("report", help="The numbers of a month.")


class MonthType(click.ParamType[date]):
    """A month written as 2026-12; the value is its first day."""

    name = "yyyy-mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return Month.read(str(value)).first
        except ValueError:
            self.fail(f"{value!r} is no month; write it as 2026-12.", param, ctx)


which_month = click.option("--month", "first_day", type=MonthType(), required=True, help="The month, as 2026-12.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


@commands.command("month")
@click.option("--homestay", "slug", required=True, help="The homestay's short name.")
@which_month
@as_json
def month(slug: str, first_day: date, as_json: bool) -> None:
    """Print the indicators of a homestay's month."""
    say(queries.month_report(homestay_named(slug), first_day), as_json)


@commands.command("village")
@click.option("--village", "slug", required=True, help="The village's short name.")
@which_month
@as_json
def village(slug: str, first_day: date, as_json: bool) -> None:
    """Print the same indicators over all homestays of a village: sums, and ratios from the sums."""
    report = queries.village_report(village_named(slug), first_day)
    say(report, as_json)
    if not as_json:
        click.echo(
            _("%(closed)s of %(homestays)s homestays have closed the month.", closed=report["closed"], homestays=report["homestays"])
        )


def say(report: dict[str, Any], as_json: bool) -> None:
    click.echo(json.dumps(report, ensure_ascii=False, indent=1) if as_json else "\n".join(readable(report)))
