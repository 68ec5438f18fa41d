"""The world as it stands in the database: made by the verbs, and every amount can be proved again."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from groeiruimte.actions import enrolments, obligations, settlement, survey_outcomes
from groeiruimte.actions.demo import seed
from groeiruimte.actions.demo.choices import OPEN_TRACK
from groeiruimte.actions.demo.deliveries import content_of, deliveries
from groeiruimte.actions.demo.invitation import open_invitation
from groeiruimte.actions.demo.moments import START, at
from groeiruimte.actions.demo.scan_plans import FREE, ONE_IMPROVES, ONE_SHARES
from groeiruimte.actions.demo.world import (
    AGREED,
    LEADS,
    NEW,
    OUTCOME,
    REFUSED,
    REPORT_READY,
    SCAN_AHEAD,
    SECOND,
    world,
)
from groeiruimte.actions.facts import year_facts
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.region_content import seal
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import audit, clock
from groeiruimte.records.models import (
    Alignment,
    Article,
    Attendance,
    ClaimFile,
    Commitment,
    Decision,
    DocumentPart,
    DocumentSubmission,
    Employee,
    Enrolment,
    Event,
    FilledForm,
    GroupOutcome,
    InterviewSlot,
    Job,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    Publication,
    RegionYear,
    Scan,
    ScanReport,
    ScanShare,
    Session,
    SettlementLine,
    SignUp,
    SupportRecord,
    Survey,
    SurveyBox,
    SurveyOutcome,
    Thread,
)
from groeiruimte.records.models.job import DONE
from groeiruimte.records.models.region_document import REGIONAL_PLAN, REPORT
from groeiruimte.records.models.training import CLOSED, SIGNED_UP, WAITING
from groeiruimte.rules.kpi import of_practice
from groeiruimte.rules.region_document import filled
from groeiruimte.rules.tracks import counted, is_for, walk

from .conftest import Seeded, working_in

pytestmark = [pytest.mark.only_sqlite, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def seeded(
    seeded_demo: Seeded,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The whole world; what a test does to it is taken back."""
    file = seeded_demo.copy_to(tmp_path_factory.mktemp("seeded"))
    with django_db_blocker.unblock(), working_in(file), override_settings(DEMO=True, **seeded_demo.keys):
        yield


def test_it_says_how_many_steps_it_takes_and_is_needed_once(seeded_demo: Seeded) -> None:
    assert f" {seed.steps()}/{seed.steps()} [" in seeded_demo.progress
    assert seed.is_needed() is False


def test_it_has_three_regions_with_their_practices_and_who_enrolled() -> None:
    assert Counter(Practice.objects.values_list("region_id", flat=True)) == {"rijnmond": 60, "utrecht": 50, "roha": 55}
    enrolled = Enrolment.objects.values_list("region_id", "year")
    assert Counter(enrolled) == {
        ("rijnmond", 2022): 51,
        ("utrecht", 2022): 50,
        ("roha", 2022): 54,
        ("roha", 2021): 1,
    }
    assert Employee.objects.values("practice").distinct().count() == 165


def test_every_enrolment_passed_its_conditions() -> None:
    answers = [answer for enrolment in Enrolment.objects.all() for answer in enrolment.answers]
    assert [answer for answer in answers if answer["severity"] == "refuse" and not answer["met"]] == []
    assert {answer["key"] for answer in answers if not answer["met"]} == {"one_objective"}


def test_who_did_not_enrol_fails_the_condition_that_the_seed_gave() -> None:
    year = RegionYear.objects.get(region="rijnmond")
    failed = {}
    for one in world().of("rijnmond"):
        if one.enrol_on is None:
            practice = Practice.objects.get(agb_code=one.agb_code)
            given = enrolments.answers(practice, year, ["A"], world().practices[0].enrol_on or START)
            failed[one.place] = [answer.key for answer in given if answer.severity == "refuse" and not answer.met]
    assert failed == {**{place: [] for place in NEW}, **{place: [trouble] for place, trouble in REFUSED.items()}}


def test_every_amount_can_be_computed_again_without_a_difference() -> None:
    found = list(settlement.recheck())
    assert len(found) == 55
    assert [place for place, mismatches in found if mismatches] == []


