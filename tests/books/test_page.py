"""The page of the workbook, as the owner of a house uses it: look, then take in, all or nothing; everything out again."""

import io
import zipfile

import pytest
from sqlalchemy import func, select

from homestay.books import views
from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.books.views import MOST_UNPACKED
from models import db
from models.booking import Booking
from models.change import Change
from models.room import Room
from tests.books.workbooks import small, xlsx
from tests.support import houses
from tests.support.person import Person

PAGE = "/settings/books"


@pytest.fixture
def sheets(house):
    """The rows of a small workbook of the house itself, which is there already."""
    rows = small(house.slug)
    del rows["Homestays"]
    return rows


def brings(person, source, status=303):
    return person.sends(PAGE, {"file": (io.BytesIO(source), "so-cu.xlsx")}, status, content_type="multipart/form-data")


def stored(house, table=Booking):
    with house.app.app_context():
        return db.session.scalar(select(func.count()).select_from(table).where(table.homestay_id == house.id))


def waiting(house):
    return list((house.app.config["DATA"] / "waiting").glob("*"))


# ---- a look at it, then taking it in


def test_a_look_stores_nothing_and_says_what_would_come_in(house, owner, sheets):
    page = owner.opens(brings(owner, xlsx(sheets)).location)
    assert page.page.h1 == "Xem trước khi nhận"
    for words in ("Có 10 dòng mới", "trang Bookings", "2 mới", "Anna", "400.000"):
        assert words in page.text
    assert (stored(house), stored(house, Room)) == (0, 0)


def test_pressing_take_it_in_stores_everything_and_forgets_the_file(house, owner, sheets):
    look = brings(owner, xlsx(sheets)).location
    assert owner.sends(look).location == PAGE
    assert (stored(house), stored(house, Room)) == (2, 2)
    assert "Đã nhận 10 dòng." in owner.opens(PAGE).text
    owner.opens(look, status=409)


@pytest.mark.parametrize("role", ["owner", "administrator"])
def test_a_second_tap_gets_the_answer_of_the_first(house, sheets, role):
    person = house.person(role)
    look = brings(person, xlsx(sheets)).location
    person.sends(look)
    assert person.sends(look).location == PAGE
    assert person.opens(PAGE).text.count("Đã nhận 10 dòng.") == 2
    assert stored(house) == 2


def test_of_two_taps_at_the_same_moment_the_later_one_says_the_same(house, owner, sheets, monkeypatch):
    look = brings(owner, xlsx(sheets)).location

    def after_the_other_tap(book, scope):
        monkeypatch.setattr(views, "take_in", take_in)
        owner.sends(look)
        return take_in(book, scope=scope)

    monkeypatch.setattr(views, "take_in", after_the_other_tap)
    owner.sends(look)
    assert "Đã nhận 10 dòng." in owner.opens(PAGE).text
    assert stored(house) == 2


def test_what_a_file_brought_is_told_to_nobody_else_and_for_an_hour_only(clock, house, owner, sheets):
    look = brings(owner, xlsx(sheets)).location
    owner.sends(look)
    house.person("owner").sends(look, status=409)
    clock.forward(hours=1, minutes=1)
    owner.sends(look, status=409)
    brings(owner, xlsx(sheets))
    assert [path.name for path in waiting(house) if path.name.startswith(look.rpartition("/")[2])] == []


def test_the_same_file_again_changes_nothing(house, owner, sheets):
    owner.sends(brings(owner, xlsx(sheets)).location)
    page = owner.opens(brings(owner, xlsx(sheets)).location)
    assert "Mọi dòng trong tệp đã có trong sổ." in page.text
    assert "Nhận vào sổ" not in page.text
    assert stored(house) == 2


def test_what_is_wrong_is_said_with_sheet_row_and_column(house, owner, sheets):
    sheets["Rooms"][1][4] = "nhiều"
    look = brings(owner, xlsx(sheets)).location
    page = owner.opens(look)
    rows = [[" ".join(cell.itertext()).strip() for cell in row] for row in page.page.all("tr")]
    assert [row[:3] for row in rows if row[0] == "Rooms"] == [["Rooms", "2", "price"]]
    assert "Nhận vào sổ" not in page.text
    assert owner.sends(look).location == look
    assert stored(house) == 0


def test_what_is_wrong_is_said_in_english_too(house, owner, sheets):
    sheets["Rooms"][1][4] = "nhiều"
    owner.sends("/language", {"language": "en", "next": "/"})
    assert "One thing is wrong" in owner.opens(brings(owner, xlsx(sheets)).location).text


# ---- what is refused at once, in one sentence


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "Chọn tệp Excel trước đã."),
        (b"so cu cua nha", "(.xlsx)"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, ".xls"),
        (xlsx({"Rooms": [["homestay"]]})[:-200], "(.xlsx)"),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(house, owner, source, words):
    page = brings(owner, source, 422)
    assert words in page.text
    assert page.page.h1 == "Sổ Excel"


def test_the_page_says_how_the_house_is_called_in_the_workbook(house, owner):
    assert f"ghi {house.slug}." in owner.opens("/settings/books").text


def test_a_form_without_a_file_gets_one_sentence(owner):
    assert "Chọn tệp Excel trước đã." in owner.sends(PAGE, {"file": "x"}, 422).text


