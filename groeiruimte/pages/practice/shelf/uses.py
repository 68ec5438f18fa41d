"""Where a proof is named: in a form, at hours, at a milestone, at a training, in what was noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.rules.naming import form_title, function_label


def uses(year: YearOf, who: Actor) -> dict[str, list[str]]:
    """Per id of a proof the places that name it, in words; of this practice, in all its years."""
    found: dict[str, list[str]] = {}
    for proof, place in (*_in_forms(year), *_in_items(year, who), *_at_rows(year, who)):
        places = found.setdefault(proof, [])
        if place not in places:
            places.append(place)
    return found


def _in_forms(year: YearOf) -> Iterator[tuple[str, str]]:
    for form in year.facts.forms:
        title = form_title(year.programme, form.form)
        title = f"{title} ({form.year})" if form.year else title
        for proof in _ids(form.answers):
            yield proof, title


def _in_items(year: YearOf, who: Actor) -> Iterator[tuple[str, str]]:
    for item in access.items(who).filter(practice=year.practice, removed_on__isnull=True):
        kind = year.programme.item_kind(item.kind)
        for proof in _ids(item.answers):
            yield proof, kind.title if kind else item.kind


def _at_rows(year: YearOf, who: Actor) -> Iterator[tuple[str, str]]:
    mine = {"practice": year.practice, "removed_on__isnull": True}
    for hours in access.extra_hours(who).filter(contract__isnull=False, **mine):
        yield str(hours.contract_id), f"Extra uren: {function_label(year.programme, hours.function)}"
    for milestone in access.milestones(who).filter(evidence__isnull=False, **mine):
        yield str(milestone.evidence_id), f"Mijlpaal: {milestone.title}"
    for attended in access.attendances(who).filter(proof__isnull=False, **mine):
        yield str(attended.proof_id), f"Scholing: {attended.title}"


def _ids(value: Any) -> Iterator[str]:
    """Every text in a list of an answer; only those that are the id of a proof will be found on a shelf."""
    match value:
        case Mapping():
            for part in value.values():
                yield from _ids(part)
        case list() | tuple():
            for part in value:
                if isinstance(part, str):
                    yield part
                else:
                    yield from _ids(part)
