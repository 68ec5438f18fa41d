"""A new region stays text: an invented one is published, and a practice plays its whole year on the same pages.

Everything goes through the pages. The region has other words, other forms with every type of question, other notes and
phases, and KPIs of every kind; no code knows it.
"""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from groeiruimte.actions.facts import year_facts
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.programme.checks.kpis import parts
from groeiruimte.programme.form import QuestionType
from groeiruimte.programme.kpi import Requirement
from groeiruimte.records.models import (
    Edition,
    Employee,
    Evidence,
    FilledForm,
    FormSubmission,
    Intention,
    Milestone,
    Obligation,
    Session,
    Training,
)
from groeiruimte.rules import kpi
from groeiruimte.rules.phases import phases
from tests.site.practice.site import post, text

from .sent_form import form_of
from .veenrand import KEY, Veenrand, definition, make_veenrand, published

pytestmark = pytest.mark.django_db

IDEAS, PLAN, HARVEST = "formulier/zaadlijst/form/", "formulier/bouwplan/", "formulier/oogstbrief/"
COLUMNS = ("zaad", "opbrengst", "grond")
LINK = "https://example.org/pluktuin"
NO_KPI_YET = {
    "rooster": "not_yet", "rust": "not_yet", "uren": "not_yet", "scholing": "not_yet", "dijk": "not_yet",
    "ieder": "not_yet", "stukken": "not_yet", "bouwplan": "not_yet", "mijlpaal": "not_yet",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_second_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    cache.clear()


@pytest.fixture
def veenrand() -> Veenrand:
    return make_veenrand()


def states(veenrand: Veenrand, on: date) -> dict[str, str]:
    found, facts = year_facts(veenrand.practice, veenrand.year, on)
    return {result.key: result.state for result in kpi.of_practice(found, facts)}


def phase_track(veenrand: Veenrand, on: date) -> dict[str, str]:
    found, facts = year_facts(veenrand.practice, veenrand.year, on)
    return {each.phase.key: each.state for each in phases(found, facts, on)}


# --- The text ---------------------------------------------------------------------------------------------------------


def test_the_text_holds_every_kind_of_requirement_and_every_type_of_question() -> None:
    made_up = programme_of(published())
    asked = {part.kind for one in made_up.kpis for _, part in parts("", one.met_by)}
    (union, _) = get_args(Requirement)
    known = {kind for each in get_args(union) for kind in get_args(each.model_fields["kind"].annotation)}
    types = {question.type for form in made_up.forms for question in form.questions}
    assert (asked, types) == (known, set(get_args(QuestionType)))


def test_a_text_whose_examples_come_out_otherwise_is_not_published() -> None:
    _, _, cases = definition()
    wrong = cases.replace("respondents = 5", "respondents = 3")
    assert wrong != cases
    with pytest.raises(Refused) as refused:
        published(cases=wrong)
    assert (refused.value.code, Edition.objects.count()) == ("problems", 0)


# --- The year ---------------------------------------------------------------------------------------------------------


def test_a_practice_plays_the_year_of_a_region_that_is_only_text(veenrand: Veenrand, settings: Settings) -> None:
    settings.TODAY = date(2021, 9, 10)
    tells_that_it_takes_part(veenrand)
    settings.TODAY = date(2021, 12, 14)
    enrols(veenrand)
    settings.TODAY = date(2022, 2, 7)
    makes_a_team(veenrand)
    assert (states(veenrand, settings.TODAY), phase_track(veenrand, settings.TODAY)) == (
        NO_KPI_YET,
        {"zaaien": "current", "verzorgen": "later", "oogsten": "later"},
    )
    ranks_its_ideas(veenrand)
    writes_the_plan(veenrand)
    settings.TODAY = date(2022, 3, 1)
    the_region_sends_back_and_agrees(veenrand)
    assert phase_track(veenrand, settings.TODAY) == {"zaaien": "done", "verzorgen": "current", "oogsten": "later"}
    settings.TODAY = date(2022, 3, 22)
    attends(veenrand)
    settings.TODAY = date(2022, 5, 9)
    notes_what_counts(veenrand)
    books_hours(veenrand)
    settings.TODAY = date(2022, 6, 20)
    reaches_the_milestone(veenrand)
    assert states(veenrand, settings.TODAY) == dict.fromkeys(NO_KPI_YET, "met")
    assert phase_track(veenrand, settings.TODAY) == {"zaaien": "done", "verzorgen": "done", "oogsten": "current"}
    settings.TODAY = date(2022, 11, 15)
    accounts_and_signs(veenrand)
    assert phase_track(veenrand, settings.TODAY) == dict.fromkeys(("zaaien", "verzorgen", "oogsten"), "done")
    assert nothing_is_owed()


def tells_that_it_takes_part(veenrand: Veenrand) -> None:
    veenrand.manager.send("voornemen/", answer="yes", support_need="Hulp bij het zaaien")
    cards = veenrand.manager.see("doelstelling/")
    labels = ["Zaaien in het team", "Luisteren aan de keukentafel", "Rust in het rooster", "Zorg over de vaart"]
    places = [text(cards).index(label) for label in labels]
    assert places == sorted(places)
    veenrand.manager.send("doelstelling/", objectives=["B"], choice_B_track="kleine-tuin")
    assert Intention.objects.values_list("answer", "objectives", "choices").get() == ("yes", ["B"], ["kleine-tuin"])


def enrols(veenrand: Veenrand) -> None:
    veenrand.owner.send(f"aanmelden/{KEY}/", objectives=["B"], choice_B_track="kleine-tuin", sign="on")
    done = veenrand.owner.see(f"aanmelden/{KEY}/")
    assert "Zaaien in het team" in text(done)


def makes_a_team(veenrand: Veenrand) -> None:
    for name, function in (("Mees Akker", "gp"), ("Roos Veld", "medical_assistant")):
        veenrand.manager.send("team/medewerkers/nieuw/", name=name, function=function, hours_a_week="24")
    assert list(Employee.objects.values_list("name", "function").order_by("name")) == [
        ("Mees Akker", "gp"),
        ("Roos Veld", "medical_assistant"),
    ]


def ranks_its_ideas(veenrand: Veenrand) -> None:
    """Two ideas; the one that brings most and can begin stands on top, and is chosen."""
    go, first, second = veenrand.manager, ("Folder", "Een handje", "Ja"), ("Kuierspreekuur", "Een kar", "Bijna")
    form = form_of(go.see(IDEAS).content.decode())
    one = {f"v-zaden.0.{key}": value for key, value in zip(COLUMNS, first, strict=True)}
    more = go.client.post(go.home + IDEAS, form.values | one | {"doe": "erbij:zaden"})
    two = {f"v-zaden.1.{key}": value for key, value in zip(COLUMNS, second, strict=True)}
    go.client.post(go.home + IDEAS, form_of(more.content.decode()).values | two)
    assert "Kuierspreekuur (6 punten) Folder (3 punten)" in text(go.see(IDEAS))
    go.send(IDEAS, **{"v-gekozen": "Kuierspreekuur"})
    go.send("formulier/zaadlijst/-/controleer/")
    assert FilledForm.objects.get(form="zaadlijst").status == "submitted"


def writes_the_plan(veenrand: Veenrand) -> None:
    """Every type of question; who sows with the neighbours gets another page; the sums follow."""
    mees, roos = Employee.objects.order_by("name")
    page = veenrand.manager.see(f"{PLAN}akker/")
    assert 'value="Kuierspreekuur"' in page.content.decode()
    veenrand.manager.send(
        f"{PLAN}akker/",
        **{"v-zaad": "Kuierspreekuur", "v-waarom": "Veel ouderen.\nWeinig bussen.", "v-soort": "iets-anders"},
        **{"v-soort.other": "Leem", "v-begin": "1 maart 2022", "v-knelpunten": ["Meer kwetsbare ouderen"]},
    )
    costs = {"v-kosten.0.wat": "Wandelkaart", "v-kosten.0.bedrag": "1.250,00", "v-kosten.0.wie": "huisarts"}
    people = {"v-wie": [str(mees.pk), str(roos.pk)], "v-uren": "6,5", "v-bezoeken": "40", "v-pot": "250"}
    answer = veenrand.manager.send(f"{PLAN}mensen/", **people, **costs, **{"v-samen": "ja"})
    assert answer.url.endswith("bouwplan/buren/")
    sums = text(veenrand.manager.see(f"{PLAN}mensen/"))
    assert ("€ 1.250,00" in sums, "€ 1.000,00" in sums) == (True, True)
    veenrand.manager.send(f"{PLAN}buren/", **{"v-buren": "De Moestuin", "v-eerlijk": "on"})
    veenrand.owner.send(f"{PLAN}-/controleer/")
    plan = FilledForm.objects.get(form="bouwplan")
    assert (plan.status, answers_of(plan)) == (
        "submitted",
        {
            "zaad": "Kuierspreekuur", "waarom": "Veel ouderen.\nWeinig bussen.", "soort": "Leem",
            "knelpunten": ["Meer kwetsbare ouderen"], "begin": "2022-03-01", "wie": [str(mees.pk), str(roos.pk)],
            "uren": "6.5", "bezoeken": "40",
            "kosten": [{"wat": "Wandelkaart", "bedrag": 125_000, "wie": "huisarts"}], "pot": 25_000,
            "samen": True, "buren": "De Moestuin", "eerlijk": True,
        },
    )  # fmt: skip


def the_region_sends_back_and_agrees(veenrand: Veenrand) -> None:
    plan = FilledForm.objects.get(form="bouwplan")
    place = f"plannen/{plan.pk}/"
    veenrand.desk.send(place, **{"r-waarom": "Hoeveel ouderen zijn dat?", "doe": "terug"})
    assert states(veenrand, date(2022, 3, 1))["bouwplan"] != "met"
    assert "Hoeveel ouderen zijn dat?" in text(veenrand.manager.see(f"{PLAN}akker/"))
    veenrand.manager.send(f"{PLAN}akker/", **{"v-waarom": "Veel ouderen, ruim zeshonderd."})
    veenrand.owner.send(f"{PLAN}-/controleer/")
    veenrand.desk.send(place, **{"c-past": "ja", "c-raad": "Begin klein", "doe": "akkoord"})
    assert [(each.number, len(each.sha256)) for each in FormSubmission.objects.order_by("number")[1:]] == [
        (1, 64),
        (2, 64),
    ]
    assert states(veenrand, date(2022, 3, 1))["bouwplan"] == "met"


def attends(veenrand: Veenrand) -> None:
    """The region plans a training and opens the door; two colleagues come in with the code."""
    desk = veenrand.desk
    words = {"title": "Rustig aan", "kind": "training", "topics": ["rustig-werken"], "objectives": ["B"]}
    desk.send("scholing/nieuw/", **words)
    training = Training.objects.get()
    day = {"day": "22-3-2022", "start": "00:00", "end": "23:59", "place": "De Schuur", "seats": "12"}
    desk.send(f"scholing/{training.pk}/dag/", **day)
    post(desk.client, f"{desk.home}scholing/{training.pk}/tonen/", tonen="ja")
    session = Session.objects.get()
    desk.send(f"scholing/dag/{session.pk}/deur/")
    session.refresh_from_db()
    mees, roos = Employee.objects.order_by("name")
    veenrand.manager.send("aanwezig/", code=session.code, employees=[mees.pk, roos.pk])
    assert states(veenrand, date(2022, 3, 22))["scholing"] == "met"


def notes_what_counts(veenrand: Veenrand) -> None:
    """Of the practice, of every colleague, of every district, two measurements, and one piece of evidence."""
    go = veenrand.manager
    for dike, when in (("Zuidkade", "4-4-2022"), ("Noordkade", "2-5-2022")):
        walked = {"v-dijk": dike, "v-met": ["Welzijn"], "v-day": when}
        go.send("vastleggen/dijkwandeling/nieuw/", **walked)
    go.send("vastleggen/huisbezoek_plan/", **{"allen-afspraak": "Belt eerst"})
    go.send("vastleggen/buurthulp/nieuw/", **{"district": "Kade", "v-organisation": "Burenbond"})
    go.send("vastleggen/roosterscan/nieuw/", **{"v-instrument": "Een telling", "v-day": "7-2-2022"})
    rest = {"v-instrument": "De rustmeter", "v-day": "3-5-2022", "v-respondents": "5"}
    go.send("vastleggen/rustmeting/nieuw/", **rest)
    go.send("bewijs/nieuw/", link=LINK, kind="foto_balie", title="De balie", day="9-5-2022")
    found = states(veenrand, date(2022, 5, 9))
    assert {key: found[key] for key in ("dijk", "ieder", "rooster", "rust", "stukken")} == dict.fromkeys(
        ("dijk", "ieder", "rooster", "rust", "stukken"), "met"
    )


def books_hours(veenrand: Veenrand) -> None:
    """The rules of the frame hold here too: an assistant is refused, a doctor is not."""
    mees = Employee.objects.get(name="Mees Akker")
    hours = {"type": "patient_time", "hours": "4", "start": "1-4-2022", "link": LINK, "claimed_nowhere_else": "on"}
    veenrand.manager.send("uren/toevoegen/?doelstelling=B", who=f"employee:{mees.pk}", **hours)
    assert states(veenrand, date(2022, 5, 9))["uren"] == "met"


def reaches_the_milestone(veenrand: Veenrand) -> None:
    veenrand.manager.send("plan/voorbeelden/", examples=["eerste_kiem"])
    milestone = Milestone.objects.get()
    assert (milestone.title, milestone.training) == ("De eerste taak ligt bij een ander", "rustig-werken")
    veenrand.manager.send(f"plan/mijlpaal/{milestone.pk}/voortgang/", progress="Gelukt", done_on="17-6-2022")


def accounts_and_signs(veenrand: Veenrand) -> None:
    """What is known stands ready and is only confirmed; three questions are answered, and the owner signs."""
    go = veenrand.manager
    go.send(f"{HARVEST}kpis/")
    go.send(f"{HARVEST}terug/", **{"v-geleerd": "Rust komt van ruimte."})
    go.send(f"{HARVEST}terug/", **{"v-delen": "ja"})
    go.send(f"{HARVEST}terug/", **{"v-met_wie": "Met mijn wijk"})
    veenrand.owner.send(f"{HARVEST}-/controleer/")
    sealed = FormSubmission.objects.get(filled_form__form="oogstbrief")
    assert len(sealed.sha256) == 64
    assert {key: value for key, value in sealed.answers.items() if key[:2] != "k_"} == {
        "roosterdag": "2022-02-07",
        "deelnemers": "5",
        "uren": [{"function": "huisarts", "hours": "4"}],
        "scholing": "Rustig aan, 22 maart 2022",
        "wandelingen": "Zuidkade; Welzijn; 4 april 2022\nNoordkade; Welzijn; 2 mei 2022",
        "foto": [Evidence.objects.get(kind="foto_balie").pk],
        "geleerd": "Rust komt van ruimte.",
        "delen": True,
        "met_wie": "Met mijn wijk",
    }
    assert {key: value["holds"] for key, value in sealed.answers.items() if key[:2] == "k_"} == dict.fromkeys(
        (f"k_{key}" for key in NO_KPI_YET), True
    )
    assert veenrand.owner.see(f"{HARVEST}-/pdf/").content[:5] == b"%PDF-"


def nothing_is_owed() -> bool:
    return not Obligation.objects.filter(done_on__isnull=True).exists()
