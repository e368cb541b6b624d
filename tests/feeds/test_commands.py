"""`flask feeds publish` and `flask feeds list`."""

import json

import pytest
from click.testing import Result
from flask import Flask

from tests.bookings.our_house import furnish
from tests.support.clock import Clock
from tests.support.houses import House
from tests.support.person import Person


@pytest.fixture
def slug(house: House, clock: Clock) -> str:
    """The short name of a furnished house; no context stays open, as at a terminal."""
    with house.app.app_context():
        furnish(house.homestay())
    return house.slug


@pytest.fixture
def run(app: Flask):
    def command(*words: str) -> Result:
        return app.test_cli_runner().invoke(args=["feeds", *words])

    return command


def test_publish_prints_one_document_with_the_path(run, slug, app):
    done = run("publish", "--homestay", slug, "--room", "P1", "--channel", "airbnb", "--json")
    assert done.exit_code == 0
    assert list(json.loads(done.stdout)) == ["url"]
    assert Person(app).opens(json.loads(done.stdout)["url"]).response.mimetype == "text/calendar"


def test_publish_again_shows_the_same_link_and_another_channel_another(run, slug):
    first = run("publish", "--homestay", slug, "--unit", "Đ-1", "--channel", "airbnb").stdout
    assert run("publish", "--homestay", slug, "--unit", "Đ-1", "--channel", "airbnb").stdout == first
    assert run("publish", "--homestay", slug, "--unit", "Đ-1", "--channel", "booking").stdout != first


def test_publish_without_room_is_the_whole_house(run, slug):
    run("publish", "--homestay", slug, "--json")
    listed = json.loads(run("list", "--homestay", slug, "--json").stdout)
    assert listed == {"in": [], "out": [{"room": None, "unit": None, "channel": None, "last_read": None}]}


@pytest.mark.parametrize("words", [("--room", "P9"), ("--unit", "P9"), ("--room", "'; DROP TABLE rooms")])
def test_what_is_not_there_is_refused_by_name(run, slug, words):
    done = run("publish", "--homestay", slug, *words, "--json")
    assert (done.exit_code, list(json.loads(done.stdout))) == (1, ["error"])
    assert words[1] in done.stderr


def test_an_unknown_homestay_is_refused_by_name(run):
    for command in ("publish", "list"):
        done = run(command, "--homestay", "nobody", "--json")
        assert (done.exit_code, list(json.loads(done.stdout))) == (1, ["error"])
        assert "nobody" in done.stderr


def test_wrong_usage_is_2(run, slug):
    assert run("publish").exit_code == 2
    assert run("publish", "--homestay", slug, "--room", "P1", "--unit", "Đ-1").exit_code == 2
    assert run("publish", "--homestay", slug, "--channel", "Air BnB!").exit_code == 2
    assert run("publish", "--homestay", slug, "--channel", "").exit_code == 2


def test_list_says_what_there_is_and_when_it_was_read(run, slug, app):
    url = json.loads(run("publish", "--homestay", slug, "--room", "P2", "--channel", "agoda", "--json").stdout)["url"]
    run("publish", "--homestay", slug, "--unit", "Đ-2", "--channel", "my_blog")
    Person(app).opens(url)
    assert json.loads(run("list", "--homestay", slug, "--json").stdout)["out"] == [
        {"room": "P2", "unit": None, "channel": "agoda", "last_read": "2026-10-01T18:00:00+07:00"},
        {"room": None, "unit": "Đ-2", "channel": "my_blog", "last_read": None},
    ]
    assert run("list", "--homestay", slug).stdout.splitlines()[1] == "– · Đ-2 · my_blog · –"


def test_list_of_all_homestays_says_whose(run, slug, neighbour):
    run("publish", "--homestay", slug, "--room", "P1")
    everybody = json.loads(run("list", "--json").stdout)["out"]
    assert {"homestay": slug, "room": "P1", "unit": None, "channel": None, "last_read": None} in everybody


@pytest.mark.parametrize("command", [[], ["publish"], ["list"]])
def test_every_command_explains_itself(run, command):
    assert run(*command, "--help").exit_code == 0
