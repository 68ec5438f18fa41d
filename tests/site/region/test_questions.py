"""Vragen: what waits stands first, answering, and the list of needs (R147, R151)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import questions
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Enrolment,
    Event,
    FilledForm,
    FormSubmission,
    Intention,
    Mail,
    Practice,
    Thread,
    User,
)
from tests.site.practice.site import client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HOME = "/regio/rijnmond/vragen/"
NO_BSN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def practices(rijnmond: Rijnmond) -> list[Practice]:
    return make_practices(rijnmond, ["De Linde", "Singel", "Duin"])


@pytest.fixture
def person(practices: list[Practice]) -> User:
    return make_person("practice_manager", practice=practices[0])


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def ask(person: User, practice: Practice, title: str, *, days: int = 0, about: str = "") -> Thread:
    who, at = access.actor(person, TODAY), NOW + timedelta(days=days)
    asked: Thread = questions.ask(practice=practice, title=title, text="Hoe?", about=about, by=who, at=at, key=new_id())
    return asked


def sent(practice: Practice, person: User, number: int = 1, **answers: Any) -> None:
    """A plan as it was sent."""
    enrolment = Enrolment.objects.get(practice=practice)
    same = {"practice": practice, "region": practice.region}
    form, _ = FilledForm.objects.get_or_create(
        enrolment=enrolment, form="project_plan", defaults={"started_at": NOW, "saved_at": NOW, **same}
    )
    FormSubmission.objects.create(
        filled_form=form, number=number, receipt=new_id(), answers=answers, sha256="", submitted_by=person,
        submitted_at=NOW, **same,
    )  # fmt: skip


def intend(practice: Practice, rijnmond: Rijnmond, person: User, need: str) -> None:
    Intention.objects.create(
        practice=practice, region=practice.region, region_year=rijnmond.year, answer="yes", objectives=["B"],
        support_need=need, given_by=person, given_at=NOW,
    )  # fmt: skip


def test_what_waits_longest_stands_first(lead: Client, practices: list[Practice], person: User) -> None:
    answered = ask(person, practices[0], "Beantwoord", days=3)
    ask(person, practices[0], "Nieuw", days=2, about="form:project_plan")
    ask(person, practices[0], "Oud", days=1)
    post(lead, f"{HOME}{answered.pk}/", text="Zo.")
    page = lead.get(HOME)
    assert [(row[0].value, row[4].note) for row in page.context["rows"]] == [
        ("Oud", "Wacht op u"),
        ("Nieuw", "Wacht op u"),
        ("Beantwoord", "Beantwoord"),
    ]
    assert page.context["rows"][1][2].value == "Projectplan taken en verantwoordelijkheden"
    assert "2 vragen wachten op antwoord." in text(page)
    assert [row[0].value for row in lead.get(f"{HOME}?stand=wacht").context["rows"]] == ["Oud", "Nieuw"]


@pytest.mark.parametrize(("ticked", "closed"), [({"closed": "on"}, True), ({}, False)])
def test_an_answer_ends_the_waiting(
    lead: Client, practices: list[Practice], person: User, ticked: dict[str, str], closed: bool
) -> None:
    thread = ask(person, practices[0], "Scholing", days=-1)
    response = post(lead, f"{HOME}{thread.pk}/", text="In mei.", **ticked)
    thread.refresh_from_db()
    assert (response.url, thread.waits_for_region, thread.closed) == (HOME, False, closed)
    assert [(each.text, each.from_region) for each in thread.messages.all()] == [("Hoe?", False), ("In mei.", True)]
    assert Mail.objects.filter(kind="M19", user=person).count() == 1
    assert Event.objects.get(event="question.answer").detail == {"told": 1, "closed": closed}


def test_a_double_click_answers_and_mails_once(lead: Client, practices: list[Practice], person: User) -> None:
    thread, key = ask(person, practices[0], "Scholing"), new_id()
    for _ in range(2):
        assert post(lead, f"{HOME}{thread.pk}/", key, text="In mei.").status_code == 302
    assert (thread.messages.count(), Mail.objects.filter(kind="M19").count()) == (2, 1)


def test_a_bsn_in_an_answer_is_refused(lead: Client, practices: list[Practice], person: User) -> None:
    thread = ask(person, practices[0], "Scholing")
    page = post(lead, f"{HOME}{thread.pk}/", text="Zoek 999 990 019 op.")
    assert (page.status_code, texts(page, "field__errors")) == (200, [f"Fout: {NO_BSN}"])
    assert (page.context["form"]["text"].value(), thread.messages.count()) == ("Zoek 999 990 019 op.", 1)


def test_who_may_not_answer_only_reads(rijnmond: Rijnmond, practices: list[Practice], person: User) -> None:
    thread = ask(person, practices[0], "Scholing")
    director = client_of(make_person("region_director", region=rijnmond.region))
    page = director.get(f"{HOME}{thread.pk}/")
    assert (page.status_code, "Uw antwoord" in text(page)) == (200, False)
    assert post(director, f"{HOME}{thread.pk}/", text="Zo.").status_code == 404
    assert thread.messages.count() == 1


def test_the_needs_of_all_practices(lead: Client, rijnmond: Rijnmond, practices: list[Practice], person: User) -> None:
    linde, singel, duin = practices
    intend(linde, rijnmond, person, "Hulp bij het rooster")
    intend(duin, rijnmond, person, "")
    sent(singel, person, support="Oude tekst")
    sent(singel, person, number=2, support="Uitleg bij ICT")
    page = lead.get(f"{HOME}behoefte/")
    assert [tuple(cell.value for cell in row) for row in page.context["needs"]] == [
        ("De Linde", "A Zorg op afstand", "Hulp bij het rooster", "Voornemen"),
        ("Singel", "A Zorg op afstand", "Uitleg bij ICT", "Projectplan taken en verantwoordelijkheden"),
    ]
    assert (page.context["themes"], page.context["kinds"]) == ([("A Zorg op afstand", 2)], [])
    assert Event.objects.filter(event="need.list").count() == 1
    assert "Maak een scholing" in text(page)  # R148: what is asked for becomes an offer


def test_nobody_needs_anything(lead: Client, practices: list[Practice]) -> None:
    assert "Nog geen praktijk vroeg om hulp." in text(lead.get(f"{HOME}behoefte/"))


def test_one_and_three_take_the_same_queries(
    lead: Client, rijnmond: Rijnmond, practices: list[Practice], person: User
) -> None:
    linde, *others = practices
    ask(person, linde, "Scholing")
    intend(linde, rijnmond, person, "Hulp")
    sent(linde, person, support="Hulp")
    one = [queries(lead, path) for path in (HOME, f"{HOME}behoefte/")]
    for practice in others:
        ask(person, linde, "Nog iets")
        intend(practice, rijnmond, person, "Hulp")
        sent(practice, person, support="Hulp")
    assert [queries(lead, path) for path in (HOME, f"{HOME}behoefte/")] == one