def test_totals_stay_under_the_maximum_also_at_the_end_of_the_year() -> None:
    booked = SettlementLine.objects.filter(quarter="2022Q1").aggregate(cents=Sum("amount_cents"))["cents"]
    assert 50_000_00 < booked < 60_000_00
    assert booked * 4 < RegionYear.objects.get(region="rijnmond").maximum_cents


def test_lists_are_those_that_the_seed_makes_again() -> None:
    kept = {
        (found.practice.agb_code, found.quarter, found.delivered_at): found.sha256
        for found in PatientList.objects.select_related("practice")
    }
    planned = deliveries(world())
    made = {(one.practice.agb_code, str(one.quarter), one.at): one for one in planned}
    assert kept.keys() == made.keys()
    some = [made[key] for key in sorted(made)[:3]]
    assert [hashlib.sha256(content_of(one)).hexdigest() for one in some] == [kept[key] for key in sorted(made)[:3]]


def test_lists_stand_as_they_were_delivered() -> None:
    states = Counter(PatientList.objects.values_list("quarter", "status"))
    assert states == {
        ("2022Q1", "counts"): 49,
        ("2022Q1", "checked"): 5,
        ("2022Q2", "counts"): 6,
        ("2022Q2", "checked"): 1,
    }
    jumped = PatientList.objects.filter(quarter="2022Q2", status="counts", jump_percent__gt=10)
    assert sorted(jumped.values_list("reason", flat=True)) == [
        "De lijst van kwartaal 1 was niet volledig.",
        "Wij namen de patiënten van een collega over.",
    ]
    assert PatientList.objects.filter(quarter="2022Q1", faults=0, status="counts").count() == 46


def test_claim_files_of_january_are_gone_and_those_of_april_wait_for_the_practice() -> None:
    sealed = ClaimFile.objects.filter(sealed__isnull=False)
    assert set(sealed.values_list("patient_list__quarter", flat=True)) == {"2022Q2"}
    assert sealed.filter(test=False).count() == 0


def test_nothing_waits_for_the_job_loop() -> None:
    assert set(Job.objects.values_list("status", flat=True)) == {DONE}


def test_the_log_is_one_chain_with_one_event_of_the_seeding() -> None:
    assert list(audit.breaks()) == []
    assert Event.objects.filter(event="demo.seed").count() == 1
    assert Event.objects.filter(event="enrolment.sign", outcome=0).count() == 156
    assert Event.objects.exclude(outcome=0).count() == 0


def test_it_is_the_fifth_of_april_with_an_invitation_open() -> None:
    assert clock.now().date() == START
    invitation = open_invitation(at(START))
    assert invitation is not None
    assert invitation.practice == "Huisartsenpraktijk De Linde"


def test_what_every_practice_owes_is_laid_down_as_the_rules_say() -> None:
    assert [place for place, wrong in obligations.differences(START) if wrong] == []
    assert Obligation.objects.values("practice").distinct().count() == 156  # who cannot enrol any more owes nothing
    to_choose = Obligation.objects.filter(kind="track", done_on__isnull=True)
    assert [each.practice.agb_code for each in to_choose] == [world().of("rijnmond")[OPEN_TRACK].agb_code]


def test_who_enrolled_signed_for_the_kpis() -> None:
    assert Commitment.objects.count() == 156
    assert {len(signed.kpis) > 0 for signed in Commitment.objects.all()} == {True}
    chosen = Counter(choice for each in Enrolment.objects.filter(region="roha") for choice in each.choices)
    assert (chosen["beeldbeltraject"], chosen["cboards-ouderen"]) == (35, 20)


def test_one_training_is_full_and_three_people_wait() -> None:
    waiting = SignUp.objects.filter(status=WAITING).values_list("session", "session__seats")
    assert Counter(waiting) == {(waiting[0][0], 8): 3}
    assert SignUp.objects.filter(session=waiting[0][0], status=SIGNED_UP).count() == 8
    sluis = world().of("rijnmond")[SECOND].agb_code
    assert SignUp.objects.filter(session=waiting[0][0], practice__agb_code=sluis).count() >= 1


