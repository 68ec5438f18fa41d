"""Extra uren: what an objective allows, what is missing, totals (R018-R023, R029, R075-R079, R083, R158)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Event, Evidence, ExtraHours, Practice, Standing
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db

LINK = "https://example.org/contract"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def anna(linde: Practice) -> Employee:
    """A nurse; objective B pays for her and not for the doctor's assistant."""
    Enrolment.objects.filter(practice=linde).update(objectives=["A", "B"])
    return Employee.objects.create(practice=linde, region=linde.region, name="Anna Duin", function="practice_rn")


def typed(who: Employee | str, **other: Any) -> dict[str, Any]:
    whose = who if isinstance(who, str) else f"employee:{who.pk}"
    given = {"who": whose, "type": "non_patient_time", "hours": "6,5", "start": "1-2-2022", "end": "", "contract": ""}
    return given | other


def book(client: Client, practice: Practice, who: Employee | str, objective: str = "B", key: str = "", **f: Any) -> Any:
    path = address(practice, f"uren/toevoegen/?doelstelling={objective}")
    return post(client, path, key, **typed(who, **f))


def edit(client: Client, found: ExtraHours, who: Employee | str, *, version: int = 1, **f: Any) -> Any:
    return post(client, address(found.practice, f"uren/{found.pk}/"), version=version, **typed(who, **f))


def booked(client: Client, practice: Practice, who: Employee | str, objective: str = "B", **f: Any) -> ExtraHours:
    response = book(client, practice, who, objective, **f)
    assert response.status_code == 302, text(response)
    return ExtraHours.objects.order_by("booked_at").last() or pytest.fail("nothing was booked")


def test_hours_are_booked_with_the_function_of_the_colleague(manager: Client, linde: Practice, anna: Employee) -> None:
    response = book(manager, linde, anna, link=LINK, claimed_nowhere_else="on")
    assert (response.status_code, response.url) == (302, address(linde, "uren/"))
    found = ExtraHours.objects.get()
    assert (found.function, found.minutes_a_week, found.start, found.end) == (
        "practice_rn",
        390,
        date(2022, 2, 1),
        None,
    )
    assert (found.contract.title, found.contract.link) == ("Contract extra uren: Anna Duin", LINK)
    (card,) = texts(manager.get(response.url), "card")
    assert card == (
        "Anna Duin, praktijkverpleegkundige Loopt nu Uren 6,5 uur per week, vanaf 1 februari 2022 "
        "Soort tijd Tijd zonder patiënten Contract Contract extra uren: Anna Duin Wijzig de uren: Anna Duin, "
        "praktijkverpleegkundige"
    )


def test_a_function_without_a_name_is_fine(manager: Client, linde: Practice, anna: Employee) -> None:
    found = booked(manager, linde, "function:nurse_specialist")
    assert (found.employee, found.function) == (None, "nurse_specialist")


def test_a_doctors_assistant_is_refused_with_rule_and_source(manager: Client, linde: Practice, anna: Employee) -> None:
    page = book(manager, linde, "function:medical_assistant")
    (said,) = texts(page, "error-summary")
    label = page.context["objective"].label
    assert said.startswith(
        f"Verbeter dit voordat u verdergaat Uren van een doktersassistent tellen niet mee bij “{label}”."
    )
    assert ("Kies een andere functie" in said, "Bron: " in said, ExtraHours.objects.count()) == (True, True, 0)


def test_time_that_is_not_paid_is_shown_with_its_reason_and_refused(
    manager: Client, linde: Practice, anna: Employee
) -> None:
    page = manager.get(address(linde, "uren/toevoegen/?doelstelling=A"))
    offers = {offer.type: offer.verdict.allowed for offer, _ in page.context["offers"]}
    assert offers == {"non_patient_time": True, "patient_time": False}
    assert "mag nu niet:" in text(page)
    refused = book(manager, linde, anna, "A", type="patient_time")
    assert (refused.status_code, ExtraHours.objects.count()) == (200, 0)
    assert "vergoedt deze soort tijd niet" in texts(refused, "error-summary")[0]


def test_an_objective_without_the_practice_is_not_there(manager: Client, linde: Practice, anna: Employee) -> None:
    assert manager.get(address(linde, "uren/toevoegen/?doelstelling=C")).status_code == 404
    assert book(manager, linde, anna, "C").status_code == 404


def test_with_two_objectives_one_chooses_first_and_with_one_not(
    manager: Client, linde: Practice, anna: Employee
) -> None:
    page = manager.get(address(linde, "uren/toevoegen/"))
    assert texts(page, "h1") == ["Bij welke doelstelling horen de uren?"]
    Enrolment.objects.filter(practice=linde).update(objectives=["A"])
    page = manager.get(address(linde, "uren/toevoegen/"))
    assert (texts(page, "h1"), page.context["form"]["type"].value()) == (["Uren toevoegen"], "non_patient_time")


