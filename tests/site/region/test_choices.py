"""Keuzes: the work list, three criteria, many at once, and objectives that a region does not support (R010-R039)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import alignments
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Alignment, Enrolment, Event, Intention, Practice, SupportedObjective
from groeiruimte.rules.alignment import Judgement
from tests.site.practice.site import address, client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HOME = "/regio/rijnmond/aanmeldingen/keuzes/"
MANY = f"{HOME}samen/"
SUPPORTED = "/regio/rijnmond/aanmeldingen/doelstellingen/"
YES = {"preference": "yes", "feasibility": "yes", "coherence": "yes", "aligned_on": "4-4-2022", "note": ""}
SAID = Judgement("yes", "yes", "yes", date(2022, 4, 4), "", True)


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def practices(rijnmond: Rijnmond) -> list[Practice]:
    return make_practices(rijnmond, ["De Linde", "Duin", "Singel"])


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def one(practice: Practice, objective: str = "A") -> str:
    return f"{HOME}{practice.pk}/{objective}/"


def listed(page: Any) -> list[tuple[str, str, str]]:
    return [(each.name, each.objective, each.words) for each, _, _ in page.context["rows"]]


def aligned(rijnmond: Rijnmond, practice: Practice, judgement: Judgement = SAID, version: int = 0) -> Alignment:
    by = access.actor(make_person("region_staff", region=rijnmond.region, email=f"{new_id()}@example.org"), TODAY)
    made: Alignment = alignments.align(
        practice=practice, region_year=rijnmond.year, objective="A", judgement=judgement, version=version,
        by=by, at=NOW, key=new_id(),
    )  # fmt: skip
    return made


def test_what_nobody_judged_stands_in_the_list(lead: Client, rijnmond: Rijnmond, practices: list[Practice]) -> None:
    """R034: unchecked choices show in a work list; checks are kept with who and when."""
    made = aligned(rijnmond, practices[1])
    page = lead.get(HOME)
    assert listed(page) == [("De Linde", "A", "Nog afstemmen"), ("Singel", "A", "Nog afstemmen")]
    assert "2 keuzes wachten op afstemming." in text(page)
    assert listed(lead.get(f"{HOME}?stand=bevestigd")) == [("Duin", "A", "Bevestigd")]
    assert [len(listed(lead.get(f"{HOME}?stand=alle&doelstelling={key}"))) for key in "ABCD"] == [3, 0, 0, 0]
    assert (made.by.name, made.at, made.confirmed) == ("Region staff", NOW, True)
    assert lead.get(f"{HOME}?stand=x").status_code == 404


def test_a_preference_counts_until_the_practice_signed(
    lead: Client, rijnmond: Rijnmond, practices: list[Practice]
) -> None:
    person = make_person("practice_manager", practice=practices[0])
    (late,) = make_practices(rijnmond, ["Vliet"], enrolled=False)
    (no,) = make_practices(rijnmond, ["Zwaan"], enrolled=False)
    for practice, answer in ((practices[0], "yes"), (late, "not_yet"), (no, "no")):
        Intention.objects.create(
            practice=practice, region=rijnmond.region, region_year=rijnmond.year, answer=answer, objectives=["B", "C"],
            given_by=person, given_at=NOW,
        )  # fmt: skip
    assert listed(lead.get(HOME)) == [
        ("De Linde", "A", "Nog afstemmen"),
        ("Duin", "A", "Nog afstemmen"),
        ("Singel", "A", "Nog afstemmen"),
        ("Vliet", "B", "Nog afstemmen"),
        ("Vliet", "C", "Nog afstemmen"),
    ]


def test_confirming_leads_to_the_next_one(lead: Client, practices: list[Practice]) -> None:
    """Twenty seconds for a practice: the preference and the day stand there, so two clicks and the button."""
    page = lead.get(one(practices[0]))
    assert (page.context["form"]["preference"].value(), page.context["form"]["aligned_on"].value()) == (
        "yes",
        "5 april 2022",
    )
    response = post(lead, one(practices[0]), **YES, version="0", confirmed="on")
    assert response.url == f"{one(practices[1])}?programma=2022-rijnmond"
    made = Alignment.objects.get()
    assert (made.confirmed, made.aligned_on, made.number) == (True, date(2022, 4, 4), 1)
    detail = {"objective": "A", "confirmed": True, "aligned": True}
    assert Event.objects.get(event="choice.align").detail == detail
    for practice in practices[1:]:
        response = post(lead, one(practice), **YES, version="0", confirmed="on")
    assert response.url == f"{HOME}?programma=2022-rijnmond"
    assert "Er wacht geen keuze op afstemming." in text(lead.get(response.url))


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("feasibility", "Nog niet beoordeeld: “Haalbaar met onze hulp”. Kies overal een antwoord, en bevestig dan."),
        ("aligned_on", "De dag van het overleg ontbreekt. Vul in wanneer u de praktijk sprak."),
    ],
)
def test_it_cannot_be_confirmed_too_early(lead: Client, practices: list[Practice], without: str, sentence: str) -> None:
    """R011, R030. What is not whole can be kept for later."""
    given = {**YES, without: ""}
    page = post(lead, one(practices[0]), **given, version="0", confirmed="on")
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {sentence}"]
    assert Alignment.objects.count() == 0
    assert post(lead, one(practices[0]), **given, version="0").status_code == 302
    assert Alignment.objects.get().confirmed is False


def test_who_judges_second_sees_both(lead: Client, rijnmond: Rijnmond, practices: list[Practice]) -> None:
    aligned(rijnmond, practices[0])
    page = post(lead, one(practices[0]), **{**YES, "coherence": "no", "note": "Past niet"}, version="0", confirmed="on")
    assert page.status_code == 409
    assert [(each.name, each.mine, each.theirs) for each in page.context["stale"].fields] == [
        ("coherence", "Nee", "Ja"),
        ("note", "Past niet", "niets"),
    ]
    assert Alignment.objects.count() == 1
    chosen = {**YES, "coherence": "no", "note": "Past niet", "confirmed": "on", "version": "1"}
    assert post(lead, one(practices[0]), **chosen).status_code == 302
    assert Alignment.objects.filter(number=2, coherence="no").count() == 1


def test_many_alike_after_a_preview(lead: Client, practices: list[Practice]) -> None:
    """R011 in bulk: what is shown is what happens, in one event with everybody in it."""
    preview = lead.get(f"{MANY}?keuze={practices[0].pk}.A&keuze={practices[2].pk}.A")
    assert "Beoordeel 2 keuzes samen" in text(preview)
    assert [row[0].value for row in preview.context["rows"]] == ["De Linde", "Singel"]
    response = post(lead, MANY, keuze=preview.context["picked"], **YES, confirmed="on")
    assert response.status_code == 302
    assert sorted(Alignment.objects.values_list("practice__name", "confirmed")) == [
        ("De Linde", True),
        ("Singel", True),
    ]
    (event,) = Event.objects.filter(event="choice.align_many")
    assert event.detail["choices"] == [f"{practices[0].pk} A", f"{practices[2].pk} A"]
    assert len(lead.get(f"{MANY}?alle=ja&stand=open").context["picked"]) == 1
    assert "U koos nog geen keuzes." in text(lead.get(MANY))


def test_nothing_is_kept_when_one_was_judged_since_the_preview(
    lead: Client, rijnmond: Rijnmond, practices: list[Practice]
) -> None:
    picked = lead.get(f"{MANY}?alle=ja").context["picked"]
    aligned(rijnmond, practices[1])
    page = post(lead, MANY, keuze=picked, **YES, confirmed="on")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Iemand anders beoordeelde dit intussen ook. "
        "Open de lijst opnieuw en kijk wat er staat."
    ]
    assert Alignment.objects.count() == 1


def test_a_choice_that_was_dropped_since_the_preview_is_told(lead: Client, practices: list[Practice]) -> None:
    picked = lead.get(f"{MANY}?alle=ja").context["picked"]
    Enrolment.objects.filter(practice=practices[1]).update(objectives=["C"])
    page = post(lead, MANY, keuze=picked, **YES, confirmed="on")
    assert "De praktijk koos deze doelstelling niet meer." in texts(page, "error-summary")[0]
    assert Alignment.objects.count() == 0
    assert post(lead, MANY, keuze=["kapot"], **YES).status_code == 400


def test_a_choice_of_another_region_is_refused(rijnmond: Rijnmond, practices: list[Practice]) -> None:
    elsewhere = make_person("region_lead", region=rijnmond.region)
    stranger = Practice.objects.exclude(pk__in=[each.pk for each in practices]).first()
    assert stranger is None
    with pytest.raises(Refused) as refused:
        alignments.align_many(
            region=rijnmond.region, region_year=rijnmond.year, choices={(new_id(), "A"): 0}, judgement=SAID,
            by=access.actor(elsewhere, TODAY), at=NOW, key=new_id(),
        )  # fmt: skip
    assert (refused.value.code, Alignment.objects.count()) == ("practice", 0)


def test_an_objective_that_the_practice_dropped_is_refused(rijnmond: Rijnmond, practices: list[Practice]) -> None:
    Enrolment.objects.filter(practice=practices[0]).update(objectives=["C"])
    with pytest.raises(Refused) as refused:
        aligned(rijnmond, practices[0])
    assert refused.value.code == "objective"


def test_who_may_not_judge_reads(rijnmond: Rijnmond, practices: list[Practice]) -> None:
    finance = client_of(make_person("region_finance", region=rijnmond.region))
    page = finance.get(HOME)
    assert (page.status_code, "Begin met de eerste" in text(page)) == (200, False)
    assert [finance.get(url).status_code for url in (one(practices[0]), MANY, f"{SUPPORTED}A/")] == [404, 404, 404]
    assert post(finance, one(practices[0]), **YES, version="0").status_code == 404
    owner = client_of(make_person("practice_owner", practice=practices[0]))
    assert [owner.get(url).status_code for url in (HOME, one(practices[0]), SUPPORTED)] == [404, 404, 404]


def test_the_list_takes_as_many_queries_for_three_as_for_one(lead: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["Eén"])
    few = queries(lead, f"{HOME}?stand=alle")
    make_practices(rijnmond, ["Twee", "Drie"])
    assert queries(lead, f"{HOME}?stand=alle") == few


def test_an_objective_is_switched_off_with_a_reason(lead: Client, practices: list[Practice]) -> None:
    """R039: the text of the programme stays, and the practice hears it at once."""
    owner = client_of(make_person("practice_owner", practice=practices[0]))
    talk = "Overleg met uw regio over:"
    assert talk not in text(owner.get(address(practices[0])))
    page = post(lead, f"{SUPPORTED}A/", supported="no", note=" ", version="0")
    assert texts(page, "field__errors") == [
        "Fout: U gaf nog geen reden. Schrijf waarom uw regio dit jaar niet kan helpen."
    ]
    assert post(lead, f"{SUPPORTED}A/", supported="no", note="Geen begeleider", version="0").status_code == 302
    assert talk in text(owner.get(address(practices[0])))
    signed = owner.get(address(practices[0], "aanmelden/2022-rijnmond/"))
    assert "Vraag overleg aan" in text(signed)
    assert SupportedObjective.objects.get().note == "Geen begeleider"
    rows = lead.get(SUPPORTED).context["rows"]
    assert [(row[0].value[0], row[1].value, row[3].value) for row in rows if row[0].value[0] == "A"] == [
        ("A", "Nee, overleg", 3)
    ]
    assert listed(lead.get(f"{HOME}?stand=overleg"))[0] == ("De Linde", "A", "Nog afstemmen")


def test_the_talk_closes_when_they_aligned(lead: Client, rijnmond: Rijnmond, practices: list[Practice]) -> None:
    """R030, R039: not before the day of the talk, and without confirming."""
    owner = client_of(make_person("practice_owner", practice=practices[0]))
    post(lead, f"{SUPPORTED}A/", supported="no", note="Geen begeleider", version="0")
    post(lead, one(practices[0]), **{**YES, "aligned_on": ""}, version="0")
    assert "Overleg met uw regio over:" in text(owner.get(address(practices[0])))
    post(lead, one(practices[0]), **YES, version="1")
    assert "Overleg met uw regio over:" not in text(owner.get(address(practices[0])))
    assert "Vraag overleg aan" not in text(owner.get(address(practices[0], "aanmelden/2022-rijnmond/")))
    others = [name for name, _, _ in listed(lead.get(f"{HOME}?stand=overleg"))]
    assert others == ["Duin", "Singel"]


def test_two_people_do_not_switch_at_once(lead: Client, rijnmond: Rijnmond) -> None:
    assert post(lead, f"{SUPPORTED}D/", supported="no", note="Nee", version="0").status_code == 302
    page = post(lead, f"{SUPPORTED}D/", supported="no", note="Toch niet", version="0")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Iemand anders wijzigde dit zojuist. Open de pagina opnieuw."
    ]
    assert SupportedObjective.objects.count() == 1