def test_people_were_at_past_trainings_alone_with_a_certificate_each() -> None:
    there = list(Attendance.objects.select_related("session"))
    assert len(there) > 90
    assert [each for each in there if each.day >= START or each.session.status != CLOSED] == []
    assert len({each.certificate for each in there}) == len(there)
    assert Session.objects.filter(start__date=START).count() == 1


@pytest.mark.parametrize(
    ("region", "place", "states"),
    [
        ("rijnmond", LEADS, {"a1": "nearly", "a2": "not_yet", "a3": "met", "a4": "nearly"}),
        ("rijnmond", SECOND, {"b1": "not_yet", "b2": "nearly", "b3": "not_yet", "b4": "nearly"}),
        ("utrecht", LEADS, {"plan": "met", "milestones": "met", "meeting_2023": "not_yet"}),
        ("utrecht", SECOND, {"plan": "nearly", "milestones": "not_yet", "meeting_2023": "not_yet"}),
        ("roha", LEADS, {"1a": "nearly", "1b": "not_yet"}),
    ],
)
def test_the_practices_of_the_accounts_are_part_of_the_way(region: str, place: int, states: dict[str, str]) -> None:
    enrolment = Enrolment.objects.get(practice__agb_code=world().of(region)[place].agb_code)
    programme, facts = year_facts(enrolment.practice, enrolment.region_year, START)
    found = {each.key: each.state for each in of_practice(programme, facts)}
    assert {key: found[key] for key in states} == states


def test_in_utrecht_one_plan_waits_one_was_sent_back_and_one_was_agreed_to() -> None:
    plans = FilledForm.objects.filter(form="action_plan").values_list("practice__agb_code", "status")
    of_utrecht = world().of("utrecht")
    assert dict(plans) == {
        of_utrecht[LEADS].agb_code: "submitted",
        of_utrecht[SECOND].agb_code: "changes_requested",
        of_utrecht[AGREED].agb_code: "approved",
    }


def test_one_question_is_answered_and_one_waits() -> None:
    assert sorted(Thread.objects.values_list("waits_for_region", "closed")) == [(False, True), (True, False)]


def test_every_region_has_a_library_with_a_best_practice() -> None:
    shown = Article.objects.filter(published=True).values_list("region", "kind")
    assert Counter(region for region, kind in shown if kind == "story") == {"rijnmond": 1, "utrecht": 1, "roha": 1}
    assert Counter(region for region, kind in shown if kind == "faq") == {"rijnmond": 7, "utrecht": 7, "roha": 7}


def test_each_region_sent_its_plan_before_it_was_approved() -> None:
    """Through the verbs: complete, sealed, on time, and about who took part or wanted to on that day (R053, R156)."""
    sent = DocumentSubmission.objects.filter(number=1, document__kind=REGIONAL_PLAN)
    sent = sent.select_related("region_year").order_by("region_id")
    found = [(each.region_id, each.late, each.region_year.approved_on >= each.submitted_at.date()) for each in sent]
    assert found == [("rijnmond", False, True), ("roha", False, True), ("utrecht", False, True)]
    assert [seal(each.content) == each.sha256 for each in sent] == [True, True, True]
    taking_part = {each.region_id: len(each.content["figures"]["practices"]) for each in sent}
    assert taking_part == {"rijnmond": 52, "roha": 54, "utrecht": 50}
    plans = sum(part["key"].startswith("support_plan-") for part in sent[2].content["parts"]["section"])
    assert plans == 4  # R155


def test_every_plan_was_approved_by_two_people_of_the_insurer() -> None:
    plan = world()
    about = Decision.objects.filter(submission__document__kind=REGIONAL_PLAN)
    rows = about.order_by("region").values_list("region", "outcome", "proposed_by__email", "decided_by__email")
    people = ("confirmed", plan.purchaser.email, plan.approver.email)
    assert list(rows) == [(region, *people) for region in ("rijnmond", "roha", "utrecht")]
    for year in RegionYear.objects.all():
        decided = about.get(region_year=year)
        assert (decided.maximum_cents, decided.oi_cents) == (year.maximum_cents, year.oi_cents)
        assert decided.sha256 == seal(decided.submission.content)


