"""Reads one made-up list before the first real one, so that a child finds every module and codec loaded.

A child may open no file, so it cannot import; and what was done once before the fork need not be done in each child.
"""

from __future__ import annotations

from datetime import date

from . import package
from .limits import Limits
from .outcome import Job
from .run import run

_KEYS = ("bsn", "birth_date", "uzovi_code", "ion_start")
_LAYOUT = {
    "sheet": None,
    "jump_percent": 10,
    "columns": [{"key": key, "label": key, "headers": [key], "required": True} for key in _KEYS],
}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>bsn</t></is></c><c r="B1" t="inlineStr"><is><t>birth_date</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>uzovi_code</t></is></c><c r="D1" t="inlineStr"><is><t>ion_start</t></is></c>'
        '</row><row r="2"><c r="A2"><v>999990019</v></c><c r="B2" s="1"><v>22214</v></c>'
        '<c r="C2"><v>3311</v></c><c r="D2" s="1"><v>43255</v></c></row></sheetData></worksheet>'
    ),
}
_CSV = "bsn;birth_date;uzovi_code;ion_start;é\n999990019;18-06-1949;3311;30-07-2012;\n"


def up(limits: Limits) -> None:
    """Read the same patient as xlsx and as csv in every spelling; raises RuntimeError when that does not count one."""
    job = Job(_LAYOUT, date(2022, 4, 1), frozenset({"3311"}), frozenset())
    xlsx = package.pack({name: part.encode() for name, part in _PARTS.items()}).getvalue()
    for data in (xlsx, *(_CSV.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"))):
        if run(data, job, limits).counted != {"3311": 1}:
            raise RuntimeError("the list reader does not read its own list")
