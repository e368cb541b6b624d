"""How money, days, hours and names are written on a page, in Vietnamese and in English."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.dates import get_day_names, get_month_names
from flask import Flask
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from homestay import clock
from homestay.places.queries import natural
from homestay.web import names

SPACE = "\u00a0"
MINUS = "\u2212"
COMMA_FOR_POINT = str.maketrans(",.", ".,")
SUNDAY = 6
FEWEST_DIGITS = 3
"""Of what can be dialled."""


def install(app: Flask) -> None:
    """Give the templates the words of this page as filters, each under its own name."""
    for filter_ in (
        *(dong, millions, percent, number),
        *(day, weekday_day, short_weekday, short_day, near_day, distant_day, full_date, month, hour, moment, near_moment, span_left, ago),
        *(phone, dialled, together, in_lines, naturally, names.given_name),
    ):
        app.add_template_filter(filter_)


def is_vietnamese() -> bool:
    locale = get_locale()
    return locale is None or locale.language == "vi"


# ---- numbers and money


def number(value: float | Decimal | None, digits: int = 0) -> str:
    """Return a number with its thousands apart, rounded half up to at most `digits`: 1.234,5 or 1,234.5. None gives a dash."""
    if value is None:
        return "–"
    if isinstance(value, int):
        text = f"{value:,}"
    else:
        text = f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if is_vietnamese():
        text = text.translate(COMMA_FOR_POINT)
    return text.replace("-", MINUS)


def dong(value: int | None) -> str:
    """Return a sum of money: 600.000 đ, with a space that does not break. None gives a dash."""
    return number(value) if value is None else f"{number(value)}{SPACE}đ"


def millions(value: int | None) -> str:
    """Return a big sum in millions of đồng, two digits after the comma at most, without its unit: 63,78."""
    return number(None if value is None else Decimal(value) / 1_000_000, 2)


def percent(value: float | Decimal | None, digits: int = 1) -> str:
    """Return a share that is already counted in hundredths: 45.5 gives 45,5 %. None gives a dash."""
    return number(value) if value is None else f"{number(value, digits)}{SPACE}%"


# ---- days and hours


def day(value: date) -> str:
    """Return a day as people here write it: 2/10."""
    value = local_day(value)
    return f"{value.day}/{value.month}"


def weekday_day(value: date) -> str:
    """Return a day with its name: Thứ Sáu 2/10."""
    value = local_day(value)
    return f"{weekday(value)} {day(value)}"


def weekday(value: date) -> str:
    """Return the name of a day of the week: Thứ Sáu, Chủ nhật."""
    if is_vietnamese() and value.weekday() == SUNDAY:
        return "Chủ nhật"  # CLDR writes both words large
    return str(get_day_names("wide", locale=get_locale() or "vi")[value.weekday()])


def short_weekday(value: date) -> str:
    """Return the short name of a day of the week: T2 … T7, CN; Mon … Sun."""
    value = local_day(value)
    if is_vietnamese():
        return "CN" if value.weekday() == SUNDAY else f"T{value.weekday() + 2}"
    return str(get_day_names("abbreviated", locale=get_locale())[value.weekday()])


def short_day(value: date) -> str:
    """Return a day for a narrow place: T6 2."""
    value = local_day(value)
    return f"{short_weekday(value)} {value.day}"


def near_day(value: date) -> str:
    """Return a day as one says it today: hôm nay, mai 3/10, hôm qua 1/10; otherwise with its weekday."""
    value = local_day(value)
    away = (value - clock.today()).days
    if away == 0:
        return str(_("today"))
    if away == 1:
        return str(_("tomorrow %(day)s", day=day(value)))
    if away == -1:
        return str(_("yesterday %(day)s", day=day(value)))
    return weekday_day(value)


def distant_day(value: date) -> str:
    """Return a day that may lie far away: 2/10, and in another year 2/10/2027."""
    value = local_day(value)
    return day(value) if value.year == clock.today().year else f"{day(value)}/{value.year}"


def full_date(value: date | None) -> str:
    """Return a day with its year, as forms want it: 02/10/2026. None gives a dash."""
    return "–" if value is None else local_day(value).strftime("%d/%m/%Y")


def month(value: date) -> str:
    """Return a month: Tháng 9/2026, September 2026."""
    if is_vietnamese():
        return f"Tháng {value.month}/{value.year}"
    return f"{get_month_names('wide', locale=get_locale())[value.month]} {value.year}"


def hour(value: datetime | time) -> str:
    """Return an hour on the village's clock: 18:20."""
    at = clock.local(value) if isinstance(value, datetime) else value
    return at.strftime("%H:%M")


