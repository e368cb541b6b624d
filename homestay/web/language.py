"""In which language a page speaks: Vietnamese unless somebody chose otherwise; the words are compiled when the program starts."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale, get_translations
from markupsafe import Markup

from homestay.config import LANGUAGES, ROOT

COOKIE = "language"
DEFAULT = "vi"


def install(app: Flask) -> None:
    folder = app.config["DATA"] / "words"
    for language in LANGUAGES:
        compile_words(language, folder)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    babel = Babel(app, locale_selector=choose)
    babel.__dict__["domain_instance"] = Words()  # the place where Flask-Babel keeps the domain it would make itself
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of, pgettext=said_as, npgettext=said_of_as)
    app.jinja_env.globals["language"] = lambda: str(get_locale())
    app.jinja_env.globals["languages"] = LANGUAGES


class Words(Domain):
    """The words of one language, looked up once a request: Flask-Babel asks language and catalogue anew for each of a page's words."""

    def get_translations(self) -> NullTranslations:
        found = getattr(g.get("_flask_babel"), "babel_translations", None) if g else None  # force_locale takes it away and gives it back
        if found is None:
            found = super().get_translations()
            if g:
                g._flask_babel.babel_translations = found
        return found


def catalogue() -> NullTranslations:
    """Return the words of this request's language."""
    found = getattr(g.get("_flask_babel"), "babel_translations", None)
    return found or get_translations()


def said(text: str, **values: Any) -> Markup:
    """Say a text on a page. Here and below, as Jinja's own: values are escaped, a percent sign is written twice."""
    return filled(catalogue().gettext(text), values)


def said_of(one: str, many: str, num: int, **values: Any) -> Markup:
    """Say a text about a number of things."""
    return filled(catalogue().ngettext(one, many, num), {"num": num, **values})


def said_as(context: str, text: str, **values: Any) -> Markup:
    """Say a text that means several things, in one of its meanings."""
    return filled(str(catalogue().pgettext(context, text)), values)


def said_of_as(context: str, one: str, many: str, num: int, **values: Any) -> Markup:
    """Say a text about a number of things, in one of its meanings."""
    return filled(catalogue().npgettext(context, one, many, num), {"num": num, **values})


def filled(text: str, values: dict[str, Any]) -> Markup:
    words = Markup(text)  # noqa: S704 - our own sentences
    return words % values if "%" in text else words


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
