"""The plan in the words and rows of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.money import euro
from groeiruimte.programme.region import DIMENSIONS
from groeiruimte.records import access
from groeiruimte.records.models import Decision
from groeiruimte.records.models.region_document import APPROVE, APPROVED
from groeiruimte.rules.offer import KINDS as SESSIONS
from groeiruimte.rules.region_document import (
    ACTIVITY,
    AGREEMENT,
    ALL,
    KPI,
    SECTION,
    Missing,
    chosen_objectives,
    filled,
    to_write,
)
from groeiruimte.rules.why import listed, number

from .questions import Said
from .work import NEW, Work

PRACTICES = (
    Column("Praktijk"),
    Column("Wijk"),
    Column("Doelstellingen"),
    Column("Patiënten", "number"),
    Column("Werkafspraak", "status"),
)
SUPPORT = (Column("Scholing of bijeenkomst"), Column("Doelstelling"), Column("Dagen", "number"), Column("Wanneer"))

Asked = Mapping[str, Sequence[Said]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the plan. `place` is `kind:key`, `anchor` the same on the page, `url` where it is changed ("" for who
    may not), `open` says that something in it is missing."""

    anchor: str
    place: str
    title: str
    lines: tuple[str, ...]
    url: str
    open: bool = False
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Everything of one objective."""

    key: str
    title: str
    practices: int
    texts: tuple[Part, ...]
    activities: tuple[Part, ...]
    kpis: tuple[Part, ...]


def stops(work: Work) -> list[tuple[str, str, str]]:
    """The track of the plan: words, status (a key of STATUSES) and note of each stop."""
    first = work.submissions[0] if work.submissions else None
    complete = "done" if work.is_sent or not work.gaps else "todo"
    writing = "done" if work.is_sent else "in_progress"
    last = f"versie {first.number}, {short_date(local_date(first.submitted_at))}" if first else _due(work)
    return [
        ("Schrijven", writing, filled_words(work)),
        ("Compleet", complete, "" if complete == "done" else f"nog {len(work.gaps)} te doen"),
        ("Getekend en verstuurd", "done" if work.is_sent else "todo", last),
        (
            "Besluit van de zorgverzekeraar",
            "done" if work.document.status == APPROVED else "todo",
            _decision_words(work),
        ),
    ]


def stand(work: Work) -> tuple[str, str, str]:
    """Kind, title and text of what comes first."""
    insurer, sent = work.year.insurer.name, work.submissions
    match work.document.status:
        case "submitted":
            return "info", f"Uw plan ligt bij {insurer}", "Als u iets wijzigt, wacht het besluit op uw nieuwe versie."
        case "approved":
            return "ok", f"{insurer} is akkoord", "Als u iets wijzigt, moet u opnieuw tekenen en wachten op akkoord."
        case "changes_requested":
            return "warn", f"{insurer} vraagt een aanpassing", _reason(work)
        case "draft" if sent:
            text = f"Versie {sent[0].number} blijft gelden tot u de nieuwe versie verstuurt en die akkoord is."
            return "warn", "U wijzigt een plan dat al verstuurd is", text
    return "", "", ""


def filled_words(work: Work) -> str:
    have, need = filled(work.programme, work.parts, work.figures)
    return f"{number(have)} van de {number(need)} velden ingevuld"


def fields(work: Work) -> str:
    return f"{filled_words(work)}."


def way_to(work: Work, gap: Missing) -> str:
    """Where a gap is mended: the form of the part, or where one is added."""
    kind, _, key = gap.place.partition(":")
    if not work.may_edit:
        return f"#{anchor(kind, key)}"
    if kind == "objective":
        wanted = KPI if "KPI" in gap.because else ACTIVITY
        return f"{work.part_url(wanted, NEW)}?doelstelling={key}"
    if kind == KPI:
        return work.url("plan_kpis")
    return "#praktijken" if kind == "practices" else work.part_url(kind, key)


def anchor(kind: str, key: str) -> str:
    return f"{kind}-{key}"


def sections(work: Work, asked: Asked) -> list[Part]:
    """The sections that are for the whole region."""
    return [part for part, objective in _texts(work, asked) if not objective]


def objectives(work: Work, asked: Asked) -> list[Group]:
    """Each objective that somebody chose or that something was written for, in the order of the region."""
    texts = _texts(work, asked)
    chosen = chosen_objectives(work.programme, work.figures)
    found = []
    for objective in work.programme.objectives_in_order:
        group = Group(
            key=objective.key,
            title=f"{objective.key} {objective.label}",
            practices=work.figures["by_objective"][objective.key],
            texts=tuple(part for part, of in texts if of == objective.key),
            activities=_listed(work, ACTIVITY, objective.key, asked),
            kpis=_listed(work, KPI, objective.key, asked),
        )
        if objective.key in chosen or group.texts or group.activities or group.kpis:
            found.append(group)
    return found


def general(work: Work, asked: Asked) -> tuple[Part, ...]:
    """KPIs that hold for every objective."""
    return _listed(work, KPI, "", asked)


def agreements(work: Work, asked: Asked) -> list[Part]:
    names = {each["id"]: each["name"] for each in work.figures["practices"]}
    found = work.parts.get(AGREEMENT, {})
    ordered = sorted(found, key=lambda key: (key != ALL, names.get(key, "")))
    return [
        _part(work, AGREEMENT, key, "Alle praktijken" if key == ALL else names[key], (found[key]["text"],), asked)
        for key in ordered
        if key == ALL or key in names
    ]


def practices(work: Work) -> list[list[Cell]]:
    """R053: who takes part with which objectives; and R031: with whom there is an agreement."""
    return [
        [
            Cell(each["name"], note="" if each["enrolled"] else "Zegt mee te willen doen"),
            Cell(each["district"]),
            Cell(listed(each["objectives"])),
            Cell(each["patients"]),
            Cell("done", note="Ja", url=_agreement_url(work, each["id"]))
            if each["agreement"]
            else Cell("todo", note="Nog niet", url=_agreement_url(work, each["id"])),
        ]
        for each in work.figures["practices"]
    ]


def support(work: Work) -> list[list[Cell]]:
    """R035: what stands on the calendar per objective."""
    return [
        [
            Cell(each["title"], note=SESSIONS[each["kind"]][0]),
            Cell(each["objective"] or "alle"),
            Cell(each["sessions"]),
            Cell(each["when"]),
        ]
        for each in work.figures["support"]
    ]


def double_funding(work: Work) -> list[str]:
    """R038: where money may come twice, as numbers, with the rule."""
    found = []
    for each in work.figures["double_funding"]:
        whose = [f"{each['practices']} praktijken"] if each["practices"] else []
        whose += [f"{each['activities']} activiteiten"] if each["activities"] else []
        left = f"Bij {each['open']} ontbreekt nog wat extra is." if each["open"] else "Overal staat wat extra is."
        found.append(f"{' en '.join(each['streams'])}: {listed(whose)}. {left}")
    return found


def decided(work: Work) -> list[Decision]:
    """Confirmed decisions of the insurer, the newest first."""
    found = access.decisions(work.request.actor, "insurer.read").filter(submission__document=work.document)
    return list(found.filter(outcome="confirmed").order_by("-decided_at"))


def _texts(work: Work, asked: Asked) -> list[tuple[Part, str]]:
    written = work.parts.get(SECTION, {})
    found = []
    for each in to_write(work.programme, work.text.sections, work.figures, work.parts):
        lines = tuple(line for line in str(written.get(each.key, {}).get("text", "")).splitlines() if line.strip())
        title = each.section.label if each.section.required else f"{each.section.label} (niet verplicht)"
        found.append((_part(work, SECTION, each.key, title, lines, asked), each.objective))
    return found


def _listed(work: Work, kind: str, objective: str, asked: Asked) -> tuple[Part, ...]:
    describe = _of_activity if kind == ACTIVITY else _of_kpi
    return tuple(
        _part(work, kind, key, content["title"], describe(work, content), asked)
        for key, content in work.parts.get(kind, {}).items()
        if content["objective"] == objective
    )


def _of_activity(work: Work, content: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = {each.key: each.label for each in work.programme.support_kinds}
    labels = {each.key: each.label for each in work.programme.choices}
    cost = content["cost_cents"]
    lines = (
        listed([part for part in (kinds.get(content["kind"], ""), content["when"]) if part], "·"),
        f"Kosten: {euro(cost)}" if cost is not None else "",
        f"Ander geld: {listed([labels.get(each, each) for each in content['other_funding']])}"
        if content["other_funding"]
        else "",
        f"Extra: {content['additional']}" if content["additional"] else "",
    )
    return tuple(line for line in lines if line)


def _of_kpi(work: Work, content: Mapping[str, Any]) -> tuple[str, ...]:
    minutes = work.figures["minutes"].get(content["source"])
    lines = (
        f"Doel: {DIMENSIONS[content['dimension']]}" if content["dimension"] else "Doel: nog te kiezen",
        f"Streefwaarde: {content['target']}" if content["target"] else "Streefwaarde: nog in te vullen",
        f"Werk per praktijk: ongeveer {minutes} minuten per jaar" if minutes else "",
    )
    return tuple(line for line in lines if line)


def _part(work: Work, kind: str, key: str, title: str, lines: tuple[str, ...], asked: Asked) -> Part:
    place = f"{kind}:{key}"
    return Part(
        anchor=anchor(kind, key),
        place=place,
        title=title,
        lines=lines,
        url=work.part_url(kind, key) if work.may_edit else "",
        open=any(gap.place == place for gap in work.gaps),
        said=tuple(asked.get(place, ())),
    )


def _agreement_url(work: Work, practice: str) -> str:
    return work.part_url(AGREEMENT, practice) if work.may_edit else ""


def _due(work: Work) -> str:
    return f"uiterlijk {short_date(work.text.due)}" if work.text.due else ""


def _decision_words(work: Work) -> str:
    if work.document.status != APPROVED:
        return ""
    found = decided(work)
    if found and found[0].decided_at:
        return short_date(local_date(found[0].decided_at))
    return short_date(work.year.approved_on) if work.year.approved_on else ""


def _reason(work: Work) -> str:
    found = [each for each in decided(work) if each.verdict != APPROVE]
    return found[0].reason if found else "Lees de vragen bij de tekst zelf."
