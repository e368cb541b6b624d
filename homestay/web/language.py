"""In which language a page speaks: Vietnamese unless somebody chose otherwise; the words are compiled when the program starts."""

import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale

from homestay.config import LANGUAGES, ROOT

COOKIE = "language"
DEFAULT = "vi"


def install(app: Flask) -> None:
    folder = app.config["DATA"] / "words"
    for language in LANGUAGES:
        compile_words(language, folder)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, locale_selector=choose)
    app.jinja_env.globals["language"] = lambda: str(get_locale())
    app.jinja_env.globals["languages"] = LANGUAGES


def choose() -> str:
    """Return the language of this answer: the reader's choice, then the account's, then Vietnamese."""
    if not has_request_context():
        return os.environ.get("HOMESTAY_LANGUAGE", DEFAULT) if os.environ.get("HOMESTAY_LANGUAGE") in LANGUAGES else DEFAULT
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    person = getattr(g, "who", None)
    return person.language if person and person.language in LANGUAGES else DEFAULT


def sources(language: str) -> list[Path]:
    """Return the catalogues of a language: each capability keeps its own words."""
    return sorted((ROOT / "homestay").glob(f"*/{language}.po"))


def compile_words(language: str, folder: Path) -> None:
    """Merge the capabilities' catalogues into one compiled file, if any is newer than it."""
    files = sources(language)
    target = folder / language / "LC_MESSAGES" / "messages.mo"
    stamp = target.with_suffix(".made-of")
    made_of = "\n".join(f"{file}:{file.stat().st_mtime_ns}" for file in files)
    if target.exists() and stamp.exists() and stamp.read_text() == made_of:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, merged(language, files))
    draft.replace(target)
    stamp.write_text(made_of)


def merged(language: str, files: Iterable[Path]) -> Catalog:
    """Return one catalogue with the words of all; the same words must be said the same way everywhere (tests/test_words.py)."""
    whole = Catalog(locale=language)
    for path in files:
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    return whole
