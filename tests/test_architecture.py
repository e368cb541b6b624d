"""The shape of the program: who may import whom, who may commit, which view is open to whom. Read from the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from homestay import CAPABILITIES
from homestay.config import ROOT
from homestay.web.access import OPEN
from models.account import Right, Role

HEAVY = {"openpyxl", "lxml", "icalendar", "segno", "reportlab", "PIL", "zxingcpp", "apscheduler", "rapidocr", "onnxruntime"}
ASKING = ("queries", "actions")
JOINING = ("views", "commands", "forms", "page")
"""Files that join capabilities into a page or a command: they may ask any."""
RAW = {"text", "exec_driver_sql", "raw_connection", "commit"}
OF_THE_REQUEST = (
    "homestay.web.access",
    "homestay.web.forms",
    "flask.request",
    "flask.session",
    "flask.render_template",
    "flask_login",
)
MAY_COMMIT = {"homestay/saving.py"}
MAY_BE_RAW = {"homestay/saving.py", "homestay/database.py"}
RAW_FOLDERS = ("homestay/upkeep/", "migrations/")
ROLES = {*Role, *(f"{Role.STAFF}:{right}" for right in Right)}

FILES = sorted([ROOT / "app.py", *(path for folder in ("homestay", "models", "migrations") for path in (ROOT / folder).rglob("*.py"))])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(node: ast.AST) -> Iterator[str]:
    """Give the modules that an import names, with what it takes from them: `homestay.bookings.queries`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(tree: ast.Module) -> list[tuple[int, str]]:
    return [(node.lineno, module) for node in ast.walk(tree) for module in imported(node)]


