"""Addresses: words in them, and those that come from outside and are only followed when they are ours."""

from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, request, url_for
from werkzeug.routing import UnicodeConverter


def safe_next() -> str | None:
    """Return the page to go on to, as the request asks, if it is one of ours; nothing otherwise."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted) if wanted.isprintable() and "\\" not in wanted else None
    ours = parts is not None and wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and not parts.scheme
    return wanted if ours else None


def whole_address(endpoint: str, **values: str) -> str:
    """Return the address of a page with the name of this server, to be copied or scanned."""
    return url_for(endpoint, _external=True, _scheme="https" if current_app.config["HTTPS"] else None, **values)


class WordConverter(UnicodeConverter):
    """A word in an address, whatever it is made of: a slash is no step, and two dots lead nowhere.

    An imported booking may be called "A/1" or "..": its address is /bookings/A~2F1, /bookings/~2E~2E.
    """

    def to_python(self, value: str) -> str:
        return unquote(value.replace("%", "%25").replace("~", "%"))

    def to_url(self, value: str) -> str:
        return super().to_url(self.plain(str(value)))

    @staticmethod
    def plain(value: str) -> str:
        only_dots = not value.strip(".")
        kept = value.replace("~", "~7E").replace("/", "~2F").replace("\\", "~5C")
        return kept.replace(".", "~2E") if only_dots else kept


def install(app: Flask) -> None:
    app.url_map.converters["default"] = app.url_map.converters["string"] = WordConverter