def test_thirty_five_practices_are_in_the_video_track_and_twenty_began_with_boards() -> None:
    """R115, R118, as a report of the region counts them."""
    programme = programme_of(RegionYear.objects.select_related("edition").get(region="roha").edition)
    noted: dict[tuple[str, str], dict[str, dict[str, object]]] = defaultdict(dict)
    for record in SupportRecord.objects.filter(region="roha").exclude(track=""):
        noted[record.enrolment_id, record.track][record.step] = record.answers
    enrolled = list(Enrolment.objects.filter(region="roha"))
    found = {}
    for track in programme.tracks:
        chose = [each.pk for each in enrolled if is_for(track, each.objectives, each.choices)]
        many = counted(track, (walk(programme, track, noted[pk, track.key]) for pk in chose))
        found[track.key] = (many.chosen, many.started, many.complete)
    assert found == {"beeldbeltraject": (35, 35, 22), "cboards-ouderen": (20, 20, 8)}


def test_rijnmond_aligned_with_most_practices_and_some_wait() -> None:
    confirmed = Counter(Alignment.objects.values_list("region_id", "confirmed"))
    assert confirmed == {("rijnmond", True): 40, ("rijnmond", False): 5}
    kinds = SupportRecord.objects.filter(track="").values_list("region_id", "kind").distinct()
    assert Counter(region for region, _ in kinds) == {"rijnmond": 3, "utrecht": 3, "roha": 3}


def test_a_plan_begins_for_two_thirds_filled_in() -> None:
    """Of the fields that somebody types. ux.md 2b.3 asks for seven tenths: with the list of practices and the amounts,
    which nobody types either, it is more than that; of the fields alone Rijnmond has 68%."""
    sent = DocumentSubmission.objects.select_related("document", "region_year__edition").get(region="rijnmond")
    parts: dict[str, dict[str, dict[str, object]]] = {}
    for part in DocumentPart.objects.filter(document=sent.document, document_version=1):
        parts.setdefault(part.kind, {})[part.key] = part.content
    assert filled(programme_of(sent.region_year.edition), parts, sent.content["figures"]) == (74, 108)


def test_roha_reported_its_first_year_and_everybody_can_read_it() -> None:
    """R115, R118: 35 practices for video calls and 20 with boards come out of what practices did."""
    report = DocumentSubmission.objects.get(document__kind=REPORT)
    figures = report.content["figures"]
    tracks = {each["key"]: each for each in figures["tracks"]}
    assert (report.region_id, report.late, figures["participants"], figures["affiliated"]) == ("roha", False, 55, 55)
    assert sorted(each["chosen"] for each in tracks.values()) == [20, 35]
    assert [practice.name for practice in Practice.objects.all() if practice.name in str(report.content)] == []
    published = Publication.objects.get()
    assert (published.year, published.content["participation"]["cells"]) == (2021, [55, 0])


