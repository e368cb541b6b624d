"""The guard over every statement that the tests run: no query may forget whose rows it asks for.

A table of a homestay must be tied, by AND-ed `=` or IN, to a value, to a table so tied, to the homestay, its village or the
account that asks, or to the enclosing SELECT. An outer join's ON ties only the table it brings in. OR and NOT tie nothing.
What truly asks about everybody says so: `execution_options(everybody=True)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sqlglot
from sqlalchemy import Connection, Engine, MetaData, event
from sqlglot import exp

ROOTS = {
    "homestays": frozenset({"id", "slug", "village_id"}),
    "villages": frozenset({"id", "slug"}),
    "memberships": frozenset({"id", "account_id", "homestay_id", "village_id"}),
}
"""Tables that say who somebody is: tied by these columns, and allowed to stand open as long as nothing hangs on them."""
OWN = frozenset({"homestay_id"})
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
STATEMENTS = (exp.Select, exp.Update, exp.Delete)


class Forgotten(AssertionError):
    """A statement reads or changes rows without saying whose."""


def watch(metadata: MetaData) -> None:
    """Look at every statement of every engine from now on."""
    owned = owned_tables(metadata)

    @event.listens_for(Engine, "before_cursor_execute")
    def whose(connection: Connection, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
        if connection.get_execution_options().get("everybody") or (context and context.execution_options.get("everybody")):
            return
        if forgotten := open_tables(sql, connection.dialect.name, owned):
            raise Forgotten(f"does not say whose {', '.join(forgotten)} (or execution_options(everybody=True)):\n{sql}")


def owned_tables(metadata: MetaData) -> frozenset[str]:
    """Return the tables whose key begins with their homestay."""
    return frozenset(table.name for table in metadata.tables.values() if "homestay_id" in table.primary_key.columns)


@lru_cache(maxsize=10_000)
def open_tables(sql: str, dialect: str, owned: frozenset[str]) -> tuple[str, ...]:
    """Return the tables of homestays that a statement leaves open, sorted, without repeats."""
    if not any(table in sql for table in owned) or sql.lstrip()[:6].upper() in {"CREATE", "ALTER ", "DROP T", "PRAGMA"}:
        return ()
    if sql.startswith("INSERT") and "SELECT" not in sql:
        return ()
    return tuple(sorted(Guard(owned, sqlglot.parse_one(sql, dialect=DIALECTS[dialect])).open()))


@dataclass
class Part:
    """One SELECT, UPDATE or DELETE: what it reads by alias, what is tied, and the conditions that can tie."""

    sources: dict[str, exp.Expression] = field(default_factory=dict)
    conditions: list[tuple[exp.Expression, str | None]] = field(default_factory=list)
    """A condition, and the only alias it may tie, if not all."""
    tied: set[str] = field(default_factory=set)


class Guard:
    """One statement under the rule."""

    def __init__(self, owned: frozenset[str], tree: exp.Expression) -> None:
        self.keys: Mapping[str, frozenset[str]] = {**ROOTS, **dict.fromkeys(owned, OWN)}
        self.owned = owned
        self.tree = tree
        self.named = {with_.alias: with_.this for with_ in tree.find_all(exp.CTE)}
        self.known: dict[int, Part] = {}

    def open(self) -> set[str]:
        parts = [self.part(statement) for statement in self.tree.find_all(*STATEMENTS)]
        return {table for part in parts for alias, table in self.tables(part) if table in self.owned and alias not in part.tied}

    def tables(self, part: Part) -> Iterator[tuple[str, str]]:
        """Give alias and name of the tables under the rule."""
        for alias, source in part.sources.items():
            if isinstance(source, exp.Table) and source.name in self.keys:
                yield alias, source.name

    def part(self, statement: exp.Expression) -> Part:
        """Return a statement's part with everything tied that can be."""
        if id(statement) in self.known:
            return self.known[id(statement)]
        part = self.known[id(statement)] = read(statement, self.named)
        part.tied = {alias for alias, source in part.sources.items() if self.is_closed(source)}
        while more := self.more(part):
            part.tied |= more
        return part

    def more(self, part: Part) -> set[str]:
        """Return the aliases that the conditions tie now, over those tied before."""
        found = {alias for condition, only in part.conditions for alias in self.ties(part, condition) if only in (None, alias)}
        return found - part.tied

    def is_closed(self, source: exp.Expression) -> bool:
        """Tell whether a query inside a query says everywhere whose rows it gives."""
        if isinstance(source, exp.Table):
            return False
        parts = [self.part(statement) for statement in source.find_all(exp.Select)]
        return all(alias in part.tied for part in parts for alias, _ in self.tables(part))

    def ties(self, part: Part, condition: exp.Expression) -> Iterator[str]:
        """Give the aliases that a condition ties, as far as is known now."""
        for left, right in pairs(condition):
            for one, other in ((left, right), (right, left)):
                if (alias := self.key_of(part, one)) and self.says_whose(part, other):
                    yield alias

    def key_of(self, part: Part, column: exp.Expression) -> str | None:
        """Return the alias whose key this column is."""
        alias = alias_of(part, column)
        source = part.sources.get(alias or "")
        return alias if isinstance(source, exp.Table) and column.name in self.keys.get(source.name, ()) else None

    def says_whose(self, part: Part, value: exp.Expression) -> bool:
        """Tell whether an expression is a value, a column of something tied, or of the enclosing SELECT."""
        if isinstance(value, exp.Column):
            alias = alias_of(part, value)
            return (alias in part.tied or alias not in part.sources) and value.name.endswith(("id", "slug"))
        if value.find(exp.Select):
            return self.is_closed(value)
        return not value.find(exp.Column)


