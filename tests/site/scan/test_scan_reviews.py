"""A specialist judges answers, keeps the interview, writes the lines of a report; another one is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from groeiruimte.actions import scan_advice, scan_reports, scan_reviews
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.actions.scan_advice import Line
from groeiruimte.actions.scan_facts import otherwise_of
from groeiruimte.actions.scan_reviews import Judgement, Talk
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Event,
    Interview,
    InterviewSlot,
    Mail,
    Practice,
    Region,
    Scan,
    ScanJudgement,
    User,
)
from groeiruimte.records.models.scan import ANSWERING, INTERVIEWED, PLANNED, REVIEWED
from groeiruimte.records.models.scan_report import IMPROVE, IN_ORDER
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person

from .example import by, given_for, make_device, make_interviewed, make_scan, publish

pytestmark = pytest.mark.django_db
TALK = Talk(("De telefoon",), "De server staat in de gang.", "Kort gezegd.", 50)
LINE = Line("Koop een slot", "Zet de server achter slot.", "Iedereen kan erbij.", "small", "low", "practice", ("safe",))


def judge(scan: Scan, user: User, version: int = 0, **judgements: Judgement) -> Any:
    return scan_reviews.judge(**given_for(scan, user), judgements=judgements, version=version)


def of_item(item: AdviceItem, user: User) -> dict[str, Any]:
    return {"region": item.region, "item": item, "by": by(user), "at": NOW, "key": new_id()}


def test_several_answers_are_judged_at_once(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde)

    judge(scan, specialist, wifi=Judgement("risk", "Eén netwerk."), video=Judgement("", ""))

    rows = list(ScanJudgement.objects.values_list("question", "level", "note", "by", "version"))
    assert rows == [("wifi", "risk", "Eén netwerk.", specialist.pk, 1)]
    assert Event.objects.get(event="scan.judge").detail == {"questions": 1}


def test_another_specialist_is_not_overwritten(linde: Practice, specialist: User, rijnmond: Rijnmond) -> None:
    scan, other = make_scan(linde), make_person("it_specialist", region=rijnmond.region, email="ander@example.org")
    judge(scan, other, wifi=Judgement("risk", "Samen."))

    with pytest.raises(Stale) as stale:
        judge(scan, specialist, wifi=Judgement("fine", "Apart."), video=Judgement("risk", ""))

    assert [(each.name, each.sends) for each in stale.value.fields] == [
        ("level.wifi", ("fine", "risk")),
        ("note.wifi", ("Apart.", "Samen.")),
        ("level.video", ("risk", "")),
    ]
    assert (stale.value.version, stale.value.changed_by) == (1, other.name)
    judge(scan, specialist, 1, wifi=Judgement("fine", "Apart."), video=Judgement("risk", ""))
    assert dict(ScanJudgement.objects.values_list("question", "level")) == {"video": "risk", "wifi": "fine"}


@pytest.mark.parametrize(
    "wrong", [{"own_topics": Judgement("fine", "")}, {"wifi": Judgement("mooi", "")}, {"geen": Judgement("risk", "")}]
)
def test_what_cannot_be_judged(linde: Practice, specialist: User, wrong: dict[str, Judgement]) -> None:
    with pytest.raises(Refused, match="Dit antwoord kunt u niet beoordelen"):
        judge(make_scan(linde), specialist, **wrong)

    assert ScanJudgement.objects.count() == 0


def test_after_the_review_the_practice_may_choose_a_moment(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde)

    scan_reviews.reviewed(**given_for(scan, specialist), version=1)

    scan.refresh_from_db()
    assert (scan.status, scan.reviewed_at, scan.specialist) == (REVIEWED, NOW, specialist)
    assert [(mail.kind, mail.subject) for mail in Mail.objects.all()] == [("M11", "Proefscan: kies een moment")] * 2
    with pytest.raises(Refused, match="al bekeken"):
        scan_reviews.reviewed(**given_for(scan, specialist), version=1)


def test_who_still_answers_is_left_alone(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, ANSWERING)

    deeds = (scan_reviews.reviewed, {"version": 1}), (scan_reviews.interview_held, {"day": TODAY})
    for deed, more in (*deeds, (scan_reports.publish, {"sha256": ""})):
        with pytest.raises(Refused, match="nog bezig"):
            deed(**given_for(scan, specialist), **more)
    with pytest.raises(Refused, match="nog bezig"):
        judge(scan, specialist, wifi=Judgement("risk", ""))


def save(scan: Scan, user: User, talk: Talk = TALK, version: int = 0) -> Any:
    return scan_reviews.save_interview(**given_for(scan, user), talk=talk, version=version)


def test_the_interview_is_kept_and_changed(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, PLANNED)

    save(scan, specialist)
    save(scan, specialist, replace(TALK, minutes=55), version=1)

    found = Interview.objects.get()
    assert scan_reviews.talk_of(found) == replace(TALK, minutes=55)
    assert (found.version, found.by) == (2, specialist)
    with pytest.raises(Stale) as stale:
        save(scan, specialist, replace(TALK, notes="Iets anders."), version=1)
    assert [each.name for each in stale.value.fields] == ["notes", "minutes"]


@pytest.mark.parametrize("minutes", [0, -1, 601])
def test_an_interview_takes_a_while(linde: Practice, specialist: User, minutes: int) -> None:
    with pytest.raises(Refused, match="Zo lang duurt een gesprek niet"):
        save(make_scan(linde, PLANNED), specialist, replace(TALK, minutes=minutes))


def test_an_interview_has_something_of_the_practice_and_a_device(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, PLANNED)
    refusals = []
    for prepare in (
        lambda: None,
        lambda: save(scan, specialist, Talk((), "", "Alleen een samenvatting.")),
        lambda: save(scan, specialist, Talk(("De telefoon",), "", ""), version=1),
    ):
        prepare()
        with pytest.raises(Refused) as refused:
            scan_reviews.interview_held(**given_for(scan, specialist), day=TODAY)
        refusals.append((refused.value.message, refused.value.mend))
    assert refusals == [
        ("Er staat nog niets over het gesprek.", "Noteer een onderwerp of een notitie."),
        ("Er staat nog niets over het gesprek.", "Noteer een onderwerp of een notitie."),
        ("De lijst met apparatuur is nog leeg.", "Zet er minstens 1 apparaat op."),
    ]

    make_device(linde, specialist)
    scan_reviews.interview_held(**given_for(scan, specialist), day=TODAY)

    scan.refresh_from_db()
    assert (scan.status, scan.interviewed_on) == (INTERVIEWED, date(2022, 4, 5))
    assert [line.advice for line in scan_reports.lines_of(scan, IMPROVE)] == ["backup", "video"]


def test_an_interview_comes_after_the_review(linde: Practice, specialist: User) -> None:
    with pytest.raises(Refused, match="U bekeek de antwoorden nog niet"):
        scan_reviews.interview_held(**given_for(make_scan(linde), specialist), day=TODAY)


def titles(scan: Scan, kind: str = IMPROVE) -> list[tuple[int, str]]:
    return [(line.order, line.title) for line in scan_reports.lines_of(scan, kind)]


def test_lines_from_the_library_and_own_lines(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)

    scan_advice.pick(**given_for(scan, specialist), advice="backup")
    scan_advice.pick(**given_for(scan, specialist), advice="backup")
    own = scan_advice.add(**given_for(scan, specialist), kind=IMPROVE, line=LINE)
    scan_advice.pick(**given_for(scan, specialist), advice="wifi")
    scan_advice.add(**given_for(scan, specialist), kind=IN_ORDER, line=Line("De kast is op slot."))

    assert titles(scan) == [(1, "Maak elke dag een kopie"), (2, "Koop een slot"), (3, "Geef gasten eigen wifi")]
    assert titles(scan, IN_ORDER) == [(1, "De kast is op slot.")]
    scan_advice.move(**of_item(own, specialist), to=1)
    assert titles(scan) == [(1, "Koop een slot"), (2, "Maak elke dag een kopie"), (3, "Geef gasten eigen wifi")]
    scan_advice.move(**of_item(own, specialist), to=99)
    scan_advice.remove(**of_item(AdviceItem.objects.get(advice="backup"), specialist))
    assert titles(scan) == [(1, "Geef gasten eigen wifi"), (2, "Koop een slot")]
    scan_advice.pick(**given_for(scan, specialist), advice="backup")
    assert titles(scan)[-1] == (3, "Maak elke dag een kopie")


def test_a_line_is_changed_and_never_overwritten(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    item = scan_advice.add(**given_for(scan, specialist), kind=IMPROVE, line=LINE)

    scan_advice.change(**of_item(item, specialist), version=1, line=replace(LINE, cost="high", weeks=4))

    item.refresh_from_db()
    assert (item.cost, item.weeks, item.version) == ("high", 4, 2)
    with pytest.raises(Stale) as stale:
        scan_advice.change(**of_item(item, specialist), version=1, line=replace(LINE, title="Koop twee sloten"))
    assert [(each.name, each.mine, each.theirs) for each in stale.value.fields] == [
        ("title", "Koop twee sloten", "Koop een slot"),
        ("cost", "lage kosten", "hoge kosten"),
        ("weeks", "8", "4"),
    ]


def test_what_a_line_is_good_for_is_not_overwritten_either(linde: Practice, specialist: User) -> None:
    item = scan_advice.add(**given_for(make_interviewed(linde, specialist), specialist), kind=IMPROVE, line=LINE)
    both, none = replace(LINE, dimensions=("stable", "safe")), replace(LINE, dimensions=())

    scan_advice.change(**of_item(item, specialist), version=1, line=both)
    with pytest.raises(Stale) as stale:
        scan_advice.change(**of_item(item, specialist), version=1, line=none)

    item.refresh_from_db()
    assert (item.dimensions, item.version) == (["stable", "safe"], 2)
    assert [(each.name, each.mine, each.theirs, each.sends) for each in stale.value.fields] == [
        ("dimensions", "", "Stabiel, Veilig", ("", "safe;stable"))
    ]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"effort": ""}, "effort"),
        ({"cost": "gratis"}, "cost"),
        ({"who": "niemand"}, "who"),
        ({"dimensions": ("mooi",)}, "dimensions"),
        ({"weeks": 53}, "weeks"),
    ],
)
def test_what_a_line_must_say(linde: Practice, specialist: User, other: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        scan_advice.add(
            **given_for(make_interviewed(linde, specialist), specialist), kind=IMPROVE, line=replace(LINE, **other)
        )

    assert refused.value.code == code


def test_no_lines_before_the_interview(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde, PLANNED)

    with pytest.raises(Refused, match="U kunt het rapport nog niet versturen"):
        scan_advice.pick(**given_for(scan, specialist), advice="backup")
    with pytest.raises(Refused, match="staat niet in de lijst"):
        scan_advice.pick(**given_for(make_interviewed_of(linde, specialist, scan), specialist), advice="geen")


def make_interviewed_of(practice: Practice, specialist: User, scan: Scan) -> Scan:
    scan.status, scan.interviewed_on = INTERVIEWED, NOW.date()
    scan.save()
    return scan


@pytest.mark.parametrize("role", ["practice_owner", "region_lead", "region_director", "trainer"])
def test_nobody_else_may(linde: Practice, specialist: User, rijnmond: Rijnmond, role: str) -> None:
    scan = make_interviewed(linde, specialist)
    who = make_person(
        role, practice=linde if role == "practice_owner" else None, region=rijnmond.region, email="x@example.org"
    )

    for deed, more in (
        (scan_reviews.judge, {"judgements": {"wifi": Judgement("risk", "")}, "version": 0}),
        (scan_reviews.save_interview, {"talk": TALK, "version": 1}),
        (scan_advice.pick, {"advice": "wifi"}),
        (scan_reports.publish, {"sha256": ""}),
    ):
        with pytest.raises(Refused) as refused:
            deed(**given_for(scan, who), **more)
        assert refused.value.code == "no_right"


def test_a_specialist_of_another_region_may_not(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    stranger = make_person("it_specialist", region=elsewhere)

    for region in (elsewhere, scan.region):
        with pytest.raises(Refused) as refused:
            scan_reports.publish(**given_for(scan, stranger) | {"region": region}, sha256="")
        assert refused.value.code == "no_right"


def test_nothing_more_after_it_was_closed(linde: Practice, specialist: User) -> None:
    scan = make_interviewed(linde, specialist)
    scan_advice.pick(**given_for(scan, specialist), advice="backup")
    publish(scan, specialist)
    late = by(specialist)
    late = replace(late, on=late.on + timedelta(days=31))

    with pytest.raises(Refused, match="Deze scan is voor u gesloten"):
        scan_advice.pick(**given_for(scan, specialist) | {"by": late}, advice="wifi")


def later_answer(scan: Scan, question: str, value: str) -> None:
    """The practice took its answers back, changed one, and sent them again; two hours later."""
    row = scan.answers.get(question=question)
    row.pk, row.version, row.value, row.given_at = None, 2, value, NOW + timedelta(hours=2)
    row.save(force_insert=True)
    Scan.objects.filter(pk=scan.pk).update(version=2)


def test_what_was_judged_of_an_answer_of_before_does_not_count(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde)
    judge(scan, specialist, wifi=Judgement("risk", "Samen."), backup=Judgement("attention", ""))
    later_answer(scan, "wifi", "Samen")
    scan.refresh_from_db()

    assert otherwise_of(scan) == {"backup": "attention"}
    again = {"judgements": {"wifi": Judgement("risk", "Samen.")}, "version": 1, "at": NOW + timedelta(hours=3)}
    with pytest.raises(Refused, match="De praktijk wijzigde haar antwoorden"):
        scan_reviews.judge(**given_for(scan, specialist) | again, answers=1)
    scan_reviews.judge(**given_for(scan, specialist) | again, answers=2)
    scan.refresh_from_db()
    assert otherwise_of(scan) == {"backup": "attention", "wifi": "risk"}


def test_who_read_the_answers_of_before_reads_them_again(linde: Practice, specialist: User) -> None:
    scan = make_scan(linde)
    later_answer(scan, "wifi", "Samen")

    with pytest.raises(Refused, match="De praktijk wijzigde haar antwoorden"):
        scan_reviews.reviewed(**given_for(scan, specialist), version=1)
    scan_reviews.reviewed(**given_for(scan, specialist), version=2)

    scan.refresh_from_db()
    assert scan.status == REVIEWED


def test_a_version_that_never_was(linde: Practice, specialist: User) -> None:
    with pytest.raises(Stale) as stale:
        judge(make_scan(linde), specialist, 5, wifi=Judgement("risk", ""))

    assert (stale.value.version, [each.name for each in stale.value.fields]) == (0, ["level.wifi"])


def talked(practice: Practice, specialist: User) -> Scan:
    """Everything that an interview needs, reviewed on the third of April."""
    scan = make_scan(practice, PLANNED)
    Scan.objects.filter(pk=scan.pk).update(reviewed_at=NOW - timedelta(days=2))
    save(scan, specialist)
    make_device(practice, specialist)
    return scan


@pytest.mark.parametrize(
    ("day", "message", "mend"),
    [
        (date(2022, 4, 6), "De dag 6 april 2022 komt nog.", "Vul de dag van het gesprek in."),
        (date(2022, 4, 2), "U bekeek de antwoorden op 3 april 2022.", "Vul die dag in, of een dag erna."),
    ],
)
def test_a_day_on_which_no_interview_was(linde: Practice, specialist: User, day: date, message: str, mend: str) -> None:
    scan = talked(linde, specialist)

    with pytest.raises(Refused) as refused:
        scan_reviews.interview_held(**given_for(scan, specialist), day=day)

    assert (refused.value.message, refused.value.mend, refused.value.code) == (message, mend, "day")


@pytest.mark.parametrize(("start", "stays"), [(NOW + timedelta(days=7), False), (NOW - timedelta(days=1), True)])
def test_an_interview_before_its_moment(linde: Practice, specialist: User, start: datetime, stays: bool) -> None:
    scan = talked(linde, specialist)
    slot = InterviewSlot.objects.create(
        region=linde.region, specialist=specialist, start=start, end=start + timedelta(hours=1), place="Hier",
        scan=scan, practice=linde,
    )  # fmt: skip

    scan_reviews.interview_held(**given_for(scan, specialist), day=date(2022, 4, 4))

    scan.refresh_from_db()
    slot.refresh_from_db()
    assert (scan.status, scan.interviewed_on, slot.removed_on is None) == (INTERVIEWED, date(2022, 4, 4), stays)
    cancelled = ["STATUS:CANCELLED" in mail.calendar for mail in Mail.objects.filter(kind="M11")]
    assert cancelled == ([] if stays else [True, True])
