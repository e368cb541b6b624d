"""The few rules of Bootstrap's style sheet that ours stands on, cut from the installed wheel at start."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

CLASSES = {"btn", "form-control", "visually-hidden", "visually-hidden-focusable", "d-none", "active", "disabled", "show"}
"""A rule stays if it names these classes only; rules for bare elements (the reset) name none."""
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
VARIABLE = re.compile(r"(--bs-[\w-]+):(?:[^;}\"]|\"[^\"]*\")*;?")
OTHER_THEME = "data-bs-theme=dark"


def folder() -> Path:
    """Return where the wheel keeps Bootstrap's files. Raises: ModuleNotFoundError, if it is not installed."""
    spec = find_spec("flask_bootstrap")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Bootstrap-Flask is not installed")
    return Path(spec.submodule_search_locations[0]) / "static" / "bootstrap5"


def needed_rules() -> str:
    """Return the reset, the buttons and the fields, and of the variables only those that these use."""
    text = (folder() / "css" / "bootstrap.min.css").read_text(encoding="utf-8")
    kept = "".join(keep(selector, body) for selector, body in blocks(text))
    return without_unused_variables(kept)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield (selector, body) of each block on the outermost level."""
    text = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", text, flags=re.DOTALL)
    start = depth = opened = 0
    for bracket in re.finditer(r"[{}]", text):
        place = bracket.start()
        if bracket[0] == "{":
            opened = place if depth == 0 else opened
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            yield text[start:opened], text[opened + 1 : place]
            start = place + 1


def keep(selector: str, body: str) -> str:
    """Return what stays of a block: the selectors we use, inside their media query, or nothing."""
    if selector.startswith("@media"):
        inner = "".join(keep(inside, rules) for inside, rules in blocks(body))
        return f"{selector}{{{inner}}}" if inner else ""
    if selector.startswith("@"):
        return ""
    used = [one for one in selector.split(",") if is_used(one)]
    return f"{','.join(used)}{{{body}}}" if used else ""


def is_used(selector: str) -> bool:
    """Tell whether a selector names only classes of ours and not the theme we set ourselves."""
    return OTHER_THEME not in selector and set(CLASS.findall(selector)) <= CLASSES


def without_unused_variables(style: str) -> str:
    """Drop the variables that no kept rule asks for."""
    asked = set(re.findall(r"var\((--bs-[\w-]+)", style))
    return VARIABLE.sub(lambda found: found[0] if found[1] in asked else "", style)
