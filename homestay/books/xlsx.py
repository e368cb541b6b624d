"""The rows of an xlsx file, one by one, without ever holding a sheet in memory: values only, as Excel last worked them out.

openpyxl reads the same several times slower, builds trees out of hostile files, and cannot tell a blank from a formula
that was never worked out. Source: ECMA-376 part 1, §18 (SpreadsheetML).
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from homestay.books.package import MEBIBYTE, broken, too_much
from homestay.books.sheet_parser import Handlers, RowHandlers, TextHandlers

MOST_TREE = 5 * MEBIBYTE
"""Of a small part that is read as a whole: names, relations, styles."""
CHUNK = 256 * 1024
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class SheetPart:
    """A sheet's title, the part it stands in, and whether it has cells at all (a chart has none)."""

    title: str
    part: str
    has_cells: bool


class Xlsx:
    """An unpacked workbook: which sheets it has, and their rows. Raises everywhere: Unreadable."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        main = next((target for kind, target in self.relations_of("").values() if kind == "officeDocument"), None)
        if main is None:
            raise broken()
        workbook = self.tree(main)
        self.relations = self.relations_of(main)
        self.sheets = [self.sheet(element) for element in workbook.iterfind("{*}sheets/{*}sheet")]
        properties = workbook.find("{*}workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.words = self.shared_words()
        self.date_styles = self.styles_of_dates()

    def tree(self, part: str) -> Any:
        """Return the root of a small part."""
        from lxml import etree  # noqa: PLC0415 - heavy

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            if self.archive.getinfo(part).file_size > MOST_TREE:
                raise too_much()
            return etree.fromstring(self.archive.read(part), parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            raise broken() from error

    def relations_of(self, part: str) -> dict[str | None, tuple[str, str]]:
        """Return (kind, target part) by the id of the relation."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            each.get("Id"): (each.get("Type", "").rpartition("/")[2], resolved(folder, each.get("Target", "")))
            for each in root.iterfind("{*}Relationship")
            if each.get("TargetMode") != "External"
        }

    def sheet(self, element: Any) -> SheetPart:
        kind, part = self.relations.get(element.get(RELATION_ID) or element.get(STRICT_RELATION_ID), ("", ""))
        return SheetPart(element.get("name", ""), part, kind == "worksheet")

    def related(self, kind: str) -> str | None:
        return next((part for each, part in self.relations.values() if each == kind), None)

    def shared_words(self) -> list[str]:
        """Return the texts that cells point to by number."""
        part = self.related("sharedStrings")
        return [] if part is None else list(self.parsed(part, TextHandlers()))

    def styles_of_dates(self) -> frozenset[str]:
        """Return the numbers of the styles that show a number as a date."""
        part = self.related("styles")
        if part is None:
            return frozenset()
        root = self.tree(part)
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")}
        styles = root.iterfind("{*}cellXfs/{*}xf")
        return frozenset(str(number) for number, style in enumerate(styles) if shows_date(style.get("numFmtId", "0"), own))

    def rows(self, sheet: SheetPart) -> Iterator[tuple[int, list[Any]]]:
        """Return (number, cells) of the rows that have any value; cells from column A up to the last with a value."""
        return self.parsed(sheet.part, RowHandlers(self.words, self.date_styles, self.from_1904))

    def parsed(self, part: str, handlers: Handlers) -> Iterator[Any]:
        """Return what the handlers make of a part, piece by piece."""
        parser = handlers.parser()
        try:
            with self.archive.open(part) as file:
                while chunk := file.read(CHUNK):
                    parser.Parse(chunk, False)
                    yield from handlers.made()
                parser.Parse(b"", True)
        except (KeyError, ValueError, IndexError, expat.ExpatError) as error:
            raise broken() from error
        yield from handlers.made()


def resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def shows_date(number: str, own: dict[str | None, str]) -> bool:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # noqa: PLC0415 - heavy

    return bool(is_date_format(own.get(number) or BUILTIN_FORMATS.get(int(number), "")))
