"""What every page must be, whoever asks for it: read by a real HTML parser, not by patterns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib

OUTSIDE = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
FETCHING = ("src", "srcset", "action", "formaction", "poster", "data", "background", "manifest", "ping")
REFERRING = ("for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "headers")
UNTYPED = ("hidden", "submit", "button", "reset", "image")
PRESSED = ("a", "button", "summary")
SVG = "{http://www.w3.org/2000/svg}"


class BadPage(AssertionError):
    """A page is not what every page must be."""


@dataclass(frozen=True)
class Page:
    """A page that was read: its elements, its problems, and what it says."""

    html: bytes
    root: Element
    parse_errors: tuple[str, ...]

    @cached_property
    def elements(self) -> list[Element]:
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    @cached_property
    def by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    def all(self, *tags: str) -> list[Element]:
        """Return the elements with one of these tags, or all, in their order."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        return [element for element in self.elements if not tags or element.tag in tags]

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.get("id", "") for element in self.elements if "id" in element.attrib)

    @cached_property
    def identified(self) -> dict[str, Element]:
        return {element.get("id", ""): element for element in self.elements if "id" in element.attrib}

    @property
    def h1(self) -> str:
        return " / ".join(words(element) for element in self.all("h1"))

    @property
    def text(self) -> str:
        """What a person reads, spaces made one."""
        return " ".join(words(body) for body in self.all("body"))


def check_page(html: bytes, where: str = "") -> Page:
    """Return the page, read. Raises: BadPage, naming everything that is wrong with it."""
    page = read(html)
    if found := problems(page):
        raise BadPage(f"{where or page.h1 or 'a page'}:\n  " + "\n  ".join(found))
    return page