def test_without_contract_and_statement_they_are_kept_as_not_complete(
    manager: Client, linde: Practice, anna: Employee
) -> None:
    found = booked(manager, linde, anna)
    page = text(manager.get(address(linde, "uren/")))
    assert "Niet compleet" in page
    assert (
        "Het contract met deze uren ontbreekt. Voeg het contract toe. "
        "Uw verklaring ontbreekt. Verklaar dat u deze uren nergens anders declareert."
    ) in page
    edit(manager, found, anna, link=LINK)
    page = text(manager.get(address(linde, "uren/")))
    assert ("Het contract met deze uren ontbreekt." in page, "Uw verklaring ontbreekt." in page) == (False, True)


def test_a_contract_from_the_shelf_is_used_again(manager: Client, linde: Practice, anna: Employee) -> None:
    first = booked(manager, linde, anna, link=LINK)
    second = booked(manager, linde, "function:gp", contract=first.contract_id)
    assert (second.contract, Evidence.objects.count()) == (first.contract, 1)


def test_a_contract_as_a_file_lies_on_the_shelf(manager: Client, linde: Practice, anna: Employee) -> None:
    found = booked(manager, linde, anna, file=SimpleUploadedFile("contract.pdf", PDF))
    assert (found.contract.file.name, found.contract.file.size) == ("contract.pdf", len(PDF))


def test_a_file_of_the_wrong_kind_books_nothing(manager: Client, linde: Practice, anna: Employee) -> None:
    page = book(manager, linde, anna, file=SimpleUploadedFile("contract.exe", b"MZ\x00\x01"))
    assert (page.status_code, ExtraHours.objects.count(), Evidence.objects.count()) == (200, 0, 0)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("who", "", "Kies voor wie de uren zijn."),
        ("type", "", "Kies wat voor tijd het is."),
        ("hours", "", "Vul de uren in als getal, bijvoorbeeld 6,5."),
        ("hours", "zes", "Vul de uren in als getal, bijvoorbeeld 6,5."),
        ("hours", "0", "Vul meer dan 0 en niet meer dan 60 uur in."),
        ("hours", "60,5", "Vul meer dan 0 en niet meer dan 60 uur in."),
        ("start", "", "Vul in vanaf welke dag."),
        ("end", "31-1-2022", "De laatste dag ligt voor de eerste dag. Verbeter een van de twee dagen."),
        (
            "end",
            "1-1-2023",
            "De laatste dag ligt na het programma (31 december 2022). "
            "Kies een dag van 1 januari 2022 t/m 31 december 2022.",
        ),
        ("link", "javascript:alert(1)", "Vul een link in die begint met https://."),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(
    manager: Client, linde: Practice, anna: Employee, field: str, value: str, sentence: str
) -> None:
    given = {field: value}
    page = book(manager, linde, given.pop("who", f"employee:{anna.pk}"), **given)
    assert texts(page, "field__errors") == [f"Fout: {sentence}"]
    assert (page.context["form"][field].value(), ExtraHours.objects.count()) == (value, 0)


@pytest.mark.parametrize(("start", "status"), [("31-12-2021", 200), ("1-1-2022", 302), ("1-1-2023", 200)])
def test_hours_start_within_the_programme(
    manager: Client, linde: Practice, anna: Employee, start: str, status: int
) -> None:
    assert book(manager, linde, anna, start=start).status_code == status


@pytest.mark.parametrize(("hours", "minutes"), [("6,5", 390), ("6.5", 390), ("1,25", 75), ("0,33", 20), ("60", 3600)])
def test_hours_are_kept_as_whole_minutes(
    manager: Client, linde: Practice, anna: Employee, hours: str, minutes: int
) -> None:
    assert booked(manager, linde, anna, hours=hours).minutes_a_week == minutes


def test_the_contract_is_given_in_one_way(manager: Client, linde: Practice, anna: Employee) -> None:
    page = book(manager, linde, anna, link=LINK, file=SimpleUploadedFile("contract.pdf", PDF))
    assert texts(page, "field__errors") == ["Fout: U gaf het contract op twee manieren. Laat er één staan."]


def test_totals_for_each_function_add_up_to_all_that_was_booked(
    manager: Client, linde: Practice, anna: Employee
) -> None:
    booked(manager, linde, anna, hours="6,5")
    booked(manager, linde, anna, "A", hours="2")
    booked(manager, linde, "function:practice_rn", hours="4")
    booked(manager, linde, "function:gp", "A", hours="3", start="1-1-2022", end="31-3-2022")
    page = manager.get(address(linde, "uren/"))
    assert texts(page, "tbody") == ["huisarts 1 3 0 praktijkverpleegkundige 2 12,5 12,5"]
    assert texts(page, "tfoot") == ["Samen 3 15,5 12,5"]
    assert [heading for heading in texts(page, "h2") if "uur per week" in heading] == [
        f"{each.label}: {hours} uur per week"
        for each, hours in zip(
            [o for o in page.context["year"].programme.objectives_in_order if o.key in "AB"], ("5", "10,5"), strict=True
        )
    ]
    total = sum(hours.hours for hours in page.context["year"].facts.hours)
    assert str(total) == "15.5"


