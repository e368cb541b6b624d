"""Names, words and numbers of made-up people, some of them nasty."""

import unicodedata
from random import Random
from typing import Any

NAMES = (
    "Nguyễn Văn An",
    "Sùng Mí Vừ",
    "Vàng Thị Mỷ",
    'Trần "Tý" Bình',
    "Seán O'Brien",
    "=cmd|' /C calc'!A0",
    "+84 Lan",
    "-1+1",
    "@SUM(A1)",
    "Mèo 🐱 Vui",
    "<b>Đậm</b>",
    "名古屋 太郎",
    unicodedata.normalize("NFD", "Lò Thị Sến"),
    "Ngô\u00a0Bảo\u00a0Châu",
    "O",
    "Lê " + "Rất " * 12 + "Dài",
)
FOREIGN = ("FRA", "DEU", "USA", "JPN", "KOR", "CHN", "GBR", "AUS", "NLD", "ISR")
SITES = ("website", "airbnb", "booking", "agoda", "traveloka", "vrbo", "tripadvisor")
SOURCES = ("walk_in", "phone", "zalo", "facebook", *SITES, "tour", "other", "loa_phuong_2", "x")
STATES = {"left": 50, "in_house": 16, "confirmed": 12, "cancelled": 9, "no_show": 7, "held": 6}
METHODS = ("cash", "transfer", "card", "platform")
HOLDERS = ("homestay", "platform", "tour", "cooperative")
CHARGES = ("day_use", "fee", "meal", "motorbike", "tour", "other")
CLOSURES = ("repair", "family", "season", "other")
PROVINCES = ("001", "002", "010", "011", "079")
VILLAGES = ("Lô Lô Chải", "Nặm Đăm")


def name(random: Random) -> str:
    """Return a name of a person."""
    return random.choice(NAMES)


def sometimes(random: Random, share: float, value: Any) -> Any:
    """Return the value in that share of the cases, else None."""
    return value if random.random() < share else None


def nationality(random: Random) -> tuple[str | None, str | None]:
    """Return (nationality, resident country): mostly Vietnamese, some live elsewhere than expected, some unknown."""
    dice = random.random()
    if dice < 0.45:
        return "VNM", sometimes(random, 0.2, "VNM")
    if dice < 0.75:
        return random.choice(FOREIGN), None
    if dice < 0.85:
        return random.choice(FOREIGN), "VNM"
    if dice < 0.89:
        return None, None
    if dice < 0.95:
        return "VNM", random.choice(FOREIGN)
    return random.choice(FOREIGN), random.choice(FOREIGN)


def identity(random: Random, country: str | None) -> dict[str, Any]:
    """Return sex, birth date as typed and a paper that fits them."""
    sex, year = random.choice("MF"), random.randint(1950, 2012)
    born = f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{year}"
    cells: dict[str, Any] = {"sex": sex, "birth_date": born, "birth_precision": "D"}
    if country == "VNM":
        century = 2 * (year >= 2000) + (sex == "F")
        number = f"{random.choice(PROVINCES)}{century}{year % 100:02}{random.randrange(10**6):06}"
        return cells | {"document_type": "CCCD", "document_number": number}
    return cells | {"document_type": "passport", "document_number": f"{random.choice('ABCKT')}{random.randrange(10**8):08}"}
