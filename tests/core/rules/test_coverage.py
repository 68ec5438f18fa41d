"""Who gave its answers, and how KPIs and objectives stand over the practices (R033, R037)."""

from __future__ import annotations

from groeiruimte.rules.coverage import Count, Coverage, Stands, Taking, Theme, count, coverage, theme

DONE = Taking("p1", "De Linde", ("A",), (Stands("a1", "met", 1), Stands("a2", "nearly", 1)))
SILENT = Taking("p2", "Singel", ("A", "B"), (Stands("a1", "not_yet", 0), Stands("b1", "met", 2)))
TOLD = Taking("p3", "Duin", ("B",), (Stands("b1", "not_yet", 0),), accounted=True)
ASKED_NOTHING = Taking("p4", "Haven", ("D",), ())
EVERYBODY = (DONE, SILENT, TOLD, ASKED_NOTHING)


def test_who_sent_its_accountability_gave_every_answer() -> None:
    assert [each.missing for each in EVERYBODY] == [(), ("a1",), (), ()]


def test_coverage_counts_who_is_asked_something() -> None:
    found = coverage(EVERYBODY)
    assert (found, found.complete) == (Coverage(3, (SILENT,)), 2)


def test_a_kpi_is_counted_where_it_is_asked() -> None:
    assert count(EVERYBODY, "a1") == Count(asked=2, met=1, not_yet=1, unanswered=1)
    assert count(EVERYBODY, "b1") == Count(asked=2, met=1, not_yet=1)
    assert count(EVERYBODY, "d1") == Count()


def test_an_objective_falls_apart_in_three() -> None:
    assert theme(EVERYBODY, "A", ("a1", "a2")) == Theme(all=0, some=1, none=1)
    assert theme(EVERYBODY, "B", ("b1",)) == Theme(all=1, some=0, none=1)
    found = theme(EVERYBODY, "D", ())
    assert (found, found.practices) == (Theme(all=0, some=0, none=1), 1)
