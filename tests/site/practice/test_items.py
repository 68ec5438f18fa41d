"""What a practice notes down for its KPIs: one of a kind, one for everybody at once, the social map."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from groeiruimte.actions import items as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.practice.kpi.picture import pictures
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Event, Item, Practice
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db

CHANNEL = "vastleggen/measurement_channel/"
SKILLS = "vastleggen/digital_skills/"
PARTNER = "vastleggen/social_map_partner/"
BSN = "999990019"


def note(client: Client, practice: Practice, path: str = CHANNEL, key: str = "", **fields: str) -> Any:
    typed = {"v-channel": "App", "v-day": "1-3-2022"} if path == CHANNEL else {}
    return post(client, address(practice, f"{path}nieuw/"), key, **(typed | {f"v-{k}": v for k, v in fields.items()}))


def hire(practice: Practice, *names: str, function: str = "medical_assistant") -> list[Employee]:
    return [
        Employee.objects.create(practice=practice, region=practice.region, name=name, function=function)
        for name in names
    ]


def test_one_is_noted_and_the_kpi_is_met(manager: Client, linde: Practice) -> None:
    response = note(manager, linde)
    assert (response.status_code, response.url) == (302, address(linde, "kpi/"))
    item = Item.objects.get()
    assert (item.kind, item.answers, item.day) == (
        "measurement_channel",
        {"channel": "App", "day": "2022-03-01"},
        date(2022, 3, 1),
    )
    page = manager.get(response.url)
    assert texts(page, "messages") == ["Vastgelegd: digitaal middel voor metingen."]
    assert texts(manager.get(address(linde, CHANNEL)), "tbody") == ["App 1 maart 2022"]
    assert texts(manager.get(address(linde, "kpi/a3/")), "kpi__state") == ["Gehaald"]


def test_an_own_choice_is_kept_as_it_is_written(manager: Client, linde: Practice) -> None:
    note(manager, linde, channel="iets-anders", **{"channel.other": "Thuismeetkoffer"})
    assert Item.objects.get().answers == {"channel": "Thuismeetkoffer", "day": "2022-03-01"}


def test_today_stands_there_so_that_it_is_not_typed(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, f"{CHANNEL}nieuw/"))
    assert 'name="v-day" value="5 april 2022"' in page.content.decode()


def test_what_is_missing_is_asked_and_what_was_typed_stays(manager: Client, linde: Practice) -> None:
    page = note(manager, linde, channel="", day="32-3-2022")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat De dag 32-3-2022 bestaat niet. Vul een dag in die bestaat."
    ]
    page = note(manager, linde, channel="")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Maak een keuze bij “Welk middel is dit?”."
    ]
    assert (Item.objects.count(), 'value="1-3-2022"' in page.content.decode()) == (0, True)


def test_a_bsn_is_refused(manager: Client, linde: Practice) -> None:
    page = note(manager, linde, channel="iets-anders", **{"channel.other": f"App van {BSN}"})
    assert "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg." in texts(page, "error-summary")[0]
    assert Item.objects.count() == 0


def test_a_double_click_notes_once(manager: Client, linde: Practice) -> None:
    key = new_id()
    answers = [note(manager, linde, key=key).status_code for _ in range(2)]
    assert (answers, Item.objects.count()) == ([302, 302], 1)


def test_it_is_changed(manager: Client, linde: Practice) -> None:
    note(manager, linde)
    item = Item.objects.get()
    where = address(linde, f"{CHANNEL}{item.pk}/")
    response = post(manager, where, **{"v-channel": "Patiëntenportaal", "v-day": "2-3-2022", "version": "1"})
    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.answers["channel"], item.day, item.version) == ("Patiëntenportaal", date(2022, 3, 2), 2)


def test_who_comes_second_sees_both_texts_and_keeps_their_own(manager: Client, owner: Client, linde: Practice) -> None:
    note(manager, linde)
    item = Item.objects.get()
    where = address(linde, f"{CHANNEL}{item.pk}/")
    post(owner, where, **{"v-channel": "Patiëntenportaal", "v-day": "1-3-2022", "version": "1"})
    mine = {"v-channel": "Formulier op de website", "v-day": "1-3-2022"}
    page = post(manager, where, **mine, version="1")
    assert (page.status_code, texts(page, "tbody")) == (
        409,
        ["Welk middel is dit? Formulier op de website Patiëntenportaal"],
    )
    assert texts(page, "notice__title")[0].startswith("Practice owner wijzigde dit om ")
    item.refresh_from_db()
    assert item.answers["channel"] == "Patiëntenportaal"
    assert post(manager, where, **mine, version=str(page.context["typed_version"])).status_code == 302
    item.refresh_from_db()
    assert item.answers["channel"] == "Formulier op de website"


def test_struck_out_counts_no_more_and_is_kept(manager: Client, linde: Practice) -> None:
    note(manager, linde)
    item = Item.objects.get()
    response = post(manager, address(linde, f"{CHANNEL}{item.pk}/doorstrepen/"))
    assert (response.status_code, response.url) == (302, address(linde, CHANNEL))
    item.refresh_from_db()
    assert (item.removed_on, item.answers["channel"]) == (TODAY, "App")
    assert texts(manager.get(address(linde, "kpi/a3/")), "kpi__state") == ["Nog niet"]
    assert manager.get(address(linde, f"{CHANNEL}{item.pk}/")).status_code == 404


def test_everybody_at_once_with_one_answer(manager: Client, linde: Practice) -> None:
    vera, sam = hire(linde, "Vera Duin", "Sam Berg")
    page = manager.get(address(linde, SKILLS))
    assert texts(page, "person__count") == ["Vastgelegd voor 0 van 2 medewerkers (0%)"]
    response = post(
        manager,
        address(linde, SKILLS),
        version="0",
        **{"allen-how": "Samen geoefend", "allen-day": "1-4-2022", f"m{sam.pk}-how": "Scholing"},
        **{f"m{sam.pk}-day": "2-4-2022"},
    )
    assert response.status_code == 302
    assert {item.employee_id: item.answers for item in Item.objects.all()} == {
        vera.pk: {"how": "Samen geoefend", "day": "2022-04-01"},
        sam.pk: {"how": "Scholing", "day": "2022-04-02"},
    }
    assert response.url == address(linde, "kpi/")
    page = manager.get(address(linde, SKILLS))
    assert texts(page, "person__count") == ["Vastgelegd voor 2 van 2 medewerkers (100%)"]
    assert texts(manager.get(address(linde, "kpi/a2/")), "kpi__state") == ["Gehaald"]


def test_half_a_row_is_asked_for_and_nothing_is_kept(manager: Client, linde: Practice) -> None:
    (vera,) = hire(linde, "Vera Duin")
    page = post(manager, address(linde, SKILLS), version="0", **{f"m{vera.pk}-how": "Scholing"})
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Vera Duin: Vul een datum in bij “Op welke dag?”."
    ]
    assert Item.objects.count() == 0


def test_everybody_keeps_changes_and_empties(manager: Client, linde: Practice) -> None:
    vera, sam = hire(linde, "Vera Duin", "Sam Berg")
    filled = {f"m{one.pk}-{name}": value for one in (vera, sam) for name, value in (("how", "Scholing"),)}
    filled |= {f"m{one.pk}-day": "1-4-2022" for one in (vera, sam)}
    post(manager, address(linde, SKILLS), version="0", **filled)
    changed = filled | {f"m{vera.pk}-how": "", f"m{vera.pk}-day": "", f"m{sam.pk}-how": "Samen geoefend"}
    assert post(manager, address(linde, SKILLS), version="2", **changed).status_code == 302
    found = {item.employee_id: (item.removed_on, item.answers["how"], item.version) for item in Item.objects.all()}
    assert found == {vera.pk: (TODAY, "Scholing", 2), sam.pk: (None, "Samen geoefend", 2)}


def test_two_people_on_the_page_for_everybody(manager: Client, owner: Client, linde: Practice) -> None:
    (vera,) = hire(linde, "Vera Duin")
    post(owner, address(linde, SKILLS), version="0", **{f"m{vera.pk}-how": "Scholing", f"m{vera.pk}-day": "1-4-2022"})
    mine = {f"m{vera.pk}-how": "Samen geoefend", f"m{vera.pk}-day": "1-4-2022"}
    page = post(manager, address(linde, SKILLS), version="0", **mine)
    assert (page.status_code, texts(page, "tbody")) == (
        409,
        ["Vera Duin: Wat deed u voor deze medewerker? Samen geoefend Scholing"],
    )
    assert post(manager, address(linde, SKILLS), version=str(page.context["typed_version"]), **mine).status_code == 302
    assert Item.objects.get().answers["how"] == "Samen geoefend"


def test_one_and_three_employees_take_the_same_queries(manager: Client, linde: Practice) -> None:
    hire(linde, "Een")
    one = queries(manager, address(linde, SKILLS))
    hire(linde, "Twee", "Drie")
    assert queries(manager, address(linde, SKILLS)) == one


@pytest.fixture
def with_a_map(linde: Practice) -> Practice:
    Enrolment.objects.filter(practice=linde).update(objectives=["C"])
    Practice.objects.filter(pk=linde.pk).update(district="Cool")
    linde.refresh_from_db()
    return linde


def partner(client: Client, practice: Practice, name: str, district: str = "Cool", purpose: str = "Eenzaamheid") -> Any:
    typed = {"v-partner": name, "v-field": "Welzijn", "v-purpose": purpose}
    return post(client, address(practice, f"{PARTNER}nieuw/"), district=district, **typed)


def test_the_social_map_per_district(manager: Client, with_a_map: Practice) -> None:
    page = manager.get(address(with_a_map, "sociale-kaart/"))
    assert "Nog niemand in Cool." in text(page)
    assert 'value="Cool"' in manager.get(address(with_a_map, f"{PARTNER}nieuw/")).content.decode()
    partner(manager, with_a_map, "Buurtkamer", "cool")
    partner(manager, with_a_map, "Sportloket", "Oude Westen")
    page = manager.get(address(with_a_map, "sociale-kaart/"))
    assert texts(page, "desc") == ["Cool: 1 organisatie. Buurtkamer.", "Oude Westen: 1 organisatie. Sportloket."]
    assert texts(page, "tbody") == [
        "Cool Buurtkamer Welzijn Eenzaamheid – Oude Westen Sportloket Welzijn Eenzaamheid –"
    ]
    assert texts(manager.get(address(with_a_map, "kpi/c2/")), "kpi__state") == ["Gehaald"]


def test_the_social_map_on_paper(manager: Client, with_a_map: Practice) -> None:
    partner(manager, with_a_map, "Buurtkamer")
    response = manager.get(address(with_a_map, "sociale-kaart/pdf/"))
    assert (response.headers["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="sociale-kaart.pdf"'


def test_without_districts_there_is_no_map(manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde, "sociale-kaart/")).status_code == 404


def test_a_measurement_is_never_ahead(manager: Client, linde: Practice) -> None:
    Enrolment.objects.filter(practice=linde).update(objectives=["B"])
    where = address(linde, "vastleggen/work_happiness/nieuw/")
    page = post(manager, where, **{"v-instrument": "Eigen vragenlijst", "v-day": "6-4-2022"})
    assert "Deze dag is nog niet geweest. Leg de meting vast als zij klaar is." in texts(page, "error-summary")[0]
    assert post(manager, where, **{"v-instrument": "Eigen vragenlijst", "v-day": "5-4-2022"}).status_code == 302
    assert texts(manager.get(address(linde, "kpi/b3/")), "kpi__state") == ["Gehaald"]


def test_one_of_an_employee_of_the_right_practice(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    Enrolment.objects.filter(practice=linde).update(objectives=["C"])
    (other,) = make_practices(rijnmond, ["De Sluis"])
    (stranger,), (vera,) = hire(other, "Anders"), hire(linde, "Vera Duin")
    where = address(linde, "vastleggen/driver/nieuw/")
    page = post(manager, where, employee=str(stranger.pk), **{"v-day": "1-4-2022"})
    assert (page.status_code, Item.objects.count()) == (200, 0)
    assert post(manager, where, employee=str(vera.pk), **{"v-day": "1-4-2022"}).status_code == 302
    page = post(manager, where, employee=str(vera.pk), **{"v-day": "2-4-2022"})
    assert texts(page, "error-summary")[0].endswith(
        "Dit staat er al. Wijzig wat er staat, in plaats van het nog eens vast te leggen."
    )
    assert texts(manager.get(address(linde, "vastleggen/driver/")), "tbody") == ["Vera Duin 1 april 2022"]


def test_what_the_programme_does_not_ask_is_not_there(manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde, PARTNER)).status_code == 404
    enrolment = Enrolment.objects.select_related("practice", "region_year__edition").get(practice=linde)
    by = access.actor(make_person("practice_manager", practice=linde, email="m@example.org"), TODAY)
    with pytest.raises(Refused) as refused:
        verbs.note(
            practice=linde, enrolment=enrolment, kind="social_map_partner", answers={}, by=by, at=NOW, key=new_id()
        )
    assert refused.value.code == "kind"


def test_others_find_nothing_here(linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [
        make_person("practice_owner", practice=other),
        make_person("practice_staff", practice=linde),
        make_person("region_lead", region=rijnmond.region),
    ]
    paths = (CHANNEL, SKILLS, f"{CHANNEL}nieuw/")
    assert {client_of(person).get(address(linde, path)).status_code for person in people for path in paths} == {404}
    assert Event.objects.filter(event__startswith="item.").count() == 0


def test_the_picture_cuts_a_long_name_and_keeps_it_in_the_summary() -> None:
    (picture,) = pictures({"Cool": ["Stichting " + "w" * 40, "Buurtkamer"]})
    assert [branch.text for branch in picture.branches] == ["Stichting " + "w" * 23 + "…", "Buurtkamer"]
    assert (picture.height, picture.trunk_end) == ("132", "104")
    assert picture.summary == f"Cool: 2 organisaties. Stichting {'w' * 40}, Buurtkamer."