def read(statement: exp.Expression, named: Mapping[str, exp.Expression]) -> Part:
    """Return what a statement reads and the conditions that can tie, nothing tied yet."""
    part = Part()
    for source in first_sources(statement):
        part.sources[source.alias_or_name] = named.get(source.name, source) if isinstance(source, exp.Table) else source
    for join in statement.args.get("joins") or ():
        alias = join.this.alias_or_name
        part.sources[alias] = named.get(join.this.name, join.this) if isinstance(join.this, exp.Table) else join.this
        if not (join.side or "").upper().startswith(("RIGHT", "FULL")):
            only = alias if join.side else None
            part.conditions += [(condition, only) for condition in conjuncts(join.args.get("on"))]
    where = statement.args.get("where")
    part.conditions += [(condition, None) for condition in conjuncts(where and where.this)]
    return part


def first_sources(statement: exp.Expression) -> Iterator[exp.Expression]:
    """Give what stands in FROM, and the table that is changed."""
    if isinstance(statement, (exp.Update, exp.Delete)):
        yield statement.this
    from_ = statement.args.get("from_") or statement.args.get("from")
    if from_:
        yield from_.this
        for join in from_.this.args.get("joins") or ():
            yield join.this
    yield from statement.args.get("using") or ()


def conjuncts(condition: exp.Expression | None) -> Iterator[exp.Expression]:
    """Give the conditions that must all hold."""
    if condition is None:
        return
    condition = condition.unnest()
    if isinstance(condition, exp.And):
        yield from conjuncts(condition.left)
        yield from conjuncts(condition.right)
        return
    yield condition


def pairs(condition: exp.Expression) -> Iterable[tuple[exp.Expression, exp.Expression]]:
    """Return what a condition makes equal: both sides of `=`, a column and its IN list, tuples by their places."""
    if isinstance(condition, exp.EQ):
        left, right = condition.left.unnest(), condition.right.unnest()
        both = isinstance(left, exp.Tuple) and isinstance(right, exp.Tuple)
        return zip(left.expressions, right.expressions, strict=False) if both else [(left, right)]
    if not isinstance(condition, exp.In):
        return []
    this = condition.this.unnest()
    listed = condition.args.get("query") or exp.Array(expressions=condition.expressions)
    return [(column, listed) for column in (this.expressions if isinstance(this, exp.Tuple) else [this])]


def alias_of(part: Part, column: exp.Expression) -> str | None:
    """Return the alias a column belongs to; a bare one belongs to the only source."""
    if not isinstance(column, exp.Column):
        return None
    return column.table or (next(iter(part.sources)) if len(part.sources) == 1 else None)
