"""The bytes of a list as rows of cells, whatever file they came in. Runs in the child process only."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from . import package, workbook
from .cells import EPOCH_1900, EPOCH_1904
from .columns import HEADER_ROWS, Layout, find_header
from .limits import Limits
from .messages import KINDS, number
from .refused import RefusedError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"{\\rtf", "word"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
)
_MARKUP = (("<!doctype html", "html"), ("<html", "html"), ("<?xml", "xml"), ("%pdf", "pdf"))
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ";,\t|"
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from the first row of the sheet on, so that the n-th is row n in a spreadsheet. All are `width` wide.

    `rivals`: another tab fits the name as well.
    """

    rows: Iterator[Sequence[Any]]
    width: int
    epoch: date = EPOCH_1900
    rivals: bool = False


def read(data: bytes, layout: Layout, limits: Limits) -> Table:
    """Tell by its content what a file is, never by its name, and open it. Raises RefusedError."""
    if len(data) > limits.file_size:
        size, most = -(-len(data) // 1_000_000), limits.file_size // (1 << 20)
        raise RefusedError("too_big", size=number(size), most=most)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise RefusedError("encoding" if b"\x00" in data else "empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _xlsx(data, layout, limits)
    if data.startswith(_OLE):
        raise _refused_ole(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise RefusedError("not_a_list", kind=KINDS[kind])
    return _csv(_text(data), layout, limits)


def _refused_ole(data: bytes) -> RefusedError:
    """The old container of Office: an xlsx under a password, an xls, or a Word document."""
    if _PASSWORD_STREAM in data:
        return RefusedError("password")
    if _WORD_STREAM in data:
        return RefusedError("not_a_list", kind=KINDS["word"])
    return RefusedError("xls", kind="xls")


def _xlsx(data: bytes, layout: Layout, limits: Limits) -> Table:
    parts = package.unpack(data, limits)
    chosen = workbook.choose(parts, layout)
    content = next((content for name, content in parts.items() if name.lower() == chosen.part), None)
    if content is None:
        raise RefusedError("damaged")
    workbook.refuse_too_large(content, limits)
    packed = package.pack(parts)
    del content
    try:
        sheet = CalamineWorkbook.from_filelike(packed).get_sheet_by_name(chosen.name)
        packed.close()
    except PasswordError:
        raise RefusedError("password") from None
    except CalamineError:
        raise RefusedError("damaged") from None
    if sheet.end is None:
        return Table(iter(()), 0)
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows > limits.rows + HEADER_ROWS:
        raise RefusedError("too_many_rows", most=number(limits.rows))
    if columns > limits.columns:
        raise RefusedError("too_many_columns", most=limits.columns)
    epoch = EPOCH_1904 if chosen.from_1904 else EPOCH_1900
    before = sheet.start[1] if sheet.start else 0
    return Table(_from_column_a(sheet.iter_rows(), before), columns, epoch, chosen.rivals)


def _from_column_a(rows: Iterable[list[Any]], before: int) -> Iterator[list[Any]]:
    """The parser leaves out empty columns on the left; put them back, so that a place is a column."""
    if not before:
        return iter(rows)
    empty = [""] * before
    return (empty + row for row in rows)


def _text(data: bytes) -> str:
    """The text of a csv: by its byte order mark, else UTF-8, else what Windows writes in the Netherlands."""
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise RefusedError("encoding") from None
        text = data.decode("cp1252", errors="replace")
    start = text[:_SAMPLE]
    if "\x00" in text:
        raise RefusedError("encoding")
    if sum(1 for sign in start if sign < " " and sign not in "\t\r\n\f") * 50 > len(start):
        raise RefusedError("not_a_list", kind=KINDS["unknown"])
    for mark, kind in _MARKUP:
        if start.lstrip()[:15].lower().startswith(mark):
            raise RefusedError("not_a_list", kind=KINDS[kind])
    return text


def _csv(text: str, layout: Layout, limits: Limits) -> Table:
    if text[:4].lower() == "sep=":  # a line for the spreadsheet, which does not show it
        text = text[text.find("\n") + 1 :]
    delimiter = _delimiter(text[:_SAMPLE], layout, limits)
    rows = _records(text, delimiter, limits)
    top = list(islice(rows, HEADER_ROWS))
    width = max((len(row) for row in top), default=0)
    return Table(_padded(chain(top, rows), width), width)


def _delimiter(sample: str, layout: Layout, limits: Limits) -> str:
    """The sign between the columns: it makes most headers known, else most columns."""

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            top = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), HEADER_ROWS))
        except csv.Error:
            return 0, 0
        width = max((len(row) for row in top), default=0)
        return len(find_header(top, layout, None).at) if width <= limits.columns else 0, width

    return max(_DELIMITERS, key=fits)


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """One record is one row of a spreadsheet, also when a quoted field holds line breaks, and also when it is empty."""
    try:
        for place, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if len(row) > limits.columns:
                raise RefusedError("too_many_columns", most=limits.columns)
            if place > limits.rows + HEADER_ROWS:
                raise RefusedError("too_many_rows", most=number(limits.rows))
            yield row
    except csv.Error:
        raise RefusedError("damaged") from None


def _padded(rows: Iterable[list[str]], width: int) -> Iterator[list[str]]:
    for row in rows:
        yield row if len(row) >= width else row + [""] * (width - len(row))