def moment(value: datetime) -> str:
    """Return a moment: 18:20 hôm nay, 20:15 hôm qua 1/10, 21:40 Thứ Tư 30/9; with the year when it is another one."""
    at = clock.local(value)
    if at.year != clock.today().year:
        return f"{hour(at)} {full_date(at)}"
    return f"{hour(at)} {near_day(at)}"


def near_moment(value: datetime) -> str:
    """Return a moment as short as it can be: 18:20 for today, with its day otherwise."""
    return hour(value) if clock.local(value).date() == clock.today() else moment(value)


def span_left(value: timedelta) -> str:
    """Return a length of time in its two largest units, begun minutes left out: 4 giờ 40 phút. The sign is not told."""
    minutes = int(abs(value).total_seconds()) // 60
    parts = [
        (minutes // 1440, ngettext("%(num)s day", "%(num)s days", minutes // 1440)),
        (minutes // 60 % 24, _("%(hours)s h", hours=minutes // 60 % 24)),
        (minutes % 60, _("%(minutes)s min", minutes=minutes % 60)),
    ]
    first = next((place for place, (count, _words) in enumerate(parts) if count), 2)
    return " ".join(words for count, words in parts[first : first + 2] if count or first == 2)


def ago(value: datetime) -> str:
    """Return how long ago something was, in its largest unit: 12 phút trước, 2 giờ trước; vừa xong within a minute."""
    minutes = int((clock.now() - value).total_seconds()) // 60
    if minutes < 1:
        return str(_("just now"))
    if minutes < 60:
        return str(ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes))
    if minutes < 24 * 60:
        return str(ngettext("%(num)s hour ago", "%(num)s hours ago", minutes // 60))
    return str(ngettext("%(num)s day ago", "%(num)s days ago", minutes // 1440))


def local_day(value: date) -> date:
    """Return the village's day of a day or a moment."""
    return clock.local(value).date() if isinstance(value, datetime) else value


# ---- other words


def phone(text: str | None) -> str:
    """Return a Vietnamese telephone number in groups that stay together: 0900 000 246. Anything else stays as typed."""
    digits = re.sub(r"[\s.-]", "", text or "")
    if re.fullmatch(r"0\d{9}", digits):
        return SPACE.join((digits[:4], digits[4:7], digits[7:]))
    return text or ""


def dialled(text: str | None) -> str:
    """Return a telephone number as a telephone dials it, for a link `tel:`; nothing for what is none."""
    number = re.sub(r"[^0-9+]", "", text or "")
    return number if len(number) >= FEWEST_DIGITS else ""


def together(names: Iterable[str]) -> str:
    """Return several places as one short word: Đ1–3 for neighbours, Đ1 +2 for the first of three that are not."""
    ordered = sorted(names, key=natural)
    if len(ordered) < 2:
        return "".join(ordered)
    found = [re.fullmatch(r"(\D*)(\d+)", name) for name in ordered]
    spots = [(one[1], int(one[2])) for one in found if one]
    prefix, first = spots[0] if len(spots) == len(ordered) else ("", 0)
    if first and spots == [(prefix, first + place) for place in range(len(ordered))]:
        return f"{prefix}{first}–{first + len(ordered) - 1}"
    return f"{ordered[0]}{SPACE}+{len(ordered) - 1}"


def in_lines(name: str) -> Markup:
    """Return a long name of places that may be broken after a hyphen, and before the words that say how many more there are."""
    return Markup("-<wbr>").join(name.replace(f"{SPACE}+", " +").split("-"))


def naturally(items: Iterable[Any], attribute: str | None = None) -> list[Any]:
    """Return things in the order in which people count their names."""

    def name(item: Any) -> str:
        if attribute is None:
            return str(item)
        return str(item[attribute] if isinstance(item, dict) else getattr(item, attribute))

    return sorted(items, key=lambda item: natural(name(item)))
