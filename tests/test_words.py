"""The words of all screens: each is said in Vietnamese, in the catalogue of its own capability, and the same way everywhere."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from homestay import CAPABILITIES
from homestay.config import ROOT

SHARED = "web"
PARTS = (*CAPABILITIES, SHARED)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "_l", "lazy_gettext")),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
    **dict.fromkeys(("pgettext", "_lp", "_pl", "lazy_pgettext"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%")


class Word(NamedTuple):
    """A message as the code names it: its context, the words, and those for many."""

    context: str | None
    one: str
    many: str | None


def part_of(path: Path) -> str:
    """Return whose words a file holds: its capability's, or those that all pages share."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] in ("homestay", "templates") and parts[1] in CAPABILITIES else SHARED


@cache
def used() -> dict[str, dict[Word, str]]:
    """Return the words of each part and where each stands first."""
    found: dict[str, dict[Word, str]] = {part: {} for part in PARTS}
    for path in files():
        method = "jinja2" if path.suffix == ".html" else "python"
        for line, message, _comments, context in extract_from_file(method, path, keywords=KEYWORDS, options={"trimmed": "true"}):
            one, many = message if isinstance(message, tuple) else (message, None)
            found[part_of(path)].setdefault(Word(context, one, many), f"{path.relative_to(ROOT)}:{line}")
    return found


def files() -> Iterator[Path]:
    for folder, ending in (("homestay", "*.py"), ("models", "*.py"), ("templates", "*.html")):
        yield from sorted((ROOT / folder).rglob(ending))


@cache
def said(part: str) -> dict[Word, Message]:
    """Return the Vietnamese catalogue of a part, without its head."""
    path = ROOT / "homestay" / part / "vi.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {word_of(message): message for message in read_po(file, locale="vi") if message.id}


def word_of(message: Message) -> Word:
    one, many = message.id if isinstance(message.id, tuple) else (message.id, None)
    return Word(message.context, one, many)


def translations(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]


every_part = pytest.mark.parametrize("part", PARTS)


@every_part
def test_every_word_of_the_code_is_said_in_vietnamese(part: str):
    known = {word for word, message in said(part).items() if all(translations(message))}
    assert [f"{where}: {word.one!r}" for word, where in used()[part].items() if word not in known] == []


@every_part
def test_no_word_is_kept_that_nobody_uses(part: str):
    assert [word.one for word in said(part) if word not in used()[part]] == []


@every_part
def test_no_word_is_only_guessed(part: str):
    assert [word.one for word, message in said(part).items() if message.fuzzy] == []


@every_part
def test_what_is_filled_in_is_filled_in_there_too(part: str):
    """A number may be left out where one form serves for one and many; nothing else may, and nothing may be added."""
    wrong = []
    for word, message in said(part).items():
        wanted = {*PLACEHOLDER.findall(word.one), *PLACEHOLDER.findall(word.many or word.one)}
        for text in translations(message):
            if set(PLACEHOLDER.findall(text)) ^ wanted:
                wrong.append((word.one, text))
    assert wrong == []


@every_part
def test_vietnamese_has_one_form_for_one_and_many(part: str):
    assert [word.one for word, message in said(part).items() if word.many and len(translations(message)) != 1] == []


def test_the_same_word_is_said_the_same_way_everywhere():
    ways: dict[tuple[str | None, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part in PARTS:
        for word, message in said(part).items():
            ways[word.context, word.one]["|".join(translations(message))].append(part)
    assert [(word, dict(said_as)) for word, said_as in ways.items() if len(said_as) > 1] == []


@every_part
def test_nobody_is_begged_or_praised(part: str):
    """Source: look.md, section 4."""
    beside = ("vui lòng", "thành công", "check-in", "check-out", "xin hãy")
    assert [text for message in said(part).values() for text in translations(message) if any(word in text.lower() for word in beside)] == []
