"""May these extra hours be booked, may the money go to this? Source: R018-R029, R075-R079, R095, R158, R172."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.objective import Objective, Standing, TimeRule, TimeType
from groeiruimte.programme.programme import Programme

from .facts import BookedHours, Facts
from .standing import Finding, Need, holds
from .why import listed, sentences, span, words


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed or not, the sentence that says why and what would be allowed, and where the rule stands."""

    allowed: bool
    because: str
    source: str


def may_book(programme: Programme, facts: Facts, hours: BookedHours, on: date) -> Verdict:
    """Whether hours of one professional may be booked under an objective on a day."""
    objective = next((found for found in programme.objectives if found.key == hours.objective), None)
    if objective is None:
        keys = listed([found.key for found in programme.objectives_in_order], "of")
        because = f"Doelstelling {hours.objective} staat niet in dit programma. Kies {keys}."
        return Verdict(False, because, programme.title)
    refusal = (
        _outside_programme(programme, on)
        or _wrong_function(programme, objective, hours)
        or no_contract(objective, hours)
        or ("Er staan geen uren. Vul meer dan 0 uur in." if hours.hours <= 0 else "")
    )
    if refusal:
        return Verdict(False, refusal, programme.source_title(objective.source))
    return _time(programme, objective, facts, hours, on)


def pays(programme: Programme, facts: Facts, objective: Objective, kind: TimeType, on: date) -> Verdict:
    """Whether an objective pays a type of time on a day, whoever's it is."""
    return _time(programme, objective, facts, BookedHours(objective.key, "", kind, 1), on)


def no_contract(objective: Objective, hours: BookedHours) -> str:
    """What these hours still lack (R021): the contract they stand in, the statement that they are claimed nowhere else.

    "" when nothing is missing, or the objective does not ask for it.
    """
    if not objective.hours_by_contract:
        return ""
    contract = "Het contract met deze uren ontbreekt. Voeg het contract toe."
    statement = "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert."
    return sentences("" if hours.by_contract else contract, "" if hours.claimed_nowhere_else else statement)


def may_spend(programme: Programme, facts: Facts, key: str, on: date) -> Verdict:
    """Whether money of the programme may go to a kind of spending on a day within it (R077, R158: the POH-S i)."""
    rule = next((found for found in programme.spending if found.key == key), None)
    if rule is None:
        known = [found.label for found in programme.spending]
        instead = f"Kies {listed(known, 'of')}." if known else "Vraag uw regio waar het geld naartoe mag."
        return Verdict(False, f"Dit programma noemt {words(key)} niet. {instead}", programme.title)
    source = programme.source_title(rule.source)
    outside = _outside_programme(programme, on)
    if outside:
        return Verdict(False, outside, source)
    finding = _when(rule.when, facts, on)
    if finding is None:
        return Verdict(True, f"Het geld mag naar {rule.label}.", source)
    if finding.met:
        return Verdict(True, sentences(f"Het geld mag naar {rule.label}.", finding.because), source)
    return Verdict(False, sentences(f"Het geld mag niet naar {rule.label}.", finding.because, finding.nearest), source)


def _outside_programme(programme: Programme, on: date) -> str:
    if programme.period.holds(on):
        return ""
    period = span(programme.period.start, programme.period.end)
    return f"De dag {short_date(on)} valt buiten het programma. Kies een dag {period}."


def _wrong_function(programme: Programme, objective: Objective, hours: BookedHours) -> str:
    labels = {function.key: function.label for function in programme.functions}
    if not hours.function:
        return "De functie ontbreekt. Kies eerst een functie."
    label = labels.get(hours.function, words(hours.function))
    if hours.function in objective.excluded_functions:
        others = objective.example_functions or tuple(key for key in labels if key not in objective.excluded_functions)
        instead = [labels.get(key, words(key)) for key in others]
        return sentences(
            f"Uren van een {label} tellen niet mee bij “{objective.label}”",
            f"Kies een andere functie, zoals {listed(instead, 'of')}" if instead else "Kies een andere functie",
        )
    if labels and hours.function not in labels:
        return f"De functie {label} staat niet in dit programma. Kies een functie uit de lijst."
    return ""


def _time(programme: Programme, objective: Objective, facts: Facts, hours: BookedHours, on: date) -> Verdict:
    """Whether the objective pays this type of time; one rule that allows it is enough."""
    rules = [rule for rule in objective.time if rule.type == hours.type]
    if not rules:
        labels = list(dict.fromkeys(rule.label for rule in objective.time))
        because = f"“{objective.label}” vergoedt deze soort tijd niet. Kies {listed(labels, 'of')}."
        return Verdict(False, because, programme.source_title(objective.time[0].source))
    findings = [(rule, _when(rule.when, facts, on)) for rule in rules]
    for rule, finding in findings:
        if finding is None or finding.met:
            partly = "Dit mag voor een deel van de uren." if rule.partly else ""
            allowed = sentences(_paid(objective, rule), partly, finding.because if finding else "")
            return Verdict(True, allowed, programme.source_title(rule.source))
    return _conditional(programme, objective, findings)


def _paid(objective: Objective, rule: TimeRule) -> str:
    return f"“{objective.label}” vergoedt {rule.label}."


def _conditional(
    programme: Programme, objective: Objective, findings: Sequence[tuple[TimeRule, Finding | None]]
) -> Verdict:
    """No rule for this type holds: say of the first what was found and what would be enough."""
    rule, finding = findings[0]
    found = (finding.because, finding.nearest) if finding else ()
    others = [other.label for other in objective.time if other.type != rule.type and other.when is None]
    instead = f"Of kies {listed(others, 'of')}." if others else ""
    opening = f"“{objective.label}” vergoedt {rule.label} alleen onder een voorwaarde."
    return Verdict(False, sentences(opening, *found, instead), programme.source_title(rule.source))


def _when(standing: Standing | None, facts: Facts, on: date) -> Finding | None:
    """What the records say about a condition of a rule; None when the rule has no condition."""
    if standing is None:
        return None
    return holds(Need(standing.standing, standing.value, on, on), facts.standings)
