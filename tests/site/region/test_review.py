"""R05: the region reads what was sent in, remarks, sends back, agrees, and opens again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import forms
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, FilledForm, Practice, Region, Remark, User
from tests.site.forms import NOTE, enrolment_of, make_evidence, saved, submitted, with_forms
from tests.site.practice.site import address, client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
REVIEWS = "/regio/rijnmond/plannen/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return with_forms(make_region())


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def people(practice: Practice) -> tuple[User, User]:
    found = User.objects.filter(memberships__practice=practice).order_by("id")
    if found:
        return found[0], found[1]
    return make_person("practice_manager", practice=practice), make_person("practice_owner", practice=practice)


def sent(practice: Practice, **other: Any) -> FilledForm:
    return submitted(practice, *people(practice), **other).filled_form


def note_of(practice: Practice) -> FilledForm:
    """A form that asks for no agreement, sent in."""
    manager, _ = people(practice)
    answers = {"a1_klopt": {"holds": False, "text": "Nog één."}, "keuze": "Overleg"}
    filled = saved(practice, manager, answers, form=NOTE)
    forms.submit(
        enrolment=enrolment_of(practice), form=NOTE, version=filled.version,
        by=access.actor(manager, TODAY), at=NOW, key=new_id(),
    )  # fmt: skip
    return filled


def place(filled: FilledForm) -> str:
    return f"{REVIEWS}{filled.pk}/"


def decide(client: Client, filled: FilledForm, doe: str, version: Any = 1, **fields: Any) -> Any:
    return post(client, place(filled), doe=doe, version=str(version), **fields)


def status(filled: FilledForm) -> str:
    return FilledForm.objects.get(pk=filled.pk).status


# --- The list -------------------------------------------------------------------------------------------------------


def test_nothing_to_review(lead: Client, rijnmond: Rijnmond) -> None:
    assert "Er is niets te beoordelen." in text(lead.get(REVIEWS))


def test_a_draft_does_not_reach_the_region(lead: Client, linde: Practice) -> None:
    filled = saved(linde, people(linde)[0], {"doel": "Nog niet af"})
    assert "De Linde" not in text(lead.get(REVIEWS))
    assert lead.get(place(filled)).status_code == 404


def test_what_waits_longest_stands_first(lead: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    amandel = make_practices(rijnmond, ["Amandel"])[0]
    sent(amandel)
    sent(linde, at=NOW - timedelta(days=3))
    page = lead.get(REVIEWS)
    rows = texts(page, "tbody")[0]
    assert rows.index("De Linde") < rows.index("Amandel")
    assert "2 april 20223 dagen" in rows
    assert texts(page, "tabs") == ["Wacht op u (2) Ligt bij de praktijk (0) Klaar (0)"]


def test_each_form_lies_where_it_lies(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    note_of(linde)
    decide(lead, plan, "terug", **{"r-doel": "Wat is meer?"})
    assert texts(lead.get(REVIEWS), "tabs") == ["Wacht op u (0) Ligt bij de praktijk (1) Klaar (1)"]
    assert "Vraagt aanvulling" in text(lead.get(f"{REVIEWS}?stand=praktijk"))
    assert "Proefbrief Binnen" in text(lead.get(f"{REVIEWS}?stand=klaar"))
    assert lead.get(f"{REVIEWS}?stand=onzin").status_code == 404


def test_the_list_takes_as_many_queries_for_five_as_for_one(lead: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    sent(linde)
    one = queries(lead, REVIEWS)
    for practice in make_practices(rijnmond, ["Eik", "Es", "Iep", "Beuk"]):
        sent(practice)
    assert queries(lead, REVIEWS) == one


# --- One form -------------------------------------------------------------------------------------------------------


def test_the_region_reads_what_was_sent(lead: Client, linde: Practice) -> None:
    make_evidence(linde)
    plan = sent(linde)
    page = lead.get(place(plan))
    assert "De Linde · versie 1 van 5 april 2022 · 1 van 1" in texts(page, "title__caption")
    assert "Thuis meten veel makkelijk € 100,00 Spreekuur op video" in text(page)
    assert "Foto van de balie" in text(page)
    assert "Past dit bij het thema?" in text(page)
    assert [e.object_type for e in Event.objects.filter(event="form.view")] == ["region"]


def test_what_the_practice_types_now_is_not_shown(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    manager, _ = people(linde)
    forms.take_back(filled_form=plan, by=access.actor(manager, TODAY), at=NOW, key=new_id())
    saved(linde, manager, {"doel": "Nog niet voor de regio"})
    page = lead.get(place(plan))
    assert "Nog niet voor de regio" not in text(page)
    assert texts(page, "notice__title") == ["De Linde haalde dit terug om te wijzigen"]
    assert "Geef akkoord" not in text(page)


def test_agreeing_twice_with_one_form_is_agreeing_once(lead: Client, linde: Practice) -> None:
    """A double click: the second answer is that of the first, and does not blame the practice."""
    plan, key = sent(linde), new_id()
    given = {"doe": "akkoord", "version": "1", "c-past": "ja"}
    answers = [post(lead, place(plan), key, **given) for _ in range(2)]
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, REVIEWS)] * 2
    assert Event.objects.filter(event="form.agree").count() == 1


def test_agreeing_goes_to_the_next_one(lead: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    plan, other = sent(linde), sent(make_practices(rijnmond, ["Zilverspar"])[0])
    response = decide(lead, plan, "akkoord", **{"c-past": "ja", "c-tip": "Begin klein"})
    assert (response.url, status(plan)) == (place(other), "approved")
    assert answers_of(FilledForm.objects.get(about=plan)) == {"past": True, "tip": "Begin klein"}
    assert decide(lead, other, "akkoord", **{"c-past": "nee"}).url == REVIEWS


def test_the_checklist_comes_before_agreeing(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    response = decide(lead, plan, "akkoord")
    assert (response.status_code, status(plan)) == (409, "submitted")
    assert "Kies ja of nee bij “Past dit bij het thema?”." in texts(response, "error-summary")[0]


def test_sending_back_shows_the_remark_at_the_question(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    decide(lead, plan, "terug", **{"r-doel": "Wat is meer?", "r-geheel": "Mooi begin."})
    manager = client_of(people(linde)[0])
    page = manager.get(address(linde, "formulier/proef_plan/"))
    assert texts(page, "remarks__about") == ["Over het geheel", "Wat wilt u bereiken?"]
    assert texts(page, "status")[0] == "1 opmerking van uw regio"
    assert "Vul aan: Wat wilt u bereiken?" in texts(page, "next-task")[0]
    assert texts(manager.get(address(linde, "formulier/proef_plan/idee/")), "remark") == [
        "Opmerking van uw regio Wat is meer?"
    ]


def test_what_is_kept_for_later_stays_with_the_region(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    response = decide(lead, plan, "bewaar", **{"r-doel": "Nog nadenken", "c-past": "ja"})
    assert (response.url, status(plan)) == (place(plan), "submitted")
    assert texts(lead.get(place(plan)), "textarea").count("Nog nadenken") == 1
    manager = client_of(people(linde)[0])
    assert "Nog nadenken" not in text(manager.get(address(linde, "formulier/proef_plan/")))


def test_all_points_become_yes_but_those_that_were_answered(lead: Client, linde: Practice) -> None:
    """R162: one click for a plan without objections; nothing is decided by it."""
    plan = sent(linde)
    response = decide(lead, plan, "alles-ja", **{"r-doel": "Nog nadenken", "c-past": "nee"})
    assert (response.url, status(plan)) == (place(plan), "submitted")
    kept = lead.get(place(plan)).content.decode()
    decide(lead, plan, "alles-ja")
    after = lead.get(place(plan)).content.decode()
    answered = r'<input[^>]*name="c-past"[^>]*value="(\w+)"[^>]* checked'
    assert [re.findall(answered, page) for page in (kept, after)] == [["nee"], ["ja"]]
    assert "Nog nadenken" in kept


def test_sending_back_asks_for_a_remark(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    response = decide(lead, plan, "terug")
    assert (response.status_code, status(plan)) == (409, "submitted")
    assert "Zeg bij een vraag wat de praktijk kan aanvullen." in texts(response, "error-summary")[0]


def test_what_was_typed_stays_when_something_is_wrong(lead: Client, linde: Practice) -> None:
    response = decide(lead, sent(linde), "akkoord", **{"r-doel": "Mijn opmerking"})
    assert "Mijn opmerking" in texts(response, "textarea")


def test_a_bsn_in_a_remark_is_refused(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    response = decide(lead, plan, "terug", **{"r-doel": "Bedoelt u 999990019?"})
    assert (status(plan), Remark.objects.count()) == ("submitted", 0)
    assert "op een BSN lijkt" in texts(response, "error-summary")[0]


def test_the_practice_was_quicker(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    manager, _ = people(linde)
    forms.take_back(filled_form=plan, by=access.actor(manager, TODAY), at=NOW, key=new_id())
    response = decide(lead, plan, "akkoord", **{"c-past": "ja"})
    assert "De praktijk heeft dit zojuist gewijzigd. Bekijk de wijziging." in texts(response, "error-summary")[0]
    sent(linde, doel="Minder reizen")
    response = decide(lead, plan, "akkoord", **{"c-past": "ja"})
    assert (response.status_code, status(plan)) == (409, "submitted")
    sentence = "De praktijk heeft dit zojuist gewijzigd. Bekijk de wijziging."
    assert response.context["problems"] == [(sentence, "#gewijzigd")]
    assert (texts(response, "change__was"), texts(response, "change__now")) == (
        ["Meer zorg op afstand."],
        ["Minder reizen"],
    )


def test_the_second_round_shows_what_was_said_and_changed(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    decide(lead, plan, "terug", **{"r-doel": "Wat is meer?"})
    sent(linde, doel="Twee keer zoveel")
    page = lead.get(place(plan))
    assert texts(page, "remark") == ["Uw vorige opmerking Wat is meer?"]
    assert texts(page, "change__now") == ["Twee keer zoveel"]
    assert decide(lead, plan, "akkoord", 2, **{"c-past": "ja"}).status_code == 302


def test_opening_again_asks_a_reason(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    decide(lead, plan, "akkoord", **{"c-past": "ja"})
    response = post(lead, place(plan), doe="heropen", reason="")
    assert texts(response, "field__errors") == ["Fout: Schrijf waarom dit weer open gaat."]
    post(lead, place(plan), doe="heropen", reason="De uren kloppen niet.")
    assert status(plan) == "changes_requested"
    manager = client_of(people(linde)[0])
    assert "De uren kloppen niet." in text(manager.get(address(linde, "formulier/proef_plan/")))


def test_what_asks_for_no_agreement_can_only_be_opened(lead: Client, linde: Practice) -> None:
    note = note_of(linde)
    page = text(lead.get(place(note)))
    assert "Dit vraagt geen akkoord." in page
    assert "Geef akkoord" not in page
    assert decide(lead, note, "akkoord").status_code == 409
    post(lead, place(note), doe="heropen", reason="Er mist iets.")
    assert status(note) == "changes_requested"


@pytest.mark.parametrize("role", ["region_staff", "region_finance"])
def test_who_does_not_decide_only_reads(linde: Practice, role: str) -> None:
    plan = sent(linde)
    client = client_of(make_person(role, region=linde.region))
    assert "Geef akkoord" not in text(client.get(place(plan)))
    assert decide(client, plan, "akkoord", **{"c-past": "ja"}).status_code == 403
    assert status(plan) == "submitted"


def test_another_region_sees_nothing(linde: Practice) -> None:
    plan = sent(linde)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    client = client_of(make_person("region_lead", region=elsewhere))
    assert client.get(place(plan)).status_code == 404
    assert client.get(f"/regio/elders/plannen/{plan.pk}/").status_code == 404
    assert "De Linde" not in text(client.get("/regio/elders/plannen/"))


def test_the_region_gets_the_paper_of_what_was_sent(lead: Client, linde: Practice) -> None:
    plan = sent(linde)
    assert lead.get(address(linde, f"formulier/{plan.form}/-/pdf/?jaar=2022")).content[:5] == b"%PDF-"
