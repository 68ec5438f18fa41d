"""Every paper is a PDF/UA-1, whatever people typed, and the same data give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from time import process_time
from typing import Any

import page
import pytest

from groeiruimte.reports import pdf
from tests.naughty import NAUGHTY

from .papers import (
    ATTENDANCE,
    BLANK,
    CARDS,
    CERTIFICATE,
    FORM,
    LETTER,
    POSTER,
    RECEIPT,
    REGIONAL_PLAN,
    SCAN_REPORT,
    SENT_AT,
    SOCIAL_MAP,
    STATEMENT,
)

PAPERS: dict[str, tuple[Callable[[Any], bytes], Any]] = {
    "decision_letter": (pdf.decision_letter, LETTER),
    "form": (pdf.form, FORM),
    "blank": (pdf.form, BLANK),
    "certificate": (pdf.certificate, CERTIFICATE),
    "attendance_list": (pdf.attendance_list, ATTENDANCE),
    "receipt": (pdf.receipt, RECEIPT),
    "regional_plan": (pdf.regional_plan, REGIONAL_PLAN),
    "scan_report": (pdf.scan_report, SCAN_REPORT),
    "social_map": (pdf.social_map, SOCIAL_MAP),
    "statement": (pdf.statement, STATEMENT),
    "survey_cards": (pdf.survey_cards, CARDS),
    "survey_poster": (pdf.survey_poster, POSTER),
}


LIMITS = page.SafetyLimits(max_reference_depth=10_000)  # bookmarks of a paper are a chain


def breaches(paper: bytes) -> list[tuple[str, str]]:
    found = page.validate_pdf_bytes(paper, profile="ua1", limits=LIMITS).failures
    return [(each.rule_id, each.message) for each in found]


def pages(paper: bytes) -> int:
    return page.validate_pdf_bytes(paper, profile="ua1", limits=LIMITS).document.page_count


# Nobody types these: the product makes them, and each becomes a QR code, that takes longer than the rest of its paper.
MADE = ("link", "links")


def with_texts(paper: Any, text: str) -> Any:
    """The same paper with this text in every place where a text stands that somebody typed."""
    typed = [each.name for each in fields(paper) if each.name not in MADE]
    return replace(paper, **{name: texts(getattr(paper, name), text) for name in typed})


def texts(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(texts(part, text) for part in value)
    return with_texts(value, text) if hasattr(value, "__dataclass_fields__") else value


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_breaks_no_rule_of_pdf_ua(name: str) -> None:
    make, paper = PAPERS[name]
    assert breaches(make(paper)) == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    make, paper = PAPERS[name]
    assert make(paper) == make(paper)


def test_the_checker_sees_a_paper_that_is_not_tagged() -> None:
    assert breaches(pdf.form(FORM).replace(b"/StructTreeRoot", b"/StructTreeRuut")) != []


def test_no_name_stops_a_paper() -> None:
    """The shortest paper, 515 times: a text in every place at once."""
    stopped = [text for text in NAUGHTY if not pdf.certificate(with_texts(CERTIFICATE, text)).startswith(b"%PDF-1.7")]
    assert (len(NAUGHTY), stopped) == (515, [])


FULL: dict[str, tuple[Callable[[Any], bytes], Any]] = {
    "form": (
        pdf.form,
        replace(
            FORM,
            sections=tuple(
                pdf.PaperSection(text, (pdf.PaperAnswer(text, (text,)), pdf.PaperAnswer(text, (), ((text,), (text,)))))
                for text in NAUGHTY
            ),
            kpis=tuple(pdf.PaperKpi(text, text, text) for text in NAUGHTY),
            evidence=NAUGHTY,
        ),
    ),
    "attendance_list": (pdf.attendance_list, replace(ATTENDANCE, rows=tuple((text, text, text) for text in NAUGHTY))),
    "receipt": (pdf.receipt, replace(RECEIPT, lines=tuple((text, text) for text in NAUGHTY))),
    "social_map": (
        pdf.social_map,
        replace(SOCIAL_MAP, districts=tuple((text, ((text, text),)) for text in NAUGHTY)),
    ),
}


@pytest.mark.parametrize("name", FULL)
def test_no_text_stops_a_paper(name: str) -> None:
    make, paper = FULL[name]
    assert breaches(make(paper)) == []


# Longer than a page in a column of a table of three (1,400 signs): what is longer still only runs on.
LONG = "x" * 1500


@pytest.mark.parametrize("text", ["", "\x00", "#panic()", "<script>", "中文 😀", "e\u0301" * 50, LONG, "a\nb"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_naughty_paper_breaks_no_rule_either(name: str, text: str) -> None:
    make, paper = PAPERS[name]
    assert breaches(make(with_texts(paper, text))) == []


@pytest.mark.parametrize("link", ["", "x" * 3000, "中文 😀", "#panic()"])
def test_a_link_that_no_code_can_hold_or_of_strange_signs_breaks_no_rule(link: str) -> None:
    assert breaches(pdf.survey_cards(replace(CARDS, links=(link, CARDS.links[0])))) == []
    assert breaches(pdf.survey_poster(replace(POSTER, link=link))) == []


def test_what_somebody_typed_is_not_run() -> None:
    assert pdf.form(replace(FORM, title='#panic("x")')) != pdf.form(replace(FORM, title="x"))


def test_rows_of_unequal_length_and_no_rows_at_all() -> None:
    odd = pdf.PaperSection("Tafel", (pdf.PaperAnswer("x", table=(("a", "b"), ("1",), ("1", "2", "3"))),))
    empty = pdf.PaperSection("Leeg", (pdf.PaperAnswer("x", table=((), ())),))
    assert breaches(pdf.form(replace(FORM, sections=(odd, empty)))) == []
    assert breaches(pdf.form(replace(BLANK, sections=(odd, empty)))) == []


def test_a_scan_report_without_a_line() -> None:
    bare = replace(SCAN_REPORT, summary=(), in_order=(), improve=(), devices=())
    assert breaches(pdf.scan_report(bare)) == []
    assert pdf.scan_report(replace(SCAN_REPORT, reader="Iemand anders")) != pdf.scan_report(SCAN_REPORT)


def test_a_long_answer_runs_on_over_pages() -> None:
    long = pdf.PaperSection("Lang", (pdf.PaperAnswer("Waarom?", ("Een zin in een lange tekst. " * 40,) * 30),))
    assert pages(pdf.form(replace(FORM, sections=(long,)))) > 3


def test_the_moment_of_sending_is_shown_as_amsterdam_has_it() -> None:
    summer, winter = SENT_AT, SENT_AT.replace(month=12)
    assert pdf.form(replace(FORM, at=summer)) != pdf.form(replace(FORM, at=winter))


def test_a_long_report_takes_less_than_a_second() -> None:
    section = pdf.PaperSection("Deel", tuple(pdf.PaperAnswer(f"Vraag {n}", ("Antwoord. " * 40,)) for n in range(20)))
    start = process_time()
    paper = pdf.form(replace(FORM, sections=(section,) * 10))
    assert (pages(paper) > 20, process_time() - start < 1) == (True, True)


def test_eight_cards_on_a_page() -> None:
    assert [pages(pdf.survey_cards(replace(CARDS, links=CARDS.links[:number]))) for number in (1, 8, 9)] == [1, 1, 2]
