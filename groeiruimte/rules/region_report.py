"""The report of a region to its insurer: its KPIs, what is missing, and what of it is sealed. Pure.

Source: R033 (a number or a text per KPI), R037 (coverage, in time), R045 (what carries on), R188 (participation).
Parts as in `rules.region_document`; figures come from `actions.region_report_figures`. Practices stand in them by name
for the region alone (`practices`): what is sealed holds them as counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.programme import Programme

from .coverage import Count
from .region_document import ALL, EXCEPTION, KPI, SECTION, Content, Missing, Parts, to_write
from .region_parts import Fault, fault_in_texts
from .why import number

BY_NAME = ("practices",)
"""The figures that only the region itself sees."""
_HIGHEST = 10**9
_KPI_KEY = re.compile(r"[a-z0-9_-]{1,60}", re.ASCII)
_PRACTICE = re.compile(r"[a-z]{20}|all", re.ASCII)
_COUNTS = ("asked", "met", "nearly", "not_yet", "unanswered")
_TYPED = ("reached", "out_of", "text")


def kpi_rows(programme: Programme, planned: Mapping[str, Content], counts: Mapping[str, Count]) -> list[dict[str, Any]]:
    """Every KPI that the report is about: those of the plan, then those of the programme that the plan does not count.

    `planned` are the KPI parts of the plan; `counts` is by KPI of the programme. What a plan measures itself has no
    counts: the region types them.
    """
    found = [
        {
            "key": key,
            **{name: each[name] for name in ("objective", "title", "dimension", "measure", "target", "source")},
        }
        for key, each in planned.items()
    ]
    known = {each["source"] for each in found}
    found += [
        {
            "key": each.key,
            "objective": each.objective or "",
            "title": each.title,
            "dimension": "",
            "measure": "number",
            "target": "",
            "source": each.key,
        }
        for each in programme.kpis
        if each.key not in known and counts.get(each.key, Count()).asked
    ]
    order = {each.key: each.order for each in programme.objectives}
    counted = [{**each, **_counted(counts.get(each["source"], Count()))} for each in found]
    return sorted(counted, key=lambda each: (order.get(each["objective"], 0), each["objective"]))


def wrong(programme: Programme, kind: str, key: str, content: Content) -> Fault | None:
    """The first thing that is wrong with one part of a report; None when it can be kept."""
    names: tuple[str, ...]
    match kind:
        case "section":
            names, known = ("text",), key in _section_keys(programme)
        case "kpi":
            names, known = _TYPED, bool(_KPI_KEY.fullmatch(key))
        case "exception":
            names, known = ("text",), bool(_PRACTICE.fullmatch(key))
        case _:
            names, known = (), False
    if not known:
        return Fault("", "Dit onderdeel hoort niet in deze rapportage.", "Ga terug naar de rapportage.")
    if set(content) != set(names):
        return Fault("", "Dit onderdeel is niet heel.", "Open de rapportage opnieuw en vul het nog eens in.")
    return fault_in_texts(content) or (_of_number(content) if kind == KPI else None)


def missing(programme: Programme, parts: Parts, figures: Content) -> tuple[Missing, ...]:
    """Everything that keeps a report from being sent, in the order of the page; nothing when it is complete."""
    return (*_texts(programme, parts, figures), *_kpis(parts, figures), *_practices(parts, figures))


def unexplained(parts: Parts, figures: Content) -> list[Content]:
    """The practices that miss an answer, and of which the report does not say why (R037)."""
    told = parts.get(EXCEPTION, {})
    if _said(told.get(ALL)):
        return []
    return [each for each in figures["practices"] if each["missing"] and not _said(told.get(each["id"]))]


def answered(row: Content, content: Content | None) -> bool:
    """Whether a KPI has a number or a text: one that the programme counts has its number already."""
    return bool(row["source"]) or (content is not None and (content["reached"] is not None or _said(content)))


def sealed_parts(programme: Programme, parts: Parts, figures: Content) -> dict[str, list[dict[str, Any]]]:
    """Everything of the report that the insurer reads: no practice is named in it."""
    written, typed = parts.get(SECTION, {}), parts.get(KPI, {})
    sections = programme.report.sections if programme.report else ()
    return {
        SECTION: [
            {"key": each.key, "title": each.title, "objective": each.objective, "text": str(written[each.key]["text"])}
            for each in to_write(programme, sections, figures, parts)
            if _said(written.get(each.key))
        ],
        KPI: [{**row, **_result(row, typed.get(row["key"]))} for row in figures["kpis"]],
        EXCEPTION: _exceptions(parts, figures),
    }


def sealed_figures(figures: Content) -> dict[str, Any]:
    return {name: value for name, value in figures.items() if name not in BY_NAME}


def percent(part: int, whole: int) -> int:
    """In whole percents, rounded half up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _result(row: Content, content: Content | None) -> dict[str, Any]:
    text = str(content["text"]).strip() if content else ""
    if row["source"]:
        return {"reached": row["met"], "out_of": row["asked"], "text": text}
    numbers = (content["reached"], content["out_of"]) if content else (None, None)
    return {"reached": numbers[0], "out_of": numbers[1], "text": text}


