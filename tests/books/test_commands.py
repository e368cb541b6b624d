"""The commands of the workbook, as somebody types them."""

import errno
import json
import os

import pytest
from sqlalchemy import func, select

from homestay.books.reading import read
from models import db
from models.change import Change
from models.homestay import Homestay
from tests.books.books import NOTHING, SMALL
from tests.books.workbooks import changed, small, with_cell, xlsx

HOUSES = select(func.count(Homestay.id))


@pytest.fixture
def books(empty_app, tmp_path):
    """Run a command over a file with these bytes; the answer has exit_code, stdout and stderr."""

    def run(command, source=None, *options, file="books.xlsx"):
        path = tmp_path / file
        if source is not None:
            path.write_bytes(source)
        return empty_app.test_cli_runner().invoke(args=["books", command, str(path), *options])

    run.folder = tmp_path
    return run


def stored_houses(app):
    with app.app_context():
        return db.session.scalar(HOUSES)


def test_an_import_prints_one_document(books):
    answer = books("import", xlsx(small()), "--json")
    assert (answer.exit_code, json.loads(answer.stdout), answer.stderr) == (0, {"imported": SMALL, "problems": []}, "")


def test_an_import_in_words_names_the_sheets(books):
    assert "Bookings 2" in books("import", xlsx(small())).stdout


def test_problems_are_printed_with_their_place_and_the_exit_code_says_so(books, empty_app):
    answer = books("import", with_cell("Rooms", "open_to", "31/02/2026"), "--json")
    message = "Không có ngày 31/02/2026 trên lịch."
    problem = {"sheet": "Rooms", "row": 2, "column": "open_to", "message": message}
    assert (answer.exit_code, json.loads(answer.stdout)) == (1, {"imported": NOTHING, "problems": [problem]})
    assert answer.stderr == "Error: Có 1 lỗi: chưa nhập gì cả.\n"
    assert stored_houses(empty_app) == 0


def test_problems_in_words_are_one_a_line(books):
    answer = books("import", with_cell("Rooms", "open_to", "31/02/2026"))
    assert answer.stdout == "Rooms · 2 · open_to: Không có ngày 31/02/2026 trên lịch.\n"


def test_messages_are_english_for_those_who_ask(books, monkeypatch):
    monkeypatch.setenv("HOMESTAY_LANGUAGE", "en")
    assert "There is no day 31/02/2026" in books("import", with_cell("Rooms", "open_to", "31/02/2026")).stdout


def test_a_try_stores_nothing(books, empty_app):
    answer = books("import", xlsx(small()), "--json", "--dry-run")
    assert (answer.exit_code, json.loads(answer.stdout)["imported"]) == (0, SMALL)
    assert stored_houses(empty_app) == 0


@pytest.mark.parametrize(
    ("source", "words"), [(b"hello", "không phải tệp Excel"), (None, "Không có tệp"), (xlsx(small())[:900], "không phải tệp Excel")]
)
def test_a_file_that_is_refused_is_one_sentence_and_one_document(books, source, words):
    answer = books("import", source, "--json")
    document = json.loads(answer.stdout)
    assert (answer.exit_code, document["imported"]) == (1, NOTHING)
    assert [each["row"] for each in document["problems"]] == [None]
    assert words in document["problems"][0]["message"]
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_command_without_a_file_is_wrong_usage(empty_app):
    assert empty_app.test_cli_runner().invoke(args=["books", "import"]).exit_code == 2


def test_the_template_is_written_and_comes_in_as_nothing(books):
    assert books("template", file="empty.xlsx").exit_code == 0
    answer = books("import", None, "--json", file="empty.xlsx")
    assert json.loads(answer.stdout) == {"imported": NOTHING, "problems": []}


def test_everything_goes_out(books):
    books("import", xlsx(small()))
    assert books("export", file="out.xlsx").exit_code == 0
    assert len(read(books.folder / "out.xlsx").rows["Bookings"]) == 2


def test_one_house_goes_out(books):
    books("import", xlsx(small()))
    books("import", xlsx(small("nha-hai")))
    books("export", None, "--homestay", "nha-hai", file="out.xlsx")
    assert [row["slug"] for row in read(books.folder / "out.xlsx").rows["Homestays"]] == ["nha-hai"]


def test_a_house_that_is_not_there_is_refused(books):
    answer = books("export", None, "--homestay", "nowhere")
    assert answer.exit_code == 1
    assert "nowhere" in answer.stderr


def test_an_export_stands_in_the_record_of_its_house(books, empty_app):
    books("import", xlsx(small()))
    books("export")
    with empty_app.app_context():
        house = db.session.scalars(select(Homestay)).one()
        actions = db.session.scalars(select(Change.action).where(Change.homestay_id == house.id).order_by(Change.number)).all()
    assert actions == ["books.imported", "books.exported"]


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(books, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    (books.folder / "books.xlsx").write_bytes(b"the old one")
    monkeypatch.setattr(os, "fsync", full)
    answer = books("template")
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    assert "hết chỗ" in answer.stderr
    assert (books.folder / "books.xlsx").read_bytes() == b"the old one"
    assert [path.name for path in books.folder.iterdir()] == ["books.xlsx"]


def test_a_folder_that_is_not_there_is_one_sentence(books):
    answer = books("template", file="nowhere/books.xlsx")
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1


def test_another_houses_rooms_are_refused_by_name(books):
    books("import", xlsx(small("nha-hai")))
    answer = books("import", changed(lambda sheets: sheets.pop("Rooms")), "--json")
    assert answer.exit_code == 1
    assert {each["column"] for each in json.loads(answer.stdout)["problems"]} == {"room"}
