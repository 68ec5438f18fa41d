"""Files that were made to harm, or broke on the way. All made here; nothing is downloaded."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from .lists import GOOD, HEADER

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Entry:
    """One entry of a zip as we say it is: any field may lie."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    attributes: int = 0
    at: int | None = None


def honest(name: str, content: bytes, attributes: int = 0) -> Entry:
    return Entry(name, deflate(content), zlib.crc32(content), len(content), attributes=attributes)


def deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def deflate_many(chunk: bytes, times: int) -> bytes:
    """What `chunk`, so many times over, packs to; the packing is done once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    return once * times + packer.flush()


def make_zip(entries: Iterable[Entry]) -> bytes:
    """A zip of these entries; one with `at` gets no data of its own, but points at that place."""
    body, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        name = entry.name.encode()
        start = len(body) if entry.at is None else entry.at
        common = struct.pack(
            "<HHHHHIIIHH", 20, entry.flags, entry.method, 0, 33, entry.crc, len(entry.packed), entry.size, len(name), 0
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, entry.attributes, start) + name
        if entry.at is None:
            body += b"PK\x03\x04" + common + name + entry.packed
        count += 1
    size = min(count, 0xFFFF)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, size, size, len(directory), len(body), 0)
    return bytes(body + directory + end)


def column(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_of(rows: list[list[str]]) -> str:
    """Rows of texts as the xml of a sheet."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(f"{column(n)}{number}", text) for n, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


SOUND = rows_of([HEADER, GOOD])


def sheet_xml(rows: str = SOUND, *, before: str = "", dimension: str = "") -> str:
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">{size}<sheetData>{rows}</sheetData></worksheet>'


def parts(sheet: str | None = None, names: tuple[str, ...] = ("Segment 3",)) -> dict[str, bytes]:
    """The parts of a workbook with these tabs, each with the same sheet."""
    numbers = range(1, len(names) + 1)
    tabs = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in zip(numbers, names, strict=True))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    texts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}'
        f'<Relationship Id="rs" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": sheet or sheet_xml() for n in numbers},
    }
    return {name: text.encode() for name, text in texts.items()}


def book(changed: dict[str, bytes] | None = None, extra: Iterable[Entry] = (), sheet: str | None = None) -> bytes:
    """A workbook with a sound list, in which some parts are others, or are added."""
    return make_zip([*(honest(name, part) for name, part in (parts(sheet) | (changed or {})).items()), *extra])


def two_cells(far: str, *, dimension: str = "") -> bytes:
    row = far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f'<row r="1">{text_cell("A1", "x")}</row><row r="{row}">{text_cell(far, "x")}</row>'
    return book(sheet=sheet_xml(rows, dimension=dimension))


def long_string() -> bytes:
    """400 MB of one shared string in 400 kB."""
    packed = deflate_many(b"A" * 1_000_000, 400)
    return book(extra=[Entry("xl/sharedStrings.xml", packed, 0, 400_000_000)])


def bomb_of_many_parts() -> bytes:
    """A hundred parts of 9 MB, each of them small enough."""
    packed, chunk = deflate_many(b"<a/>" * 250_000, 9), zlib.crc32(b"<a/>" * 2_250_000)
    return book(extra=[Entry(f"xl/part{n}.xml", packed, chunk, 9_000_000) for n in range(100)])


def overlapping() -> bytes:
    """Many entries of a directory that all unpack the same data."""
    first = honest("a.xml", b"<a/>" * 100_000)
    others = [Entry(f"b{n}.xml", first.packed, first.crc, first.size, at=0) for n in range(100)]
    return make_zip([first, *(honest(name, part) for name, part in parts().items()), *others])


def many_sheets(count: int) -> bytes:
    return make_zip(honest(name, part) for name, part in parts(names=tuple(f"Blad {n}" for n in range(count))).items())


def many_rows(count: int, *, numbered: bool = True) -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' if numbered else "<row><c><v>1</v></c></row>"
                   for n in range(1, count + 1))  # fmt: skip
    return book(sheet=sheet_xml(rows))


def heavy(rows: int = 49_000, columns: int = 55) -> bytes:
    """A list within every limit of size that takes seconds to parse: 2.7 million cells."""
    dice = random.Random(1)
    head = "".join(text_cell(f"{column(n)}1", text) for n, text in enumerate(HEADER))
    kinds = ["<row>" + "".join(f"<c><v>{dice.randrange(10**6)}</v></c>" for _ in range(columns)) + "</row>"
             for _ in range(500)]  # fmt: skip
    return book(sheet=sheet_xml(f"<row>{head}</row>" + "".join(kinds[n % 500] for n in range(rows))))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
BILLION_LAUGHS = f"<!DOCTYPE worksheet [{LAUGHS}]>"
XXE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def zipped(content: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return data.getvalue()
