"""What a request says, without the signs that no page can show and no database can hold; what nobody can see counts as nothing said."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import category

from flask import Flask, Request, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters but tab and the ends of lines."""
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""The kinds of signs that show nothing by themselves."""
PLAIN_FORM = "application/x-www-form-urlencoded"


def readable(said: Any) -> Any:
    """Return a text without control characters, nothing for what only blanks and unseen signs stand in; what is no text as it is."""
    if not isinstance(said, str):
        return said
    clean = UNREADABLE.sub("", said)
    return clean if any(category(letter) not in UNSEEN for letter in clean) else ""


class Said(ImmutableMultiDict[str, Any]):
    """The fields of a form or an address, readable."""

    def __init__(self, said: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(readable(name), readable(value)) for name, value in iter_multi_items(said or ())])


class ReadableRequest(Request):
    """A request whose fields are cleaned in one place, for every view there is."""

    parameter_storage_class = Said


def install(app: Flask) -> None:
    app.request_class = ReadableRequest
    app.before_request(limit_plain_forms)
    app.before_request(answer_as_for_the_page)


def limit_plain_forms() -> None:
    """Let a form without a file be no bigger than the words of one with files."""
    if request.mimetype == PLAIN_FORM:
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def answer_as_for_the_page() -> None:
    """Let views see a question for the head of a page as one for the page; the server leaves the body out."""
    if request.method == "HEAD":
        request.method = "GET"
