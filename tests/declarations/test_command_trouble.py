"""`flask declarations export` when something is not there, or is wrong."""

import errno
import os

import pytest

from tests.support import houses


@pytest.fixture
def house(clock, app):
    """Return a homestay in which it is Christmas Eve of 2025."""
    clock.set("2025-12-24 18:00")
    return houses.new(app)


@pytest.mark.parametrize("layout", ["kbtt-nnn-xml-12", "kbtt-nnn-xml-11", "kbtt-nnn-xlsx-12", "asm-2024", "na17", "register"])
def test_layouts_of_later_say_so_in_one_sentence(christmas, export, tmp_path, layout):
    done = export(layout=layout)

    assert (done.exit_code, done.stderr.strip()) == (1, f"Error: Mẫu {layout} chưa có, bản sau sẽ có.")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [{"layout": "kbtt"}, {"day": "31/02/2025"}, {"day": "2025-02-31"}])
def test_wrong_usage_is_exit_code_2(christmas, export, wrong):
    assert export(**wrong).exit_code == 2


def test_an_unknown_homestay_is_named(export):
    done = export(slug="khong-co")

    assert done.exit_code == 1
    assert "khong-co" in done.stderr


def test_a_folder_that_is_not_there_is_named(christmas, export):
    done = export(out="nowhere/sheet.xlsx")

    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_full_disk_leaves_the_old_file_and_no_half_one(christmas, export, tmp_path, monkeypatch):
    (tmp_path / "sheet.xlsx").write_bytes(b"yesterday")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = export()

    assert done.exit_code == 1
    assert "hết chỗ" in done.stderr
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("sheet.xlsx", b"yesterday")]
