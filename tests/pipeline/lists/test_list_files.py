"""Every kind of file a practice may have, and the row numbers in it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from groeiruimte.pipeline.lists.sample import VARIANTS, sample
from groeiruimte.programme.calendar import Quarter

from .lists import BSNS, GOOD, HEADER, JOB, about_whole, make_csv, make_xlsx, read, reasons

BAD = ["123456789", *GOOD[1:]]
NEXT = [str(BSNS[2]), *GOOD[1:]]


@pytest.mark.parametrize("mistakes", [False, True])
@pytest.mark.parametrize("variant", range(len(VARIANTS)))
def test_every_kind_of_system_gives_what_the_sample_says(variant: int, mistakes: bool) -> None:
    made = sample(variant, 300, Quarter(2022, 2), variant, mistakes=mistakes)
    outcome = read(made.content)
    assert (outcome.refusal, outcome.rows, outcome.counted, outcome.other_insurer) == (
        None, made.rows, made.counted, made.other_insurer,
    )  # fmt: skip
    assert reasons(outcome) == made.reasons
    assert outcome.not_active == list(made.reasons.values()).count("not_active")


def test_a_bad_sample_has_a_finding_of_every_category() -> None:
    quarter = Quarter(2022, 2)
    last = read(sample(3, 400, Quarter(2022, 1)).content, replace(JOB, reference_date=date(2022, 1, 1)))
    outcome = read(sample(3, 400, quarter, mistakes=True).content, replace(JOB, previous=last.counted))
    categories = {finding.category for finding in outcome.findings}
    assert categories == {"file", "value", "row", "list", "whole", "last_quarter"}
    good = read(sample(3, 400, quarter).content, replace(JOB, previous=last.counted))
    assert {finding.code for finding in good.findings} == {"not_active"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_csv_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    rows = [
        ["Naam patiënt", "BSN", "Geb.datum", "UZOVI", "Inschrijfdatum"],
        ["Bücking, de", BSNS[0], "8-6-1949", "3311", "2012-07-30"],
    ]
    data = make_csv(rows, delimiter=delimiter, encoding=encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    outcome = read(data)
    assert (outcome.counted, outcome.headers[0]) == ({"3311": 1}, "Naam patiënt")


def test_a_row_of_a_csv_has_the_number_that_a_spreadsheet_shows() -> None:
    two_lines = f'{GOOD[0]};"Jan\r\nsen";18-06-1949;3311;30-07-2012;'
    lines = ["Lijst van", "", ";".join(HEADER), two_lines, "", ";;;;;", ";".join(BAD), ""]
    data = "\r\n".join(lines).encode()
    assert reasons(read(data)) == {7: "bsn"}
    assert reasons(read(b"sep=;\r\n" + data)) == {7: "bsn"}  # a spreadsheet does not show that line
    assert read(data).rows == 2


def test_a_row_of_an_xlsx_has_the_number_that_a_spreadsheet_shows() -> None:
    rows: list[list[Any]] = [[], [], ["", "", "Patiëntenlijst"], [], ["", *HEADER], ["", *GOOD], [], ["", *BAD], []]
    outcome = read(make_xlsx({"Segment 3": rows}))
    assert (reasons(outcome), outcome.rows, outcome.counted) == ({8: "bsn"}, 2, {"3311": 1})
    assert outcome.headers == ("Kolom A", *HEADER)
    assert outcome.mapping["bsn"] == 1


@pytest.mark.parametrize("name", ["Segment 3", "segment3", "SEGMENT   3", "Lijst Segment-3 (2022)", "Segment\u00a03"])
def test_the_tab_is_found_by_its_name(name: str) -> None:
    data = make_xlsx({"Segment 1": [["niet dit tabblad"]], name: [HEADER, GOOD], "Totaal": [HEADER]})
    assert read(data).counted == {"3311": 1}


def test_an_equal_name_goes_before_one_that_holds_it() -> None:
    outcome = read(make_xlsx({"Segment 3 oud": [HEADER], "Segment 3": [HEADER, GOOD]}))
    assert (outcome.counted, about_whole(outcome)) == ({"3311": 1}, ["two_tabs"])


@pytest.mark.parametrize(
    ("tabs", "seen"),
    [
        (["Blad1"], '1 tabblad: "Blad1"'),
        (["Totaal", "Segment 1"], '2 tabbladen: "Totaal", "Segment 1"'),
        (["Blad1", "BSN 999990019"], '2 tabbladen: "Blad1", "BSN …"'),
        (["Jansen, P. 999,990,019", "Sheet1"], '2 tabbladen: tabblad 1, "Sheet1"'),
        (["Pietersen"], "1 tabblad: tabblad 1"),
        ([f"Blad{number}" for number in range(9)], '9 tabbladen: "Blad0", "Blad1", "Blad2" en nog 6'),
    ],
)
def test_without_the_tab_the_sentence_says_which_tabs_there_are(tabs: list[str], seen: str) -> None:
    refusal = read(make_xlsx({tab: [HEADER, GOOD] for tab in tabs})).refusal
    assert refusal is not None
    assert (refusal.code, refusal.message) == (
        "no_sheet", f'Wij vinden het tabblad "Segment 3" niet. Het bestand heeft {seen}.',
    )  # fmt: skip


def test_a_layout_without_a_tab_takes_the_first() -> None:
    any_tab = replace(JOB, layout={**JOB.layout, "sheet": None})
    outcome = read(make_xlsx({"Blad1": [HEADER, GOOD], "Blad2": [["x"]]}), any_tab)
    assert (outcome.counted, about_whole(outcome)) == ({"3311": 1}, [])


def test_a_hidden_tab_is_read() -> None:
    data = make_xlsx({"Blad1": [["x"]], "Segment 3": [HEADER, GOOD]}, change=lambda book: book.worksheets()[1].hide())
    assert read(data).counted == {"3311": 1}


def test_a_merged_header_is_read() -> None:
    def merge(book: Any) -> None:
        sheet = book.worksheets()[0]
        sheet.merge_range(0, 0, 0, 5, "Patiëntenlijst")
        sheet.merge_range(1, 4, 1, 5, "ION")

    rows = [[], [], ["BSN", "Naam", "Geboortedatum", "UZOVI", "startdatum", "einddatum"], GOOD, BAD]
    outcome = read(make_xlsx({"Segment 3": rows}, change=merge))
    assert (outcome.counted, reasons(outcome), outcome.missing_columns[0]) == ({"3311": 1}, {5: "bsn"}, "prefix")


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_dates_of_both_date_systems(options: dict[str, Any]) -> None:
    start = date(2022, 4, 1)
    first_day = date(1904, 1, 1) if options else date(1899, 12, 30)
    rows = [
        HEADER,
        [BSNS[0], "Bos", date(1949, 6, 8), 3311, start, ""],
        [BSNS[1], "Bos", (date(1949, 6, 8) - first_day).days, 3311, (start - first_day).days, ""],
        [BSNS[2], "Bos", 19490608, 3311.0, 20220402, ""],
    ]
    outcome = read(make_xlsx({"Segment 3": rows}, options=options))
    assert (outcome.counted, reasons(outcome)) == ({"3311": 2}, {4: "not_active"})


def test_a_workbook_of_another_program_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Totaal"
    sheet = book.create_sheet("SEGMENT 3")
    for row in (HEADER, [*GOOD[:2], date(1949, 6, 18), 3311, date(2012, 7, 30), None], BAD):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    outcome = read(content.getvalue())
    assert (outcome.counted, reasons(outcome)) == ({"3311": 1}, {3: "bsn"})


def test_macros_links_and_formulas_do_nothing() -> None:
    def add_more(book: Any) -> None:
        sheet = book.worksheets()[0]
        sheet.write_formula(1, 0, "=1+1", None, GOOD[0])
        sheet.write_formula(2, 1, "=cmd|' /c calc'!A0", None, "")
        sheet.write_url(3, 7, "https://example.org/")

    outcome = read(make_xlsx({"Segment 3": [HEADER, GOOD, NEXT, BAD]}, change=add_more))
    assert (outcome.counted, reasons(outcome)) == ({"3311": 2}, {4: "bsn"})


def test_a_list_with_a_header_and_no_patients() -> None:
    for data in (make_csv([HEADER]), make_xlsx({"Segment 3": [["Lijst"], HEADER]})):
        outcome = read(data)
        assert (outcome.ok, outcome.rows, about_whole(outcome)) == (True, 0, ["nil"])


def test_columns_that_are_not_recognised_can_be_pointed_out() -> None:
    words = ["Pat", "Wie", "Geboren op", "Verzekering", "Sinds", "Tot"]
    data = make_xlsx({"Segment 3": [["Lijst"], words, GOOD, BAD]})
    refused = read(data)
    assert refused.refusal is not None
    assert (refused.ok, refused.refusal.code, refused.headers) == (False, "columns", tuple(words))
    assert refused.refusal.message == (
        "Wij vinden niet alle kolommen. Wij missen: BSN, Geboortedatum, UZOVI-code, Begin inschrijving."
    )
    mapping = {
        "bsn": "Pat",
        "birth_date": "Geboren op",
        "uzovi_code": "Verzekering",
        "ion_start": "Sinds",
        "ion_end": 5,
    }
    outcome = read(data, replace(JOB, mapping=mapping))
    assert (outcome.counted, reasons(outcome), outcome.findings[-1].column) == ({"3311": 1}, {4: "bsn"}, "Pat")


def test_a_list_without_header_is_never_shown() -> None:
    for data in (make_csv([GOOD, NEXT]), make_xlsx({"Segment 3": [GOOD, NEXT]})):
        refused = read(data)
        assert refused.headers == tuple(f"Kolom {letter}" for letter in "ABCDEF")[: len(refused.headers)]
        pointed = {"bsn": "Kolom A", "birth_date": "Kolom C", "uzovi_code": "Kolom D", "ion_start": "Kolom E"}
        outcome = read(data, replace(JOB, mapping=pointed))
        assert (outcome.counted, about_whole(outcome)) == ({"3311": 2}, ["no_end"])
        assert outcome.headers == refused.headers


def test_a_place_outside_the_list_is_a_missing_column() -> None:
    outcome = read(make_csv([HEADER, GOOD]), replace(JOB, mapping={"ion_start": 40}))
    assert outcome.missing_columns[:3] == ("prefix", "insured_number", "ion_start")


@pytest.mark.parametrize("extra", [["x"] * 3, []])
def test_rows_of_a_csv_may_be_short_or_long(extra: list[str]) -> None:
    assert read(make_csv([HEADER, [*GOOD[:5], *extra], NEXT])).rows == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (make_xlsx({"Segment 3": []}), "empty"),
        (b"%PDF-1.7\n" + b"x" * 100, "not_a_list"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "not_a_list"),
        (b"<!DOCTYPE html><html>", "not_a_list"),
        (b"<?xml version='1.0'?><Workbook>", "not_a_list"),
        (b"{\\rtf1 x}", "not_a_list"),
        (bytes(range(256)) * 20, "encoding"),
        (bytes(range(1, 32)) * 20, "not_a_list"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600 + "Workbook".encode("utf-16-le"), "xls"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600 + "WordDocument".encode("utf-16-le"), "not_a_list"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xff\xfea", "encoding"),
        (b"B\x00S\x00N\x00;\x00", "encoding"),
        (b'BSN;"' + b"x" * 200_000, "damaged"),
        (b"1;2;3\n4;5;6\n", "columns"),
        (b"x;" * 70, "too_many_columns"),
    ],
)
def test_what_is_no_list_is_refused_with_its_own_sentence(data: bytes, code: str) -> None:
    outcome = read(data)
    assert (outcome.ok, outcome.refusal and outcome.refusal.code, outcome.rows) == (False, code, 0)
    assert outcome.size == len(data)
