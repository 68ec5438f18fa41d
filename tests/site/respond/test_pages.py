"""Answering a survey, page by page: without a cookie, without a name, without a trace of who or when."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from groeiruimte.actions import survey_outcomes, surveys
from groeiruimte.pages.respond import views
from groeiruimte.pages.respond.limits import MOST_AN_HOUR, Limit
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Practice, Submission, Survey, SurveyBox, User
from tests.site.practice.site import client_of, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person
from tests.site.surveys import CLOSES, HAPPY, PATIENTS, SAD, answered, links, started

pytestmark = pytest.mark.django_db

_NOT_ASKED = ("klaar", "website", "submission_key")


def at(survey: Survey, secret: str) -> str:
    return f"/v/{survey.pk}/{secret}/"


def go(client: Client, path: str, step: int, to: str = "verder", **sent: str) -> Any:
    fields = {name if name in _NOT_ASKED else f"a-{name}": value for name, value in sent.items()}
    return client.post(path, {"stap": str(step), "naar": to, **fields})


def send(client: Client, path: str, key: str = "", **sent: str) -> Any:
    return go(client, path, 4, "verstuur", submission_key=key or new_id(), **sent)


def box(survey: Survey) -> SurveyBox:
    return SurveyBox.objects.get(pk=survey.pk)


def test_from_the_promise_to_the_thanks(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    first = somebody.get(path)
    assert texts(first, "h1") == ["Proefplezier"]
    assert "Niemand ziet wie wat antwoordt." in text(first)
    assert "Het zijn 3 vragen. Dat duurt 4 minuten." in text(first)
    one = go(somebody, path, 0)
    assert (texts(one, "respond__place"), texts(one, "h1")) == (["Vraag 1 van 3"], ["Ik heb plezier in mijn werk."])
    assert texts(one, "answer") == ["Nee", "Soms", "Meestal", "Vaak", "Altijd", "Geen mening"]
    two = go(somebody, path, 1, plezier="Vaak")
    assert texts(two, "respond__place") == ["Vraag 2 van 3"]
    assert 'name="a-plezier" value="Vaak"' in two.content.decode()
    three = go(somebody, path, 2, plezier="Vaak", druk="Soms")
    check = go(somebody, path, 3, plezier="Vaak", druk="Soms", wens="Een <b>extra</b> stoel")
    assert (texts(three, "respond__place"), texts(check, "h1")) == (["Vraag 3 van 3"], ["Kijk uw antwoorden na"])
    assert texts(check, "respond__said") == ["Vaak", "Soms", "Een <b>extra</b> stoel"]
    done = send(somebody, path, plezier="Vaak", druk="Soms", wens="Een <b>extra</b> stoel")
    assert (done.status_code, texts(done, "h1")) == (200, ["Bedankt. Uw antwoorden zijn binnen."])
    assert box(survey).answers == [{"druk": "Soms", "plezier": "Vaak", "wens": "Een <b>extra</b> stoel"}]
    assert dict(somebody.cookies) == {}


def test_back_and_change_keep_what_was_said(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    back = go(somebody, path, 2, "terug", plezier="Vaak", druk="Soms")
    assert texts(back, "respond__place") == ["Vraag 1 van 3"]
    assert 'value="Vaak" checked' in back.content.decode()
    start = go(somebody, path, 1, "terug", plezier="Vaak")
    assert 'name="a-plezier" value="Vaak"' in start.content.decode()
    changing = go(somebody, path, 4, "1", plezier="Vaak", druk="Soms")
    assert 'name="klaar" value="1"' in changing.content.decode()
    check = go(somebody, path, 1, klaar="1", plezier="Nee", druk="Soms")
    assert texts(check, "respond__said") == ["Nee", "Soms", "Niets ingevuld"]


def test_a_question_without_an_answer_says_so(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    page = go(somebody, path, 1, plezier="Heel erg")
    assert texts(page, "respond__place") == ["Vraag 1 van 3"]
    assert texts(page, "error-summary") == ["Verbeter dit voordat u verdergaat Kies een antwoord."]
    late = send(somebody, path, druk="Soms")
    assert texts(late, "respond__place") == ["Vraag 1 van 3"]
    long = go(somebody, path, 3, plezier="Nee", druk="Soms", wens="a" * 2001)
    assert texts(long, "error-summary") == [
        "Verbeter dit voordat u verdergaat Maak uw tekst korter: hoogstens 2000 tekens."
    ]
    assert box(survey).answers == []


@pytest.mark.parametrize("step", ["", "-1", "x", "99999999999", "٣", "7"])
def test_a_page_that_does_not_exist_is_the_first(linde: Practice, who: User, somebody: Client, step: str) -> None:
    survey = started(linde, who)
    page = somebody.post(at(survey, links(survey, who, 1)[0]), {"stap": step, "naar": "verder"})
    assert texts(page, "respond__place") == ["Vraag 1 van 3"]


def test_a_link_works_once_and_the_same_form_says_thanks_again(linde: Practice, who: User, somebody: Client) -> None:
    survey, key = started(linde, who), new_id()
    path = at(survey, links(survey, who, 1)[0])
    first, again = send(somebody, path, key, **HAPPY), send(somebody, path, key, **HAPPY)
    assert (texts(first, "h1"), texts(again, "h1")) == (["Bedankt. Uw antwoorden zijn binnen."],) * 2
    # forwarded, and opened or sent by somebody else
    for response in (somebody.get(path), send(Client(), path, **SAD), go(somebody, path, 0)):
        assert response.status_code == 409
        assert texts(response, "h1") == ["Deze link is al gebruikt. Uw antwoorden zijn binnen."]
    assert box(survey).answers == [dict(sorted(HAPPY.items()))]


def test_a_guessed_link_is_as_a_page_that_is_not_there(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    links(survey, who, 3)
    nothing = somebody.get("/v/nergens/")
    guesses = [at(survey, new_id()), f"/v/{new_id()}/{new_id()}/", f"/v/{survey.pk}/", "/v/", "/v/x/y/z"]
    pages = [somebody.get(guess) for guess in guesses] + [send(somebody, guesses[0], **HAPPY)]
    assert {(page.status_code, page.content) for page in pages} == {(404, nothing.content)}
    assert box(survey).answers == []


def test_a_survey_that_closes_while_somebody_answers(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    assert somebody.get(path).status_code == 200
    by = access.actor(who, TODAY)
    survey_outcomes.close(practice=linde, survey=survey, by=by, at=NOW, key=new_id())
    page = send(somebody, path, **HAPPY)
    assert (page.status_code, texts(page, "h1")) == (409, ["Deze vragenlijst is gesloten."])
    assert box(survey).answers == []


def test_before_and_after_its_days(linde: Practice, who: User, somebody: Client, settings: Any) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    settings.TODAY = CLOSES
    assert somebody.get(path).status_code == 200
    settings.TODAY = CLOSES.replace(day=21)
    assert texts(somebody.get(path), "h1") == ["Deze vragenlijst is gesloten."]
    settings.TODAY = TODAY.replace(day=4)
    assert texts(somebody.get(path), "h1") == ["Deze vragenlijst is nog niet open."]


def test_patients_see_faces_and_answer_by_one_link(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who, PATIENTS)
    path = at(survey, survey.link)
    page = go(somebody, path, 0)
    assert page.content.decode().count("answer__face") == 5
    for word in ("Goed", "Goed", "Slecht"):
        assert send(somebody, path, tijd=word).status_code == 200
    assert sorted(each["tijd"] for each in box(survey).answers) == ["Goed", "Goed", "Slecht"]


def test_a_form_of_patients_that_is_sent_again_is_no_second_answer(
    linde: Practice, who: User, somebody: Client, settings: Any
) -> None:
    survey, first, second = started(linde, who, PATIENTS), new_id(), new_id()
    path = at(survey, survey.link)
    for key in (first, second, first, first):
        assert texts(send(somebody, path, key, tijd="Goed"), "h1") == ["Bedankt. Uw antwoorden zijn binnen."]
    assert (len(box(survey).answers), box(survey).today, len(box(survey).spent)) == (2, 2, 2)
    settings.TODAY = TODAY.replace(day=6)
    send(somebody, path, tijd="Goed")
    assert (len(box(survey).answers), box(survey).today, len(box(survey).spent)) == (3, 1, 1)


def test_the_promise_says_who_hands_out_the_links(linde: Practice, who: User, somebody: Client) -> None:
    team, patients = started(linde, who), started(linde, who, PATIENTS)
    said = [
        text(somebody.get(at(each, secret)))
        for each, secret in ((team, links(team, who, 1)[0]), (patients, patients.link))
    ]
    assert "De Linde deelt de links uit. Wie er meer heeft, kan vaker meedoen." in said[0]
    assert "De link is voor iedereen. Wie wil, kan vaker meedoen." in said[1]


def test_a_machine_that_fills_in_everything_is_stopped(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who, PATIENTS)
    page = send(somebody, at(survey, survey.link), tijd="Goed", website="https://example.org")
    assert (page.status_code, texts(page, "h1")) == (400, ["Wij konden uw antwoorden niet versturen."])
    assert box(survey).answers == []


def test_a_thousand_posts_leave_no_more_than_the_day_holds(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who, PATIENTS)
    path, said = at(survey, survey.link), []
    for number in range(1000):
        somebody.defaults["REMOTE_ADDR"] = f"198.51.100.{number % 250}"
        page = send(somebody, path, tijd="Goed")
        said.append((page.status_code, texts(page, "h1")[0]))
    assert said[:20] == [(200, "Bedankt. Uw antwoorden zijn binnen.")] * 20
    assert said[20:] == [(409, "Vandaag kwamen er al veel antwoorden binnen.")] * 980
    found = box(survey)
    assert (len(found.answers), found.today, found.day) == (20, 20, TODAY)
    assert len(found.spent) == 20  # the forms of today
    assert Event.objects.filter(event__startswith="survey.answer").count() == 0


def test_too_many_from_one_place(linde: Practice, who: User, somebody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LIMIT", Limit(most=2))
    survey = started(linde, who, PATIENTS)
    pages = [send(somebody, at(survey, survey.link), tijd="Goed") for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 429]
    assert texts(pages[2], "h1") == ["Er kwamen het laatste uur veel antwoorden vanaf deze plek."]


def test_a_network_may_answer_thirty_times_an_hour() -> None:
    limit, hour = Limit(), NOW
    allowed = [limit.allows(f"198.51.100.{number}", hour) for number in range(40)]
    assert allowed == [True] * MOST_AN_HOUR + [False] * 10
    assert limit.allows("203.0.113.9", hour)
    assert limit.allows("198.51.100.1", hour.replace(hour=hour.hour + 1))
    assert [limit.allows("2001:db8::1", hour), limit.allows("no address", hour), limit.allows("", hour)] == [True] * 3


def test_the_memory_of_a_limit_holds_no_address() -> None:
    limit = Limit()
    limit.allows("198.51.100.7", NOW)
    assert "198.51.100" not in repr(vars(limit))


def test_nothing_says_who_or_when(
    linde: Practice,
    who: User,
    somebody: Client,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There is no event and no submission; no line of the log knows the link, the address or the answer."""
    survey = started(linde, who)
    secrets = links(survey, who, 2)
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("groeiruimte"), "propagate", True)
    somebody.defaults["REMOTE_ADDR"] = "198.51.100.77"
    path = at(survey, secrets[0])
    before, submissions = set(Event.objects.values_list("pk", flat=True)), Submission.objects.count()
    somebody.get(path)
    go(somebody, path, 0)
    go(somebody, path, 1)
    send(somebody, path, **SAD)
    send(somebody, path, **SAD)
    somebody.get(at(survey, new_id()))
    somebody.put(path)
    somebody.post(path, {"naar": "verstuur", "a-plezier": "Nee", "a-druk": "Nee"})
    somebody.post(at(survey, secrets[1]), {"naar": "verstuur", "a-plezier": "Nee", "a-druk": "Nee"})
    assert Event.objects.exclude(pk__in=before).count() == 0
    assert Submission.objects.count() == submissions
    assert box(survey).answers == [dict(sorted(SAD.items()))]
    said = " ".join([*caplog.messages, *(str(vars(record)) for record in caplog.records if "sql" not in vars(record))])
    assert [word for word in (*secrets, "198.51.100.77", "Meer rust") if word in said] == []


