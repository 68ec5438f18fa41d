"""P18 and P19: what a practice sees of its surveys, and what others do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import page
import pytest
from django.core import mail
from django.test import Client

from groeiruimte.actions import survey_outcomes, work
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Practice, Survey, SurveyBox, User
from groeiruimte.records.models.survey import CALLED_OFF, CLOSED
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices
from tests.site.surveys import (
    AFTER_THE_WAVE,
    CLOSES,
    HAPPY,
    PATIENTS,
    SAD,
    held,
    started,
    with_surveys,
)

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(rijnmond: Rijnmond) -> Rijnmond:
    return with_surveys(rijnmond)


@pytest.fixture
def linde(region: Rijnmond) -> Practice:
    return make_practices(region, ["De Linde"])[0]


@pytest.fixture
def who(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde, email="manager@example.org")


@pytest.fixture
def manager(who: User) -> Client:
    return client_of(who)


def at(survey: Survey, path: str = "") -> str:
    return address(survey.practice, f"vragenlijsten/{survey.pk}/{path}")


def closed(survey: Survey, who: User) -> Survey:
    by = access.actor(who, TODAY)
    made: Survey = survey_outcomes.close(practice=survey.practice, survey=survey, by=by, at=NOW, key=new_id())
    return made


def failures(content: bytes) -> list[str]:
    limits = page.SafetyLimits(max_reference_depth=10_000)
    return [each.rule_id for each in page.validate_pdf_bytes(content, profile="ua1", limits=limits).failures]


def test_the_list_offers_what_can_be_held(manager: Client, linde: Practice) -> None:
    found = manager.get(address(linde, "vragenlijsten/"))
    assert {"Proefplezier", "Proefpatiënt"} <= set(texts(found, "h2"))
    assert texts(found, "button").count("Zet deze vragenlijst uit") >= 2
    assert address(linde, "vragenlijsten/proef_team/uitzetten/") in found.content.decode()


def test_the_kpis_lead_to_it(manager: Client, linde: Practice) -> None:
    Enrolment.objects.update(objectives=["A", "B"])
    found = manager.get(address(linde, "kpi/b3/"))
    assert "Zet de vragenlijst uit: proefplezier" in text(found)
    assert address(linde, "vragenlijsten/") in manager.get(address(linde, "kpi/")).content.decode()


def test_starting_one_warns_a_small_team_and_shows_the_questions(manager: Client, linde: Practice) -> None:
    for name in ("Ans", "Bea", "Cor", "Dik"):
        Employee.objects.create(practice=linde, region=linde.region, name=name, function="gp")
    path = address(linde, "vragenlijsten/proef_team/uitzetten/")
    shown = manager.get(path)
    assert texts(shown, "notice__title") == ["Uw team heeft 4 mensen."]
    assert "Ik heb plezier in mijn werk." in text(shown)
    refused = post(manager, path, closes="1-5-2022")
    assert texts(refused, "error-summary") == [
        "Verbeter dit voordat u verdergaat Deze dag past niet bij de meting. "
        "Kies een dag van 5 april 2022 tot en met 30 april 2022."
    ]
    sent = post(manager, path, closes="20-4-2022")
    survey = Survey.objects.get()
    assert (sent.status_code, sent.url, survey.closes) == (302, at(survey), CLOSES)


def test_cards_are_a_pdf_that_can_be_read_aloud(manager: Client, linde: Practice, who: User) -> None:
    survey = started(linde, who)
    sent = post(manager, at(survey, "kaarten/"), number="9")
    assert (sent.status_code, sent.headers["Content-Type"], failures(sent.content)) == (200, "application/pdf", [])
    assert len(SurveyBox.objects.get().issued) == 9
    wrong = post(manager, at(survey, "kaarten/"), number="201")
    assert texts(wrong, "error-summary") == ["Verbeter dit voordat u verdergaat Vul een getal in van 5 tot en met 200."]


def test_a_poster_for_patients(manager: Client, linde: Practice, who: User) -> None:
    survey = started(linde, who, PATIENTS)
    sent = manager.get(at(survey, "poster/"))
    assert (sent.headers["Content-Type"], failures(sent.content)) == ("application/pdf", [])
    assert f"/v/{survey.pk}/{survey.link}/" in texts(manager.get(at(survey)), "secret")[0]
    assert manager.get(at(started(linde, who), "poster/")).status_code == 404


def test_colleagues_are_mailed(manager: Client, linde: Practice, who: User) -> None:
    survey = started(linde, who)
    nobody = post(manager, at(survey, "mailen/"))
    assert texts(nobody, "error-summary") == ["Verbeter dit voordat u verdergaat Kies wie u wilt mailen."]
    few = post(manager, at(survey, "mailen/"), colleagues=[str(who.pk)])
    assert texts(few, "error-summary") == [
        "Verbeter dit voordat u verdergaat Kies ten minste 5 collega's, of deel kaarten uit."
    ]
    assert "Of mail uw collega's" not in text(manager.get(at(survey)))  # so few have an account
    people = [make_person("practice_staff", practice=linde, email=f"{n}@example.org") for n in range(4)]
    assert "Kies er minstens 5." in text(manager.get(at(survey)))
    assert post(manager, at(survey, "mailen/"), colleagues=[str(each.pk) for each in (who, *people)]).status_code == 302
    while work.run_one(NOW):
        pass
    assert sorted(sent.to for sent in mail.outbox) == [[f"{n}@example.org"] for n in (*range(4), "manager")]


def test_it_says_who_hands_out_the_links(manager: Client, linde: Practice, who: User) -> None:
    team, patients = started(linde, who), started(linde, who, PATIENTS)
    assert "Wie meer kaarten heeft, kan vaker meedoen." in text(manager.get(at(team)))
    assert "Wie de link heeft, kan vaker meedoen." in text(manager.get(at(patients)))


def test_a_few_answers_count_as_a_measurement_and_closing_says_so(manager: Client, linde: Practice, who: User) -> None:
    Enrolment.objects.update(objectives=["A", "B"])
    survey = held(linde, who, 3)
    survey_outcomes.of_day(survey.enrolment.region_year_id, NOW)
    said = "Vanaf 1 antwoord telt dit als meting, ook zonder uitkomst. Uw regio leest dan: minder dan 5 deelnemers."
    assert said in text(manager.get(at(survey, "sluiten/")))
    closed(survey, who)
    assert "U mat proefplezier op 5 april 2022 met Proefplezier. Er waren minder dan 5 deelnemers." in text(
        manager.get(address(linde, "kpi/b3/"))
    )


def test_a_group_that_was_made_without_the_practice_has_no_outcome(manager: Client, linde: Practice, who: User) -> None:
    survey = held(linde, who, 6)
    survey_outcomes.of_day(survey.enrolment.region_year_id, AFTER_THE_WAVE)
    linde.district = "Nieuw"
    linde.save()
    found = text(manager.get(at(survey)))
    assert "Wijkgroep: Van deze groep is er geen uitkomst." in found
    assert "Regio: Deze groep is te klein om te tonen." in found


def test_a_practice_that_moved_waits_for_nothing(manager: Client, linde: Practice, who: User, settings: Any) -> None:
    survey = closed(held(linde, who, 6), who)
    assert "Regio: Deze uitkomst komt na 30 april 2022." in text(manager.get(at(survey)))
    settings.TODAY = date(2022, 5, 2)
    assert "Regio: Van deze groep is er geen uitkomst." in text(manager.get(at(survey)))


def test_while_it_is_open_only_a_daily_count_is_shown(manager: Client, linde: Practice, who: User) -> None:
    survey = held(linde, who, 3)
    assert "0 antwoorden" in text(manager.get(at(survey)))
    survey_outcomes.of_day(survey.enrolment.region_year_id, NOW)
    found = text(manager.get(at(survey)))
    assert "3 antwoorden Wij tellen één keer per dag." in found
    assert "Nog 2 antwoorden nodig. Daarna ziet u de uitkomst" in found


def test_closing_early_asks_first(manager: Client, linde: Practice, who: User) -> None:
    survey = held(linde, who, 6, SAD, HAPPY)
    assert texts(manager.get(at(survey, "sluiten/")), "h1") == ["Wilt u deze vragenlijst sluiten?"]
    assert post(manager, at(survey, "sluiten/")).url == at(survey)
    assert Survey.objects.get().status == CLOSED
    found = manager.get(at(survey))
    rows = texts(found, "tbody")[0]
    assert rows == "Ik heb plezier in mijn werk. 4,3 1,5 6 Ik heb het te druk. (omgedraaid) 4,3 1,5 6"
    assert found.content.decode().count("survey-picture__bar") == 2


def test_stopping_throws_away(manager: Client, linde: Practice, who: User) -> None:
    survey = held(linde, who, 6)
    assert post(manager, at(survey, "stoppen/")).url == address(linde, "vragenlijsten/")
    assert (Survey.objects.get().status, SurveyBox.objects.get().answers) == (CALLED_OFF, [])
    assert "Deze vragenlijst is gestopt." in texts(manager.get(at(survey)), "lead")


def test_four_answers_are_too_few(manager: Client, linde: Practice, who: User) -> None:
    survey = closed(held(linde, who, 4), who)
    found = text(manager.get(at(survey)))
    assert "Deze groep is te klein om te tonen. Er zijn 5 antwoorden nodig." in found
    assert "Score per vraag" not in found


def test_texts_are_for_who_manages(manager: Client, linde: Practice, who: User) -> None:
    survey = closed(held(linde, who, 8, *({**HAPPY, "wens": f"Wens {letter}"} for letter in "abcdefgh")), who)
    staff = client_of(make_person("practice_staff", practice=linde))
    assert "Wens c" in text(manager.get(at(survey)))
    seen = staff.get(at(survey))
    assert (seen.status_code, "Wens" in text(seen), "5,0" in text(seen)) == (200, False, True)


def test_before_and_after_beside_the_district_and_the_region(manager: Client, linde: Practice, who: User) -> None:
    first = closed(held(linde, who, 6, SAD), who)
    Survey.objects.filter(pk=first.pk).update(opens=TODAY.replace(month=3), wave="eerder")
    linde.district = "Noord"
    linde.save()
    second = held(linde, who, 5)
    for name, people in (("Eik", 2), ("Els", 2)):
        other = make_practices(Rijnmond(linde.region, second.enrolment.region_year), [name])[0]
        other.district = "Noord"
        other.save()
        held(other, make_person("practice_manager", practice=other), people, SAD)
    closed(second, who)
    before = text(manager.get(at(second)))
    assert "Wijkgroep: Deze uitkomst komt na 30 april 2022." in before
    survey_outcomes.of_day(second.enrolment.region_year_id, AFTER_THE_WAVE)
    found = manager.get(at(second))
    assert texts(found, "thead") == ["Vraag Uw score Spreiding Antwoorden Vorige meting"]
    assert "Wijkgroep: Deze groep is te klein om te tonen." in text(found)


def test_the_region_stands_beside_the_score(manager: Client, linde: Practice, who: User) -> None:
    survey = held(linde, who, 6)
    for name in ("Eik", "Els"):
        other = make_practices(Rijnmond(linde.region, survey.enrolment.region_year), [name])[0]
        held(other, make_person("practice_manager", practice=other), 5, SAD)
    survey_outcomes.of_day(survey.enrolment.region_year_id, AFTER_THE_WAVE)
    found = manager.get(at(survey))
    assert texts(found, "thead") == ["Vraag Uw score Spreiding Antwoorden Regio"]
    assert texts(found, "tbody") == [
        "Ik heb plezier in mijn werk. 5,0 0,0 6 2,5 Ik heb het te druk. (omgedraaid) 5,0 0,0 6 2,5"
    ]
    assert found.content.decode().count("survey-picture__region") == 2
    assert "Ik heb plezier in mijn werk. 5,0 van 5 regio 2,5" in text(found)


def test_a_stranger_sees_nothing(region: Rijnmond, linde: Practice, who: User) -> None:
    survey = closed(held(linde, who, 6), who)
    other = client_of(make_person("practice_owner", practice=make_practices(region, ["De Eik"])[0]))
    lead = client_of(make_person("region_lead", region=region.region))
    for path in (at(survey), address(linde, "vragenlijsten/")):
        assert [client.get(path).status_code for client in (other, lead)] == [404, 404]


def test_staff_reads_and_holds_nothing(linde: Practice, who: User) -> None:
    survey = held(linde, who, 2)
    staff = client_of(make_person("practice_staff", practice=linde))
    assert staff.get(at(survey)).status_code == 200
    refused = [post(staff, at(survey, path)).status_code for path in ("kaarten/", "mailen/", "sluiten/", "stoppen/")]
    assert refused == [404, 404, 404, 404]
    assert staff.get(address(linde, "vragenlijsten/proef_team/uitzetten/")).status_code == 404


def test_the_region_sees_who_measures_and_no_small_number(region: Rijnmond, linde: Practice, who: User) -> None:
    closed(held(linde, who, 4), who)
    closed(held(linde, who, 6, {"tijd": "Goed"}, kind=PATIENTS), who)
    desk = client_of(make_person("region_staff", region=region.region))
    found = desk.get(f"/regio/{region.region.pk}/vragenlijsten/")
    assert texts(found, "tbody") == [
        "De Linde Proefpatiënt Voorjaar Gesloten op 5 april 2022 6 "
        "De Linde Proefplezier Nulmeting Gesloten op 5 april 2022 minder dan 5"
    ]
    assert "Er zijn nog geen uitkomsten." in text(found)


def test_the_region_sees_groups(region: Rijnmond) -> None:
    for name in ("noord1", "noord2", "noord3"):
        practice = make_practices(region, [name])[0]
        practice.district = "Noord"
        practice.save()
        held(practice, make_person("practice_manager", practice=practice), 2)
    survey_outcomes.of_day(region.year.pk, AFTER_THE_WAVE)
    desk = client_of(make_person("region_staff", region=region.region))
    found = desk.get(f"/regio/{region.region.pk}/vragenlijsten/")
    assert texts(found, "thead")[0] == "Vraag Hele regio (6) Noord (6)"
    assert texts(found, "tbody")[0] == "Ik heb plezier in mijn werk. 5,0 5,0 Ik heb het te druk. (omgedraaid) 5,0 5,0"


def test_as_many_queries_for_one_as_for_three(region: Rijnmond, linde: Practice, who: User, manager: Client) -> None:
    desk = client_of(make_person("region_staff", region=region.region))
    path = f"/regio/{region.region.pk}/vragenlijsten/"
    started(linde, who)
    one: list[Any] = [queries(manager, address(linde, "vragenlijsten/")), queries(desk, path)]
    for name in ("Eik", "Els"):
        other = make_practices(region, [name])[0]
        started(other, make_person("practice_manager", practice=other))
    started(linde, who, PATIENTS)
    assert [queries(manager, address(linde, "vragenlijsten/")), queries(desk, path)] == one


def test_links_of_a_closed_survey_are_refused_with_a_sentence(manager: Client, linde: Practice, who: User) -> None:
    survey = closed(held(linde, who, 1), who)
    sent = post(manager, at(survey, "kaarten/"), number="5")
    assert sent.status_code == 409
    assert "Deze vragenlijst is niet meer open." in text(sent)
