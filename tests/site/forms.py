"""Forms with every type of question, in Rijnmond's programme: for tests of the pages that fill in and review forms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from groeiruimte.actions import forms, programmes
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Evidence, FilledForm, FormSubmission, Practice, User
from tests.definition_texts import texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond

PLAN, NOTE, CHECKLIST = "proef_plan", "proef_brief", "proef_lijst"

TEXT = """
[[deadlines]]
key = "proef-plan"
title = "Proefplan insturen"
date = 2022-08-31
form = "proef_plan"
source = { text = "rijnmond-2022", at = "r. 18" }

[[forms]]
key = "proef_plan"
title = "Proefplan"
kind = "action_plan"
objectives = ["A"]
minutes = 12
signer = "practice_owner"
statement = "Dit plan is van onze hele praktijk."
reviewed = true
carried_out = true
lead = "Hier schrijft u uw plan."
source = { text = "rijnmond-2022", at = "r. 18" }
sections = [
    { key = "idee", title = "Uw idee", minutes = 5 },
    { key = "mensen", title = "Mensen en uren", minutes = 4 },
    { key = "slot", title = "Slot", minutes = 1, shown_when = [{ question = "samen", equals = true }] },
]
questions = [
    { key = "doel", section = "idee", text = "Wat wilt u bereiken?", type = "long_text", why = "Zo weet u straks of het lukte." },
    { key = "ideas", section = "idee", text = "Welke ideeën hebt u?", type = "table", ranked_by = ["impact", "haalbaar"], columns = [
        { key = "naam", label = "Idee" },
        { key = "impact", label = "Wat levert het op?", type = "choice", choices = ["weinig", "veel"] },
        { key = "haalbaar", label = "Lukt het?", type = "choice", choices = ["moeilijk", "makkelijk"] },
        { key = "kosten", label = "Kosten", type = "money", required = false },
    ] },
    { key = "gekozen", section = "idee", text = "Welk idee kiest u?", type = "choice", choices_from = "ideas.naam" },
    { key = "totaal", section = "idee", text = "Samen kost dit", type = "calculated", unit = "euro", calculation = { kind = "sum", of = ["ideas.kosten"] } },
    { key = "naam", section = "mensen", text = "Hoe heet uw praktijk?", type = "short_text", prefill = "practice.name" },
    { key = "wie", section = "mensen", text = "Wie voert het uit?", type = "people" },
    { key = "uren", section = "mensen", text = "Hoeveel uur per week?", type = "hours" },
    { key = "begin", section = "mensen", text = "Wanneer begint u?", type = "date" },
    { key = "bewijs", section = "mensen", text = "Welk bewijs hebt u?", type = "file_or_link", required = false },
    { key = "samen", section = "mensen", text = "Werkt u samen met anderen?", type = "yes_no" },
    { key = "met_wie", section = "mensen", text = "Met wie werkt u samen?", type = "several", choices = ["Apotheek", "Gemeente"], other = true, shown_when = [{ question = "samen", equals = true }] },
    { key = "akkoord", section = "slot", text = "Iedereen weet ervan", type = "statement" },
]

[[forms]]
key = "proef_brief"
title = "Proefbrief"
kind = "accountability"
minutes = 3
source = { text = "rijnmond-2022", at = "r. 18" }
questions = [
    { key = "a1_klopt", text = "U volgde twee scholingen", type = "kpi", kpi = "a1" },
    { key = "bedrag", text = "Wat gaf u uit?", type = "money", required = false },
    { key = "keuze", text = "Wat ging het best?", type = "choice", choices = ["Scholing", "Overleg"], other = true },
]

[[forms]]
key = "proef_lijst"
title = "Checklist proefplan"
kind = "review"
about = "proef_plan"
source = { text = "rijnmond-2022", at = "r. 18" }
questions = [
    { key = "past", text = "Past dit bij het thema?", type = "yes_no" },
    { key = "tip", text = "Tip voor de praktijk", type = "short_text", required = false },
]
"""  # noqa: E501

IDEAS = [
    {"naam": "Spreekuur op video", "impact": "weinig", "haalbaar": "makkelijk", "kosten": 12_50},
    {"naam": "Thuis meten", "impact": "veel", "haalbaar": "makkelijk", "kosten": 100_00},
]
WHOLE_PLAN: dict[str, Any] = {
    "doel": "Meer zorg op afstand.",
    "ideas": IDEAS,
    "gekozen": "Thuis meten",
    "naam": "De Linde",
    "uren": "6.5",
    "begin": "2022-05-01",
    "samen": False,
}


def with_forms(rijnmond: Rijnmond, more: str = "") -> Rijnmond:
    """The same region, with our own forms in its programme, and perhaps more."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    at = datetime(2021, 10, 2, 8, 0, tzinfo=UTC)
    who = access.system(at.date(), "test")
    rijnmond.year.edition = programmes.publish(
        text=f"{text}\n{TEXT}{more}", base=base, cases=cases, by=who, at=at, key=new_id()
    )
    rijnmond.year.save(update_fields=["edition"])
    return rijnmond


def enrolment_of(practice: Practice) -> Enrolment:
    return Enrolment.objects.select_related("practice__region", "region_year__edition").get(practice=practice)


def make_colleague(practice: Practice, name: str = "Sam de Wit") -> Employee:
    return Employee.objects.create(practice=practice, region=practice.region, name=name, function="medical_assistant")


def make_evidence(practice: Practice, title: str = "Foto van de balie") -> Evidence:
    return Evidence.objects.create(
        practice=practice, region=practice.region, title=title, day=TODAY, link="https://example.org/", added_at=NOW
    )


def saved(practice: Practice, who: User, answers: dict[str, Any], form: str = PLAN, **more: Any) -> FilledForm:
    """A form with these answers, saved by somebody."""
    filled: FilledForm | None = FilledForm.objects.filter(practice=practice, form=form, about=None).first()
    given = {"section": "idee", "version": filled.version if filled else 0, "here": "doel", "at": NOW, **more}
    by = access.actor(who, TODAY)
    return forms.save(enrolment=enrolment_of(practice), form=form, answers=answers, by=by, key=new_id(), **given)


def whole_plan(practice: Practice, **other: Any) -> dict[str, Any]:
    """Answers to everything in the plan; makes the colleague that it names."""
    colleague = Employee.objects.filter(practice=practice).first() or make_colleague(practice)
    return {**WHOLE_PLAN, "wie": [str(colleague.pk)], **other}


def submitted(practice: Practice, manager: User, owner: User, **other: Any) -> FormSubmission:
    """The plan, filled in by the manager and signed by the owner."""
    at = other.pop("at", NOW)
    filled = saved(practice, manager, whole_plan(practice, **other))
    return forms.submit(
        enrolment=enrolment_of(practice),
        form=PLAN,
        version=filled.version,
        by=access.actor(owner, TODAY),
        at=at,
        key=new_id(),
    )