def test_a_form_without_its_key_says_what_to_do(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    page = somebody.post(path, {"naar": "verstuur", "a-plezier": "Nee", "a-druk": "Nee"})
    assert (page.status_code, box(survey).answers) == (400, [])


def test_a_colleague_who_is_logged_in_answers_as_nobody(linde: Practice, who: User) -> None:
    survey = started(linde, who)
    path = at(survey, links(survey, who, 1)[0])
    client = client_of(make_person("practice_staff", practice=linde))
    session = dict(client.session.items())
    before = Event.objects.count()
    page = client.get(path)
    assert texts(page, "app-header__name") == ["De Linde"]
    assert send(client, path, **HAPPY).status_code == 200
    assert (dict(client.session.items()), Event.objects.count()) == (session, before)


@pytest.mark.parametrize("secret", ["used", "unknown"])
def test_every_answer_is_kept_by_nobody(linde: Practice, who: User, somebody: Client, secret: str) -> None:
    survey = started(linde, who)
    (link,) = links(survey, who, 1)
    page = somebody.get(at(survey, link if secret == "used" else new_id()))
    headers = (page.headers["Cache-Control"], page.headers["Referrer-Policy"], "Set-Cookie" in page.headers)
    assert headers == ("no-store", "no-referrer", False)


def test_the_link_also_works_without_its_last_stroke(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    assert somebody.get(at(survey, links(survey, who, 1)[0]).rstrip("/")).status_code == 200


def test_a_link_that_was_called_off(linde: Practice, who: User, somebody: Client) -> None:
    survey = started(linde, who)
    (secret,) = links(survey, who, 1)
    answered(survey, [secret], HAPPY)
    surveys.call_off(practice=linde, survey=survey, by=access.actor(who, TODAY), at=NOW, key=new_id())
    assert texts(somebody.get(at(survey, secret)), "h1") == ["Deze vragenlijst is gesloten."]


def test_the_region_is_not_asked(rijnmond: Rijnmond, linde: Practice, who: User, somebody: Client) -> None:
    """The page names the practice, and nothing of the site around it."""
    survey = started(linde, who)
    page = somebody.get(at(survey, links(survey, who, 1)[0]))
    assert texts(page, "app-header__name") == ["De Linde"]
    assert b"account/inloggen" not in page.content