def test_a_file_that_unpacks_to_far_too_much_is_refused(owner):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (MOST_UNPACKED + 1))
    assert len(bomb.getvalue()) < 1024 * 1024
    assert brings(owner, bomb.getvalue(), 422).page.h1 == "Sổ Excel"


def test_nobody_brings_another_homestays_books(app, house, owner, sheets):
    other = houses.new(app)
    sheets["Rooms"].append([other.slug, "P7", "private", 2, 1, None, None, None])
    assert f"Tệp này ghi nhà “{other.slug}”." in brings(owner, xlsx(sheets), 422).text
    sheets["Rooms"][-1][0] = "nha-chua-co"
    assert "Tệp này ghi nhà “nha-chua-co”." in brings(owner, xlsx(sheets), 422).text
    assert (stored(other, Room), stored(house, Room)) == (0, 0)


def test_an_administrator_brings_houses_of_the_village_and_no_others(app, house, administrator, sheets):
    assert owns(administrator, sheets)
    other = houses.new(app)
    sheets["Rooms"].append([other.slug, "P7", "private", 2, 1, None, None, None])
    assert other.slug in brings(administrator, xlsx(sheets), 422).text
    made = small(f"{house.slug}-moi")
    made["Homestays"][1][2] = "Thôn Khác Hẳn"
    assert f"{house.slug}-moi" in brings(administrator, xlsx(made), 422).text


def owns(person, sheets):
    return "Xem trước khi nhận" in person.opens(brings(person, xlsx(sheets)).location).text


# ---- between the look and the taking in


def test_the_waiting_file_is_sealed_and_only_its_owner_finds_it(house, owner, sheets):
    before = set(waiting(house))
    look = brings(owner, xlsx(sheets)).location
    (file,) = set(waiting(house)) - before
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"PK\x03\x04" not in file.read_bytes()
    for somebody in (house.person("owner"), house.person("administrator")):
        somebody.opens(look, status=409)
        somebody.sends(look, status=409)
        somebody.sends(f"{look}/put-away", status=409)
    assert file.exists()


def test_the_waiting_file_is_gone_after_an_hour(clock, house, owner, sheets):
    look = brings(owner, xlsx(sheets)).location
    clock.set("2026-10-01 19:01")
    owner.opens(look, status=409)
    brings(owner, xlsx(sheets))
    assert look.rpartition("/")[2] not in [path.name for path in waiting(house)]


def test_a_file_that_went_while_the_old_ones_are_swept_troubles_nobody(house, owner, sheets):
    """A link that leads nowhere is listed and then not found, like a file that somebody else takes in meanwhile."""
    brings(owner, xlsx(sheets))
    gone = house.app.config["DATA"] / "waiting" / "gone"
    gone.symlink_to("nowhere")
    try:
        brings(owner, xlsx(sheets))
    finally:
        gone.unlink()


def test_a_file_that_was_the_wrong_one_is_put_away(house, owner, sheets):
    look = brings(owner, xlsx(sheets)).location
    owner.sends(f"{look}/put-away")
    assert look.rpartition("/")[2] not in [path.name for path in waiting(house)]
    assert stored(house) == 0


@pytest.mark.parametrize("token", ["..%2f..%2fkeys.json", "x", "x" * 32])
def test_a_file_that_never_was_is_not_found(owner, token):
    assert owner.asks("GET", f"{PAGE}/files/{token}").status in (404, 409)


# ---- everything out again


def test_everything_goes_out_as_it_came_in_and_it_is_noted(house, owner, sheets):
    owner.sends(brings(owner, xlsx(sheets)).location)
    answer = owner.sends(f"{PAGE}/export", status=200)
    assert answer.response.headers["Content-Disposition"].startswith(f"attachment; filename={house.slug}_")
    book = read(answer.response.data)
    assert book.problems == []
    assert [row["contact"] for row in book.rows["Bookings"]] == ["Anna", "Minh"]
    assert "Mọi dòng trong tệp đã có trong sổ." in owner.opens(brings(owner, answer.response.data).location).text
    with house.app.app_context():
        noted = select(Change.account_id).where(Change.homestay_id == house.id, Change.action == "books.exported")
        assert len(db.session.scalars(noted).all()) == 1


def test_the_empty_workbook_can_be_downloaded(owner):
    answer = owner.opens(f"{PAGE}/template.xlsx")
    assert read(answer.response.data).problems == []


def test_staff_take_nothing_along_unless_they_may(house, staff):
    staff.opens(PAGE, status=403)
    staff.sends(f"{PAGE}/export", status=403)
    trusted = house.person("staff:exports")
    assert "Mang hết đi" in trusted.opens(PAGE).text
    assert "Nhận sổ cũ" not in trusted.opens(PAGE).text
    trusted.sends(f"{PAGE}/export", status=200)
    brings(trusted, b"x", 403)


def test_a_visitor_and_the_village_head_have_no_part_in_it(app, house, village_head):
    assert Person(app).opens(PAGE, status=302).location.startswith("/sign-in")
    village_head.opens(PAGE, status=403)
    village_head.sends(f"{PAGE}/export", status=403)
