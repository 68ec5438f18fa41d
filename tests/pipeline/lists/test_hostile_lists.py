"""Each file that was made to harm ends in its own sentence, within seconds, and the next list is read as ever."""

from __future__ import annotations

import stat
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from groeiruimte.pipeline.lists.messages import REFUSALS
from groeiruimte.pipeline.lists.outcome import Outcome
from groeiruimte.pipeline.lists.sandbox import Sandbox

from . import hostile
from .hostile import Entry, book, honest, make_zip, parts, sheet_xml, text_cell, two_cells, zipped
from .lists import GOOD, HEADER, JOB, make_csv, make_xlsx, read

SOUND = make_xlsx({"Segment 3": [HEADER, GOOD]})
LINK = (stat.S_IFLNK | 0o777) << 16

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a zip bomb": ("bomb", lambda: book(extra=[Entry("x.bin", hostile.deflate_many(b"0" * 10**6, 300), 0, 1)])),
    "a bomb of many parts": ("bomb", hostile.bomb_of_many_parts),
    "a shared string of 400 MB": ("bomb", hostile.long_string),
    "cells A1 and XFD1048576": ("too_many_rows", lambda: two_cells("XFD1048576")),
    "cells A1 and XFD2": ("too_many_columns", lambda: two_cells("XFD2")),
    "cells A1 and XFD1048576, said to be A1:B2": ("too_slow", lambda: two_cells("XFD1048576", dimension="A1:B2")),
    "cells A1 and ZZ9, said to be A1:B2": ("too_many_columns", lambda: two_cells("ZZ9", dimension="A1:B2")),
    "a list of 200,000 rows": ("too_many_rows", lambda: hostile.many_rows(200_000)),
    "a list of 200,000 rows without numbers": ("too_many_rows", lambda: hostile.many_rows(200_000, numbered=False)),
    "a csv of 200,000 rows": ("too_many_rows", lambda: make_csv([HEADER, *[GOOD] * 200_000])),
    "a csv of 10,000,000 columns": ("too_many_columns", lambda: b";" * 10_000_000),
    "a csv of NUL bytes": ("encoding", lambda: b"\x00" * 1_000_000),
    "a csv with NUL bytes": ("encoding", lambda: make_csv([HEADER, GOOD]) + b"\x00" * 100),
    "a csv of one quote that never ends": ("damaged", lambda: make_csv([HEADER]) + b'"' + b"x;\n" * 200_000),
    "a password": ("password", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096
                   + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096),
    "a password on the zip": ("password", lambda: make_zip([replace(honest(name, part), flags=1)
                                                            for name, part in parts().items()])),
    "a renamed pdf": ("not_a_list", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 5000),
    "a renamed Word document": ("not_a_list", lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b""})),
    "a zip of lists": ("not_a_list", lambda: zipped({"lijst.xlsx": SOUND})),
    "an empty zip": ("not_a_list", lambda: zipped({})),
    "an xlsb": ("xls", lambda: zipped({"xl/workbook.bin": b"x"})),
    "an OpenDocument list": ("not_a_list", lambda: zipped({"mimetype": b"x", "content.xml": b"<a/>"})),
    "entries that overlap": ("bomb", hostile.overlapping),
    "two entries of one name": ("bomb", lambda: make_zip([honest(n, p) for n, p in parts().items()] * 2)),
    "names that climb": ("bomb", lambda: book({"../../etc/x.xml": b"<a/>"})),
    "names that climb the other way": ("bomb", lambda: book({"xl\\..\\..\\x.xml": b"<a/>"})),
    "names from the root": ("bomb", lambda: book({"/etc/x.xml": b"<a/>"})),
    "a link to a file": ("bomb", lambda: book(extra=[honest("xl/x.xml", b"/etc/passwd", LINK)])),
    "a wrong checksum": ("damaged", lambda: book(extra=[replace(honest("xl/x.xml", b"<a/>"), crc=1)])),
    "a packing that ends early": ("damaged", lambda: book(extra=[replace(honest("x", b"<a/>" * 99), packed=b"\x01")])),
    "a packing that is none": ("damaged", lambda: book(extra=[replace(honest("x", b"<a/>"), packed=b"\xff" * 9)])),
    "a packing nobody uses": ("damaged", lambda: book(extra=[replace(honest("x", b"<a/>"), method=zipfile.ZIP_LZMA)])),
    "half a file": ("damaged", lambda: SOUND[: len(SOUND) // 2]),
    "a file without its first bytes": ("damaged", lambda: b"PK\x03\x04" + SOUND[60:]),
    "10,000 sheets": ("bomb", lambda: hostile.many_sheets(10_000)),
    "a billion laughs": ("bomb", lambda: book(sheet=sheet_xml(before=hostile.BILLION_LAUGHS))),
    "a billion laughs among strings": ("bomb", lambda: book({"xl/sharedStrings.xml":
                                       f"<?xml version='1.0'?><!-- x -->{hostile.BILLION_LAUGHS}<sst/>".encode()})),
    "an entity that reads a file": ("bomb", lambda: book(sheet=sheet_xml(before=hostile.XXE))),
    "xml that is broken": ("damaged", lambda: book(sheet=sheet_xml()[:-40] + "<<")),
    "a workbook that is broken": ("damaged", lambda: book({"xl/workbook.xml": b"<workbook"})),
    "a workbook without relations": ("damaged", lambda: book({"_rels/.rels": b"<a/>"})),
    "a workbook without tabs": ("damaged", lambda: book({"xl/_rels/workbook.xml.rels": b"<a"})),
    "a sheet that is not there": ("damaged", lambda: make_zip(honest(n, p) for n, p in parts().items()
                                                              if "sheet1" not in n)),
    "strings that are not there": ("damaged", lambda: book(
        sheet=sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'))),
    "a cell that is nowhere": ("damaged", lambda: book(sheet=sheet_xml(f'<row r="1">{text_cell("A0", "x")}</row>'))),
    "too many bytes": ("too_big", lambda: b"x;y\n" * 5_300_000),
}  # fmt: skip

READ: dict[str, Callable[[], bytes]] = {
    "sizes that lie": lambda: make_zip(replace(honest(n, p), size=3) for n, p in parts().items()),
    "sizes that boast": lambda: make_zip(replace(honest(n, p), size=2**31) for n, p in parts().items()),
    "a nested zip": lambda: book({"xl/media/lijst.xlsx": SOUND}),
    "a macro": lambda: book({"xl/vbaProject.bin": b"Sub Auto_Open()"}),
    "a link to another workbook": lambda: book({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    "cells without a place": lambda: book(
        sheet=sheet_xml("".join(f"<row>{''.join(text_cell('', text) for text in row)}</row>" for row in (HEADER, GOOD))
                        .replace(' r=""', ""))),
    "a comment that hides nothing": lambda: book(sheet=sheet_xml(before="<!-- <!DOCTYPE x> --> ")),
    "bytes after the end": lambda: SOUND + b"x" * 100,
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_ends_in_its_sentence(name: str, sandbox: Sandbox) -> None:
    code, make = REFUSED[name]
    data = make()
    began = time.monotonic()
    outcome = sandbox.run(data, JOB)
    assert (outcome.ok, outcome.refusal and outcome.refusal.code, outcome.rows, outcome.counted) == (False, code, 0, {})
    assert time.monotonic() - began < 5
    assert sandbox.run(SOUND, JOB).counted == {"3311": 1}


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read(name: str, sandbox: Sandbox) -> None:
    outcome = sandbox.run(READ[name](), JOB)
    assert (outcome.refusal, outcome.counted) == (None, {"3311": 1})


def test_every_refusal_has_an_example() -> None:
    files = {code for code, _ in REFUSED.values()}
    assert files == set(REFUSALS) - {"empty", "no_sheet", "columns", "busy"}
    assert len(REFUSALS) == 14


def test_cut_anywhere_a_workbook_is_read_or_refused() -> None:
    def told(outcome: Outcome) -> str:
        return outcome.refusal.code if outcome.refusal else "read"

    assert {told(read(SOUND[:end])) for end in range(0, len(SOUND), 61)} <= {
        "empty",
        "damaged",
        "not_a_list",
        "columns",
    }


def test_changed_anywhere_a_workbook_never_counts_anything_else() -> None:
    for place in range(0, len(SOUND), 37):
        changed = bytearray(SOUND)
        changed[place] ^= 0x55
        outcome = read(bytes(changed))
        assert outcome.refusal is not None or outcome.counted == {"3311": 1}, place
