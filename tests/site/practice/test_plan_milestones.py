"""P08: milestones from examples and of one's own, with their progress (R141, R143, R169, R171)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, Event, Evidence, Milestone, Obligation, Practice, RegionYear
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_practices

from .extended import extend
from .site import address, post, text, texts
from .test_plan import milestone

pytestmark = pytest.mark.django_db

TYPED = {"title": "Werkafspraak maken", "shows": "Het blad hangt er", "due": "1 juni 2022", "owner": "", "training": ""}


@pytest.fixture
def extended(rijnmond: Rijnmond) -> RegionYear:
    return extend(rijnmond.year)


@pytest.fixture
def anna(linde: Practice) -> Employee:
    return Employee.objects.create(practice=linde, region=linde.region, name="Anna Duin", function="gp")


def add(client: Client, practice: Practice, key: str = "", **typed: Any) -> Any:
    return post(client, address(practice, "plan/mijlpaal/"), key, **(TYPED | typed))


def edit(client: Client, found: Milestone, key: str = "", *, version: int = 1, **typed: Any) -> Any:
    path = address(found.practice, f"plan/mijlpaal/{found.pk}/")
    return post(client, path, key, version=version, **(TYPED | typed))


def report(client: Client, found: Milestone, *, version: int = 1, **typed: Any) -> Any:
    given = {"progress": "", "done_on": "", "evidence": "", "version": version} | typed
    return post(client, address(found.practice, f"plan/mijlpaal/{found.pk}/voortgang/"), **given)


def copy(client: Client, practice: Practice, *examples: str, key: str = "") -> Any:
    return post(client, address(practice, "plan/voorbeelden/"), key, examples=list(examples))


def test_examples_are_offered_that_fit_with_a_day_within_the_programme(
    manager: Client, linde: Practice, extended: RegionYear
) -> None:
    page = manager.get(address(linde, "plan/voorbeelden/"))
    own = {each.example.key: (each.due, each.training) for each, _ in page.context["offered"]}
    assert own["proef-werkafspraak"] == (date(2022, 5, 17), "scholing proefbellen")
    assert own["proef-lang"] == (date(2022, 12, 31), "")
    assert "proef-ander" not in own


def test_before_the_programme_starts_the_days_count_from_its_first_day(
    manager: Client, linde: Practice, extended: RegionYear
) -> None:
    Enrolment.objects.filter(practice=linde).update(effective=date(2022, 7, 1))
    page = manager.get(address(linde, "plan/voorbeelden/"))
    own = {each.example.key: each.due for each, _ in page.context["offered"]}
    assert own["proef-werkafspraak"] == date(2022, 8, 12)


def test_an_example_is_copied_once(manager: Client, linde: Practice, extended: RegionYear) -> None:
    response = copy(manager, linde, "proef-werkafspraak", "proef-lang")
    assert (response.status_code, response.url) == (302, address(linde, "plan/"))
    copy(manager, linde, "proef-werkafspraak")
    rows = Milestone.objects.order_by("due").values_list("title", "shows", "due", "training", "example", "owner")
    assert list(rows) == [
        (
            "Werkafspraak over proefbellen",
            "De werkafspraak hangt in de koffiekamer",
            date(2022, 5, 17),
            "proefscholing",
            "proef-werkafspraak",
            None,
        ),
        ("Een jaar proefbellen", "Een lijst met gesprekken", date(2022, 12, 31), "", "proef-lang", None),
    ]


def test_a_double_click_copies_once(manager: Client, linde: Practice, extended: RegionYear) -> None:
    key = new_id()
    answers = [copy(manager, linde, "proef-lang", key=key).status_code for _ in range(2)]
    assert (answers, Milestone.objects.count()) == ([302, 302], 1)


def test_without_a_choice_nothing_is_copied(manager: Client, linde: Practice, extended: RegionYear) -> None:
    page = copy(manager, linde)
    assert texts(page, "field__errors") == ["Fout: Zet een vinkje bij een of meer mijlpalen."]


def test_an_example_of_another_objective_is_refused(manager: Client, linde: Practice, extended: RegionYear) -> None:
    assert (copy(manager, linde, "proef-ander").status_code, Milestone.objects.count()) == (200, 0)


def test_an_own_milestone_stands_in_the_plan(
    manager: Client, linde: Practice, anna: Employee, extended: RegionYear
) -> None:
    response = add(manager, linde, owner=str(anna.pk), training="proefscholing")
    assert (response.status_code, response.url) == (302, address(linde, "plan/"))
    found = Milestone.objects.get()
    assert (found.title, found.due, found.owner, found.training, found.version) == (
        "Werkafspraak maken",
        date(2022, 6, 1),
        anna,
        "proefscholing",
        1,
    )
    assert texts(manager.get(response.url), "messages") == ["De mijlpaal staat in uw plan."]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "Schrijf op wat u bereikt."),
        ("shows", "", "Schrijf op waaraan u ziet dat het klaar is."),
        ("due", "", "Vul in wanneer het klaar is."),
        ("due", "31-2-2022", "De dag 31-2-2022 bestaat niet. Vul een dag in die bestaat."),
        (
            "due",
            "1-1-2023",
            "De einddatum ligt na het programma (31 december 2022). "
            "Kies een dag van 1 januari 2022 t/m 31 december 2022.",
        ),
        (
            "due",
            "31-12-2021",
            "De einddatum ligt voor het programma (1 januari 2022). "
            "Kies een dag van 1 januari 2022 t/m 31 december 2022.",
        ),
        ("title", "Gesprek met 999990019", "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(
    manager: Client, linde: Practice, field: str, typed: str, sentence: str
) -> None:
    page = add(manager, linde, **{field: typed})
    assert texts(page, "field__errors") == [f"Fout: {sentence}"]
    assert page.context["form"][field].value() == typed
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize("due", ["1-1-2022", "31-12-2022"])
def test_the_first_and_the_last_day_of_the_programme_are_fine(manager: Client, linde: Practice, due: str) -> None:
    assert add(manager, linde, due=due).status_code == 302


def test_a_colleague_of_another_practice_is_no_owner(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    stranger = Employee.objects.create(practice=other, region=other.region, name="Bas Rus", function="gp")
    assert (add(manager, linde, owner=str(stranger.pk)).status_code, Milestone.objects.count()) == (200, 0)


def test_a_change_is_saved(manager: Client, linde: Practice, anna: Employee) -> None:
    found = milestone(linde)
    assert edit(manager, found, owner=str(anna.pk)).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.owner, found.version) == ("Werkafspraak maken", anna, 2)


def test_who_comes_second_sees_both_texts_with_names(
    manager: Client, owner: Client, linde: Practice, anna: Employee
) -> None:
    found = milestone(linde)
    edit(owner, found, owner=str(anna.pk))
    page = edit(manager, found, due="2 juni 2022")
    assert page.status_code == 409
    differences = [(each.label, each.mine, each.theirs) for each in page.context["stale"].fields]
    assert differences == [
        ("Wanneer is het klaar?", "2 juni 2022", "1 juni 2022"),
        ("Wie zorgt hiervoor?", "niemand", "Anna Duin"),
    ]
    assert f'name="owner" value="{anna.pk}"' in page.content.decode()
    found.refresh_from_db()
    assert (found.due, edit(manager, found, version=found.version, due="2 juni 2022").status_code) == (
        date(2022, 6, 1),
        302,
    )


def test_progress_is_reported(manager: Client, linde: Practice) -> None:
    found = milestone(linde)
    assert report(manager, found, progress="De helft is klaar.").status_code == 302
    found.refresh_from_db()
    assert (found.progress, found.done_on, found.version) == ("De helft is klaar.", None, 2)


def test_done_with_evidence_from_the_shelf(manager: Client, linde: Practice) -> None:
    found = milestone(linde)
    proof = Evidence.objects.create(
        practice=linde, region=linde.region, title="Foto", day=TODAY, link="https://example.org", added_at=NOW
    )
    assert report(manager, found, done_on="4-4-2022", evidence=proof.pk).status_code == 302
    found.refresh_from_db()
    assert (found.done_on, found.evidence) == (date(2022, 4, 4), proof)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"done_on": "5-4-2022"},
            "Niets laat nog zien dat deze mijlpaal klaar is. Schrijf op wat u bereikte, of kies een bewijs.",
        ),
        (
            {"done_on": "6-4-2022", "progress": "Klaar"},
            "De dag 6 april 2022 komt nog. Vul de dag in waarop het klaar was.",
        ),
        (
            {"done_on": "31-12-2021", "progress": "Klaar"},
            "De einddatum ligt voor het programma (1 januari 2022). "
            "Kies een dag van 1 januari 2022 t/m 31 december 2022.",
        ),
    ],
)
def test_done_needs_a_day_that_was_and_something_that_shows_it(
    manager: Client, linde: Practice, typed: dict[str, str], sentence: str
) -> None:
    found = milestone(linde)
    assert texts(report(manager, found, **typed), "field__errors") == [f"Fout: {sentence}"]
    found.refresh_from_db()
    assert (found.done_on, found.version) == (None, 1)


def test_who_reports_second_sees_both_texts(manager: Client, owner: Client, linde: Practice) -> None:
    found = milestone(linde)
    report(owner, found, progress="Bijna klaar")
    page = report(manager, found, progress="Nog niet begonnen")
    (difference,) = page.context["stale"].fields
    assert (page.status_code, difference.mine, difference.theirs) == (409, "Nog niet begonnen", "Bijna klaar")


def test_what_is_taken_out_is_kept_and_not_shown(manager: Client, linde: Practice) -> None:
    found = milestone(linde)
    response = post(manager, address(linde, f"plan/mijlpaal/{found.pk}/weg/"))
    assert (response.status_code, manager.get(response.url).context["milestones"]) == (302, [])
    found.refresh_from_db()
    assert found.removed_on == TODAY
    again = post(manager, address(linde, f"plan/mijlpaal/{found.pk}/weg/"))
    assert (again.status_code, "staat niet meer in uw plan" in text(again)) == (409, True)
    assert edit(manager, found).status_code == 404


def test_what_is_owed_is_laid_down_again(manager: Client, linde: Practice) -> None:
    add(manager, linde)
    assert Obligation.objects.filter(practice=linde).exists()


def test_every_change_has_its_event(manager: Client, linde: Practice) -> None:
    add(manager, linde)
    edit(manager, Milestone.objects.get(), title="Anders")
    report(manager, Milestone.objects.get(), version=2, progress="Begonnen")
    post(manager, address(linde, f"plan/mijlpaal/{Milestone.objects.get().pk}/weg/"))
    found = Event.objects.filter(event__startswith="milestone.").values_list("event", "action")
    assert list(found) == [
        ("milestone.add", "C"),
        ("milestone.change", "U"),
        ("milestone.report", "U"),
        ("milestone.strike_out", "D"),
    ]


def test_another_practice_finds_nothing(linde: Practice, manager: Client, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    theirs = milestone(other)
    assert edit(manager, theirs).status_code == 404
    path = address(linde, f"plan/mijlpaal/{theirs.pk}/")
    assert manager.get(path).status_code == 404