def test_scans_of_rijnmond_stand_at_every_step() -> None:
    """R099: all eight with objective D owe it, and one with A did it too (R073)."""
    stands = dict(Scan.objects.filter(region="rijnmond").values_list("practice__agb_code", "status"))
    assert stands == {
        agb_of(13): "answering",
        agb_of(24): "submitted",
        agb_of(26): "reviewed",
        agb_of(44): "planned",
        agb_of(52): "interviewed",
        agb_of(REPORT_READY): "finished",
        agb_of(ONE_SHARES): "finished",
        agb_of(ONE_IMPROVES): "finished",
    }
    half = Scan.objects.get(status="answering")
    assert (half.answered * 10 // half.asked, half.here) == (5, "his/")
    owed = Obligation.objects.filter(kind="scan")
    assert set(owed.filter(done_on=None).values_list("practice__agb_code", flat=True)) == {
        agb_of(13),
        agb_of(SCAN_AHEAD),
    }
    assert set(owed.values_list("practice__agb_code", flat=True)) == set(stands) - {agb_of(ONE_SHARES)} | {
        agb_of(SCAN_AHEAD)
    }


def test_one_interview_is_next_week_and_six_moments_are_free() -> None:
    slots = InterviewSlot.objects.filter(start__gt=at(START))
    taken = [(each.practice.agb_code, local_date(each.start)) for each in slots if each.practice]
    assert taken == [(agb_of(44), date(2022, 4, 12))]
    assert [each.start for each in slots if not each.scan_id] == list(FREE)


def test_one_report_waits_for_its_reader_one_became_improvements_and_one_is_shared() -> None:
    reports = {each.practice.agb_code: each for each in ScanReport.objects.filter(region="rijnmond")}
    assert set(reports) == {agb_of(REPORT_READY), agb_of(ONE_SHARES), agb_of(ONE_IMPROVES)}
    assert {len(each.content["devices"]) for each in reports.values()} == {4}
    assert min(len(each.content["improve"]) for each in reports.values()) >= 3
    chosen = Milestone.objects.filter(advice__isnull=False).values_list("practice__agb_code", "done_on")
    assert sorted(chosen, key=lambda each: each[1] is None) == [
        (agb_of(ONE_IMPROVES), date(2022, 4, 1)),
        (agb_of(ONE_IMPROVES), None),
        (agb_of(ONE_IMPROVES), None),
    ]
    shares = {(each.practice.agb_code, each.party, each.taken_back_at is None) for each in ScanShare.objects.all()}
    assert shares == {(agb_of(ONE_SHARES), "region", True), (agb_of(ONE_IMPROVES), "region", False)}


def test_practices_of_roha_did_their_scan_and_most_chose_how_to_go_on() -> None:
    """R125, R126."""
    done = Scan.objects.filter(region="roha", kind="practice_scan")
    combined = {one.agb_code for one in world().of("roha") if "B" in one.objectives}
    assert set(done.values_list("practice__agb_code", flat=True)) == combined
    assert Counter(done.values_list("status", "follow_up")) == {
        ("finished", "lean_training"): 4,
        ("finished", "own_plan"): 3,
        ("finished", ""): 3,
    }


def test_teams_and_patients_were_asked_and_a_small_group_shows_nothing() -> None:
    """R082, R089: who answered counts for the KPI, and below five nothing is shown."""
    there = Survey.objects.order_by("respondents").values_list("kind", "status", "respondents")
    closed = {
        kind: [n for of, status, n in there if (of, status) == (kind, "closed")] for kind in {k for k, *_ in there}
    }
    assert closed == {
        "work_happiness": [3, 4, 5, 6, 6, 7, 12],
        "patient_satisfaction": [20, 24, 27, 31, 38, 45, 52, 60],
    }
    still_open = Survey.objects.filter(status="open").values_list("practice__agb_code", "invited", "counted")
    assert set(still_open) == {(agb_of(SECOND), 8, 5), (agb_of(48), 0, 17)}
    assert [each.respondents for each in SurveyOutcome.objects.order_by("respondents") if not each.scores] == [3, 4]
    assert len(SurveyOutcome.objects.get(practice__agb_code=agb_of(OUTCOME)).texts["wish"]) == 9
    with_b = [one for one in world().of("rijnmond") if one.enrol_on and "B" in one.objectives]
    assert len(with_b) - Survey.objects.filter(kind="work_happiness").count() == 1


def test_boxes_keep_no_link_that_works_once_a_survey_is_closed() -> None:
    boxes = SurveyBox.objects.select_related("survey")
    links = {(each.survey.status, len(each.issued), len(each.spent)) for each in boxes}
    assert links == {("closed", 0, 0), ("open", 0, 0), ("open", 3, 5)}
    assert [each.pk for each in boxes if (each.survey.respondents or each.survey.counted) != len(each.answers)] == []


def test_after_the_waves_a_district_with_a_small_team_is_not_shown() -> None:
    year = RegionYear.objects.get(region="rijnmond")
    with transaction.atomic():
        survey_outcomes.of_day(year.pk, at(date(2022, 6, 1)))
        found = list(GroupOutcome.objects.values_list("kind", "district", "practices", "respondents"))
        transaction.set_rollback(True)
    assert sorted(each for each in found if each[3]) == [
        ("patient_satisfaction", "", 9, 314),
        ("patient_satisfaction", "Schollevaar", 4, 113),
        ("work_happiness", "", 8, 48),
        ("work_happiness", "Schollevaar", 4, 30),
    ]
    assert ("work_happiness", "Feijenoord", 3, None) in found
    assert GroupOutcome.objects.count() == 0


def agb_of(place: int) -> str:
    """The code of a practice of Rijnmond."""
    return world().of("rijnmond")[place].agb_code
