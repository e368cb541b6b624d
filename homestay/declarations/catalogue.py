"""The code lists of the police portal (danh mục), as its sheets write them: "211 - Tuyên Quang"."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from homestay.guests import countries
from models.guest import VIETNAM

OFFICIAL = Path(__file__).parent / "official"

DOCUMENTS: Mapping[int, str] = MappingProxyType(
    {
        1: "Thẻ CCCD",
        2: "Thẻ CMND",
        3: "Giấy phép lái xe",
        4: "Hộ chiếu",
        5: "Giấy khai sinh",
        6: "Thẻ BHYT",
        7: "Thông báo số định danh cá nhân",
        8: "Thẻ Căn Cước",
        9: "Giấy Tờ Khác",
    }
)
RESIDENCES: Mapping[int, str] = MappingProxyType({1: "Thường trú", 2: "Tạm trú", 3: "Khác"})
REASONS: Mapping[int, str] = MappingProxyType(
    {
        1: "Du lịch",
        2: "Công tác",
        3: "Học tập",
        4: "Thăm viếng",
        5: "Hội nghị",
        6: "Thăm thân",
        7: "Từ thiện",
        8: "Tổ chức quốc tế",
        9: "Kết hôn",
        10: "Lãnh sự quán",
        11: "Viện trợ",
        12: "Đại sứ quán",
        13: "Định cư",
        14: "Tiếp thị",
        15: "Báo chí, phóng viên",
        16: "Thương mại",
        17: "Gia hạn thị thực",
        18: "Chữa bệnh",
        19: "Lao động",
        20: "Mục đích khác",
    }
)
SEXES: Mapping[str, str] = MappingProxyType({"F": "Nữ", "M": "Nam"})

OTHER_DOCUMENT = 9
OTHER_REASON = 20


def document(number: int | None) -> str | None:
    """Return "1 - Thẻ CCCD"; None for a number that is not in the list."""
    return _display(DOCUMENTS, number)


def residence(number: int | None) -> str | None:
    """Return "1 - Thường trú"; None for a number that is not in the list."""
    return _display(RESIDENCES, number)


def reason(number: int | None) -> str | None:
    """Return "1 - Du lịch"; None for a number that is not in the list."""
    return _display(REASONS, number)


def sex(letter: str | None) -> str | None:
    """Return "M - Nam" or "F - Nữ"; None for anything else."""
    return _display(SEXES, letter)


def nationality(code: str | None) -> str | None:
    """Return "VNM - Viet Nam"; None for what is no nationality."""
    return countries.portal_display(code) if code and countries.is_nationality(code) else None


def province(code: str | None) -> str | None:
    """Return "211 - Tuyên Quang"; None for a code that is not in the list."""
    return _display(provinces(), code)


def commune(code: str | None) -> str | None:
    """Return "211900715 - Xã Lũng Cú"; None for a code that is not in the list."""
    return _display(communes(), code)


def province_of(commune_code: str) -> str:
    """Return the code of the province that a commune belongs to: 211 for 211900715."""
    return commune_code[:3]


@cache
def provinces() -> Mapping[str, str]:
    """Return the names of the 34 provinces by their portal codes, in the order of the codes."""
    return _read("provinces.csv")


@cache
def communes() -> Mapping[str, str]:
    """Return the names of the 3,321 communes by their portal codes, in the order of the codes."""
    return _read("communes.csv")


@cache
def communes_of(province_code: str) -> Mapping[str, str]:
    """Return the names of one province's communes by their portal codes; empty for a province that is not there."""
    return MappingProxyType({code: name for code, name in communes().items() if province_of(code) == province_code})


@cache
def nationalities() -> tuple[str, ...]:
    """Return every nationality as the portal shows it, Vietnam first, then by code."""
    others = sorted(map(countries.portal_display, countries.codes() - {VIETNAM}))
    return (countries.portal_display(VIETNAM), *others)


def displays(names: Mapping[Any, str]) -> list[str]:
    """Return a whole list as the portal shows it, in its order."""
    return [f"{code} - {name}" for code, name in names.items()]


def _display(names: Mapping[Any, str], code: Any) -> str | None:
    name = None if code is None else names.get(code)
    return None if name is None else f"{code} - {name}"


def _read(file_name: str) -> Mapping[str, str]:
    with (OFFICIAL / file_name).open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(file)})
