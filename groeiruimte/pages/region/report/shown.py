"""The report in the words and rows of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.report_words import kpi_lines
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records.models.region_document import APPROVE, APPROVED
from groeiruimte.rules.region_document import ALL, EXCEPTION, KPI, SECTION, Missing, to_write
from groeiruimte.rules.region_report import unexplained
from groeiruimte.rules.why import listed

from .questions import Asked, Said
from .work import Work

PRACTICES = (
    Column("Praktijk"),
    Column("Doelstellingen"),
    Column("Antwoorden die missen"),
    Column("Uitleg", "status"),
    Column("Dagen bezocht", "number"),
    Column("Dagen aangeboden", "number"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `place` is `kind:key`, `url` where it is changed ("" for who may not), `open`: something is missing."""

    anchor: str
    place: str
    title: str
    lines: tuple[str, ...]
    url: str
    open: bool
    said: tuple[Said, ...]


def stops(work: Work) -> list[tuple[str, str, str]]:
    """The track of the report: words, status (a key of STATUSES) and note of each stop."""
    first = work.submissions[0] if work.submissions else None
    complete = "done" if work.is_sent or not work.gaps else "todo"
    due = f"uiterlijk {short_date(work.text.due)}" if work.text.due else ""
    sent = f"versie {first.number}, {short_date(local_date(first.submitted_at))}" if first else due
    agreed = [each.decided_at for each in work.decided if each.verdict == APPROVE and each.decided_at]
    done = work.document.status == APPROVED
    return [
        ("Compleet", complete, "" if complete == "done" else f"nog {len(work.gaps)} te doen"),
        (
            "Getekend en verstuurd",
            "done" if work.is_sent else "todo",
            f"{sent}, te laat" if first and first.late else sent,
        ),
        ("Akkoord van de zorgverzekeraar", "done" if done else "todo", _day(agreed) if done else ""),
    ]


def stand(work: Work) -> tuple[str, str, str]:
    """Kind, title and text of what comes first."""
    insurer, sent = work.year.insurer.name, work.submissions
    match work.document.status:
        case "submitted":
            return "info", f"Uw rapportage ligt bij {insurer}", "Als u iets wijzigt, verstuurt u daarna opnieuw."
        case "approved":
            return "ok", f"{insurer} is akkoord", "U hoeft niets meer te doen."
        case "changes_requested":
            reasons = [each.reason for each in work.decided if each.verdict != APPROVE]
            return "warn", f"{insurer} vraagt een aanpassing", reasons[0] if reasons else "Lees de vragen bij de tekst."
        case "draft" if sent:
            return "warn", "U wijzigt een rapportage die al verstuurd is", f"Versie {sent[0].number} blijft bewaard."
    return "", "", ""


def warning(work: Work) -> str:
    """How many practices miss answers that nobody explained yet; "" when none do."""
    silent = len(unexplained(work.parts, work.figures))
    if not silent:
        return ""
    return f"Van {silent} {'praktijk' if silent == 1 else 'praktijken'} missen antwoorden."


def way_to(work: Work, gap: Missing) -> str:
    """Where a gap is mended."""
    kind, _, key = gap.place.partition(":")
    return work.part_url(kind, key) if work.may_edit else f"#{_anchor(kind, key)}"


def sections(work: Work, asked: Asked) -> list[Part]:
    written = work.parts.get(SECTION, {})
    found = []
    for each in to_write(work.programme, work.text.sections, work.figures, work.parts):
        title = each.title if each.section.required else f"{each.title} (niet verplicht)"
        text = str(written.get(each.key, {}).get("text", ""))
        found.append(_part(work, SECTION, each.key, title, _lines(text), asked))
    return found


def kpis(work: Work, asked: Asked) -> list[tuple[str, list[Part]]]:
    """The KPIs per objective, those for all of them first."""
    sealed = work.content["parts"][KPI]
    labels = {"": "KPI's voor alle doelstellingen"} | {
        str(each.key): f"{each.key} {each.label}" for each in work.programme.objectives_in_order
    }
    groups: dict[str, list[Part]] = {}
    for row in sealed:
        part = _part(work, KPI, row["key"], row["title"], tuple(kpi_lines(row)), asked)
        groups.setdefault(row["objective"], []).append(part)
    return [(labels[key], parts) for key, parts in groups.items()]


def explanations(work: Work, asked: Asked) -> list[Part]:
    """What was said about practices that miss answers, with names: only the region sees this."""
    names = {each["id"]: each["name"] for each in work.figures["practices"] if each["missing"]}
    told = work.parts.get(EXCEPTION, {})
    ordered = sorted(told, key=lambda key: (key != ALL, names.get(key, "")))
    return [
        _part(work, EXCEPTION, key, "Alle praktijken" if key == ALL else names[key], _lines(told[key]["text"]), asked)
        for key in ordered
        if key == ALL or key in names
    ]


def practices(work: Work) -> list[list[Cell]]:
    """R032, R033: per practice the answers that are missing, and what was offered and attended."""
    open_ones = {each["id"] for each in unexplained(work.parts, work.figures)}
    days = work.figures["offered"]["days"]
    return [
        [
            Cell(each["name"]),
            Cell(listed(each["objectives"])),
            Cell(listed(each["missing"]) or "Geen"),
            _explained(work, each, open_ones),
            Cell(each["attended"]),
            Cell(days),
        ]
        for each in work.figures["practices"]
    ]


def _explained(work: Work, each: Mapping[str, Any], open_ones: set[str]) -> Cell:
    if not each["missing"]:
        return Cell("not_asked", note="Niet nodig")
    url = work.part_url(EXCEPTION, each["id"]) if work.may_edit else ""
    return Cell("todo", note="Nog niet", url=url) if each["id"] in open_ones else Cell("done", note="Ja", url=url)


def _part(work: Work, kind: str, key: str, title: str, lines: tuple[str, ...], asked: Asked) -> Part:
    place = f"{kind}:{key}"
    return Part(
        anchor=_anchor(kind, key),
        place=place,
        title=title,
        lines=lines,
        url=work.part_url(kind, key) if work.may_edit else "",
        open=any(gap.place == place for gap in work.gaps),
        said=tuple(asked.get(place, ())),
    )


def _anchor(kind: str, key: str) -> str:
    return f"{kind}-{key}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _day(moments: list[Any]) -> str:
    return short_date(local_date(moments[0])) if moments else ""
