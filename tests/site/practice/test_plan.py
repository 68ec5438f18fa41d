"""P07: the plan on one page: phases, forms, milestones and aids (R139, R143, R162, R167, R177)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from groeiruimte.records.models import (
    Article,
    Attendance,
    Employee,
    Enrolment,
    Event,
    FilledForm,
    FormAnswer,
    Milestone,
    Practice,
    RegionYear,
    User,
)
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .extended import extend
from .site import address, client_of, queries, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def extended(rijnmond: Rijnmond) -> RegionYear:
    return extend(rijnmond.year)


def milestone(practice: Practice, title: str = "Werkafspraak", **other: Any) -> Milestone:
    enrolment = Enrolment.objects.get(practice=practice)
    by, _ = User.objects.get_or_create(email="schrijver@example.org", defaults={"name": "Schrijver"})
    given = {"shows": "Het blad hangt er", "due": date(2022, 6, 1), "added_by": by, "added_at": NOW} | other
    return Milestone.objects.create(
        enrolment=enrolment, practice=practice, region=practice.region, title=title, **given
    )


def filled(practice: Practice, form: str, status: str, **answers: Any) -> FilledForm:
    found = FilledForm.objects.create(
        enrolment=Enrolment.objects.get(practice=practice),
        practice=practice,
        region=practice.region,
        form=form,
        status=status,
        started_at=NOW,
        saved_at=NOW,
        submitted_at=None if status == "draft" else NOW,
    )
    for question, value in answers.items():
        answer(found, question, value)
    return found


def answer(found: FilledForm, question: str, value: Any) -> None:
    by, _ = User.objects.get_or_create(email="schrijver@example.org", defaults={"name": "Schrijver"})
    FormAnswer.objects.create(
        filled_form=found,
        practice=found.practice,
        region=found.region,
        question=question,
        form_version=1,
        value=value,
        given_by=by,
        given_at=NOW,
    )


def plan(client: Client, practice: Practice) -> Any:
    page = client.get(address(practice, "plan/"))
    assert page.status_code == 200
    return page


def test_phases_say_how_they_stand_and_why_they_are_not_over(
    manager: Client, linde: Practice, extended: RegionYear
) -> None:
    assert texts(plan(manager, linde), "steps") == [
        "Proefbegin Bezig Klaar: 0 mijlpalen. Nodig: 1. Rond er nog 1 af. Wat doet u in deze fase? Proefbegin "
        "U haalt een mijlpaal. Proefvervolg Kan nog niet Eerst moet de fase “Proefbegin” klaar zijn."
    ]
    milestone(linde, done_on=TODAY)
    page = plan(manager, linde)
    assert texts(page, "lead") == ["U bent in de fase “Proefvervolg”."]
    assert [(each.label, each.status) for each in page.context["phases"]] == [
        ("Proefbegin", "done"),
        ("Proefvervolg", "in_progress"),
    ]


def test_a_milestone_shows_all_that_is_known(manager: Client, linde: Practice, extended: RegionYear) -> None:
    anna = Employee.objects.create(practice=linde, region=linde.region, name="Anna Duin", function="gp")
    milestone(linde, owner=anna, training="proefscholing", progress="De helft is klaar.")
    (card,) = plan(manager, linde).context["milestones"]
    assert (card.title, card.status, card.owner, card.missing) == (
        "Werkafspraak",
        "in_progress",
        "Anna Duin",
        "scholing proefbellen",
    )
    assert "Nog te volgen: scholing proefbellen" in texts(plan(manager, linde), "facts")[0]


def test_a_training_that_was_followed_is_no_longer_asked(
    manager: Client, linde: Practice, extended: RegionYear
) -> None:
    anna = Employee.objects.create(practice=linde, region=linde.region, name="Anna Duin", function="gp")
    milestone(linde, training="proefscholing")
    Attendance.objects.create(
        practice=linde,
        region=linde.region,
        employee=anna,
        title="Proefbellen",
        day=date(2022, 3, 1),
        topics=["proefscholing"],
        noted_at=NOW,
    )
    assert "Gevolgd: scholing proefbellen" in texts(plan(manager, linde), "facts")[0]


@pytest.mark.parametrize(
    ("many", "sentence"),
    [
        (0, "Er staan nog geen mijlpalen. Kies er 3 tot 5."),
        (1, "Er staat 1 mijlpaal. Ons advies: kies er 3 tot 5."),
        (2, "Er staan 2 mijlpalen. Ons advies: kies er 3 tot 5."),
        (3, ""),
        (6, "Er staan 6 mijlpalen. Minder werkt vaak beter: 3 tot 5."),
    ],
)
def test_three_to_five_are_advised(
    manager: Client, linde: Practice, extended: RegionYear, many: int, sentence: str
) -> None:
    for number in range(many):
        milestone(linde, f"Stap {number}")
    page = plan(manager, linde)
    assert (page.context["advice"], sentence in text(page)) == (sentence, True)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("", "Nog doen"),
        ("draft", "Bezig"),
        ("submitted", "Wacht op akkoord"),
        ("changes_requested", "Teruggestuurd"),
        ("approved", "Akkoord"),
    ],
)
def test_the_forms_of_the_plan_stand_here_with_their_status(
    manager: Client, linde: Practice, extended: RegionYear, status: str, shown: str
) -> None:
    if status:
        filled(linde, "proefplan", status)
    said = [task for task in texts(plan(manager, linde), "task") if task.startswith("Proefplan")]
    assert said == [f"Proefplan {shown}"]


def test_the_chosen_idea_stands_here(manager: Client, linde: Practice, extended: RegionYear) -> None:
    assert "Druk het blad af en bespreek het met uw collega's." in text(plan(manager, linde))
    rows = [
        {"idea": "Nieuwe bel", "impact": "Weinig", "priority": "Later"},
        {"idea": "Sneller bellen", "impact": "Veel", "priority": "Nu"},
    ]
    sheet = filled(linde, "proefblad", "draft", ideas=rows)
    (idea,) = [each for each in plan(manager, linde).context["ideas"] if each.form == "proefblad"]
    assert (idea.best, idea.chosen) == (("Sneller bellen", "Nieuwe bel"), "")
    answer(sheet, "chosen", "Sneller bellen")
    assert "Uw project: Sneller bellen" in text(plan(manager, linde))


def test_aids_of_the_phase_are_shown_and_others_are_not(manager: Client, linde: Practice, extended: RegionYear) -> None:
    def aid(title: str, **other: Any) -> None:
        given = {"kind": "aid", "published": True, "day": date(2022, 2, 1)} | other
        Article.objects.create(region=linde.region, title=title, **given)

    aid("Hulp bij het begin", phase="proef-begin")
    aid("Hulp bij het vervolg", phase="proef-vervolg")
    aid("Altijd handig")
    aid("Nog in de la", published=False)
    aid("Een vraag", kind="faq")
    found = [each.title for each in plan(manager, linde).context["aids"]]
    assert found == ["Altijd handig", "Hulp bij het begin"]


def test_who_does_not_take_part_yet_reads_what_comes(rijnmond: Rijnmond) -> None:
    (new,) = make_practices(rijnmond, ["De Nieuwe"], enrolled=False)
    page = plan(client_of(make_person("practice_manager", practice=new)), new)
    assert texts(page, "empty-state") == [
        "Uw plan komt zodra u meedoet Meld uw praktijk eerst aan. Daarna kiest u mijlpalen en vult u het plan in. "
        "Bekijk de aanmelding"
    ]


def test_staff_and_region_read_and_change_nothing(linde: Practice, extended: RegionYear) -> None:
    found = milestone(linde)
    people = [make_person("practice_staff", practice=linde), make_person("region_lead", region=linde.region)]
    for person in people:
        client = client_of(person)
        assert texts(plan(client, linde), "action-link") == []
        paths = ("plan/mijlpaal/", "plan/voorbeelden/", f"plan/mijlpaal/{found.pk}/voortgang/", "plan/samen/")
        assert {client.get(address(linde, path)).status_code for path in paths} == {404}


def test_looking_is_written_down(manager: Client, linde: Practice, extended: RegionYear) -> None:
    plan(manager, linde)
    assert Event.objects.filter(event="plan.view", practice=linde).count() == 1


def test_one_and_three_milestones_take_the_same_queries(manager: Client, linde: Practice, extended: RegionYear) -> None:
    anna = Employee.objects.create(practice=linde, region=linde.region, name="Anna Duin", function="gp")
    milestone(linde, "Een", owner=anna)
    one = queries(manager, address(linde, "plan/"))
    milestone(linde, "Twee", owner=anna)
    milestone(linde, "Drie", owner=anna)
    assert queries(manager, address(linde, "plan/")) == one
