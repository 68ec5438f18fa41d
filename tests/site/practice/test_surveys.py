"""Holding a survey: starting, links, closing, outcomes of practice and groups. Nobody reads what one person said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from groeiruimte.actions import facts, programmes, survey_answers, survey_outcomes, surveys, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access, jobs
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Enrolment,
    Event,
    GroupOutcome,
    Job,
    KpiState,
    Mail,
    Practice,
    Submission,
    Survey,
    SurveyBox,
    SurveyOutcome,
    User,
)
from groeiruimte.records.models.job import PARKED
from groeiruimte.records.models.survey import CALLED_OFF, CLOSED, OPEN
from tests.definition_texts import texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond, make_person, make_practices
from tests.site.surveys import (
    AFTER_CLOSING,
    AFTER_THE_WAVE,
    CLOSES,
    HAPPY,
    LATER_WAVE,
    PATIENTS,
    SAD,
    TEAM,
    answered,
    held,
    links,
    started,
    with_surveys,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(rijnmond: Rijnmond) -> Rijnmond:
    return with_surveys(rijnmond)


@pytest.fixture
def linde(region: Rijnmond) -> Practice:
    return make_practices(region, ["De Linde"])[0]


@pytest.fixture
def who(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde)


def close(survey: Survey, who: User, at: Any = NOW) -> Survey:
    by = access.actor(who, TODAY)
    closed: Survey = survey_outcomes.close(practice=survey.practice, survey=survey, by=by, at=at, key=new_id())
    return closed


def refusal(code: str, deed: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refused) as caught:
        deed(*args, **given)
    assert caught.value.code == code


def test_a_survey_opens_in_the_wave_of_today_and_keeps_its_questions(linde: Practice, who: User) -> None:
    survey = started(linde, who)
    assert (survey.wave, survey.opens, survey.closes, survey.status, survey.link, survey.practice_name) == (
        "nulmeting",
        TODAY,
        CLOSES,
        OPEN,
        "",
        "De Linde",
    )
    assert SurveyBox.objects.filter(pk=survey.pk).values_list("issued", "spent", "answers").get() == ([], [], [])


@pytest.mark.parametrize(
    ("code", "kind", "closes", "at"),
    [
        ("kind", "onbekend", CLOSES, NOW),
        ("wave", TEAM, CLOSES, NOW + timedelta(days=60)),
        ("closes", TEAM, date(2022, 4, 4), NOW),
        ("closes", TEAM, date(2022, 5, 1), NOW),
    ],
)
def test_what_cannot_be_started(linde: Practice, who: User, code: str, kind: str, closes: date, at: Any) -> None:
    refusal(code, started, linde, who, kind, closes=closes, at=at)
    assert Survey.objects.count() == 0


def test_it_is_held_once_a_wave_and_again_when_it_was_called_off(linde: Practice, who: User) -> None:
    survey = held(linde, who, 3)
    refusal("twice", started, linde, who)
    by = access.actor(who, TODAY)
    surveys.call_off(practice=linde, survey=survey, by=by, at=NOW, key=new_id())
    box = SurveyBox.objects.get(pk=survey.pk)
    assert (box.issued, box.spent, box.answers) == ([], [], [])
    started(linde, who)
    assert sorted(Survey.objects.values_list("status", flat=True)) == [CALLED_OFF, OPEN]


def test_staff_may_not_start_one(linde: Practice) -> None:
    refusal("no_right", started, linde, make_person("practice_staff", practice=linde))


def test_links_are_kept_as_sorted_hashes_and_the_form_sent_twice_gives_the_same_cards(
    linde: Practice, who: User
) -> None:
    survey, key, by = started(linde, who), new_id(), access.actor(who, TODAY)
    given: dict[str, Any] = {"practice": linde, "survey": survey, "number": 6, "by": by, "at": NOW, "key": key}
    _, first = surveys.issue_links(**given)
    _, again = surveys.issue_links(**given)
    box = SurveyBox.objects.get(pk=survey.pk)
    assert again == first
    assert len(set(first)) == 6
    assert box.issued == sorted(surveys.sealed(secret) for secret in first)
    assert Submission.objects.filter(key=key).count() == 0
    survey.refresh_from_db()
    assert survey.invited == 6


def test_new_links_void_the_old_ones_but_keep_what_came_in(region: Rijnmond, linde: Practice, who: User) -> None:
    survey = started(linde, who)
    first = links(survey, who, 3)
    answered(survey, first[:1], HAPPY)
    second = links(survey, who, 3)
    assert [survey_answers.find(survey.pk, secret, NOW)[0] for secret in first[1:]] == [None, None]
    assert survey_answers.find(survey.pk, second[0], NOW) == (survey, None)
    survey.refresh_from_db()
    # One came in since the last count: how many links there are says nothing of that.
    assert (survey.invited, len(SurveyBox.objects.get(pk=survey.pk).answers)) == (5, 1)
    run_the_day(region, NOW)
    survey.refresh_from_db()
    assert (survey.counted, survey.invited) == (1, 6)
    links(survey, who, 7)
    assert Survey.objects.get().invited == 8
    closed = close(survey, who)
    assert (closed.respondents, closed.invited) == (1, 8)


def test_cards_that_were_replaced_are_not_made_again(linde: Practice, who: User) -> None:
    survey, key, by = started(linde, who), new_id(), access.actor(who, TODAY)
    given: dict[str, Any] = {"practice": linde, "survey": survey, "number": 6, "by": by, "at": NOW, "key": key}
    _, first = surveys.issue_links(**given)
    answered(survey, first[:2], HAPPY)
    assert surveys.issue_links(**given)[1] == first  # used ones among them: still these cards
    links(survey, who, 6)
    refusal("replaced", surveys.issue_links, **given)


@pytest.mark.parametrize("number", [0, -1, 1, surveys.FEWEST_LINKS - 1, surveys.MOST_LINKS + 1])
def test_a_silly_number_of_links_is_refused(linde: Practice, who: User, number: int) -> None:
    survey, by = started(linde, who), access.actor(who, TODAY)
    given: dict[str, Any] = {"practice": linde, "survey": survey, "number": number, "by": by, "at": NOW}
    refusal("number", surveys.issue_links, **given, key=new_id())


def test_patients_get_one_open_link_and_no_cards(linde: Practice, who: User) -> None:
    survey = started(linde, who, PATIENTS)
    assert len(survey.link) == 20
    refusal("audience", links, survey, who, 5)


@pytest.fixture
def team(linde: Practice, who: User) -> list[User]:
    """Everybody with an account: as many as can be mailed at least."""
    emails = [f"{number}@linde.example.org" for number in range(1, surveys.FEWEST_LINKS)]
    return [who, *(make_person("practice_staff", practice=linde, email=email) for email in emails)]


def invited(survey: Survey, who: User, *colleagues: User) -> None:
    by = access.actor(who, TODAY)
    ids = tuple(each.pk for each in colleagues)
    surveys.invite(practice=survey.practice, survey=survey, colleagues=ids, by=by, at=NOW, key=new_id())


def all_work(at: Any = NOW) -> None:
    while work.run_one(at):
        pass


def secrets_sent(survey: Survey) -> list[str]:
    return [sent.body.split(f"/v/{survey.pk}/")[1].split("/")[0] for sent in mail.outbox]


def test_a_mail_holds_a_link_that_stands_nowhere_else(linde: Practice, who: User, team: list[User]) -> None:
    survey = started(linde, who)
    invited(survey, who, *team)
    all_work()
    secrets = secrets_sent(survey)
    assert sorted(sent.to for sent in mail.outbox) == sorted([each.email] for each in team)
    box = SurveyBox.objects.get(pk=survey.pk)
    assert box.issued == sorted(surveys.sealed(secret) for secret in secrets)
    everything = [*Job.objects.values(), *Mail.objects.values(), *Event.objects.values(), *Submission.objects.values()]
    assert [row for row in everything if any(secret in str(row) for secret in secrets)] == []
    assert [row for row in everything if any(surveys.sealed(secret) in str(row) for secret in secrets)] == []
    survey.refresh_from_db()
    assert survey.invited == 5


def test_nobody_is_mailed_twice_while_the_first_link_works(linde: Practice, who: User, team: list[User]) -> None:
    survey = started(linde, who)
    invited(survey, who, *team)
    all_work()
    invited(survey, who, *team)
    all_work()
    assert len(mail.outbox) == 5
    links(survey, who, 1)  # which makes the mailed ones worthless
    invited(survey, who, *team)
    all_work()
    assert (len(mail.outbox), len(set(secrets_sent(survey)))) == (10, 10)


def test_a_mail_that_is_sent_again_holds_the_same_link(linde: Practice, who: User) -> None:
    """A worker that died after sending does it again: nobody gets a second link by it, and a used one is not sent."""
    survey = started(linde, who)
    for _ in range(2):
        surveys.send(survey.pk, str(who.pk), "1", NOW)
    first, again = secrets_sent(survey)
    assert (first, len(SurveyBox.objects.get().issued), Survey.objects.get().invited) == (again, 1, 1)
    answered(survey, [first], HAPPY)
    surveys.send(survey.pk, str(who.pk), "1", NOW)
    assert (len(mail.outbox), SurveyBox.objects.get().issued) == (2, [])


def test_a_mail_of_links_that_were_replaced_is_not_sent(linde: Practice, who: User) -> None:
    survey = started(linde, who)
    links(survey, who, 5)
    surveys.send(survey.pk, str(who.pk), "1", NOW)
    assert (mail.outbox, len(SurveyBox.objects.get().issued)) == ([], 5)


def test_a_mail_that_was_given_up_is_tried_when_it_is_asked_again(linde: Practice, who: User, team: list[User]) -> None:
    survey = started(linde, who)
    invited(survey, who, *team)
    Job.objects.filter(kind=surveys.MAIL).update(status=PARKED, tries=jobs.MOST_TRIES, reason="OSError")
    all_work()
    assert mail.outbox == []
    invited(survey, who, *team)
    all_work()
    assert len(mail.outbox) == 5


def test_a_link_whose_mail_failed_works_no_more(linde: Practice, who: User, settings: Any) -> None:
    survey = started(linde, who)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    with pytest.raises(OSError):
        surveys.send(survey.pk, str(who.pk), "1", NOW)
    survey.refresh_from_db()
    assert (SurveyBox.objects.get(pk=survey.pk).issued, survey.invited) == ([], 0)


def test_only_colleagues_with_an_account_are_mailed(
    linde: Practice, who: User, team: list[User], region: Rijnmond
) -> None:
    survey = started(linde, who)
    refusal("colleagues", invited, survey, who)
    refusal("colleagues", invited, survey, who, *team, make_person("region_lead", region=region.region))
    refusal("few", invited, survey, who, *team[1:])


def test_no_mail_goes_after_the_last_day(linde: Practice, who: User) -> None:
    survey = started(linde, who)
    surveys.send(survey.pk, str(who.pk), "1", AFTER_CLOSING)
    assert mail.outbox == []


def test_closing_gives_an_outcome_once_and_empties_the_links(linde: Practice, who: User) -> None:
    survey = close(held(linde, who, 6, SAD, HAPPY), who)
    assert (survey.status, survey.respondents, survey.closed_on) == (CLOSED, 6, TODAY)
    box = SurveyBox.objects.get(pk=survey.pk)
    assert (box.issued, box.spent, len(box.answers)) == ([], [], 6)
    outcome = SurveyOutcome.objects.get()
    assert (outcome.respondents, outcome.texts) == (6, {})
    assert [(row["question"], row["mean"], row["answered"]) for row in outcome.scores] == [
        ("plezier", "4.3", 6),
        ("druk", "4.3", 6),
    ]
    refusal("closed", close, survey, who)


def test_four_people_give_no_scores_and_seven_no_texts(linde: Practice, who: User) -> None:
    assert close(held(linde, who, 4), who).outcome.scores == []
    survey = held(linde, who, 7, {"tijd": "Goed", "tip": "Fijn"}, kind=PATIENTS)
    assert close(survey, who).outcome.texts == {}


def test_eight_texts_are_shown_sorted(linde: Practice, who: User) -> None:
    words = [f"Tekst {letter}" for letter in "hgfedcba"]
    survey = held(linde, who, 8, *({**HAPPY, "wens": word} for word in words))
    assert close(survey, who).outcome.texts == {"wens": sorted(words)}


def test_the_kpi_is_met_after_closing_and_not_when_nobody_answered(linde: Practice, who: User) -> None:
    def state() -> str:
        return KpiState.objects.get(practice=linde, kpi="b3").state

    Enrolment.objects.update(objectives=["A", "B"])
    empty = close(started(linde, who), who)
    assert (empty.respondents, state()) == (0, "not_yet")
    later = started(linde, who, closes=date(2022, 11, 1), at=LATER_WAVE)
    answered(later, links(later, who, 1, at=LATER_WAVE), HAPPY, at=LATER_WAVE)
    close(later, who, LATER_WAVE)
    assert state() == "met"


def test_a_measurement_of_patients_says_how_they_came(linde: Practice, who: User) -> None:
    close(held(linde, who, 2, {"tijd": "Goed"}, kind=PATIENTS), who)
    close(held(linde, who, 3), who)
    _, known = facts.year_facts(linde, linde.enrolments.get().region_year, TODAY)
    assert sorted((each.kind, each.respondents, each.instrument) for each in known.measurements) == [
        (PATIENTS, 2, "Proefpatiënt (open link)"),
        (TEAM, 3, "Proefplezier"),
    ]


def run_the_day(region: Rijnmond, at: Any) -> None:
    survey_outcomes.of_day(region.year.pk, at)


def test_the_day_closes_what_is_over_and_counts_what_came_in(region: Rijnmond, linde: Practice, who: User) -> None:
    team, patients = held(linde, who, 5), started(linde, who, PATIENTS, closes=date(2022, 4, 30))
    answered(patients, [patients.link] * 2, {"tijd": "Goed"})
    patients.refresh_from_db()
    assert patients.counted == 0
    run_the_day(region, NOW)
    team.refresh_from_db()
    assert (team.status, team.counted) == (OPEN, 5)
    run_the_day(region, AFTER_CLOSING)
    run_the_day(region, AFTER_CLOSING)
    team.refresh_from_db()
    patients.refresh_from_db()
    assert (team.status, team.respondents, patients.status, patients.counted) == (CLOSED, 5, OPEN, 2)
    assert (SurveyOutcome.objects.count(), GroupOutcome.objects.count()) == (1, 0)


def the_region_answers(region: Rijnmond, **people: int) -> list[Survey]:
    """Practices with so many respondents; the name says the district."""
    made = []
    for name, count in people.items():
        practice = make_practices(region, [name])[0]
        practice.district = "" if name.startswith("los") else name[:-1].capitalize()
        practice.save()
        made.append(held(practice, make_person("practice_manager", practice=practice), count, SAD, HAPPY))
    return made


def test_groups_are_worked_out_once_after_the_wave_and_the_boxes_emptied(region: Rijnmond) -> None:
    the_region_answers(region, noord1=6, noord2=3, noord3=2, zuid1=4, zuid2=5)
    run_the_day(region, AFTER_CLOSING)
    assert GroupOutcome.objects.count() == 0
    run_the_day(region, AFTER_THE_WAVE)
    run_the_day(region, AFTER_THE_WAVE + timedelta(days=1))
    found = list(GroupOutcome.objects.order_by("district").values_list("district", "practices", "respondents", "shown"))
    # Zuid holds two practices: each would read the other's outcome. What remains of the region holds them as well.
    assert found == [("", 5, 20, True), ("Noord", 3, None, False), ("Zuid", 2, None, False)]
    assert [row["mean"] for row in GroupOutcome.objects.get(district="").scores] == ["4.0", "4.0"]
    assert list(SurveyBox.objects.values_list("answers", flat=True)) == [[]] * 5


def test_the_groups_wait_for_the_last_survey_of_any_edition(region: Rijnmond) -> None:
    """One is open longer than the wave of its edition: a later edition gave the wave more days."""
    *_, late = the_region_answers(region, noord1=6, noord2=3, noord3=2)
    run_the_day(region, AFTER_CLOSING)
    Survey.objects.filter(pk=late.pk).update(status=OPEN, closes=AFTER_THE_WAVE.date())
    run_the_day(region, AFTER_THE_WAVE)
    assert GroupOutcome.objects.count() == 0
    Survey.objects.filter(pk=late.pk).update(status=CLOSED)
    run_the_day(region, AFTER_THE_WAVE)  # its own last day, which is not over
    assert GroupOutcome.objects.count() == 0
    run_the_day(region, AFTER_THE_WAVE + timedelta(days=1))
    assert list(GroupOutcome.objects.values_list("district", "respondents")) == [("", 11), ("Noord", 11)]
    assert list(SurveyBox.objects.values_list("answers", flat=True)) == [[]] * 3


def test_the_groups_wait_for_the_wave_of_the_edition_of_now(region: Rijnmond) -> None:
    the_region_answers(region, noord1=6, noord2=3, noord3=2)
    _, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    text = region.year.edition.wording.text
    longer = text.replace("closes = 2022-04-30 },\n    { key", "closes = 2022-05-20 },\n    { key")
    assert longer != text
    one = "[[case]]".join(cases.split("[[case]]")[:2])
    by = access.system(NOW.date(), "test")
    region.year.edition = programmes.publish(text=longer, base=base, cases=one, by=by, at=NOW, key=new_id())
    region.year.save(update_fields=["edition"])
    run_the_day(region, AFTER_THE_WAVE)
    assert GroupOutcome.objects.count() == 0
    run_the_day(region, AFTER_THE_WAVE + timedelta(days=20))
    assert GroupOutcome.objects.count() == 2


def test_what_is_closed_after_the_groups_is_emptied_too(region: Rijnmond) -> None:
    first, second, _ = the_region_answers(region, noord1=6, noord2=3, noord3=2)
    run_the_day(region, AFTER_THE_WAVE)
    made = list(GroupOutcome.objects.values())
    SurveyBox.objects.filter(pk__in=(first.pk, second.pk)).update(answers=[HAPPY])
    Survey.objects.filter(pk=first.pk).update(status=OPEN, closes=date(2022, 5, 20))
    later = AFTER_THE_WAVE + timedelta(days=1)
    run_the_day(region, later)
    run_the_day(region, later)
    assert [SurveyBox.objects.get(pk=each.pk).answers for each in (first, second)] == [[HAPPY], []]
    assert list(Event.objects.filter(event="survey.empty").values_list("object_id", flat=True)) == [second.pk]
    assert list(GroupOutcome.objects.values()) == made


def test_a_box_is_looked_at_as_long_as_it_holds_an_answer(region: Rijnmond, linde: Practice, who: User) -> None:
    survey, much_later = held(linde, who, 5), AFTER_THE_WAVE + timedelta(days=3 * 365)
    survey_outcomes.plan_of_day(much_later)
    all_work(much_later)
    assert (Survey.objects.get().status, SurveyBox.objects.get().answers) == (CLOSED, [])
    Job.objects.all().delete()
    survey_outcomes.plan_of_day(much_later)
    assert Job.objects.count() == 0
    assert survey.pk == SurveyBox.objects.get().pk


def test_one_that_will_not_close_stops_no_other(region: Rijnmond) -> None:
    surveys_held = the_region_answers(region, noord1=6, noord2=3, noord3=2)
    stuck = min(surveys_held, key=lambda each: each.pk)
    Survey.objects.filter(pk=stuck.pk).update(kind="verdwenen")
    with pytest.raises(ExceptionGroup):
        run_the_day(region, AFTER_CLOSING)
    there = {each.pk: each.status for each in Survey.objects.all()}
    assert there == {each.pk: OPEN if each == stuck else CLOSED for each in surveys_held}


def test_the_day_writes_down_how_many_came_and_no_answer_does(region: Rijnmond, linde: Practice, who: User) -> None:
    survey = started(linde, who)
    secrets = links(survey, who, 5)
    before = set(Event.objects.values_list("pk", flat=True))
    answered(survey, secrets[:3], HAPPY)
    assert Event.objects.exclude(pk__in=before).count() == 0
    for _ in range(2):
        run_the_day(region, NOW)
    answered(survey, secrets[3:], HAPPY)
    close(survey, who)
    found = Event.objects.exclude(pk__in=before).order_by("seq").values_list("event", "object_id", "detail")
    assert [each for each in found if each[0].startswith("survey")] == [
        ("survey.answers", survey.pk, {"answers": 3}),
        ("survey.close", survey.pk, {"kind": TEAM, "wave": "nulmeting", "answers": 5}),
    ]


def test_a_small_practice_sees_its_district(region: Rijnmond) -> None:
    the_region_answers(region, noord1=2, noord2=2, noord3=2)
    run_the_day(region, AFTER_THE_WAVE)
    shown = GroupOutcome.objects.order_by("district").values_list("district", "respondents", "shown")
    assert list(shown) == [("", 6, True), ("Noord", 6, True)]
    assert list(SurveyOutcome.objects.values_list("scores", flat=True)) == [[], [], []]


def test_a_question_with_few_opinions_is_left_out_of_a_group(region: Rijnmond) -> None:
    for place, survey in enumerate(the_region_answers(region, noord1=1, noord2=1, noord3=1)):
        who = survey.started_by
        answered(survey, links(survey, who, 1), {"plezier": "Vaak", "druk": "Vaak" if place else "Geen mening"})
    run_the_day(region, AFTER_THE_WAVE)
    scores = [row["question"] for row in GroupOutcome.objects.get(district="Noord").scores]
    assert scores == ["plezier", "druk"]
    assert GroupOutcome.objects.get(district="Noord").scores[1]["answered"] == 5


def test_the_work_of_the_day_is_planned_for_every_programme(region: Rijnmond, linde: Practice, who: User) -> None:
    held(linde, who, 5)
    work.plan(AFTER_CLOSING)
    all_work(AFTER_CLOSING)
    assert Survey.objects.get().status == CLOSED
    assert sorted(set(Job.objects.filter(kind__startswith="surveys").values_list("status", flat=True))) == ["done"]


def test_nothing_is_shown_of_a_practice_to_another(linde: Practice, region: Rijnmond, who: User) -> None:
    close(held(linde, who, 6), who)
    other = make_practices(region, ["De Eik"])[0]
    stranger = access.actor(make_person("practice_owner", practice=other), TODAY)
    lead = access.actor(make_person("region_lead", region=region.region), TODAY)
    assert [access.survey_outcomes(each).count() for each in (stranger, lead, access.actor(who, TODAY))] == [0, 0, 1]
    assert [access.surveys(each).count() for each in (stranger, lead)] == [0, 1]
