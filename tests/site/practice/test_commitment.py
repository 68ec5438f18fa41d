"""Signing for the KPIs, and choosing the track of a year (R017, R053, R065, R111, R126)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Commitment, Enrolment, Event, Intention, Obligation, Practice, User
from tests.site.rijnmond import NOW, PROGRAMME, Rijnmond, make_person, make_practices

from .programmes import OTHER_KPI, OTHER_WORDS, UNSUPPORTED_D, say_otherwise
from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
ENROL = f"aanmelden/{PROGRAMME}/"
CHOOSE, COMMIT = f"{ENROL}keuze/", f"{ENROL}kpi/"


@pytest.fixture
def vuurtoren(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)[0]


@pytest.fixture
def signer(vuurtoren: Practice) -> Client:
    return client_of(make_person("practice_owner", practice=vuurtoren))


@pytest.fixture
def enrolled(vuurtoren: Practice, signer: Client, settings: Settings) -> Enrolment:
    """On objective C, with its concept still open, on the fifteenth of December; today is the fifth of April."""
    today, settings.TODAY = settings.TODAY, date(2021, 12, 15)
    assert post(signer, address(vuurtoren, ENROL), objectives=["C"], sign="on").status_code == 302
    settings.TODAY = today
    return Enrolment.objects.get()


def choose(client: Client, practice: Practice, concept: str, *, was: str = "", key: str = "") -> Any:
    return post(client, address(practice, CHOOSE), key, choice_C_concept=concept, was=was)


def test_enrolling_signs_for_the_kpis_of_the_edition_in_force(enrolled: Enrolment, rijnmond: Rijnmond) -> None:
    signed = Commitment.objects.get()
    assert (signed.enrolment, signed.edition, signed.kpis) == (
        enrolled,
        rijnmond.year.edition,
        ["c1", "c2", "c3", "c4"],
    )
    assert (signed.signed_by.name, signed.signed_at) == ("Practice owner", enrolled.signed_at)


def test_the_kpis_stand_in_the_box_that_is_signed(signer: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    box = texts(signer.get(address(vuurtoren, ENROL)), "sign-kpis")
    assert len(box) == 4
    assert box[0].startswith("KPI's bij A Zorg op afstand U of uw medewerkers volgden ten minste twee scholingen")


def test_what_was_preferred_is_filled_in_already(
    signer: Client, vuurtoren: Practice, rijnmond: Rijnmond, settings: Settings
) -> None:
    settings.TODAY = date(2021, 12, 15)
    Intention.objects.create(
        practice=vuurtoren, region=rijnmond.region, region_year=rijnmond.year, answer="yes", objectives=["C"],
        choices=["pgz"], given_by=User.objects.get(), given_at=NOW,
    )  # fmt: skip
    page = signer.get(address(vuurtoren, ENROL))
    form = page.context["form"]
    assert (form["objectives"].value(), form["choice_C_concept"].value()) == (["C"], "pgz")
    assert "Wij vulden uw voorkeur vast in." in text(page)


def test_a_preference_for_two_is_warned_about_before_signing(
    signer: Client, vuurtoren: Practice, rijnmond: Rijnmond, settings: Settings
) -> None:
    settings.TODAY = date(2021, 12, 15)
    Intention.objects.create(
        practice=vuurtoren, region=rijnmond.region, region_year=rijnmond.year, answer="yes", objectives=["A", "C"],
        given_by=User.objects.get(), given_at=NOW,
    )  # fmt: skip
    page = signer.get(address(vuurtoren, ENROL))
    assert (texts(page, "notice__title"), page.context["warned"]) == (["Liefst één doelstelling"], "A,C")
    path = address(vuurtoren, ENROL)
    assert post(signer, path, objectives=["A", "C"], sign="on", warned="A,C").status_code == 302


def test_the_choice_goes_along_with_enrolling(signer: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    response = post(signer, address(vuurtoren, ENROL), objectives=["C"], choice_C_concept="pgz", sign="on")
    assert (response.status_code, Enrolment.objects.get().choices) == (302, ["pgz"])
    assert Obligation.objects.get(key="concept-c").done_on == date(2021, 12, 15)


def test_two_of_which_one_fits_are_refused(signer: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    page = post(signer, address(vuurtoren, ENROL), objectives=["C"], choices="pgz,krachtige-basiszorg", sign="on")
    assert (page.status_code, Enrolment.objects.count()) == (200, 0)
    assert "Bij “Meer persoonsgerichte zorg” past één concept. U koos er 2" in texts(page, "error-summary")[0]


def test_without_a_choice_there_is_a_task(signer: Client, vuurtoren: Practice, enrolled: Enrolment) -> None:
    page = signer.get(address(vuurtoren))
    assert texts(page, "next-task")[0].startswith("Te laat Kies het concept voor “Meer persoonsgerichte zorg”")
    assert f'href="{address(vuurtoren, CHOOSE)}"' in page.content.decode()
    assert Obligation.objects.get(key="concept-c").done_on is None
    signed = signer.get(address(vuurtoren, ENROL))
    assert "Wat gebeurt er nu? Kies het concept voor “Meer persoonsgerichte zorg”" in text(signed)


def test_the_choice_can_be_made_and_changed_and_the_log_keeps_both(
    signer: Client, vuurtoren: Practice, enrolled: Enrolment
) -> None:
    assert choose(signer, vuurtoren, "pgz").url == address(vuurtoren, ENROL)
    assert choose(signer, vuurtoren, "krachtige-basiszorg", was="pgz").status_code == 302
    enrolled.refresh_from_db()
    assert enrolled.choices == ["krachtige-basiszorg"]
    assert [event.detail for event in Event.objects.filter(event="enrolment.choose")] == [
        {"was": [], "becomes": ["pgz"]},
        {"was": ["pgz"], "becomes": ["krachtige-basiszorg"]},
    ]
    assert Obligation.objects.get(key="concept-c").done_on == date(2022, 4, 5)


def test_a_choice_of_somebody_else_is_not_overwritten_unseen(
    signer: Client, vuurtoren: Practice, enrolled: Enrolment
) -> None:
    choose(signer, vuurtoren, "pgz")
    page = choose(signer, vuurtoren, "krachtige-basiszorg")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Iemand anders koos ondertussen: Programma PGZ. "
        "Kijk of uw keuze nog klopt. Bewaar dan opnieuw."
    ]
    assert (page.context["was"], page.context["form"]["choice_C_concept"].value()) == ("pgz", "krachtige-basiszorg")


def test_what_does_not_exist_cannot_be_chosen(signer: Client, vuurtoren: Practice, enrolled: Enrolment) -> None:
    assert texts(choose(signer, vuurtoren, "niets"), "field__errors") == ["Fout: Kies uit wat er staat."]


def test_where_there_is_nothing_to_choose_there_is_no_page(owner: Client, linde: Practice) -> None:
    assert owner.get(address(linde, CHOOSE)).status_code == 404


def test_changed_kpis_ask_for_a_new_signature(
    signer: Client, vuurtoren: Practice, enrolled: Enrolment, rijnmond: Rijnmond
) -> None:
    choose(signer, vuurtoren, "pgz")
    Enrolment.objects.update(objectives=["A"])
    say_otherwise(rijnmond.year, *OTHER_KPI)
    assert "Teken opnieuw voor de KPI's Nog doen" in texts(signer.get(address(vuurtoren)), "task-list__group")[0]
    page = signer.get(address(vuurtoren, COMMIT))
    assert texts(page, "tbody")[0].startswith(
        "U of uw medewerkers volgden ten minste drie scholingen over zorg op afstand nieuw"
    )
    key = new_id()
    done = [post(signer, address(vuurtoren, COMMIT), key, sign="on").url for _ in range(2)]
    assert (done, Commitment.objects.count()) == ([address(vuurtoren, ENROL)] * 2, 2)
    assert "Teken opnieuw" not in text(signer.get(address(vuurtoren)))
    assert texts(post(signer, address(vuurtoren, COMMIT), sign="on"), "error-summary") == [
        "Verbeter dit voordat u verdergaat Voor deze KPI's is al getekend. U hoeft niets te doen."
    ]


def test_a_kpi_that_says_the_same_in_other_words_asks_for_nothing(
    owner: Client, linde: Practice, rijnmond: Rijnmond
) -> None:
    say_otherwise(rijnmond.year, *OTHER_WORDS)
    assert "Teken" not in texts(owner.get(address(linde)), "task-list__group")[0]


def test_what_changed_is_told(owner: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    Commitment.objects.create(
        enrolment=Enrolment.objects.get(), practice=linde, region=linde.region,
        edition=say_otherwise(rijnmond.year, *UNSUPPORTED_D), kpis=["a1", "a2"],
        signed_by=User.objects.get(email="vroeger@example.org"), signed_at=NOW.replace(hour=10),
    )  # fmt: skip
    say_otherwise(rijnmond.year, *OTHER_KPI)
    rows = texts(owner.get(address(linde, COMMIT)), "tr")[1:]
    assert [row.rsplit(" ", 1)[-1] for row in rows] == ["afstand", "vaardigheden", "nieuw", "nieuw"]
    assert "gewijzigd, was: U of uw medewerkers volgden ten minste twee scholingen over zorg op afstand" in rows[0]


def test_only_the_owner_signs(linde: Practice, manager: Client, rijnmond: Rijnmond) -> None:
    say_otherwise(rijnmond.year, *OTHER_KPI)
    assert (
        "Teken opnieuw voor de KPI's De praktijkhouder tekent"
        in texts(manager.get(address(linde)), "task-list__group")[0]
    )
    page = manager.get(address(linde, COMMIT))
    assert (texts(page, "notice__title"), texts(page, "sign-box")) == (["De praktijkhouder tekent"], [])
    assert texts(post(manager, address(linde, COMMIT), sign="on"), "error-summary")[0].startswith(
        "Verbeter dit voordat u verdergaat Dit mag u niet doen."
    )
    assert Commitment.objects.count() == 1


def test_not_signed_is_told(owner: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    say_otherwise(rijnmond.year, *OTHER_KPI)
    assert texts(post(owner, address(linde, COMMIT)), "error-summary") == [
        "Verbeter dit voordat u verdergaat Zet een vinkje bij “Ik teken namens de praktijk”."
    ]


def test_others_find_nothing_here(linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    assert {client_of(who).get(address(linde, path)).status_code for who in people for path in (CHOOSE, COMMIT)} == {
        404
    }


def test_two_signatures_take_the_same_queries(owner: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    one = [queries(owner, address(linde, path)) for path in (COMMIT, ENROL)]
    say_otherwise(rijnmond.year, *OTHER_KPI)
    post(owner, address(linde, COMMIT), sign="on")
    assert [queries(owner, address(linde, path)) for path in (COMMIT, ENROL)] == one