def on_top(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the imports outside functions, those for type checkers left out."""
    for node in tree.body:
        parts = node.orelse if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) else [node]
        for part in parts:
            inside = [part] if not isinstance(part, (ast.If, ast.Try)) else [each for each in ast.walk(part) if isinstance(each, ast.stmt)]
            yield from ((each.lineno, module) for each in inside for module in imported(each))


def capability_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "homestay" and parts[1] in CAPABILITIES else None


def wrong_imports(name: str, tree: ast.Module) -> Iterator[str]:
    """Imports only point right and down: models know nothing of homestay, a capability asks only earlier ones."""
    own = capability_of(name.removesuffix(".py").replace("/", "."))
    part = Path(name).stem
    for line, module in imports(tree):
        if name.startswith("models/") and module.split(".")[0] in ("homestay", "tests", "app"):
            yield f"{name}:{line}: a model imports {module}"
        if module.split(".")[0] in ("tests", "app"):
            yield f"{name}:{line}: the program imports {module}"
        other = capability_of(module)
        if own is None or other in (None, own) or part.endswith(JOINING):
            continue
        if CAPABILITIES.index(other) > CAPABILITIES.index(own):
            yield f"{name}:{line}: {own} imports {module}, which comes after it"
        if part in ASKING and module.split(".")[2:3] and module.split(".")[2] in ("views", "forms", "commands"):
            yield f"{name}:{line}: {part} import {module}"


def wrong_layers(name: str, tree: ast.Module) -> Iterator[str]:
    """Queries, actions and files know neither the request nor the templates; nothing below the web imports it."""
    if Path(name).stem not in ASKING:
        return
    for line, module in imports(tree):
        if module.startswith(OF_THE_REQUEST):
            yield f"{name}:{line}: {Path(name).stem} import {module}"


def views_with_sql(name: str, tree: ast.Module) -> Iterator[str]:
    """Pages, forms and commands of a capability ask its queries and actions; they put no statement together themselves."""
    if name.startswith("homestay/web/") or not Path(name).stem.endswith(("views", "commands", "forms")):
        return
    for node in ast.walk(tree):
        if "sqlalchemy.select" in imported(node) or (isinstance(node, ast.Attribute) and ast.unparse(node) == "db.session"):
            yield f"{name}:{node.lineno}: {ast.unparse(node)}"


def raw_database(name: str, tree: ast.Module) -> Iterator[str]:
    """One place commits; SQL goes through SQLAlchemy; nobody opens a second SQLite library."""
    for node in ast.walk(tree):
        called = called_name(node)
        if called == "commit" and name not in MAY_COMMIT:
            yield f"{name}:{node.lineno}: commit"
        if called in RAW - {"commit"} and not may_be_raw(name):
            yield f"{name}:{node.lineno}: {called}"
    for line, module in imports(tree):
        if module.split(".")[0] in ("sqlite3", "pysqlite3") and not may_be_raw(name):
            yield f"{name}:{line}: imports {module}"
        if module == "sqlalchemy.text" and not may_be_raw(name):
            yield f"{name}:{line}: imports {module}"


def may_be_raw(name: str) -> bool:
    return name in MAY_BE_RAW or name.startswith(RAW_FOLDERS)


def called_name(node: ast.AST) -> str | None:
    """Return the name a call calls; a `text` counts only as SQLAlchemy's own (a bare one is found by its import)."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr == "text":
        return "text" if isinstance(called.value, ast.Name) and called.value.id in ("sa", "sqlalchemy", "db") else None
    return called.attr if isinstance(called, ast.Attribute) else None


def early_weight(name: str, tree: ast.Module) -> Iterator[str]:
    """A heavy library is imported in the one function that needs it."""
    for line, module in on_top(tree):
        if module.split(".")[0] in HEAVY:
            yield f"{name}:{line}: imports {module} on top"


def looks_at_the_clock(name: str, tree: ast.Module) -> Iterator[str]:
    """Only `homestay.clock` knows what time it is."""
    if name == "homestay/clock.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            said = f"{node.func.value.id}.{node.func.attr}"
            if said in ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"):
                yield f"{name}:{node.lineno}: {said}()"


def swallowed(name: str, tree: ast.Module) -> Iterator[str]:
    """No bug is swallowed in silence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
            if broad and not any(isinstance(inner, (ast.Raise, ast.Call, ast.Return)) for inner in ast.walk(node)):
                yield f"{name}:{node.lineno}: an exception is swallowed"


RULES = {
    "imports point right and down": wrong_imports,
    "queries and actions know no request": wrong_layers,
    "views ask queries and actions": views_with_sql,
    "one place commits and no SQL is raw": raw_database,
    "heavy libraries come late": early_weight,
    "one clock": looks_at_the_clock,
    "nothing is swallowed": swallowed,
}
FORBIDDEN = [
    ("imports point right and down", "models/room.py", "from homestay import clock"),
    ("imports point right and down", "homestay/places/queries.py", "from homestay.bookings import queries"),
    ("imports point right and down", "homestay/bookings/actions.py", "from homestay.places import views"),
    ("imports point right and down", "homestay/places/nights.py", "def late():\n    import homestay.reports.queries"),
    ("imports point right and down", "homestay/clock.py", "from tests.support import clock"),
    ("queries and actions know no request", "homestay/bookings/actions.py", "from flask import request"),
    ("queries and actions know no request", "homestay/bookings/queries.py", "from homestay.web.access import here"),
    ("views ask queries and actions", "homestay/bookings/list_views.py", "from sqlalchemy import func, select"),
    ("views ask queries and actions", "homestay/reports/commands.py", "db.session.scalar(asked)"),
    ("one place commits and no SQL is raw", "homestay/bookings/actions.py", "db.session.commit()"),
    ("one place commits and no SQL is raw", "homestay/database.py", "db.session.commit()"),
    ("one place commits and no SQL is raw", "homestay/upkeep/actions.py", "db.session.commit()"),
    ("one place commits and no SQL is raw", "homestay/bookings/queries.py", "from sqlalchemy import text"),
    ("one place commits and no SQL is raw", "homestay/bookings/queries.py", "import sqlalchemy as sa\nsa.text('SELECT 1')"),
    ("one place commits and no SQL is raw", "models/room.py", "connection.exec_driver_sql('SELECT 1')"),
    ("one place commits and no SQL is raw", "homestay/books/workbook.py", "db.engine.raw_connection()"),
    ("one place commits and no SQL is raw", "homestay/books/workbook.py", "import sqlite3"),
    ("heavy libraries come late", "homestay/books/workbook.py", "from openpyxl import Workbook"),
    ("heavy libraries come late", "homestay/books/workbook.py", "try:\n    import lxml.etree\nexcept ImportError:\n    pass"),
    ("one clock", "homestay/bookings/actions.py", "from datetime import date\ntoday = date.today()"),
    ("nothing is swallowed", "homestay/feeds/fetch.py", "try:\n    go()\nexcept Exception:\n    pass"),
]
ALLOWED = [
    ("imports point right and down", "homestay/bookings/actions.py", "from homestay.places import queries"),
    ("imports point right and down", "homestay/accounts/views.py", "from homestay.today import queries"),
    ("one place commits and no SQL is raw", "homestay/saving.py", "session.commit()"),
    ("one place commits and no SQL is raw", "homestay/books/sheet.py", "cell.text()"),
    ("heavy libraries come late", "homestay/books/workbook.py", "def write():\n    from openpyxl import Workbook"),
    ("heavy libraries come late", "homestay/books/workbook.py", "if TYPE_CHECKING:\n    from openpyxl import Workbook"),
]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_program_keeps_the_rule(rule):
    assert [broken for path in FILES for broken in rule(name_of(path), read(path))] == []


@pytest.mark.parametrize(("rule", "name", "code"), FORBIDDEN)
def test_code_that_breaks_a_rule_is_found(rule, name, code):
    assert list(RULES[rule](name, ast.parse(code)))


@pytest.mark.parametrize(("rule", "name", "code"), ALLOWED)
def test_code_that_keeps_a_rule_passes(rule, name, code):
    assert list(RULES[rule](name, ast.parse(code))) == []


def unmarked(views: dict[str, object]) -> list[str]:
    """Return the views that do not state who may open them, or name a role that there is not."""
    return sorted(name for name, view in views.items() if not set(getattr(view, "open_to", ())) or set(view.open_to) - ROLES - {OPEN})  # type: ignore[attr-defined]


def test_every_view_states_who_may_open_it(app):
    assert unmarked(app.view_functions) == []


def test_a_view_that_states_nobody_or_an_unknown_role_is_found():
    def silent() -> None: ...
    def misspelled() -> None: ...

    misspelled.open_to = frozenset({"ownr"})  # type: ignore[attr-defined]
    assert unmarked({"silent": silent, "misspelled": misspelled}) == ["misspelled", "silent"]


def test_every_folder_of_the_program_is_a_capability_or_the_web():
    folders = {path.name for path in (ROOT / "homestay").iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders <= {*CAPABILITIES, "web"}