def test_hours_can_end(manager: Client, linde: Practice, anna: Employee) -> None:
    found = booked(manager, linde, anna)
    assert edit(manager, found, anna, end="31-3-2022").status_code == 302
    found.refresh_from_db()
    assert (found.end, found.version) == (date(2022, 3, 31), 2)
    assert "Loopt nu" not in texts(manager.get(address(linde, "uren/")), "card")[0]


def test_who_comes_second_sees_both_texts_in_words(
    manager: Client, owner: Client, linde: Practice, anna: Employee
) -> None:
    found = booked(manager, linde, anna)
    edit(owner, found, "function:gp", claimed_nowhere_else="on")
    page = edit(manager, found, anna, hours="8")
    assert page.status_code == 409
    assert [(each.mine, each.theirs) for each in page.context["stale"].fields] == [
        ("Anna Duin", "huisarts"),
        ("8", "6,5"),
        ("nee", "ja"),
    ]
    assert edit(manager, found, anna, version=2, hours="8").status_code == 302
    found.refresh_from_db()
    assert (found.employee, found.minutes_a_week, found.version) == (anna, 480, 3)


def test_a_double_click_books_once(manager: Client, linde: Practice, anna: Employee) -> None:
    key = new_id()
    answers = [book(manager, linde, anna, key=key).status_code for _ in range(2)]
    assert (answers, ExtraHours.objects.count()) == ([302, 302], 1)


def test_what_is_taken_away_is_kept_and_not_counted(manager: Client, linde: Practice, anna: Employee) -> None:
    found = booked(manager, linde, anna)
    response = post(manager, address(linde, f"uren/{found.pk}/weg/"))
    page = manager.get(response.url)
    assert (response.status_code, page.context["rows"]) == (302, [])
    found.refresh_from_db()
    assert found.removed_on == TODAY
    assert edit(manager, found, anna).status_code == 404


@pytest.mark.parametrize(("policy", "allowed"), [("current", True), ("former", False)])
def test_where_the_money_may_go_is_told_with_why(manager: Client, linde: Practice, policy: str, allowed: bool) -> None:
    """R077, R158: what depends on the choice for a POH-S policy follows that choice, with its reason."""
    Standing.objects.filter(practice=linde, standing="poh_s_policy").update(value=policy)
    page = manager.get(address(linde, "uren/"))
    rules = page.context["year"].programme.spending
    depends = {rule.label for rule in rules if rule.when and rule.when.standing == "poh_s_policy"}
    found = {each.label: each for each in page.context["spending"]}
    assert (found.keys(), len(depends) > 0) == ({rule.label for rule in rules}, True)
    assert {found[label].verdict.allowed for label in depends} == {allowed}
    assert [label for label in depends if not found[label].why] == []
    assert {each.verdict.allowed for label, each in found.items() if label not in depends} <= {True}


def test_every_change_has_its_event(manager: Client, linde: Practice, anna: Employee) -> None:
    found = booked(manager, linde, anna)
    edit(manager, found, anna, hours="8")
    post(manager, address(linde, f"uren/{found.pk}/weg/"))
    events = Event.objects.filter(event__startswith="hours.").exclude(event="hours.view")
    assert list(events.values_list("event", "action", "sensitivity")) == [
        ("hours.book", "C", "personal"),
        ("hours.change", "U", "personal"),
        ("hours.strike_out", "D", "personal"),
    ]


def test_the_region_reads_and_staff_and_strangers_do_not(
    manager: Client, linde: Practice, anna: Employee, rijnmond: Rijnmond
) -> None:
    found = booked(manager, linde, anna)
    (other,) = make_practices(rijnmond, ["De Sluis"])
    lead = client_of(make_person("region_lead", region=rijnmond.region))
    assert texts(lead.get(address(linde, "uren/")), "action-link") == []
    assert lead.get(address(linde, f"uren/{found.pk}/")).status_code == 404
    for person in (make_person("practice_staff", practice=linde), make_person("practice_owner", practice=other)):
        client = client_of(person)
        assert [client.get(address(linde, path)).status_code for path in ("uren/", "uren/toevoegen/")] == [404, 404]


def test_who_does_not_take_part_yet_reads_what_comes(rijnmond: Rijnmond) -> None:
    (new,) = make_practices(rijnmond, ["De Nieuwe"], enrolled=False)
    page = client_of(make_person("practice_manager", practice=new)).get(address(new, "uren/"))
    assert (page.status_code, texts(page, "empty-state__title")) == (200, ["Uw uren komen hier zodra u meedoet"])


def test_one_and_three_bookings_take_the_same_queries(manager: Client, linde: Practice, anna: Employee) -> None:
    def hours() -> None:
        ExtraHours.objects.create(
            enrolment=Enrolment.objects.get(practice=linde),
            practice=linde,
            region=linde.region,
            objective="B",
            employee=anna,
            function="practice_rn",
            type="non_patient_time",
            minutes_a_week=60,
            start=TODAY,
            booked_by=make_person("practice_staff", practice=linde, email=f"{new_id()}@example.org"),
            booked_at=NOW,
        )

    hours()
    one = queries(manager, address(linde, "uren/"))
    hours()
    hours()
    assert queries(manager, address(linde, "uren/")) == one
