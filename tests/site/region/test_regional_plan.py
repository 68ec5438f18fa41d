"""The verbs of the regional plan: begin, save together, send, answer (R015, R031, R035-R038, R051-R053)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.document_kinds import KINDS
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.actions.region_content import parts_of, seal
from groeiruimte.actions.region_figures import figures
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    DocumentPart,
    Enrolment,
    Event,
    Intention,
    Mail,
    Membership,
    Practice,
    Region,
    RegionDocument,
    User,
)
from groeiruimte.records.models.membership import ACTIVE
from groeiruimte.records.models.region_document import APPROVED, CHANGES_REQUESTED, DRAFT, REGIONAL_PLAN, SUBMITTED
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

from .regional_plan import A_KPI, A_TALK, TEXT, a_training, asked, begun, completed, hand, save, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def director(rijnmond: Rijnmond) -> User:
    return make_person("region_director", region=rijnmond.region)


@pytest.fixture
def buyer(rijnmond: Rijnmond) -> User:
    user = User.objects.create_user("inkoop@example.org", "een-lang-wachtwoord", name="Ina Koper")
    Membership.objects.create(
        user=user, role="purchaser", status=ACTIVE, insurer=rijnmond.year.insurer, start=date(2019, 1, 1)
    )
    return user


def test_a_plan_begins_with_calendar_kpis_and_agreements(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    a_training(rijnmond)
    parts = parts_of(begun(rijnmond, lead))
    activities = [(each["objective"], each["title"], each["kind"], each["when"]) for each in parts["activity"].values()]
    assert activities == [("A", "Beeldbellen", "training", "vanaf 12 mei 2022")]
    assert [each["source"] for each in parts["kpi"].values()] == ["a1", "a2", "a3", "a4"]
    assert list(parts["agreement"]) == ["all"]
    assert "section" not in parts


def test_a_plan_begins_empty_and_only_once(rijnmond: Rijnmond, lead: User) -> None:
    assert parts_of(begun(rijnmond, lead, verbs.EMPTY)) == {}
    with pytest.raises(Refused) as refused:
        begun(rijnmond, lead)
    assert refused.value.message == "Dit regioplan is al begonnen."


def test_every_save_is_kept_and_the_newest_counts(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    save(document, lead, "section", **{"approach-A": TEXT})
    save(document, lead, "section", **{"approach-A": {"text": "Anders."}})
    rows = DocumentPart.objects.filter(document=document).order_by("version")
    assert [(row.version, row.document_version, row.content["text"]) for row in rows] == [
        (1, 2, TEXT["text"]),
        (2, 3, "Anders."),
    ]
    assert parts_of(document)["section"] == {"approach-A": {"text": "Anders."}}


def test_what_did_not_change_makes_no_version(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    save(document, lead, "section", **{"approach-A": TEXT})
    assert save(document, lead, "section", **{"approach-A": TEXT}).version == 2


def test_two_people_in_one_kpi_are_merged_and_in_one_field_see_both_texts(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    key = new_id()
    page = save(document, lead, "kpi", **{key: A_KPI}).version
    save(document, lead, "kpi", page, **{key: {**A_KPI, "target": "50 praktijken"}})
    save(document, director, "kpi", page, **{key: {**A_KPI, "dimension": "costs"}})
    assert parts_of(document)["kpi"][key] == {**A_KPI, "target": "50 praktijken", "dimension": "costs"}
    with pytest.raises(Stale) as stale:
        save(document, director, "kpi", page, **{key: {**A_KPI, "target": "60 praktijken"}})
    found = [(each.name, each.label, each.mine, each.theirs, each.sends) for each in stale.value.fields]
    both = ("60 praktijken", "50 praktijken")
    assert found == [("target", "Streefwaarde", *both, both)]
    assert (stale.value.version, stale.value.changed_by) == (4, lead.name)


def test_two_people_begin_the_same_section(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    save(document, lead, "section", 1, **{"approach-A": TEXT})
    with pytest.raises(Stale):
        save(document, director, "section", 1, **{"approach-A": {"text": "Heel anders."}})
    # Who left it empty wipes nothing out.
    save(document, director, "section", 1, **{"approach-A": {"text": ""}})
    assert parts_of(document)["section"] == {"approach-A": TEXT}


def test_what_is_taken_out_is_gone_but_never_over_the_work_of_another(
    rijnmond: Rijnmond, linde: Practice, lead: User
) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    key = new_id()
    page = save(document, lead, "activity", **{key: A_TALK}).version
    save(document, lead, "activity", page, **{key: {**A_TALK, "when": "najaar"}})
    given = {"region": rijnmond.region, "document": document, "kind": "activity", "part": key}
    with pytest.raises(Refused) as refused:
        verbs.remove_part(**given, version=page, **hand(lead))
    assert refused.value.code == "changed"
    verbs.remove_part(**given, version=page + 1, **hand(lead))
    assert parts_of(document) == {}
    with pytest.raises(Refused) as gone:
        verbs.remove_part(**given, version=page + 2, **hand(lead))
    assert gone.value.code == "gone"


def test_an_agreement_is_with_a_practice_of_the_region(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    save(document, lead, "agreement", **{linde.pk: {"text": "Wij bellen elke maand."}})
    other = Practice.objects.create(
        region=Region.objects.create(key="elders", name="Elders"), agb_code="01099999", name="Ver weg"
    )
    with pytest.raises(Refused) as refused:
        save(document, lead, "agreement", **{other.pk: {"text": "Wij bellen."}})
    assert refused.value.message == "Deze praktijk hoort niet bij uw regio."


def test_what_is_missing_keeps_it_from_being_sent(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    with pytest.raises(Refused) as refused:
        verbs.submit(region=rijnmond.region, document=document, version=1, **hand(director))
    assert refused.value.message == "U kunt dit nog niet versturen. “Aanpak: A Zorg op afstand” is nog leeg."


def test_sending_seals_the_whole_with_the_figures_of_the_day(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User, buyer: User
) -> None:
    submission = sent(rijnmond, lead, director)
    content = submission.content
    assert submission.sha256 == seal(content)
    assert (content["programme"], content["edition"], content["region"]["key"]) == ("2022-rijnmond", 1, "rijnmond")
    assert content["parts"]["section"] == [
        {"key": "approach-A", "title": "Aanpak: A Zorg op afstand", "objective": "A", **TEXT}
    ]
    (practice,) = content["figures"]["practices"]
    assert (practice["name"], practice["objectives"], practice["agreement"]) == ("De Linde", ["A"], True)
    assert content["figures"]["by_objective"] == {"A": 1, "B": 0, "C": 0, "D": 0}
    # Due on 21 December 2021: it came, and is marked.
    assert (submission.number, submission.late, submission.statement) == (1, True, KINDS[REGIONAL_PLAN].statement)
    assert RegionDocument.objects.get().status == SUBMITTED
    assert [(mail.kind, mail.user) for mail in Mail.objects.all()] == [("M15", buyer)]


def test_no_name_of_a_person_is_sealed(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    submission = sent(rijnmond, lead, director)
    words = str(submission.content)
    assert [name for name in (lead.name, director.name) if name in words] == []


def test_only_the_director_sends_it(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    document = completed(rijnmond, lead)
    with pytest.raises(Refused) as refused:
        verbs.submit(region=rijnmond.region, document=document, version=document.version, **hand(lead))
    assert refused.value.code == "no_right"


def test_a_plan_that_changed_after_it_was_read_is_not_sent(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User
) -> None:
    document = completed(rijnmond, lead)
    save(document, lead, "section", **{"approach-A": {"text": "Toch anders."}})
    with pytest.raises(Refused) as refused:
        verbs.submit(region=rijnmond.region, document=document, version=document.version, **hand(director))
    assert refused.value.code == "changed"


@pytest.mark.parametrize(("before", "after"), [(SUBMITTED, DRAFT), (APPROVED, DRAFT), (CHANGES_REQUESTED,) * 2])
def test_a_save_after_sending_makes_a_new_version_and_leaves_what_was_sent(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User, before: str, after: str
) -> None:
    """R036."""
    first = sent(rijnmond, lead, director)
    RegionDocument.objects.update(status=before)
    document = save(first.document, lead, "section", **{"approach-A": {"text": "Nog beter."}})
    assert document.status == after
    second = verbs.submit(region=rijnmond.region, document=document, version=document.version, **hand(director))
    first.refresh_from_db()
    assert [each.content["parts"]["section"][0]["text"] for each in (first, second)] == [TEXT["text"], "Nog beter."]
    assert (second.number, second.sha256 != first.sha256) == (2, True)


def test_a_plan_is_sent_once(rijnmond: Rijnmond, linde: Practice, lead: User, director: User) -> None:
    submission = sent(rijnmond, lead, director)
    with pytest.raises(Refused) as refused:
        verbs.submit(
            region=rijnmond.region,
            document=submission.document,
            version=submission.document.version,
            **hand(director),
        )
    assert refused.value.code == "sent"


def test_an_earlier_plan_can_be_copied(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    earlier = completed(rijnmond, lead)
    rijnmond.year.pk = None
    rijnmond.year.programme = "2022-rijnmond-2"
    rijnmond.year.save(force_insert=True)
    copy = verbs.start(
        region=rijnmond.region, region_year=rijnmond.year, way=verbs.COPIED, source=earlier, **hand(lead)
    )
    assert parts_of(copy) == parts_of(earlier)


def test_who_wants_to_take_part_is_in_the_plan_until_the_programme_starts(rijnmond: Rijnmond, lead: User) -> None:
    """R053: a plan is made before practices enrol."""
    linde, maas, no = make_practices(rijnmond, ["De Linde", "Maaszicht", "Nee"], enrolled=False)
    for practice, answer in ((linde, "yes"), (maas, "yes"), (no, "no")):
        Intention.objects.create(
            practice=practice,
            region=rijnmond.region,
            region_year=rijnmond.year,
            answer=answer,
            objectives=["D"],
            given_by=lead,
            given_at=NOW.replace(year=2021),
        )
    Enrolment.objects.create(
        practice=maas,
        region=rijnmond.region,
        region_year=rijnmond.year,
        year=2022,
        objectives=["A"],
        effective=date(2022, 1, 1),
        enrolled_on=date(2021, 12, 15),
        signed_at=NOW,
    )

    def listed(on: date) -> list[tuple[str, list[str], bool]]:
        known = figures(rijnmond.year, {}, on)
        return [(each["name"], each["objectives"], each["enrolled"]) for each in known["practices"]]

    assert listed(date(2021, 12, 1)) == [("De Linde", ["D"], False), ("Maaszicht", ["D"], False)]
    assert listed(date(2021, 12, 20)) == [("De Linde", ["D"], False), ("Maaszicht", ["A"], True)]
    assert listed(TODAY) == [("Maaszicht", ["A"], True)]


def test_the_region_answers_where_it_was_asked(
    rijnmond: Rijnmond, linde: Practice, lead: User, director: User, buyer: User
) -> None:
    submission = sent(rijnmond, lead, director)
    asked(submission, buyer, "section:approach-A")
    given = {"region": rijnmond.region, "submission": submission}
    verbs.answer_remark(**given, place="section:approach-A", text=" Omdat het werkt. ", **hand(lead))
    assert [(each.from_insurer, each.text) for each in submission.remarks.all()] == [
        (True, "Waarom zo?"),
        (False, "Omdat het werkt."),
    ]
    for place, text, code in (("", "Hallo", "place"), ("section:approach-A", " ", "text")):
        with pytest.raises(Refused) as refused:
            verbs.answer_remark(**given, place=place, text=text, **hand(lead))
        assert refused.value.code == code
    with pytest.raises(Refused) as bsn:
        verbs.answer_remark(**given, place="section:approach-A", text="Bel 999990019", **hand(lead))
    assert bsn.value.message == "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."


def test_a_double_click_is_one_effect_and_each_deed_one_event(rijnmond: Rijnmond, lead: User) -> None:
    given = hand(lead)
    first, second = (
        verbs.start(region=rijnmond.region, region_year=rijnmond.year, way=verbs.EMPTY, source=None, **given)
        for _ in range(2)
    )
    assert first == second
    assert Event.objects.filter(event="document.start", outcome=0).count() == 1


def test_somebody_of_another_region_may_do_nothing(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    document = begun(rijnmond, lead, verbs.EMPTY)
    stranger = make_person("region_director", region=Region.objects.create(key="elders", name="Elders"))
    with pytest.raises(Refused) as refused:
        save(document, stranger, "section", **{"approach-A": TEXT})
    assert refused.value.code == "no_right"
    of_stranger = replace(hand(stranger)["by"])
    with pytest.raises(Refused) as elsewhere:
        verbs.save(
            region=Region.objects.get(key="elders"),
            document=document,
            kind="section",
            contents={"approach-A": TEXT},
            version=1,
            by=of_stranger,
            at=NOW,
            key=new_id(),
        )
    assert elsewhere.value.code == "no_right"
