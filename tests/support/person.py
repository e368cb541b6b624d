"""A person at a device: opens pages, fills in forms, sends them. Every page that comes back is checked."""

from __future__ import annotations

import contextvars
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import count
from typing import Any
from uuid import uuid4
from xml.etree.ElementTree import Element

from flask import Flask, has_app_context
from werkzeug.test import TestResponse

from homestay.accounts import actions
from models import db
from models.account import Account
from tests.support.pages import Page, check_page, words
from tests.support.statements import Statements, count_statements

numbers = count(1)


@dataclass(frozen=True)
class Answer:
    """What came back: the response, the page when it is one, and the statements it took."""

    path: str
    response: TestResponse
    page: Page | None
    statements: Statements

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        return self.page.text if self.page else self.response.data.decode("utf-8", "replace")

    @property
    def location(self) -> str | None:
        return self.response.location

    def form(self, action: str | None = None) -> Element:
        """Return the form in `main` that is sent to `action`; without it the form of the page's own address, or the only one there is."""
        assert self.page
        forms = [form for main in self.page.all("main") for form in main.iter("form") if form.get("method", "get").lower() == "post"]
        own = [form for form in forms if form.get("action", self.path).partition("?")[0] == self.path.partition("?")[0]]
        fitting = [form for form in forms if form.get("action") == action] if action else own or forms
        assert len(fitting) == 1, f"{len(fitting)} forms to {action or 'anywhere'}: {[form.get('action') for form in forms]}"
        return fitting[0]


class Person:
    """A person with a device of their own (cookies, language)."""

    def __init__(self, app: Flask, name: str = "") -> None:
        self.app = app
        self.name = name
        self.browser = app.test_client()
        self.browser.environ_base["REMOTE_ADDR"] = str(ip_address("10.0.0.1") + next(numbers))  # nobody is slowed down by others' guesses
        self.token: str | None = None
        """The CSRF token of the last page that had one."""

    def opens(self, path: str, status: int = 200, **request: Any) -> Answer:
        """Open a page and expect this status."""
        return self.asks("GET", path, status, **request)

    def sends(self, path: str, said: dict[str, Any] | None = None, status: int = 303, **request: Any) -> Answer:
        """Send a form to `path` as its page would: with the CSRF token and a key of its own unless `said` has one."""
        if self.token is None:
            self.opens("/sign-in", status=200)
        body = {"op": str(uuid4()), "csrf_token": self.token, **(said or {})}
        return self.asks("POST", path, status, data=body, **request)

    def fills_in(self, path: str, said: dict[str, Any], action: str | None = None, status: int = 303) -> Answer:
        """Open a page, fill in its form and send it; what is not said stays as the page has it. Fields must be there."""
        form = self.opens(path).form(action)
        filled = filled_in(form)
        missing = sorted(set(said) - field_names(form))
        assert not missing, f"{path} has no field {', '.join(missing)}, but {', '.join(sorted(field_names(form)))}"
        return self.asks("POST", form.get("action") or path, status, data={**filled, **said})

    def signs_in(self, username: str, password: str, code: str = "") -> Person:
        """Sign in on the sign-in page, and with a code of the phone on the page after it."""
        self.fills_in("/sign-in", {"username": username, "password": password})
        if code:
            self.fills_in("/sign-in/code", {"code": code})
        self.name = username
        self.token = None  # signing in begins a new session
        return self

    def is_let_in(self, account: Account) -> Person:
        """Have signed in on this device already: thousands of people in these tests need not meet the pages of signing in."""
        with self.app.app_context():
            token = actions.start_session(account, "a device of the tests")
        with self.browser.session_transaction() as kept:
            kept.update(_user_id=token, _fresh=True)
            kept.permanent = True
        self.name = account.username
        return self

    def asks(self, method: str, path: str, status: int | None = None, **request: Any) -> Answer:
        """Send any request. It runs outside the test's own app context, as the next person's would."""
        if has_app_context():
            db.session.rollback()  # the test sees what the request did, and stops no writer by reading
        with count_statements() as statements:
            response = contextvars.Context().run(self.browser.open, path, method=method, **request)
        page = check_page(response.data, f"{method} {path} as {self.name or 'a visitor'}") if is_page(response) else None
        if page and (tokens := [field.get("value") for field in page.all("input") if field.get("name") == "csrf_token"]):
            self.token = tokens[0]
        answer = Answer(path, response, page, statements)
        said = answer.location or answer.text[:600]
        assert status in (None, answer.status), f"{method} {path} answered {answer.status}, not {status}: {said}"
        return answer


def is_page(response: TestResponse) -> bool:
    return response.mimetype == "text/html" and response.status_code not in range(300, 400) and bool(response.data)


def field_names(form: Element) -> set[str]:
    return {field.get("name", "") for field in form.iter() if field.tag in ("input", "select", "textarea", "button")}


def filled_in(form: Element) -> dict[str, Any]:
    """Return what a browser would send if nothing was touched (the first button is not pressed)."""
    said: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name and "disabled" not in field.attrib:
            said.setdefault(name, []).extend(values(field))
    return {name: given if len(given) > 1 else given[0] for name, given in said.items() if given}


def values(field: Element) -> list[str]:
    """Return the values one field sends."""
    if field.tag == "textarea":
        return [field.text or ""]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or ([] if "multiple" in field.attrib else options[:1])
        return [option.get("value", words(option)) for option in chosen]
    if field.tag != "input" or field.get("type") in ("submit", "button", "reset", "image", "file"):
        return []
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if "checked" in field.attrib else []
    return [field.get("value", "")]
