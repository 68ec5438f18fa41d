"""Reminders (R048, R170, R175): who, when, how often, and what never stands in them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from groeiruimte.actions import digest, obligations, outbox, reminders, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Job, Mail, Membership, Obligation, Region, RegionYear, Thread
from groeiruimte.records.models.membership import ACTIVE, ENDED
from tests.site.rijnmond import TODAY, Rijnmond, make_practices

from .conftest import Post

# The list of the second quarter: from Friday 1 April to Thursday 14 April 2022.
OPENS, WEEK_BEFORE, LAST = date(2022, 4, 1), date(2022, 4, 7), date(2022, 4, 13)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def said(day: date) -> set[tuple[str, str, str]]:
    return {(each.user.email, each.obligation.key, each.moment) for each in reminders.of_day(day)}


def only(post: Post, key: str) -> None:
    """Leave one obligation of each practice."""
    Obligation.objects.exclude(key=key).delete()


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        (date(2022, 4, 14), False),  # a Thursday
        (date(2022, 4, 16), True),  # a Saturday
        (date(2022, 4, 18), True),  # Easter Monday
        (date(2022, 4, 27), True),  # the King's day
        (date(2021, 12, 25), True),
    ],
)
def test_quiet_days(day: date, quiet: bool) -> None:
    assert reminders.is_quiet(day) is quiet


def test_a_reminder_moves_to_the_working_day_before_but_the_last_does_not() -> None:
    """R170: before Wednesday 31 August 2022; 24 days earlier is a Sunday."""
    due = date(2022, 8, 31)
    assert reminders.day_before(due, 24) == date(2022, 8, 5)
    assert reminders.day_before(date(2022, 8, 29), 1) == date(2022, 8, 28)


def test_the_day_it_opens_then_a_week_before_then_the_last(post: Post) -> None:
    only(post, "list-2022Q2")
    who = [(post.manager.email, "list-2022Q2"), (post.singels_owner.email, "list-2022Q2")]
    found = {day: said(day) for day in (OPENS + timedelta(days=number) for number in range(20))}
    assert {day: each for day, each in found.items() if each and day.weekday() != 0} == {
        day: {(*one, moment) for one in who} for day, moment in ((OPENS, "opens"), (WEEK_BEFORE, "7"), (LAST, "1"))
    }


def test_who_is_done_hears_nothing(post: Post) -> None:
    only(post, "list-2022Q2")
    Obligation.objects.filter(practice=post.linde).update(done_on=OPENS)
    assert said(LAST) == {(post.singels_owner.email, "list-2022Q2", "1")}


def test_who_has_no_access_any_more_hears_nothing(post: Post) -> None:
    only(post, "list-2022Q2")
    Membership.objects.filter(user=post.singels_owner).update(status=ENDED)
    assert {user for user, *_ in said(LAST)} == {post.manager.email}


def test_what_is_late_comes_on_mondays_alone(post: Post) -> None:
    only(post, "list-2022Q2")
    assert said(date(2022, 4, 15)) == set()
    assert said(date(2022, 4, 18)) == set()  # Easter
    assert said(date(2022, 4, 25)) == {
        (user.email, "list-2022Q2", "late-2022-04-25") for user in (post.manager, post.singels_owner)
    }


def test_one_mail_a_person_a_day_however_much_there_is(post: Post) -> None:
    """The manager of the first practice also owns nothing else, so gets one; doing it again puts nothing."""
    due = Obligation.objects.filter(key="list-2022Q2", practice=post.linde).get().due
    Obligation.objects.filter(practice=post.linde, key="list-2022Q3").update(opens=OPENS, due=due)
    assert reminders.put_of_day(LAST, at(LAST)) == 2
    assert reminders.put_of_day(LAST, at(LAST, 10)) == 0
    mail = Mail.objects.get(user=post.manager)
    assert (mail.kind, mail.subject, mail.body.count("\n- ")) == ("M17", "Uw week: 2 taken staan klaar", 2)


def test_the_loop_makes_them_by_day_and_never_at_night(post: Post) -> None:
    work.plan(at(LAST, 3))
    assert Job.objects.filter(kind="reminders").count() == 0
    work.plan(at(LAST, 8))
    work.plan(at(LAST, 9))
    assert [job.key for job in Job.objects.filter(kind="reminders").order_by("key")] == [
        f"reminders:{LAST - timedelta(days=back)}" for back in (2, 1, 0)
    ]


def test_a_clock_that_jumps_floods_nobody(post: Post) -> None:
    only(post, "list-2022Q2")
    later = date(2022, 9, 1)  # a Thursday, months after everything
    work.plan(at(later))
    while work.run_one(at(later) + timedelta(hours=1)):
        pass
    assert Mail.objects.count() == 0


def test_everybody_who_is_late_gets_one_more(post: Post) -> None:
    only(post, "list-2022Q1")
    who = access.actor(post.lead, date(2022, 4, 5))
    about = {"region": post.rijnmond.region, "region_year": post.rijnmond.year, "obligation": "list-2022Q1"}
    key = new_id()
    for _ in range(2):
        reminders.remind(**about, by=who, at=at(date(2022, 4, 5)), key=key)
    reminders.remind(**about, by=who, at=at(date(2022, 4, 5), 11), key=new_id())
    assert sorted(mail.user.email for mail in Mail.objects.all()) == sorted(
        [post.manager.email, post.singels_owner.email]
    )


def test_nobody_late_is_a_sentence(post: Post) -> None:
    who = access.actor(post.lead, date(2022, 4, 5))
    with pytest.raises(Refused) as refused:
        reminders.remind(
            region=post.rijnmond.region, region_year=post.rijnmond.year, obligation="list-2022Q4", by=who,
            at=at(OPENS), key=new_id(),
        )  # fmt: skip
    assert refused.value.message == "Niemand is te laat."


def test_a_region_lead_of_elsewhere_may_not(post: Post) -> None:
    stranger = access.actor(post.owner, date(2022, 4, 5))
    with pytest.raises(Refused) as refused:
        reminders.remind(
            region=post.rijnmond.region, region_year=post.rijnmond.year, obligation="list-2022Q1", by=stranger,
            at=at(OPENS), key=new_id(),
        )  # fmt: skip
    assert refused.value.code == "no_right"


def test_the_week_of_a_region(post: Post) -> None:
    monday = date(2022, 4, 4)
    Thread.objects.create(practice=post.linde, region=post.rijnmond.region, title="Vraag", last_at=at(monday))
    only(post, "list-2022Q1")
    assert digest.put_of_week(monday, at(monday)) == 1
    assert digest.put_of_week(monday, at(monday, 10)) == 0
    assert digest.put_of_week(date(2022, 4, 5), at(monday)) == 0
    assert Mail.objects.get().subject == "Uw week: 1 vraag, 2 taken zijn te laat"


def test_no_mail_holds_more_than_it_may(post: Post) -> None:
    """Over months: one link, no amount, no BSN, the deed first, and it goes to who it names."""
    day = date(2022, 3, 28)
    while day < date(2022, 5, 10):
        reminders.put_of_day(day, at(day))
        day += timedelta(days=1)
    mails = list(Mail.objects.all())
    assert len(mails) > 8
    for mail in mails:
        text = f"{mail.subject}\n{mail.body}"
        assert (len(re.findall(r"https?://", text)), "€" in text, re.findall(r"\d{8,9}", text)) == (1, False, [])
        assert mail.body.startswith(f"Beste {mail.user.name},\n")
        assert mail.due_at - mail.made_at == outbox.HOLD


def test_who_works_in_two_regions_gets_a_mail_of_each(post: Post) -> None:
    """A region reads its own outbox: nothing of a practice of another region may stand in it."""
    elsewhere = Region.objects.create(key="zuid", name="Zuid")
    year = RegionYear.objects.get(pk=post.rijnmond.year.pk)
    year.pk, year.region = None, elsewhere
    year._state.adding = True
    year.save()
    duin = make_practices(Rijnmond(elsewhere, year), ["Duin"])[0]
    obligations.lay_down(duin, year, TODAY)
    Membership.objects.create(
        user=post.manager, role="practice_manager", status=ACTIVE, practice=duin, region=elsewhere, start=TODAY
    )
    only(post, "list-2022Q2")
    assert reminders.put_of_day(WEEK_BEFORE, at(WEEK_BEFORE)) == 3
    mine = {mail.region: mail for mail in Mail.objects.filter(user=post.manager)}
    assert {region: mail.practice for region, mail in mine.items()} == {elsewhere: duin, post.linde.region: post.linde}
    assert [duin.pk in mail.body for mail in (mine[elsewhere], mine[post.linde.region])] == [True, False]
