"""Files made by somebody who wishes the house no good, or by a program that broke."""

import io
import re
import zipfile

import pytest

from homestay.books.package import MEBIBYTE, MOST_PARTS, Unreadable
from homestay.books.problems import MOST_PROBLEMS
from homestay.books.reading import read
from tests.books.workbooks import GOLDEN, as_excel_saves, small, with_part, xlsx

ROOMS = "xl/worksheets/sheet2.xml"


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"PK\x03\x04",
        b"slug,name\nnha,Nha\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        GOLDEN.read_bytes()[:-200],
        GOLDEN.read_bytes()[:400],
        zipped({"hello.txt": "hello"}),
        zipped({"_rels/.rels": "<not xml"}),
        zipped({f"part{number}": "" for number in range(MOST_PARTS + 1)}),
        with_part(xlsx(small()), "xl/workbook.xml", lambda text: text.replace("sheets", "shoots")[:100]),
        with_part(xlsx(small()), ROOMS, lambda text: text[:-30]),
        with_part(xlsx(small()), ROOMS, lambda text: text.replace('r="A2"', 'r="22"')),
        with_part(xlsx(small()), ROOMS, lambda text: text.replace("<v>400000</v>", "<v>NaN!</v>")),
        with_part(xlsx(small()), ROOMS, lambda text: text.replace('<row r="2"', '<row r="99999999999"')),
        with_part(as_excel_saves(xlsx(small())), ROOMS, lambda text: text.replace('t="s"><v>', 't="s"><v>99999', 1)),
    ],
)
def test_a_file_that_is_no_whole_workbook_is_refused(source):
    with pytest.raises(Unreadable):
        read(source)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        read(tmp_path / "nowhere.xlsx")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        read(tmp_path)


def test_a_damaged_part_is_refused():
    source = bytearray(xlsx(small()))
    at = source.index(b"xl/worksheets/sheet2.xml") + 60
    source[at : at + 40] = b"\xff" * 40
    with pytest.raises(Unreadable):
        read(bytes(source))


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Unreadable):
        read(zipped({f"xl/worksheets/sheet{number}.xml": b"0" * (151 * MEBIBYTE) for number in range(4)}))


@pytest.mark.parametrize("number", [-1, 999])
def test_a_text_that_stands_nowhere_is_refused(number):
    source = with_part(as_excel_saves(xlsx(small())), ROOMS, lambda text: re.sub(r't="s"><v>[0-9]+', f't="s"><v>{number}', text, count=1))
    with pytest.raises(Unreadable):
        read(source)


def test_words_of_its_own_are_refused():
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    source = with_part(xlsx(small()), ROOMS, lambda text: laughs + text.partition("?>")[2] if text.startswith("<?xml") else laughs + text)
    with pytest.raises(Unreadable):
        read(source)


def test_a_huge_small_part_is_refused():
    source = with_part(xlsx(small()), "xl/styles.xml", lambda text: text + " " * (6 * MEBIBYTE))
    with pytest.raises(Unreadable):
        read(source)


def test_a_sheet_may_lie_about_its_size():
    source = with_part(xlsx(small()), ROOMS, lambda text: text.replace('<dimension ref="A1:H3"', '<dimension ref="A1:XFD1048576"'))
    assert len(read(source).rows["Rooms"]) == 2


def test_hundreds_of_thousands_of_formatted_empty_rows_are_no_rows():
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(4, 200_004))
    source = with_part(xlsx(small()), ROOMS, lambda text: text.replace("</sheetData>", f"{empty}</sheetData>"))
    assert len(read(source).rows["Rooms"]) == 2


def test_nobody_is_told_a_million_problems():
    sheets = small()
    sheets["Charges"] += [["nha-may", "B1", "never", "meal", None, None, 1]] * (MOST_PROBLEMS + 10)
    book = read(xlsx(sheets))
    assert len(book.problems) == MOST_PROBLEMS + 1
