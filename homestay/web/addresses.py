"""Addresses that come from outside and are only followed when they are ours."""

from urllib.parse import urlsplit

from flask import request


def safe_next() -> str | None:
    """Return the page to go on to, as the request asks, if it is one of ours; nothing otherwise."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted) if wanted.isprintable() and "\\" not in wanted else None
    ours = parts is not None and wanted.startswith("/") and not wanted.startswith("//") and not parts.netloc and not parts.scheme
    return wanted if ours else None