def _exceptions(parts: Parts, figures: Content) -> list[dict[str, Any]]:
    """Why answers are missing: of each practice on its own, without its name, and of all others together."""
    told = parts.get(EXCEPTION, {})
    lacking = [each["id"] for each in figures["practices"] if each["missing"]]
    alone = [key for key in lacking if _said(told.get(key))]
    found = [
        {"key": str(place), "title": "1 praktijk mist antwoorden", "practices": 1, "text": str(told[key]["text"])}
        for place, key in enumerate(alone, 1)
    ]
    others = len(lacking) - len(alone)
    if others and _said(told.get(ALL)):
        title = _many_miss(others)
        found.append({"key": ALL, "title": title, "practices": others, "text": str(told[ALL]["text"])})
    return found


def _texts(programme: Programme, parts: Parts, figures: Content) -> Iterator[Missing]:
    sections = programme.report.sections if programme.report else ()
    for each in to_write(programme, sections, figures, parts):
        if each.section.required and not _said(parts.get(SECTION, {}).get(each.key)):
            yield Missing(f"{SECTION}:{each.key}", f"“{each.title}” is nog leeg.", "Schrijf dit onderdeel.")


def _kpis(parts: Parts, figures: Content) -> Iterator[Missing]:
    """R033: a number or a text."""
    for row in figures["kpis"]:
        if not answered(row, parts.get(KPI, {}).get(row["key"])):
            because = f"De KPI “{row['title']}” heeft nog geen uitkomst."
            yield Missing(f"{KPI}:{row['key']}", because, "Vul een getal in, of schrijf een tekst.")


def _practices(parts: Parts, figures: Content) -> Iterator[Missing]:
    """R037: incomplete data is sent with its reason, or waited for."""
    silent = len(unexplained(parts, figures))
    if silent:
        because = "Van 1 praktijk missen antwoorden." if silent == 1 else f"Van {silent} praktijken missen antwoorden."
        yield Missing(f"{EXCEPTION}:{ALL}", because, "Stuur door met uitleg of wacht.")


def _many_miss(many: int) -> str:
    return "1 praktijk mist antwoorden" if many == 1 else f"{number(many)} praktijken missen antwoorden"


def _of_number(content: Content) -> Fault | None:
    reached, out_of = content["reached"], content["out_of"]
    if reached is None and out_of is None:
        return None
    if reached is None or out_of is None:
        field = "reached" if reached is None else "out_of"
        return Fault(field, "Een van de twee getallen ontbreekt.", "Vul beide getallen in, of geen van beide.")
    if not 0 <= reached <= _HIGHEST or not 0 <= out_of <= _HIGHEST:
        return Fault("reached", "Dit getal is te laag of te hoog.", "Vul nul of een hoger getal in.")
    if reached > out_of:
        return Fault("reached", "Dit getal is hoger dan het totaal.", "Verbeter een van de twee getallen.")
    return None


def _section_keys(programme: Programme) -> set[str]:
    sections = programme.report.sections if programme.report else ()
    known = {each.key for each in sections if not each.per_objective}
    return known | {f"{each.key}-{key}" for each in sections if each.per_objective for key in get_args(ObjectiveKey)}


def _counted(found: Count) -> dict[str, int]:
    return {name: getattr(found, name) for name in _COUNTS}


def _said(content: Content | None) -> bool:
    return bool(content) and bool(str(content["text"]).strip())  # type: ignore[index]
