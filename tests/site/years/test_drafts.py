"""Setting up a year: a copy of last year, edited, checked and published (R055)."""

from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.actions import year_drafts
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Edition, Job, RegionYear, User, YearDraft
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_region

from .setting_up import CASES, begun, good, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def admin() -> User:
    return make_person("functional_admin")


def publish(draft: YearDraft, by: User, **other: Any) -> YearDraft:
    given = {"region": draft.region, "draft": draft, "version": draft.version, "confirmed": True} | other
    found: YearDraft = year_drafts.publish(by=access.actor(by, TODAY), at=NOW, key=new_id(), **given)
    return found


def refused(draft: YearDraft, by: User, **other: Any) -> str:
    with pytest.raises(Refused) as caught:
        publish(draft, by, **other)
    return f"{caught.value.message} {caught.value.mend}"


def test_a_year_starts_as_a_copy_with_its_own_days(rijnmond: Rijnmond, lead: User) -> None:
    """R055"""
    draft = begun(rijnmond, lead)
    assert (draft.copied_from, draft.region, draft.version) == (rijnmond.year.edition, rijnmond.region, 1)
    assert (
        'key = "2023-rijnmond"\nextends = "2021"\ntitle = "Toekomstbestendige huisartsenzorg, Rijnmond Dokters 2023"'
        in (draft.text)
    )
    assert "start = 2023-01-01\nend = 2023-12-31" in draft.text


def test_what_is_missing_is_said_and_keeps_it_from_being_published(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    draft = begun(rijnmond, lead)
    found = year_drafts.check(draft)
    assert [each.where for each in found.problems] == [
        "funding.tariffs[2023-01-01].end",
        "funding.tariffs[2023-01-01].amount",
        "funding.tariffs[2023-01-01].per",
    ]
    assert refused(draft, admin) == (
        'funding.tariffs[2023-01-01].end: "end" ontbreekt. Voeg het toe: een datum, zoals 2022-01-31.'
    )
    assert Edition.objects.count() == 1


def test_a_mended_copy_says_what_changed(rijnmond: Rijnmond, lead: User) -> None:
    """R055, R046"""
    found = year_drafts.check(good(rijnmond, lead))
    assert (found.problems, found.examples) == ((), 1)
    assert [str(each) for each in found.changes if each.path.startswith(("periode", "sleutel"))] == [
        "sleutel: was 2022-rijnmond, wordt 2023-rijnmond.",
        "periode, begin: was 1 januari 2022, wordt 1 januari 2023.",
        "periode, einde: was 31 december 2022, wordt 31 december 2023.",
    ]


def test_publishing_sets_up_the_year_of_the_region(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    """R055, R054: a new year waits for its own approval."""
    draft = publish(good(rijnmond, lead), admin)
    year = RegionYear.objects.get(programme="2023-rijnmond")
    assert draft.published == year.edition
    assert (year.region, year.approved_on, year.maximum_cents) == (rijnmond.region, None, None)
    assert (str(year.start), str(year.end)) == ("2023-01-01", "2023-12-31")
    assert Job.objects.filter(kind="obligations", payload={"region_year": str(year.pk)}).count() == 1
    assert refused(draft, admin) == "Deze tekst is al gepubliceerd. Begin een nieuwe kopie als u iets wilt wijzigen."


def test_a_failing_example_keeps_it_from_being_published(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    draft = good(rijnmond, lead)
    draft = save(draft, lead, draft.text, CASES.replace('"85.00"', '"85.01"'))
    assert refused(draft, admin) == (
        "case[1].expect.amount: “Het tarief van kwartaal 1”: verwacht was amount = € 85,01, de uitkomst is € 85,00. "
        "Verbeter het programma, of het voorbeeld als dat niet klopt."
    )
    assert not RegionYear.objects.filter(programme="2023-rijnmond").exists()


def test_it_is_published_by_who_manages_and_read_what_is_there_now(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    draft = good(rijnmond, lead)
    assert refused(draft, lead) == "Dit mag u niet doen. Vraag de praktijkhouder of uw regio wie dit wel mag."
    assert refused(draft, admin, confirmed=False) == (
        "Publiceren kunt u niet terugdraaien. Bevestig dat u de verschillen las."
    )
    assert refused(draft, admin, version=draft.version - 1) == (
        "Een collega wijzigde deze tekst. Bekijk de verschillen opnieuw."
    )


def test_who_saves_second_sees_both_texts(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    draft = begun(rijnmond, lead)
    save(draft, lead, "a = 1", "")
    with pytest.raises(Stale) as caught:
        save(draft, admin, "b = 2", "", version=1)
    difference = next(each for each in caught.value.fields if each.name == "text")
    assert (difference.mine, difference.theirs, caught.value.version) == ("b = 2\n", "a = 1\n", 2)
    assert YearDraft.objects.get().text == "a = 1\n"


def test_saving_the_same_again_changes_nothing(rijnmond: Rijnmond, lead: User) -> None:
    draft = begun(rijnmond, lead)
    assert save(draft, lead, draft.text.replace("\n", "\r\n"), draft.cases).version == 1


def test_a_text_of_another_region_is_out_of_place(rijnmond: Rijnmond, lead: User) -> None:
    draft = good(rijnmond, lead)
    found = year_drafts.check(save(draft, lead, draft.text.replace('"rijnmond"', '"utrecht"'), CASES))
    assert [str(each) for each in found.problems] == [
        "region: De tekst is van utrecht. Deze kopie is van rijnmond. Schrijf rijnmond."
    ]


def test_money_of_an_approved_year_does_not_change_with_the_text(rijnmond: Rijnmond, lead: User, admin: User) -> None:
    """R054: what the insurer approved is not changed behind its back."""
    draft = publish(good(rijnmond, lead), admin)
    RegionYear.objects.filter(programme="2023-rijnmond").update(approved_on=TODAY)
    assert draft.published is not None
    again = year_drafts.start(
        region=rijnmond.region, edition=draft.published, by=access.actor(lead, TODAY), at=NOW, key=new_id()
    )
    dearer = save(
        again, lead, draft.text.replace('"3.40"', '"3.60"'), CASES.replace("0.85", "0.90").replace("85.00", "90.00")
    )
    assert refused(dearer, admin) == (
        "De verzekeraar keurde dit jaar goed met andere bedragen. "
        "Laat de bedragen staan, of vraag eerst een nieuw besluit."
    )
    words = save(dearer, lead, draft.text.replace("Rijnmond 2023", "Rijnmond in 2023"), CASES)
    assert publish(words, admin).published == RegionYear.objects.get(programme="2023-rijnmond").edition
    assert RegionYear.objects.get(programme="2023-rijnmond").edition.number == 2


def test_a_copy_may_be_thrown_away(rijnmond: Rijnmond, lead: User) -> None:
    draft = begun(rijnmond, lead)
    by = access.actor(lead, TODAY)
    year_drafts.drop(region=rijnmond.region, draft=draft, by=by, at=NOW, key=new_id())
    assert list(access.year_drafts(by)) == []
    with pytest.raises(Refused, match=r"^Deze kopie is weggegooid\.$"):
        save(draft, lead, "a = 1", "")


def test_a_stranger_starts_nothing(rijnmond: Rijnmond) -> None:
    for role in ("region_staff", "region_director", "log_manager"):
        stranger = make_person(role, region=rijnmond.region if role.startswith("region") else None)
        with pytest.raises(Refused, match=r"^Dit mag u niet doen\.$"):
            begun(rijnmond, stranger)
