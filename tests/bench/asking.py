"""Asking the program as its server does: one call of its WSGI function, without what a test's own browser adds to the time."""

import gzip
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.test import EnvironBuilder

from tests.support.person import Person

Request = dict[str, Any]


class Answer(NamedTuple):
    """What came back: the number of its status, its headers, its bytes on the wire."""

    status: int
    headers: dict[str, str]
    wire: bytes

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.wire) if self.headers.get("Content-Encoding") == "gzip" else self.wire


def request(path: str, person: Person | None = None, form: Mapping[str, str] | None = None, **headers: str) -> Request:
    """Return a request as a server hands it over, with a person's cookies, for a browser that takes gzip."""
    said = {"Accept-Encoding": "gzip", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if person:
        said["Cookie"] = cookie_of(person)
    return EnvironBuilder(path, method="POST" if form else "GET", data=form, headers=said).get_environ()


def cookie_of(person: Person) -> str:
    """Return what a person's browser says to be known again."""
    cookie = person.browser.get_cookie(person.app.config["SESSION_COOKIE_NAME"])
    assert cookie
    return f"{cookie.key}={cookie.value}"


def ask(app: Flask, asked: Request) -> Answer:
    """Answer a request and return all of it."""
    began: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], error: object = None) -> Callable[[bytes], object]:
        began[:] = [int(status[:3]), dict(headers)]
        return lambda _part: None

    parts = app.wsgi_app(asked, start_response)
    try:
        wire = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return Answer(began[0], began[1], wire)
