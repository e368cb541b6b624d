"""Behind a server that carries the certificate, everybody still has an address of their own; and nobody else may say which."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from threading import Thread

import pytest
from flask import Flask
from waitress.server import create_server

from homestay.accounts import throttle
from homestay.config import settings
from homestay.upkeep.serve import options
from tests.support.installations import Installations, closing
from tests.support.person import Person

NOWHERE = "/g/" + "a" * 32
"""The link of a guest that nobody made: asking for it is a guess."""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_FOR_ADDRESS", 2)


@pytest.fixture
def behind_one(installations: Installations) -> Iterator[Flask]:
    """A program behind one server, such as Caddy."""
    with closing(installations.new("sqlite", PROXIES=1)) as made:
        yield made


def guesses(person: Person, said: str, status: int) -> None:
    person.opens(NOWHERE, status, headers={"X-Forwarded-For": said})


def test_without_a_server_in_front_nobody_changes_the_own_address_by_saying_so(app: Flask) -> None:
    guesser = Person(app)
    guesses(guesser, "203.0.113.1", 404)
    guesses(guesser, "203.0.113.2", 404)
    guesses(guesser, "203.0.113.3", 429)


@pytest.mark.parametrize(
    "before", ["", "198.51.100.{}, "], ids=["alone", "what the visitor says before the server speaks counts for nothing"]
)
def test_behind_a_server_one_who_guesses_locks_nobody_else_out(behind_one: Flask, before: str) -> None:
    server = Person(behind_one)
    for number, status in enumerate((404, 404, 429)):
        guesses(server, f"{before.format(number)}203.0.113.1", status)
    guesses(server, f"{before.format(9)}203.0.113.2", 404)


def test_the_server_in_front_says_nothing_about_the_name_of_this_one(behind_one: Flask) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Proto": "ftp"}
    assert Person(behind_one).opens("/", 302, headers=headers).location.startswith("/sign-in")


@contextmanager
def served(app: Flask) -> Iterator[HTTPConnection]:
    """Serve a program as `python app.py` does, on a free port of this machine."""
    server = create_server(app, **{**options(app), "host": "127.0.0.1", "port": 0})

    def run() -> None:
        with suppress(OSError):  # it is closed below while it waits for the next visitor
            server.run()

    thread = Thread(target=run, daemon=True)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.effective_port, timeout=60)
    try:
        yield connection
    finally:
        connection.close()
        server.close()
        thread.join(60)


def status(connection: HTTPConnection, said: str) -> int:
    connection.request("GET", NOWHERE, headers={"X-Forwarded-For": said})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def test_our_own_server_hands_on_what_the_one_in_front_says(behind_one: Flask) -> None:
    with served(behind_one) as connection:
        assert [status(connection, "203.0.113.1") for _ in range(3)] == [404, 404, 429]
        assert status(connection, "203.0.113.2") == 404


def test_nobody_is_believed_unless_the_setting_says_so() -> None:
    assert settings({})["PROXIES"] == 0
    assert settings({"HOMESTAY_PROXIES": "2"})["PROXIES"] == 2
