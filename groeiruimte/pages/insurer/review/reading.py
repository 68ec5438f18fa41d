"""A plan as one page, from what was sealed and nothing else: what stands where, what changed, what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from groeiruimte.pages.insurer.submissions import Tests, Versions
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.money import euro
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DIMENSIONS
from groeiruimte.records.models import DocumentRemark
from groeiruimte.rules.decision import FAILS, TESTS, minutes
from groeiruimte.rules.region_document import Change, difference
from groeiruimte.rules.why import listed

_Words = tuple[str, str, tuple[str, ...]]
"""A place of the plan, its title and its lines."""
PRACTICES = (Column("Praktijk"), Column("Wijk"), Column("Doelstellingen"), Column("Patiënten", "number"))


@dataclass(frozen=True, slots=True)
class Item:
    """One place of the plan: its words, whether it changed, what was asked there, the field to ask something."""

    place: str
    title: str
    lines: tuple[str, ...]
    changed: bool
    remarks: tuple[DocumentRemark, ...]
    ask: BoundField | None
    tested: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as `components/changes.html` shows it."""

    text: str
    was: tuple[str, ...]
    becomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the page of a plan needs besides its versions."""

    programme: Programme
    content: Mapping[str, Any]
    changes: tuple[Change, ...]
    remarks: Mapping[str, tuple[DocumentRemark, ...]]
    tests: Tests

    @property
    def figures(self) -> Mapping[str, Any]:
        figures: Mapping[str, Any] = self.content["figures"]
        return figures

    @property
    def changed(self) -> list[Changed]:
        return [Changed(each.label, _lines(each.was), _lines(each.becomes)) for each in self.changes]

    def groups(self, asking: Mapping[str, BoundField]) -> list[Group]:
        """The plan in its order: the region as a whole, each objective, what holds for all, the agreements."""
        makers = [("De hele regio", self._sections("")), *self._objectives()]
        makers.append(("KPI's voor alle doelstellingen", self._of("kpi", "")))
        makers.append(("Activiteiten voor alle doelstellingen", self._of("activity", "")))
        makers.append(("Werkafspraken", self._agreements()))
        made = [Group(title, tuple(self._item(*each, asking) for each in items)) for title, items in makers]
        return [group for group in made if group.items]

    def _objectives(self) -> list[tuple[str, list[_Words]]]:
        return [
            (
                f"Doelstelling {objective.key}: {objective.label}",
                [
                    *self._sections(objective.key),
                    *self._of("activity", objective.key),
                    *self._of("kpi", objective.key),
                ],
            )
            for objective in self.programme.objectives_in_order
        ]

    def _parts(self, kind: str) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = self.content["parts"].get(kind, ())
        return found

    def _sections(self, objective: str) -> list[_Words]:
        return [
            (f"section:{part['key']}", str(part["title"]), _lines(part["text"]))
            for part in self._parts("section")
            if part["objective"] == objective
        ]

    def _of(self, kind: str, objective: str) -> list[_Words]:
        describe = self._of_activity if kind == "activity" else self._of_kpi
        return [
            (f"{kind}:{part['key']}", str(part.get("title") or "Zonder naam"), tuple(describe(part)))
            for part in self._parts(kind)
            if part.get("objective", "") == objective
        ]

    def _of_activity(self, part: Mapping[str, Any]) -> Iterator[str]:
        kinds = {kind.key: kind.label for kind in self.programme.support_kinds}
        choices = {choice.key: choice.label for choice in self.programme.choices}
        yield _said("Soort", kinds.get(part.get("kind", ""), part.get("kind", "")))
        yield _said("Wanneer", part.get("when", ""))
        cost = part.get("cost_cents")
        yield _said("Kosten", "" if cost is None else euro(cost))
        yield _said("Ander geld", listed([choices.get(key, key) for key in part.get("other_funding") or []]))
        yield _said("Wat extra is", part.get("additional", ""))

    def _of_kpi(self, part: Mapping[str, Any]) -> Iterator[str]:
        yield _said("Doel", DIMENSIONS.get(part.get("dimension", ""), ""))
        yield _said("Streefwaarde", part.get("target", ""))
        measured = minutes(self.content).get(part["key"])
        yield _said("Werk per praktijk", "" if measured is None else f"{measured} minuten")

    def _agreements(self) -> list[_Words]:
        return [
            (f"agreement:{part['key']}", str(part["title"]), _lines(part["text"])) for part in self._parts("agreement")
        ]

    def _item(self, place: str, title: str, lines: tuple[str, ...], asking: Mapping[str, BoundField]) -> Item:
        kind, _, key = place.partition(":")
        return Item(
            place=place,
            title=title,
            lines=tuple(line for line in lines if line),
            changed=any(change.place == place for change in self.changes),
            remarks=self.remarks.get(place, ()),
            ask=asking.get(place),
            tested=_tested(self.tests.get(key, {})) if kind == "kpi" else ("", ""),
        )

    @property
    def practices(self) -> list[list[Cell]]:
        """Which practices commit to which objectives (R053); nothing else of a practice is in a plan."""
        return [
            [
                Cell(practice["name"], note=f"AGB {practice['agb_code']}" if practice.get("agb_code") else ""),
                Cell(practice.get("district", "")),
                Cell(listed(list(practice["objectives"]))),
                Cell(practice.get("patients")),
            ]
            for practice in self.figures.get("practices", ())
        ]

    @property
    def double_funding(self) -> list[str]:
        """What may be paid from two streams (R038), in numbers: who it is about is not in a plan."""
        return [_doubled(found) for found in self.figures.get("double_funding", ())]


def reading(programme: Programme, versions: Versions, remarks: Iterable[DocumentRemark], tests: Tests) -> Reading:
    """`remarks` are those about every version, oldest first."""
    said: dict[str, list[DocumentRemark]] = {}
    for remark in remarks:
        said.setdefault(remark.place, []).append(remark)
    content = versions.shown.content
    return Reading(
        programme=programme,
        content=content,
        changes=difference(versions.before.content, content) if versions.before else (),
        remarks={place: tuple(found) for place, found in said.items()},
        tests=tests,
    )


def _tested(tests: Mapping[str, Any]) -> tuple[str, str]:
    """The tone and the words of what the tests of a KPI say."""
    failing = [FAILS[test] for test, row in tests.items() if not row.passes]
    if failing:
        return "late", f"Voldoet niet: {listed(failing)}"
    if set(TESTS) - set(tests):
        return "todo", "Nog te toetsen"
    return "done", "Voldoet"


def _said(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _doubled(found: Mapping[str, Any]) -> str:
    about = [
        f"{many} {one if many == 1 else more}"
        for many, one, more in (
            (found["practices"], "praktijk", "praktijken"),
            (found["activities"], "activiteit", "activiteiten"),
        )
        if many
    ]
    state = f"{found['open']} nog niet opgelost" if found["open"] else "opgelost"
    return f"{listed(list(found['streams']))}: {listed(about)}, {state}."
