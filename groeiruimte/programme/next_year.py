"""A programme text copied for a later year: its own days and key move along, and what a person must look at is said.

The text stays as it was written, with its comments and order; only dates that TOML knows as dates move, and the key and
titles. Who looked after a text and what a source is called say something about the past, so they stay. Source: R055.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import get_month_names

from .calendar import day_in, short_date
from .problems import Problem

_STAYS = frozenset(("care", "sources"))
_AMOUNTS = ("funding.tariffs", "funding.maxima", "funding.indexes", "funding.region_budget")
_TOKEN = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*'
    r"|^[ \t]*\[\[?(?P<table>[^\]\n]+)\]\]?"
    r"|(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])",
    re.MULTILINE,
)
_DAY = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])", re.ASCII)
_MONTHS = {name: number for number, name in get_month_names("wide", locale="nl").items()}
_WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})(?!\d)")
_REFERENCE = re.compile(r'(?:\w+_)?source\s*=\s*\{[^}]*\}|^\s*text\s*=\s*"[a-z0-9-]+"\s*$|^extends\s*=.*')
_NAMING = re.compile(r'^(?P<name>key|title|short_title)(?P<is>\s*=\s*)(?P<text>"(?:\\.|[^"\\\n])*")', re.MULTILINE)
_QUARTER = re.compile(r"(?<!\d)(\d{4})(?=-?[QqKk][1-4](?!\d))")
_YEARS = re.compile(r"(?<![\w-])(?:year|enrolled_years)\s*=\s*(?:\d{4}(?!\d)|\[[\d,\s]*\])")
_NUMBER = re.compile(r"(?<!\d)\d{4}(?!\d)")
_AMOUNT = re.compile(r"\s*(amount|percent|per_patient|per_practice)\s*=")
_TABLE = re.compile(r"\s*\[\[?([^\]\n]+)\]\]?\s*(?:#.*)?")
_LONGEST = 60


def text_of(text: str, years: int, of: range) -> str:
    """A programme text moved so many years; `of` are the years it was written for."""
    return _named(_dated(text, years), years, of)


def cases_of(cases: str, years: int) -> str:
    """Its worked examples moved so many years: days, quarters, and years of taking part."""
    moved = _DAY.sub(lambda found: _moved(found, years), cases)
    moved = _WRITTEN.sub(lambda found: _moved_in_words(found, years), moved)
    moved = _QUARTER.sub(lambda found: str(int(found[1]) + years), moved)
    return _YEARS.sub(lambda found: _NUMBER.sub(lambda year: str(int(year[0]) + years), found[0]), moved)


def to_look_at(text: str, old: range) -> list[Problem]:
    """Lines that a person must read before publishing: an old year in words, and every amount that was copied."""
    return list(_lines(text, old))


def _lines(text: str, old: range) -> Iterator[Problem]:
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _TABLE.fullmatch(line)
        table = header[1].strip() if header else table
        if table.partition(".")[0] in _STAYS:
            continue
        said = _REFERENCE.sub("", _without_comment(line))
        years = [year for year in old if re.search(rf"(?<!\d){year}(?!\d)", said)]
        if years:
            what = f"Hier staat nog {years[0]}: {_short(said)}"
            yield Problem(f"regel {number}", what, "Kijk of dit jaar klopt.")
        elif table.startswith(_AMOUNTS) and _AMOUNT.match(said):
            yield Problem(f"regel {number}", f"Dit is overgenomen: {_short(said)}", "Kijk of dit nog klopt.")


def _short(line: str) -> str:
    text = " ".join(line.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _without_comment(line: str) -> str:
    """A line without its comment and its dates: those moved. In a text of several lines a # may take too much away."""
    return _TOKEN.sub(lambda found: "" if found["year"] or found[0].startswith("#") else found[0], line)


def _dated(text: str, years: int) -> str:
    table = ""

    def moved(found: re.Match[str]) -> str:
        nonlocal table
        if found["table"]:
            table = found["table"].strip().strip('"')
        if not found["year"] or table.partition(".")[0] in _STAYS:
            return found[0]
        return _moved(found, years)

    return _TOKEN.sub(moved, text)


def _moved(found: re.Match[str], years: int) -> str:
    """The same day in another year, 29 February as the 28th. A day that does not exist stays, to be told later."""
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return day_in(day.year + years, day.month, day.day).isoformat()
    except ValueError:
        return found[0]


def _moved_in_words(found: re.Match[str], years: int) -> str:
    try:
        return short_date(day_in(int(found[3]) + years, _MONTHS[found[2]], int(found[1])))
    except ValueError:
        return found[0]


def _named(text: str, years: int, of: range) -> str:
    """Key and titles at the top of the text, before its first table."""
    first = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    head, rest = (text[: first.start()], text[first.start() :]) if first else (text, "")

    def later(year: re.Match[str]) -> str:
        return str(int(year[0]) + years) if int(year[0]) in of else year[0]

    return _NAMING.sub(lambda found: f"{found['name']}{found['is']}{_NUMBER.sub(later, found['text'])}", head) + rest
