"""What a practice does in a scan: answer, send, take back, choose a moment, go on, improve, share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from groeiruimte.actions import reminders, scans, successions
from groeiruimte.actions.facts import year_facts
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.actions.scan_appointments import still_held
from groeiruimte.actions.scan_steps import known_of
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Attendance,
    Employee,
    Enrolment,
    Event,
    Interview,
    InterviewSlot,
    Mail,
    Milestone,
    Obligation,
    Practice,
    Region,
    RegionYear,
    Scan,
    ScanAnswer,
    ScanReport,
    ScanShare,
    User,
)
from groeiruimte.records.models.event import OK
from groeiruimte.rules.facts import Item
from groeiruimte.rules.prefill import Known
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .scans import (
    BUSY,
    LONG,
    LOOSE,
    OTHER,
    WHOLE,
    answered,
    by,
    enrolment_of,
    fresh,
    given,
    make_slot,
    reviewed,
    sent,
    with_scans,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_scans(rijnmond: Rijnmond) -> Rijnmond:
    return with_scans(rijnmond)


@pytest.fixture
def ans(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde, email="ans@example.org")


@pytest.fixture
def specialist(rijnmond: Rijnmond) -> User:
    return make_person("it_specialist", region=rijnmond.region)


def refused(verb: Any, **given: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as refusal:
        verb(**given)
    return refusal.value.message, refusal.value.mend


@contextmanager
def narrowed_to(user: User) -> Iterator[access.Actor]:
    """What the database shows to somebody (wall 2, on PostgreSQL)."""
    who = by(user)
    with guard.scope_of(who):
        yield who


def events(name: str) -> list[tuple[int, dict[str, Any]]]:
    return list(Event.objects.filter(event=name).order_by("seq").values_list("outcome", "detail"))


def owed(practice: Practice) -> tuple[date | None, str]:
    row = Obligation.objects.get(practice=practice, key=f"scan-{LONG}")
    return row.done_on, row.kind


# --- Answering ------------------------------------------------------------------------------------------------------


def test_a_scan_begins_empty(linde: Practice, ans: User) -> None:
    scan = scans.start(enrolment=enrolment_of(linde), kind=LONG, by=by(ans), at=NOW, key=new_id())
    assert (scan.status, scan.answered, scan.asked, scan.version) == ("answering", 0, 3, 1)
    again = scans.start(enrolment=enrolment_of(linde), kind=LONG, by=by(ans), at=NOW, key=new_id())
    assert (again.pk, again.version) == (scan.pk, 1)


def test_every_answer_keeps_its_versions(linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    scan = answered(linde, ans, {"kopie": "Elke dag", "waar": "Buiten"}, here="waar")
    rows = ScanAnswer.objects.values_list("question", "version", "scan_version", "value").order_by("pk")
    assert list(rows) == [("kopie", 1, 1, "Soms"), ("kopie", 2, 2, "Elke dag"), ("waar", 1, 2, "Buiten")]
    assert scans.answers_of(scan) == {"kopie": "Elke dag", "waar": "Buiten"}
    assert (scan.answered, scan.asked, scan.here) == (2, 4, "kopie/waar")


def test_what_the_scan_does_not_ask_is_not_kept(linde: Practice, ans: User) -> None:
    scan = answered(linde, ans, {"kopie": "Soms", "geheim": "x"})
    assert scans.answers_of(scan) == {"kopie": "Soms"}


def test_two_people_in_two_questions_are_merged(linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    answered(linde, ans, {"wifi": "Apart"})
    scan = answered(linde, ans, {"beeld": "Ja"}, version=1)
    assert scans.answers_of(scan) == {"kopie": "Soms", "wifi": "Apart", "beeld": "Ja"}


def test_two_people_in_one_question_see_both_texts(linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    answered(linde, ans, {"kopie": "Elke dag"})
    with pytest.raises(Stale) as stale:
        answered(linde, ans, {"kopie": "Weet ik niet"}, version=1)
    (field,) = stale.value.fields
    assert (field.name, field.mine, field.theirs) == ("keus.kopie", "Weet ik niet", "Elke dag")


@pytest.mark.parametrize(
    ("kind", "on", "said"),
    [
        (OTHER, TODAY, ("Dit kan nu niet.", "Deze scan hoort bij een andere doelstelling.")),
        ("geen", TODAY, ("Deze scan is er niet.", "Ga terug naar uw jaar en kies een taak.")),
        (LONG, date(2022, 2, 28), ("Dit kan nu niet.", "Dit kan vanaf 1 maart 2022.")),
        (LONG, date(2023, 1, 1), ("Dit kan nu niet.", "Dit kon tot en met 31 december 2022.")),
    ],
)
def test_what_cannot_be_answered_now(linde: Practice, ans: User, kind: str, on: date, said: tuple[str, str]) -> None:
    enrolment, who = enrolment_of(linde), access.actor(ans, on)
    begin = {"enrolment": enrolment, "kind": kind, "by": who, "at": NOW, "key": new_id()}
    assert (refused(scans.start, **begin), Scan.objects.count()) == (said, 0)


def test_what_stood_in_the_last_scan_is_known(linde: Practice, ans: User, rijnmond: Rijnmond) -> None:
    before = a_year_before(linde, rijnmond)
    said = {"kopie": "Elke dag", "waar": "Op zolder", "wifi": "Samen", "eigen": "Oud", "beeld": "Ja"}
    old = Scan.objects.create(
        enrolment=before, practice=linde, region=linde.region, kind=LONG, status="interviewed",
        started_at=NOW, saved_at=NOW, submitted_at=datetime(2021, 5, 3, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    ScanAnswer.objects.bulk_create(
        ScanAnswer(
            scan=old, practice=linde, region=linde.region, question=key, scan_version=1, value=value, given_by=ans,
            given_at=NOW,
        )
        for key, value in said.items()
    )  # fmt: skip
    because = "Stond in uw vorige scan van 3 mei 2021."
    programme, facts = year_facts(linde, rijnmond.year, TODAY)
    definition = programme.scan(LONG)
    assert definition is not None
    assert known_of(programme, facts, definition, enrolment_of(linde), TODAY) == {
        "kopie": Known("Elke dag", because), "wifi": Known("Samen", because), "beeld": Known("Ja", because),
    }  # fmt: skip
    answered(linde, ans, {"kopie": "Elke dag", "wifi": "Apart"})
    rows = ScanAnswer.objects.filter(scan__enrolment__year=2022).values_list("question", "prefilled")
    assert sorted(rows) == [("kopie", True), ("wifi", False)]


def a_year_before(practice: Practice, rijnmond: Rijnmond) -> Enrolment:
    year = RegionYear.objects.get(pk=rijnmond.year.pk)
    year.pk, year.start, year.end = None, date(2021, 1, 1), date(2021, 12, 31)
    year.programme = "2021-vroeger"
    year.save()
    return Enrolment.objects.create(
        practice=practice, region=practice.region, region_year=year, year=2021, objectives=["A"],
        effective=date(2021, 1, 1), enrolled_on=date(2020, 12, 15), signed_at=NOW,
    )  # fmt: skip


# --- Sending in -----------------------------------------------------------------------------------------------------


def test_sending_in_tells_the_specialists_and_nothing_more(linde: Practice, ans: User, specialist: User) -> None:
    scan = sent(linde, ans)
    assert (scan.status, scan.submitted_at, scan.finished_on) == ("submitted", NOW, None)
    (mail,) = Mail.objects.all()
    assert (mail.kind, mail.user, mail.subject) == (
        "M20", specialist, "Lange scan: bekijk de antwoorden van De Linde"
    )  # fmt: skip
    assert [word for word in (*WHOLE.values(), "kopie") if word in mail.body] == []
    assert events("scan.submit") == [(OK, {"scan": LONG, "version": 1})]


def test_what_is_owed_is_done_by_sending_in(linde: Practice, ans: User) -> None:
    answered(linde, ans, WHOLE)
    scan = sent(linde, ans)
    assert owed(linde) == (TODAY, "scan")
    scans.take_back(**given(linde, ans, scan=scan))
    assert (owed(linde), fresh(scan).submitted_at, fresh(scan).status) == ((None, "scan"), None, "answering")


def test_a_scan_that_is_not_complete_stays(linde: Practice, ans: User) -> None:
    scan = answered(linde, ans, {**WHOLE, "beeld": "Ja"})
    said = refused(scans.submit, **given(linde, ans, scan=scan, version=scan.version))
    assert said == ("U kunt dit nog niet versturen.", "Maak een keuze bij “Is de camera goed?”.")
    assert fresh(scan).status == "answering"


def test_what_changed_meanwhile_is_read_first(linde: Practice, ans: User) -> None:
    scan = answered(linde, ans, WHOLE)
    said = refused(scans.submit, **given(linde, ans, scan=scan, version=scan.version - 1))
    assert said == ("Iemand wijzigde dit net.", "Bekijk de antwoorden en verstuur ze dan.")


def test_what_was_sent_is_not_sent_twice_nor_changed(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    looked_at = ("Uw antwoorden worden nog bekeken.", "U krijgt een mail als u een moment kunt kiezen.")
    assert refused(scans.submit, **given(linde, ans, scan=scan, version=scan.version)) == looked_at
    change = {"enrolment": enrolment_of(linde), "kind": LONG, "section": "kopie", "version": 1, "answers": {}}
    assert refused(scans.save, **change, by=by(ans), at=NOW, key=new_id()) == looked_at


def test_what_cannot_be_sent_again_is_not_taken_back(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    late = given(linde, ans, scan=scan) | {"by": access.actor(ans, date(2023, 1, 1))}
    said = refused(scans.take_back, **late)
    assert (said, fresh(scan).status) == (("Dit kan nu niet.", "Dit kon tot en met 31 december 2022."), "submitted")


def test_what_was_looked_through_is_not_taken_back(linde: Practice, ans: User) -> None:
    said = refused(scans.take_back, **given(linde, ans, scan=reviewed(linde, ans)))
    assert said == ("Terughalen kan nu niet.", "Vertel het in het gesprek als iets anders is.")


def test_without_an_interview_the_outcome_is_there_at_once(linde: Practice, ans: User, specialist: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    assert (scan.status, scan.finished_on, Mail.objects.count()) == ("finished", TODAY, 0)
    report = ScanReport.objects.get(scan=scan)
    assert ([each["title"] for each in report.content["improve"]], report.content["specialist"]) == (
        ["Plan rust", "Neem pauze"], ""
    )  # fmt: skip
    _, facts = year_facts(linde, scan.enrolment.region_year, TODAY)
    assert [(each.kind, each.day) for each in facts.measurements] == [(LOOSE, TODAY)]


@pytest.mark.parametrize("role", ["practice_staff", "region_lead", "it_specialist"])
def test_only_who_manages_the_practice_answers(linde: Practice, role: str) -> None:
    who = make_person(role, practice=linde, region=linde.region, email="ander@example.org")
    said = refused(scans.start, enrolment=enrolment_of(linde), kind=LONG, by=by(who), at=NOW, key=new_id())
    assert said[0] == "Dit mag u niet doen."


def test_who_owes_a_scan_is_reminded(linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    scans.take_back(**given(linde, ans, scan=sent(linde, ans)))
    late = reminders.late_for(enrolment_of(linde).region_year, f"scan-{LONG}", date(2022, 6, 1))
    assert [(each.user, each.obligation.title) for each in late] == [(ans, "Lange scan")]


# --- The interview --------------------------------------------------------------------------------------------------


def test_a_moment_is_chosen_after_the_review(linde: Practice, ans: User, specialist: User) -> None:
    slot = make_slot(linde, specialist)
    said = refused(scans.pick_slot, **given(linde, ans, scan=sent(linde, ans), slot=slot))
    assert said == ("Uw antwoorden worden nog bekeken.", "U krijgt een mail als u een moment kunt kiezen.")


def test_the_owner_hears_of_the_moment_too(linde: Practice, ans: User, specialist: User) -> None:
    owner, scan = make_person("practice_owner", practice=linde), reviewed(linde, ans)
    scans.pick_slot(**given(linde, ans, scan=scan, slot=make_slot(linde, specialist)))
    scans.give_slot_back(**given(linde, ans, scan=scan))
    assert list(Mail.objects.filter(user=owner, kind="M11").order_by("subject").values_list("subject", flat=True)) == [
        "Gesprek Lange scan op 12 april 2022", "Gesprek Lange scan op 12 april 2022 gaat niet door",
    ]  # fmt: skip


def test_choosing_a_moment_mails_both_with_a_calendar(linde: Practice, ans: User, specialist: User) -> None:
    scan, slot = reviewed(linde, ans), make_slot(linde, specialist)
    Mail.objects.all().delete()
    scans.pick_slot(**given(linde, ans, scan=scan, slot=slot))
    slot.refresh_from_db()
    assert (fresh(scan).status, fresh(scan).specialist, slot.practice, slot.sequence) == (
        "planned", specialist, linde, 1
    )  # fmt: skip
    mails = list(Mail.objects.order_by("user__email"))
    assert [(mail.kind, mail.user, mail.subject) for mail in mails] == [
        ("M11", ans, "Gesprek Lange scan op 12 april 2022"),
        ("M11", specialist, "Gesprek Lange scan op 12 april 2022"),
    ]
    assert [mail.body.splitlines()[2] for mail in mails] == [
        f"Het gesprek met {specialist.name} staat gepland.", "Het gesprek met De Linde staat gepland.",
    ]  # fmt: skip
    lines = mails[0].calendar.splitlines()
    assert [line for line in lines if line.startswith(("UID", "SEQUENCE", "STATUS", "DTSTART;"))] == [
        "DTSTART;TZID=Europe/Amsterdam:20220412T103000", f"UID:{slot.pk}@groeiruimte", "SEQUENCE:1", "STATUS:CONFIRMED",
    ]  # fmt: skip


def test_a_moment_goes_to_one_practice(linde: Practice, ans: User, specialist: User, rijnmond: Rijnmond) -> None:
    duin = make_practices(rijnmond, ["Duin"])[0]
    bea = make_person("practice_manager", practice=duin)
    slot, mine, theirs = make_slot(linde, specialist), reviewed(linde, ans), reviewed(duin, bea)
    seen = InterviewSlot.objects.get(pk=slot.pk)
    scans.pick_slot(**given(duin, bea, scan=theirs, slot=slot))
    said = refused(scans.pick_slot, **given(linde, ans, scan=mine, slot=seen))
    assert said == ("Dit moment is niet meer vrij.", "Kies een ander moment.")


def test_a_practice_has_one_moment(linde: Practice, ans: User, specialist: User) -> None:
    scan = reviewed(linde, ans)
    scans.pick_slot(**given(linde, ans, scan=scan, slot=make_slot(linde, specialist)))
    other = make_slot(linde, specialist, days=8)
    said = refused(scans.pick_slot, **given(linde, ans, scan=scan, slot=other))
    assert said == ("U koos al een moment voor het gesprek.", "Geef dat moment eerst terug.")


def test_a_moment_of_who_does_not_work_here_then(linde: Practice, ans: User, specialist: User) -> None:
    scan, slot = reviewed(linde, ans), make_slot(linde, specialist)
    specialist.memberships.update(end=TODAY + timedelta(days=6))
    said = refused(scans.pick_slot, **given(linde, ans, scan=scan, slot=slot))
    assert (said[0], still_held([slot])) == ("Dit moment is niet meer vrij.", [])
    specialist.memberships.update(end=TODAY + timedelta(days=7))
    assert still_held([slot]) == [slot]


def test_a_practice_that_moved_is_offered_the_moments_of_its_scan(linde: Practice, ans: User, specialist: User) -> None:
    scan, slot, day = reviewed(linde, ans), make_slot(linde, specialist), date(2022, 4, 1)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    theirs = make_slot(linde, make_person("it_specialist", region=elsewhere, email="elders@example.org"))
    InterviewSlot.objects.filter(pk=theirs.pk).update(region=elsewhere)
    lead = make_person("region_lead", region=linde.region)
    move = {"practice": linde, "kind": "move", "effective": day, "to_region": elsewhere, "by": by(lead), "at": NOW}
    moved_on = successions.arrange(**move, key=new_id())
    with guard.everything():
        successions.carry_out(moved_on, NOW)
    with narrowed_to(ans) as who:
        assert list(access.interview_slots(who)) == [slot]
        moved = access.practices(who, "scan.fill").get()
        mine = access.scans(who).get()
        scans.pick_slot(**given(moved, ans, scan=mine, slot=slot))
        scans.give_slot_back(**given(moved, ans, scan=mine))
    Scan.objects.filter(pk=scan.pk).update(status="finished", finished_on=TODAY)
    with narrowed_to(ans) as who:
        assert list(access.interview_slots(who)) == []


def test_a_moment_of_the_past_or_of_another_region(linde: Practice, ans: User, specialist: User) -> None:
    scan = reviewed(linde, ans)
    past = make_slot(linde, specialist, days=0)
    assert refused(scans.pick_slot, **given(linde, ans, scan=scan, slot=past)) == (
        "Dit moment is voorbij.", "Kies een later moment."
    )  # fmt: skip
    InterviewSlot.objects.filter(pk=past.pk).update(region=Region.objects.create(key="elders", name="Elders"))
    assert refused(scans.pick_slot, **given(linde, ans, scan=scan, slot=past))[0] == "Dit moment is niet meer vrij."


def test_a_moment_is_given_back_until_the_day_before(linde: Practice, ans: User, specialist: User) -> None:
    scan, slot = reviewed(linde, ans), make_slot(linde, specialist, days=1)
    scans.pick_slot(**given(linde, ans, scan=scan, slot=slot))
    tomorrow = access.actor(ans, TODAY + timedelta(days=1))
    late = given(linde, ans, scan=scan) | {"by": tomorrow}
    assert refused(scans.give_slot_back, **late) == (
        "Het gesprek is op 6 april 2022. Wijzigen kon tot de dag ervoor.", "Bel de specialist."
    )  # fmt: skip
    scans.give_slot_back(**given(linde, ans, scan=scan))
    slot.refresh_from_db()
    assert (fresh(scan).status, slot.scan, slot.practice, slot.sequence) == ("reviewed", None, None, 2)
    cancelled = Mail.objects.filter(calendar__contains="STATUS:CANCELLED", user=specialist)
    assert [mail.kind for mail in cancelled] == ["M11"]
    said = refused(scans.give_slot_back, **given(linde, ans, scan=scan))
    assert said == ("U hebt geen moment voor een gesprek.", "Kies een moment.")


def test_own_topics_for_the_interview(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    scans.bring_up(**given(linde, ans, scan=scan, topics=[" De  telefoon ", "", "Wifi"], version=0))
    assert Interview.objects.get(scan=scan).topics == ["De telefoon", "Wifi"]
    with pytest.raises(Stale):
        scans.bring_up(**given(linde, ans, scan=scan, topics=["Iets anders"], version=0))
    scans.bring_up(**given(linde, ans, scan=scan, topics=["Iets anders"], version=1))
    assert Interview.objects.get(scan=scan).topics == ["Iets anders"]


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        (["x"] * 21, ("Dit zijn 21 onderwerpen.", "Kies er ten hoogste 20.")),
        (["x" * 501], ("Een onderwerp is te lang.", "Gebruik per regel 500 tekens of minder.")),
    ],
)
def test_topics_that_are_too_many_or_too_long(
    linde: Practice, ans: User, topics: list[str], said: tuple[str, str]
) -> None:
    scan = sent(linde, ans)
    assert refused(scans.bring_up, **given(linde, ans, scan=scan, topics=topics, version=0)) == said


# --- What comes of it -----------------------------------------------------------------------------------------------


def test_exactly_one_way_on_after_a_scan(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    assert refused(scans.follow_up, **given(linde, ans, scan=scan, follow_up="")) == (
        "U koos nog niets.", "Kies een van de mogelijkheden."
    )  # fmt: skip
    scans.follow_up(**given(linde, ans, scan=scan, follow_up="lean"))
    scans.follow_up(**given(linde, ans, scan=scan, follow_up="plan"))
    scans.follow_up(**given(linde, ans, scan=scan, follow_up="lean"))
    assert (fresh(scan).follow_up, fresh(scan).followed_up_on) == ("lean", TODAY)


def test_a_way_that_was_taken_stays(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    scans.follow_up(**given(linde, ans, scan=scan, follow_up="lean"))
    vera = Employee.objects.create(practice=linde, region=linde.region, name="Vera", function="gp")
    Attendance.objects.create(
        practice=linde, region=linde.region, employee=vera, title="Lean", topics=["efficientere-praktijkvoering"],
        day=TODAY, noted_at=NOW, noted_by=ans, how="elsewhere",
    )  # fmt: skip
    said = refused(scans.follow_up, **given(linde, ans, scan=scan, follow_up="plan"))
    assert said == ("U bent al begonnen met “Leantraining”.", "Rond dat af. Wijzigen kan niet meer.")


def test_a_scan_that_is_not_finished_or_has_no_ways(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    assert refused(scans.follow_up, **given(linde, ans, scan=scan, follow_up="lean"))[0] == (
        "Uw antwoorden worden nog bekeken."
    )
    assert refused(scans.improve, **given(linde, ans, scan=scan, advice=["x"]))[0] == (
        "Uw antwoorden worden nog bekeken."
    )


def test_advice_becomes_milestones_once(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    first, second = AdviceItem.objects.filter(scan=scan, kind="improve").order_by("order")
    scans.improve(**given(linde, ans, scan=scan, advice=[first.pk, first.pk]))
    scans.improve(**given(linde, ans, scan=scan, advice=[first.pk, second.pk]))
    found = Milestone.objects.order_by("added_at", "title").values_list("title", "shows", "due", "advice")
    assert sorted(found) == sorted([
        ("Plan rust", "Een leeg kwartier", TODAY + timedelta(weeks=8), first.pk),
        ("Neem pauze", "Een lege wachtkamer", TODAY + timedelta(weeks=8), second.pk),
    ])  # fmt: skip
    assert set(AdviceItem.objects.filter(kind="improve").values_list("chosen_on", flat=True)) == {TODAY}
    assert [detail["improvements"] for _, detail in events("scan.improve")] == [1, 1]


def test_a_milestone_ends_inside_the_programme(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    corrected(scan, ans, weeks=52, shows="")
    line = AdviceItem.objects.filter(scan=scan, kind="improve")[0]
    scans.improve(**given(linde, ans, scan=scan, advice=[line.pk]))
    assert Milestone.objects.values_list("due", "shows").get() == (date(2022, 12, 31), "Dit advies is uitgevoerd.")


def corrected(scan: Scan, by: User, **line: Any) -> ScanReport:
    """The next report, in which every line says something else."""
    content = ScanReport.objects.get(scan=scan).content
    improve = [each | line for each in content["improve"]]
    return ScanReport.objects.create(
        scan=scan, practice=scan.practice, region=scan.region, number=2, content=content | {"improve": improve},
        sha256="x", published_by=by, published_at=NOW, open_until=TODAY,
    )  # fmt: skip


def test_the_plan_says_what_the_report_says_and_not_a_draft(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    first, second = AdviceItem.objects.filter(scan=scan, kind="improve").order_by("order")
    AdviceItem.objects.filter(pk=first.pk).update(title="Geheim", shows="Geheim", weeks=1, removed_on=TODAY)
    draft = AdviceItem.objects.create(
        scan=scan, practice=linde, region=linde.region, title="Nog niet verstuurd", order=3
    )  # fmt: skip
    scans.improve(**given(linde, ans, scan=scan, advice=[first.pk]))
    assert Milestone.objects.values_list("title", "shows", "due").get() == (
        "Plan rust", "Een leeg kwartier", TODAY + timedelta(weeks=8)
    )  # fmt: skip
    said = refused(scans.improve, **given(linde, ans, scan=scan, advice=[draft.pk]))
    assert said == ("Dit advies staat niet in uw rapport.", "Kies een advies uit de lijst.")
    corrected(scan, ans, title="Anders gezegd")
    scans.improve(**given(linde, ans, scan=scan, advice=[second.pk]))
    assert list(Milestone.objects.filter(advice=second).values_list("title", flat=True)) == ["Anders gezegd"]
    who = by(ans)
    assert (list(access.advice_items(who)), access.chosen_advice(who, scan)) == (
        [], {first.pk: TODAY, second.pk: TODAY}
    )  # fmt: skip


def test_the_practice_words_what_the_region_reads(linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    line = AdviceItem.objects.filter(scan=scan, kind="improve")[0].pk
    for title, said in (
        ("  ", ("Deze mijlpaal heeft nog geen titel.", "Vul een titel in.")),
        ("x" * 201, ("Deze titel is te lang.", "Gebruik 200 tekens of minder.")),
    ):
        assert refused(scans.improve, **given(linde, ans, scan=scan, advice=[line], titles={line: title})) == said
    scans.improve(**given(linde, ans, scan=scan, advice=[line], titles={line: "Meer  lucht "}))
    assert list(Milestone.objects.values_list("title", flat=True)) == ["Meer lucht"]


@pytest.mark.parametrize(
    ("advice", "said"),
    [
        ([], ("U koos nog geen advies.", "Zet een vinkje bij een of meer adviezen.")),
        (["onbekend"], ("Dit advies staat niet in uw rapport.", "Kies een advies uit de lijst.")),
    ],
)
def test_advice_that_cannot_be_chosen(linde: Practice, ans: User, advice: list[str], said: tuple[str, str]) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    assert (refused(scans.improve, **given(linde, ans, scan=scan, advice=advice)), Milestone.objects.count()) == (
        said, 0
    )  # fmt: skip


def test_an_improvement_counts_once_its_milestone_is_done(linde: Practice, ans: User, rijnmond: Rijnmond) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    line = AdviceItem.objects.filter(scan=scan, kind="improve").order_by("order")[0]
    scans.improve(**given(linde, ans, scan=scan, advice=[line.pk]))
    assert year_facts(linde, rijnmond.year, TODAY)[1].items == ()
    Milestone.objects.update(done_on=TODAY, progress="Gedaan")
    fresh_practice = Practice.objects.get(pk=linde.pk)
    assert year_facts(fresh_practice, rijnmond.year, TODAY)[1].items == (
        Item("improvement", TODAY, fields={"advice": "Plan rust"}),
    )


def test_a_report_is_shared_per_party_and_taken_back(linde: Practice, ans: User) -> None:
    report = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, kind=LOOSE))
    region = scans.share(**given(linde, ans, report=report, party="region"))
    insurer = scans.share(**given(linde, ans, report=report, party="insurer"))
    assert [(each.party, each.insurer_key, each.practice_name) for each in (region, insurer)] == [
        ("region", "", "De Linde"), ("insurer", "zilveren-kruis", "De Linde"),
    ]  # fmt: skip
    assert refused(scans.share, **given(linde, ans, report=report, party="region")) == (
        "U deelt dit rapport al.", "U hoeft niets te doen."
    )  # fmt: skip
    scans.take_share_back(**given(linde, ans, share=region))
    assert list(ScanShare.objects.filter(taken_back_at=None).values_list("party", flat=True)) == ["insurer"]
    assert refused(scans.take_share_back, **given(linde, ans, share=region))[0] == "U deelt dit rapport niet meer."
    assert [detail for _, detail in events("scan.share")][:2] == [
        {"party": "region", "number": 1}, {"party": "insurer", "number": 1},
    ]  # fmt: skip
    assert events("scan.take_share_back")[0] == (OK, {"party": "region"})


def test_a_newer_report_is_shared_in_the_place_of_the_older(linde: Practice, ans: User) -> None:
    first = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, kind=LOOSE))
    scans.share(**given(linde, ans, report=first, party="region"))
    second = ScanReport.objects.create(
        scan=first.scan, practice=linde, region=linde.region, number=2, content=first.content, sha256="x",
        published_by=ans, published_at=NOW, open_until=TODAY,
    )  # fmt: skip
    assert refused(scans.share, **given(linde, ans, report=first, party="insurer")) == (
        "Er is een nieuwer rapport.", "Lees dat eerst en deel het dan."
    )  # fmt: skip
    scans.share(**given(linde, ans, report=second, party="region"))
    assert list(ScanShare.objects.filter(taken_back_at=None).values_list("report", flat=True)) == [second.pk]
    assert refused(scans.share, **given(linde, ans, report=second, party="buurman"))[0] == (
        "U koos nog niet met wie u deelt."
    )


def test_only_the_practice_shares(linde: Practice, ans: User, specialist: User) -> None:
    report = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, answers=BUSY, kind=LOOSE))
    for who in (specialist, make_person("region_lead", region=linde.region)):
        assert refused(scans.share, **given(linde, who, report=report, party="region"))[0] == "Dit mag u niet doen."
