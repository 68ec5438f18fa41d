"""Practices that do a project together: asking, answering, and what each sees of the other (R138)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from groeiruimte.actions import partners
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Practice, ProjectPartner
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices

from .site import address, client_of, post, text, texts
from .test_plan import milestone, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def sluis(rijnmond: Rijnmond, linde: Practice) -> Practice:
    return make_practices(rijnmond, ["De Sluis"])[0]


@pytest.fixture
def theirs(sluis: Practice) -> Client:
    return client_of(make_person("practice_manager", practice=sluis))


def ask(client: Client, practice: Practice, other: Practice, key: str = "", title: str = "Samen bellen") -> Any:
    return post(client, address(practice, "plan/samen/"), key, partner=other.pk, title=title)


def answer(client: Client, practice: Practice, found: ProjectPartner, said: str) -> Any:
    return post(client, address(practice, f"plan/samen/{found.pk}/"), answer=said)


def asked(client: Client, practice: Practice, other: Practice) -> ProjectPartner:
    assert ask(client, practice, other).status_code == 302
    return ProjectPartner.objects.get()


def cards(client: Client, practice: Practice) -> list[str]:
    found = plan(client, practice).context["partners"]
    return [f"{each.name}: {each.title}, {each.state}, {len(each.milestones)}" for each in found]


def test_only_names_of_practices_that_take_part_are_offered(
    manager: Client, linde: Practice, sluis: Practice, rijnmond: Rijnmond
) -> None:
    make_practices(rijnmond, ["De Nieuwe"], enrolled=False)
    page = manager.get(address(linde, "plan/samen/"))
    assert texts(page, "option") == ["Kies een praktijk", "De Sluis"]


def test_both_see_the_question_and_nothing_more(
    manager: Client, theirs: Client, linde: Practice, sluis: Practice
) -> None:
    milestone(linde, "Onze stap")
    milestone(sluis, "Hun stap")
    asked(manager, linde, sluis)
    assert cards(manager, linde) == ["De Sluis: Samen bellen, asked, 0"]
    assert cards(theirs, sluis) == ["De Linde: Samen bellen, asks, 0"]
    assert ("Hun stap" in text(plan(manager, linde)), "Onze stap" in text(plan(theirs, sluis))) == (False, False)


def test_who_agrees_sees_titles_days_and_states_and_so_does_the_other(
    manager: Client, theirs: Client, linde: Practice, sluis: Practice
) -> None:
    milestone(linde, "Onze stap", due=date(2022, 3, 1))
    milestone(sluis, "Hun stap", progress="Alleen voor ons")
    milestone(sluis, "Weggehaald", removed_on=TODAY)
    found = asked(manager, linde, sluis)
    assert answer(theirs, sluis, found, "ja").status_code == 302
    for client, practice, name, title, state in (
        (manager, linde, "De Sluis", "Hun stap", "in_progress"),
        (theirs, sluis, "De Linde", "Onze stap", "late"),
    ):
        (partner,) = plan(client, practice).context["partners"]
        assert (partner.name, partner.state) == (name, "agreed")
        assert [(each.title, each.state) for each in partner.milestones] == [(title, state)]
    assert "Alleen voor ons" not in text(plan(manager, linde))


def test_a_no_shows_nothing_and_one_may_ask_again(
    manager: Client, theirs: Client, linde: Practice, sluis: Practice
) -> None:
    milestone(sluis, "Hun stap")
    found = asked(manager, linde, sluis)
    answer(theirs, sluis, found, "nee")
    page = plan(manager, linde)
    assert (page.context["partners"], "De Sluis: “Samen bellen” gaat niet door." in text(page)) == ([], True)
    assert ask(theirs, sluis, linde, title="Toch samen").status_code == 302
    assert cards(manager, linde) == ["De Sluis: Toch samen, asks, 0"]
    assert plan(manager, linde).context["declined"] == []


def test_either_may_end_it_and_then_sees_nothing(
    manager: Client, theirs: Client, linde: Practice, sluis: Practice
) -> None:
    milestone(sluis, "Hun stap")
    found = asked(manager, linde, sluis)
    answer(theirs, sluis, found, "ja")
    answer(manager, linde, found, "nee")
    assert (cards(manager, linde), cards(theirs, sluis)) == ([], [])
    assert "Hun stap" not in text(plan(manager, linde))


def test_who_asked_cannot_agree_for_the_other(manager: Client, linde: Practice, sluis: Practice) -> None:
    found = asked(manager, linde, sluis)
    assert answer(manager, linde, found, "ja").status_code == 409
    found.refresh_from_db()
    assert found.agreed is None


def test_what_is_stopped_cannot_be_agreed_to(manager: Client, theirs: Client, linde: Practice, sluis: Practice) -> None:
    found = asked(manager, linde, sluis)
    answer(manager, linde, found, "nee")
    assert answer(theirs, sluis, found, "ja").status_code == 409
    found.refresh_from_db()
    assert found.agreed is False


def test_one_is_asked_once(manager: Client, theirs: Client, linde: Practice, sluis: Practice) -> None:
    key = new_id()
    answers = [ask(manager, linde, sluis, key).status_code for _ in range(2)]
    assert (answers, ProjectPartner.objects.count()) == ([302, 302], 1)
    assert ask(manager, linde, sluis).status_code == 200
    assert ask(theirs, sluis, linde).status_code == 200
    assert ProjectPartner.objects.count() == 1


@pytest.mark.parametrize("who", ["self", "outside"])
def test_nobody_asks_itself_or_who_does_not_take_part(
    manager: Client, linde: Practice, rijnmond: Rijnmond, who: str
) -> None:
    (new,) = make_practices(rijnmond, ["De Nieuwe"], enrolled=False)
    page = ask(manager, linde, linde if who == "self" else new)
    assert (page.status_code, ProjectPartner.objects.count()) == (200, 0)


def test_another_practice_cannot_answer(manager: Client, linde: Practice, sluis: Practice, rijnmond: Rijnmond) -> None:
    found = asked(manager, linde, sluis)
    (third,) = make_practices(rijnmond, ["De Derde"])
    stranger = client_of(make_person("practice_manager", practice=third))
    assert answer(stranger, third, found, "ja").status_code == 404
    found.refresh_from_db()
    assert found.agreed is None


def test_who_may_not_edit_the_plan_gets_no_names(linde: Practice, sluis: Practice) -> None:
    staff = access.actor(make_person("practice_staff", practice=linde), TODAY)
    stranger = access.actor(make_person("practice_manager", practice=sluis), TODAY)
    year = Enrolment.objects.get(practice=linde).region_year
    for who in (staff, stranger):
        with pytest.raises(Refused):
            partners.others(linde, year, who)
    assert partners.partners_of(linde, year, stranger) == ()


def test_a_partner_that_left_the_programme_shows_no_milestones_of_another_year(
    manager: Client, theirs: Client, linde: Practice, sluis: Practice
) -> None:
    milestone(sluis, "Oude stap")
    answer(theirs, sluis, asked(manager, linde, sluis), "ja")
    mine = access.actor(make_person("practice_owner", practice=linde), TODAY)
    enrolment = Enrolment.objects.get(practice=linde)
    other_year = enrolment.region_year
    other_year.pk, other_year.programme = None, "2023-rijnmond"
    other_year.start, other_year.end = date(2023, 1, 1), date(2023, 12, 31)
    other_year.save()
    (seen,) = partners.partners_of(linde, other_year, mine)
    assert (seen.state, seen.milestones) == ("agreed", ())
