"""The commands that print a month: one JSON document, or lines to read; plain refusals."""

import json

import pytest

from tests.reports.month_house import Ledger


@pytest.fixture
def run(app):
    """Return what runs a command of `report`."""
    return lambda *words: app.test_cli_runner().invoke(args=["report", *words])


@pytest.fixture
def slept(app, house):
    """A house with one stay in December 2025."""
    with app.app_context():
        ledger = Ledger(house.homestay())
        booking = ledger.booking("S1", "left", 4, 6)
        ledger.nights(booking, ledger.private("P1"), 4, 5)
        ledger.guest(booking, 1, nationality="FRA")
    return house


def test_the_month_is_one_json_document(slept, run):
    done = run("month", "--homestay", slept.slug, "--month", "2025-12", "--json")
    report = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, report["arrivals"], report["room_revenue"]) == (0, "", 2, 800_000)


def test_the_village_is_the_same_with_its_homestays(slept, run):
    month = json.loads(run("month", "--homestay", slept.slug, "--month", "2025-12", "--json").stdout)
    done = run("village", "--village", slept.village_slug, "--month", "2025-12", "--json")
    assert json.loads(done.stdout) == month | {"homestays": 1, "closed": 0}


def test_without_json_it_can_be_read(slept, run):
    done = run("month", "--homestay", slept.slug, "--month", "2025-12")
    for line in ("Lượt khách ngủ đêm: 2", "Tiền phòng: 800.000\u00a0đ", "Pháp: 1 lượt, 2 ngày khách", "Zalo: 2 đêm phòng, 100\u00a0%"):
        assert line in done.stdout.splitlines()
    assert "0 trên 1 nhà đã chốt tháng." in run("village", "--village", slept.village_slug, "--month", "2025-12").stdout


@pytest.mark.parametrize(("command", "option"), [("month", "--homestay"), ("village", "--village")])
def test_nobody_of_that_name_is_said_in_one_sentence(house, run, command, option):
    done = run(command, option, "nobody", "--month", "2025-12", "--json")
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "nobody" in json.loads(done.stdout)["error"]
    assert "nobody" in done.stderr


@pytest.mark.parametrize("words", [["--month", "2025-13"], ["--month", "12/2025"], ["--month", ""], [], ["--month", "2025-12", "--year"]])
def test_wrong_usage_ends_with_two(house, run, words):
    assert run("month", "--homestay", house.slug, *words).exit_code == 2