def read(html: bytes) -> Page:
    """Read bytes as a browser does."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html.decode("utf-8"))
    lines = html.decode("utf-8").splitlines()
    return Page(html, root, tuple(parse_error(error, lines) for error in parser.errors))


def parse_error(error: tuple[tuple[int, int], str, dict[str, str]], lines: list[str]) -> str:
    (line, _), code, details = error
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f"not valid HTML, line {line}: {code} {details.get('name', '')} in `{text[:120]}`"


def problems(page: Page) -> list[str]:
    """Return everything that is wrong with a page, in the order a person would fix it."""
    return [*page.parse_errors, *(problem for check in CHECKS for problem in check(page))]


def heading(page: Page) -> Iterator[str]:
    """One h1, and a title that begins with it."""
    count = len(page.all("h1"))
    if count != 1:
        yield f"{count} h1 instead of one"
    title = " ".join(words(element) for element in page.all("title"))
    if not page.h1 or not title.startswith(page.h1):
        yield f"the title {title!r} does not begin with the h1 {page.h1!r}"


def language(page: Page) -> Iterator[str]:
    if page.root.get("lang") not in {"vi", "en"}:
        yield f"lang is {page.root.get('lang')!r}"


def main_part(page: Page) -> Iterator[str]:
    if len(page.all("main")) != 1:
        yield f"{len(page.all('main'))} main instead of one"


def unique_ids(page: Page) -> Iterator[str]:
    for name, count in page.ids.items():
        if count > 1 or not name or re.search(r"\s", name):
            yield f"id {name!r} stands {count} times"


def references(page: Page) -> Iterator[str]:
    """What points to an id points to one that is there."""
    for element in page.all():
        for attribute in REFERRING:
            for name in element.get(attribute, "").split():
                if name not in page.ids:
                    yield f"{shown(element)}: {attribute} names #{name}, which is not there"


def labels(page: Page) -> Iterator[str]:
    """Every field has a label, every button and link a word."""
    labelled = {element.get("for") for element in page.all("label") if words(element)}
    wrapped = {id(field) for label in page.all("label") if words(label) for field in label.iter()}
    for field in page.all("input", "select", "textarea"):
        if field.tag == "input" and field.get("type", "text") in UNTYPED:
            continue
        if not (named(page, field) or field.get("id") in labelled or id(field) in wrapped):
            yield f"{shown(field)} has no label"
    for element in page.all(*PRESSED):
        if not (named(page, element) or words(element)):
            yield f"{shown(element)} has no words"
    for picture in page.all("img"):
        if "alt" not in picture.attrib:
            yield f"{shown(picture)} has no alt"


def named(page: Page, element: Element) -> bool:
    by = element.get("aria-labelledby", "").split()
    return bool(element.get("aria-label", "").strip()) or any(words(page.identified[name]) for name in by if name in page.identified)


def outside(page: Page) -> Iterator[str]:
    """Nothing is fetched from, or sent to, another address. A link that a person presses may lead there."""
    for element in page.all():
        attributes = [name for name in FETCHING if name in element.attrib]
        if element.tag != "a" and "href" in element.attrib:
            attributes.append("href")
        for name in attributes:
            if OUTSIDE.match(element.attrib[name]):
                yield f"{shown(element)}: {name} leads outside: {element.attrib[name]}"


def inline(page: Page) -> Iterator[str]:
    """No style and no script stands in the page: the content security policy would stop it."""
    for element in page.all():
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{shown(element)}: inline {name}"
        is_code = element.tag == "script" and "src" not in element.attrib and element.get("type") != "application/json"
        if element.tag == "style" or is_code:
            yield f"{shown(element)}: inline {element.tag}"
        if element.get("href", "").strip().lower().startswith("javascript:"):
            yield f"{shown(element)}: javascript:"


def pressed_in_pressed(page: Page) -> Iterator[str]:
    """A parser forgives it, a finger does not: a button in a link, a label in a label."""
    for outer in page.all("a", "button", "label"):
        inner = PRESSED if outer.tag != "label" else ("label",)
        yield from (f"{shown(element)} inside {shown(outer)}" for element in outer.iter() if element is not outer and element.tag in inner)


def children(page: Page) -> Iterator[str]:
    """Lists, rows and selects hold only what they may hold; words hold no blocks."""
    for outer in page.all(*CHILDREN):
        wrong = [element for element in outer if isinstance(element.tag, str) and element.tag not in CHILDREN[outer.tag]]
        yield from (f"{shown(element)} directly inside {shown(outer)}" for element in wrong)
    for outer in page.all(*PHRASING):
        yield from (f"{shown(element)} inside {shown(outer)}" for element in outer.iter() if element.tag in BLOCKS)


def forms(page: Page) -> Iterator[str]:
    """Every form that changes something carries a CSRF token."""
    for form in page.all("form"):
        fields = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post" and "csrf_token" not in fields:
            yield f"{shown(form)} has no csrf_token"


CHECKS: tuple[Callable[[Page], Iterable[str]], ...] = (
    heading,
    language,
    main_part,
    unique_ids,
    references,
    labels,
    outside,
    inline,
    pressed_in_pressed,
    children,
    forms,
)
SCRIPTING = ("script", "template")
CHILDREN = {
    "ul": ("li", *SCRIPTING),
    "ol": ("li", *SCRIPTING),
    "menu": ("li", *SCRIPTING),
    "dl": ("dt", "dd", "div", *SCRIPTING),
    "tr": ("th", "td", *SCRIPTING),
    "select": ("option", "optgroup", "hr", *SCRIPTING),
}
PHRASING = ("span", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label", "strong", "em", "small", "time", "abbr", "legend")
SECTIONS = ("address", "article", "aside", "fieldset", "footer", "form", "header", "main", "nav", "section")
BLOCKS = frozenset((*SECTIONS, "blockquote", "dd", "details", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "table", "ul"))


def words(element: Element) -> str:
    """Return an element's text as it is read aloud: spaces made one, hidden things left out, a picture's alt for the picture."""
    return " ".join(" ".join(pieces(element)).split())


def pieces(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "template"):
        return
    if element.get("aria-hidden") == "true":
        return
    yield element.get("alt", "") if element.tag == "img" else (element.text or "")
    if element.tag == f"{SVG}svg":
        return
    for child in element:
        yield from pieces(child)
        yield child.tail or ""


def shown(element: Element) -> str:
    """Return the opening tag, shortened, to find the place."""
    attributes = "".join(f' {name}="{value[:40]}"' for name, value in list(element.attrib.items())[:4])
    return f"<{element.tag.replace(SVG, '')}{attributes}>"
