"""The icons of the pages: the used symbols of Bootstrap Icons and two of our own, served as one small file."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask
from markupsafe import Markup

from homestay.web import bootstrap

Drawing = tuple[str, str]
"""The box of a symbol and what is drawn in it."""

SYMBOL = re.compile(r'<symbol [^>]*viewBox="(?P<box>[^"]+)"[^>]* id="(?P<name>[^"]+)"[^>]*>(?P<drawing>.*?)</symbol>', re.DOTALL)
NAMED = re.compile(r"""icon(?:\(|=|["']:)\s*["']([a-z0-9-]+)["']""")
QUOTED = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+[0-9]+)["']""")
Places = tuple[tuple[str, str], ...]
PLACES: Places = (("templates", "*.html"), ("homestay", "*.py"))
"""Where icons are named: the pages, and the Python that gives the menu and the states their icons."""

OWN = {
    "earth-house": '<path fill-rule="evenodd" d="M8 .9 15.7 7.6H.3zM2 8.5h12V15H9.7v-4.4H6.3V15H2z"/>',
    "broom": (
        '<path d="M14.6.6a.9.9 0 0 1 .2 1.2L10.7 7.5 9.2 6.4 13.4.8a.9.9 0 0 1 1.2-.2M8.4 6.9l1.9 1.4c.5.4.7 1.1.3 1.6l-.6.9'
        "-3.9-2.9.6-.8c.4-.5 1.1-.6 1.7-.2M5.4 8.7l3.9 2.9c-.6 2-2 3.3-4.2 3.9L3.9 14l-.2 1.6c-.8 0-1.7-.1-2.5-.4l1-1.9-2.1 "
        '1.1q-.1-.2-.1-.6C2.6 12.7 4.3 11 5.4 8.7"/>'
    ),
}
"""What Bootstrap Icons lacks: the earth house of the village, and a broom."""


class UnknownIcon(LookupError):
    """A page names an icon that nobody drew."""


def install(app: Flask) -> None:
    """Give the templates `icon('name')`."""
    used = icons_of(app)

    @cache
    def icon(name: str) -> Markup:
        """Return the drawing called `name`; the word beside it says the same, so a screen reader skips it.

        Raises: UnknownIcon, if nobody drew it or no page writes its name out.
        """
        if name not in used:
            raise UnknownIcon(name)
        file = app.extensions["assets"].address("icons.svg")
        return Markup('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>').format(file, name)

    app.jinja_env.globals["icon"] = icon


def icons_of(app: Flask) -> dict[str, Drawing]:
    """Return the drawings of the icons that the program's pages name; the setting ICON_PLACES may say where else to look."""
    return used_icons(Path(app.root_path), app.config.get("ICON_PLACES", PLACES))


@cache
def used_icons(root: Path, places: Places = PLACES) -> dict[str, Drawing]:
    """Return the drawings of the icons that files in `places` under `root` name, in the order of their names."""
    drawn = symbols()
    return {name: drawn[name] for name in sorted(named_icons(root, places) & drawn.keys())}


def symbols() -> dict[str, Drawing]:
    """Return the box and the drawing of every icon there is, ours included."""
    text = (bootstrap.folder() / "icons" / "bootstrap-icons.svg").read_text(encoding="utf-8")
    drawn = {found["name"]: (found["box"], found["drawing"]) for found in SYMBOL.finditer(text)}
    return drawn | {name: ("0 0 16 16", drawing) for name, drawing in OWN.items()}


def named_icons(root: Path, places: Places = PLACES) -> set[str]:
    """Return the names that files in `places` under `root` write out where an icon may stand.

    A name of one word counts only right after `icon`; words joined by hyphens, or with a digit, count wherever they stand in quotes.
    """
    found: set[str] = set()
    for folder, pattern in places:
        for path in (root / folder).rglob(pattern):
            text = path.read_text(encoding="utf-8")
            found |= {*NAMED.findall(text), *QUOTED.findall(text)}
    return found


def sprite(drawings: Mapping[str, Drawing]) -> bytes:
    """Return one SVG file with a symbol `i-<name>` for each drawing."""
    parts = [f'<symbol id="i-{name}" viewBox="{box}">{drawing}</symbol>' for name, (box, drawing) in drawings.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'.encode()
