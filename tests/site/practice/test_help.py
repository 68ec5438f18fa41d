"""P23: the toolkit, questions and answers, and stories, as a practice sees them.

Source: R135, R145, R150, R151, R159, R161, R168, R176.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import library, questions
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Article, Event, Mail, Membership, Message, Practice, Story, Thread, User
from groeiruimte.records.models.membership import SUSPENDED
from tests.naughty import NAUGHTY
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
A_BSN = "999990019"
NO_BSN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


def write(rijnmond: Rijnmond, lead: User, *, published: bool = True, **fields: Any) -> Article:
    who = access.actor(lead, TODAY)
    given = {"kind": "aid", "title": "Sjabloon", "text": "Vul het in."} | fields
    file = given.pop("file", None)
    article: Article = library.add(region=rijnmond.region, fields=given, file=file, by=who, at=NOW, key=new_id())
    if published:
        library.publish(region=rijnmond.region, article=article, published=True, by=who, at=NOW, key=new_id())
    return article


def answer(thread: Thread, lead: User, text: str = "In mei.", *, closed: bool = True) -> None:
    who = access.actor(lead, TODAY)
    practice = thread.practice
    questions.answer(practice=practice, thread=thread, text=text, closed=closed, by=who, at=NOW, key=new_id())


def asked(client: Client, practice: Practice, **fields: str) -> Thread:
    response = post(client, address(practice, "hulp/vraag/"), **{"title": "Scholing", "text": "Wanneer?"} | fields)
    assert response.status_code == 302, text(response)
    return Thread.objects.get(pk=response.url.rstrip("/").rsplit("/", 1)[-1])


def test_an_empty_library_says_what_comes(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "hulp/"))
    assert page.status_code == 200
    assert [each in text(page) for each in ("U stelde nog geen vraag.", "Er staan nog geen verhalen.")] == [True, True]


def test_the_contact_is_that_of_the_region(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    rijnmond.region.project_lead, rijnmond.region.contact_email = "Noor Winter", "tbhz@example.org"
    rijnmond.region.save()
    card = texts(manager.get(address(linde, "hulp/")), "answers")
    assert card == ["Projectleider Noor Winter E-mailadres tbhz@example.org"]


def test_everything_published_has_its_place(manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User) -> None:
    write(rijnmond, lead, title="Sjabloon plan", order=2)
    write(rijnmond, lead, title="Checklist", order=1)
    write(rijnmond, lead, kind="faq", title="Wanneer krijg ik geld?", text="Na het kwartaal.")
    write(rijnmond, lead, kind="theme", title="Zorg op afstand", objective="A")
    write(rijnmond, lead, kind="inspiration", title="Een dag met de POH")
    write(rijnmond, lead, kind="story", title="Minder wachttijd")
    write(rijnmond, lead, kind="news", title="Nieuwe scholing")
    write(rijnmond, lead, title="Nog niet klaar", published=False)
    found = manager.get(address(linde, "hulp/")).context["help"]
    assert [(shelf.title, [each.title for each in shelf.articles]) for shelf in found.aids] == [
        ("Voor alle praktijken", ["Checklist", "Sjabloon plan"])
    ]
    rest = (found.answers, found.themes, found.inspiration, found.stories, found.news)
    assert [[each.title for each in part] for part in rest] == [
        ["Wanneer krijg ik geld?"],
        ["Zorg op afstand"],
        ["Een dag met de POH"],
        ["Minder wachttijd"],
        ["Nieuwe scholing"],
    ]


def test_an_aid_shows_its_version_day_and_file(
    manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User
) -> None:
    article = write(rijnmond, lead, file=("sjabloon.pdf", b"%PDF-1.7 inhoud"))
    page = manager.get(address(linde, f"hulp/artikel/{article.pk}/"))
    assert page.context["what_it_is"] == "Versie 1 · 5 april 2022 · pdf van 1 kB"
    file = manager.get(address(linde, f"hulp/artikel/{article.pk}/bestand/"))
    assert (file.content, file["Content-Disposition"]) == (
        b"%PDF-1.7 inhoud",
        'attachment; filename="sjabloon.pdf"',
    )


def test_what_is_not_published_or_of_another_region_is_not_there(
    manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User
) -> None:
    hidden = write(rijnmond, lead, published=False, file=("a.pdf", b"%PDF-1.7"))
    paths = (f"hulp/artikel/{hidden.pk}/", f"hulp/artikel/{hidden.pk}/bestand/", f"hulp/artikel/{new_id()}/")
    assert [manager.get(address(linde, path)).status_code for path in paths] == [404, 404, 404]
    without = write(rijnmond, lead)
    assert manager.get(address(linde, f"hulp/artikel/{without.pk}/bestand/")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("een\n\ntwee", "<p>een</p>\n\n<p>twee</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (
            "Zie https://voorbeeld.test/a?b=1&c=2.",
            '<p>Zie <a href="https://voorbeeld.test/a?b=1&amp;c=2" rel="nofollow">'
            "https://voorbeeld.test/a?b=1&amp;c=2</a>.</p>",
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("[klik](javascript:alert(1))", "<p>[klik](javascript:alert(1))</p>"),
    ],
)
def test_a_text_is_plain_and_only_links_of_the_web_work(
    manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User, typed: str, shown: str
) -> None:
    article = write(rijnmond, lead, text=typed)
    page = manager.get(address(linde, f"hulp/artikel/{article.pk}/")).content.decode()
    assert page.partition('<div class="stack">')[2].partition("</div>")[0] == shown


def test_a_question_goes_to_the_region_and_waits_there(manager: Client, linde: Practice) -> None:
    thread = asked(manager, linde)
    assert (thread.title, thread.about, thread.waits_for_region, thread.closed) == ("Scholing", "", True, False)
    assert [(each.text, each.from_region) for each in thread.messages.all()] == [("Wanneer?", False)]
    assert texts(manager.get(address(linde, "hulp/")), "tbody")[0].startswith("Scholing Wacht op antwoord")


def test_who_comes_from_a_form_asks_about_that_form(manager: Client, linde: Practice) -> None:
    path = address(linde, "hulp/vraag/?over=form:project_plan")
    page = manager.get(path)
    assert page.context["about"] == "Projectplan taken en verantwoordelijkheden"
    assert page.context["form"]["title"].value() == "Projectplan taken en verantwoordelijkheden"
    post(manager, path, title="Het plan", text="Hoe lang mag het zijn?")
    thread = Thread.objects.get()
    assert thread.about == "form:project_plan"
    seen = manager.get(address(linde, f"hulp/vraag/{thread.pk}/"))
    assert seen.context["about"] == "Projectplan taken en verantwoordelijkheden"


def test_an_aid_stands_at_the_form_it_belongs_to(
    manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User
) -> None:
    enrolment = linde.enrolments.get()
    enrolment.objectives = ["B"]
    enrolment.save()
    write(rijnmond, lead, title="Voorbeeldplan", form="project_plan")
    write(rijnmond, lead, title="Iets anders")
    write(rijnmond, lead, title="Nog niet klaar", form="project_plan", published=False)
    page = manager.get(address(linde, "formulier/project_plan/"))
    assert [each.title for each in page.context["aids"]] == ["Voorbeeldplan"]
    over = address(linde, "hulp/vraag/?over=form:project_plan")
    assert f'href="{over}"' in page.content.decode()


def test_what_does_not_exist_is_not_what_a_question_is_about(manager: Client, linde: Practice) -> None:
    post(manager, address(linde, "hulp/vraag/?over=form:<b>"), title="Iets", text="Hoe?")
    assert Thread.objects.get().about == ""


def test_an_answer_is_mailed_without_a_word_of_it(manager: Client, linde: Practice, lead: User) -> None:
    thread = asked(manager, linde, title="Een heel eigen titel")
    answer(thread, lead, "Een heel eigen antwoord")
    mail = Mail.objects.get(kind="M19")
    assert (mail.subject, mail.user.email, mail.practice) == (
        "Uw vraag is beantwoord",
        f"practice_manager.{linde.agb_code}@example.org",
        linde,
    )
    assert ("heel eigen" in mail.subject + mail.body + mail.why, f"/hulp/vraag/{thread.pk}/" in mail.body) == (
        False,
        True,
    )
    page = manager.get(address(linde, f"hulp/vraag/{thread.pk}/"))
    said = texts(page, "history")[0]
    assert [part in said for part in ("Wanneer?", "Een heel eigen antwoord", "van Rijnmond Dokters")] == [True] * 3


def test_everybody_who_wrote_hears_it_but_not_who_left(
    manager: Client, owner: Client, linde: Practice, lead: User
) -> None:
    thread = asked(manager, linde)
    post(owner, address(linde, f"hulp/vraag/{thread.pk}/"), text="Dat wil ik ook weten.")
    Membership.objects.filter(role="practice_manager", practice=linde).update(status=SUSPENDED)
    answer(thread, lead)
    assert [mail.user.name for mail in Mail.objects.filter(kind="M19")] == ["Practice owner"]


def test_writing_back_opens_a_question_again(manager: Client, linde: Practice, lead: User) -> None:
    thread = asked(manager, linde)
    answer(thread, lead)
    thread.refresh_from_db()
    assert (thread.closed, thread.waits_for_region) == (True, False)
    assert post(manager, address(linde, f"hulp/vraag/{thread.pk}/"), text="En in juni?").status_code == 302
    thread.refresh_from_db()
    assert (thread.closed, thread.waits_for_region) == (False, True)


def test_a_double_click_asks_once(manager: Client, linde: Practice) -> None:
    key = new_id()
    for _ in range(2):
        assert post(manager, address(linde, "hulp/vraag/"), key, title="A", text="B").status_code == 302
    assert (Thread.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("hulp/vraag/", {"title": f"Over {A_BSN}", "text": "Hoe?"}),
        ("hulp/vraag/", {"title": "Hoe", "text": f"Mevrouw {A_BSN[:4]} {A_BSN[4:]} belde"}),
        ("hulp/verhaal/", {"title": "Hoe", "text": f"Patiënt {A_BSN}"}),
    ],
)
def test_a_bsn_is_refused_and_nothing_is_kept(
    manager: Client, linde: Practice, path: str, typed: dict[str, str]
) -> None:
    page = post(manager, address(linde, path), **typed)
    assert (page.status_code, texts(page, "field__errors")) == (200, [f"Fout: {NO_BSN}"])
    assert {name: page.context["form"][name].value() for name in typed} == typed
    assert (Thread.objects.count(), Story.objects.count()) == (0, 0)


def test_a_bsn_in_a_reply_is_refused_also_below_the_form(manager: Client, linde: Practice) -> None:
    thread = asked(manager, linde)
    page = post(manager, address(linde, f"hulp/vraag/{thread.pk}/"), text=A_BSN)
    assert (page.status_code, texts(page, "field__errors")) == (200, [f"Fout: {NO_BSN}"])
    who = access.actor(User.objects.get(email__startswith="practice_manager"), TODAY)
    with pytest.raises(questions.Refused, match="BSN"):
        questions.reply(practice=linde, thread=thread, text=A_BSN, by=who, at=NOW, key=new_id())
    assert thread.messages.count() == 1


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_question_is_told_what_is_missing(manager: Client, linde: Practice, empty: str) -> None:
    page = post(manager, address(linde, "hulp/vraag/"), title=empty, text=empty)
    assert texts(page, "field__errors") == ["Fout: Vul “Waar gaat uw vraag over?” in.", "Fout: Vul “Uw vraag” in."]


def test_no_text_breaks_a_thread(manager: Client, linde: Practice) -> None:
    """All 515 at once, and each that is too long or holds a zero byte alone: kept as sent, or refused in a sentence."""
    thread = asked(manager, linde)
    path = address(linde, f"hulp/vraag/{thread.pk}/")
    apart = [naughty for naughty in NAUGHTY if "\x00" in naughty or len(naughty) > 500]
    together = [naughty for naughty in NAUGHTY if naughty not in apart]
    sent = [*("\n".join(together[at : at + 50]) for at in range(0, len(together), 50)), *apart]
    answers = [post(manager, path, text=each).status_code for each in sent]
    too_much = [200 if "\x00" in each or not each.strip() or len(each.strip()) > 5000 else 302 for each in sent]
    assert (len(together) + len(apart), answers) == (515, too_much)
    kept = [each.strip() for each, code in zip(sent, answers, strict=True) if code == 302]
    assert [each.text for each in thread.messages.all()] == ["Wanneer?", *kept]
    assert manager.get(path).status_code == 200


def test_a_story_waits_for_the_region(manager: Client, linde: Practice) -> None:
    path = address(linde, "hulp/verhaal/")
    response = post(manager, path, title="Bellen", text="Het werkte.", objective="A", name_us="on")
    assert (response.status_code, response.url) == (302, address(linde, "hulp/"))
    story = Story.objects.get()
    assert (story.title, story.objective, story.name_us, story.article) == ("Bellen", "A", True, None)
    assert texts(manager.get(response.url), "tbody")[0].startswith("Bellen Uw regio leest het")


def test_staff_asks_too_and_others_see_nothing(linde: Practice, rijnmond: Rijnmond, lead: User) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    thread = asked(staff, linde)
    (other,) = make_practices(rijnmond, ["De Sluis"])
    stranger = client_of(make_person("practice_owner", practice=other))
    paths = ("hulp/", "hulp/vraag/", f"hulp/vraag/{thread.pk}/", "hulp/verhaal/")
    assert [stranger.get(address(linde, path)).status_code for path in paths] == [404] * 4
    assert [stranger.get(address(other, f"hulp/vraag/{thread.pk}/")).status_code] == [404]
    assert [client_of(lead).get(address(linde, path)).status_code for path in paths] == [404] * 4


def test_looking_at_a_question_is_written_down(manager: Client, linde: Practice) -> None:
    thread = asked(manager, linde)
    manager.get(address(linde, f"hulp/vraag/{thread.pk}/"))
    seen = Event.objects.get(event="question.view")
    assert (seen.role, seen.practice, seen.detail) == ("practice_manager", linde, {"thread_id": thread.pk})


def test_one_and_three_of_everything_take_the_same_queries(
    manager: Client, linde: Practice, rijnmond: Rijnmond, lead: User
) -> None:
    def more(number: int) -> None:
        for each in range(number):
            write(rijnmond, lead, title=f"Hulp {each}", file=("a.pdf", b"%PDF-1.7"))
            thread = asked(manager, linde)
            post(manager, address(linde, "hulp/verhaal/"), title="Bellen", text="Het werkte.")
            post(manager, address(linde, f"hulp/vraag/{thread.pk}/"), text="Nog iets.")

    more(1)
    one = queries(manager, address(linde, "hulp/"))
    more(2)
    assert queries(manager, address(linde, "hulp/")) == one


def test_help_is_there_before_a_practice_takes_part(rijnmond: Rijnmond, settings: Settings) -> None:
    (new,) = make_practices(rijnmond, ["De Kade"], enrolled=False)
    client = client_of(make_person("practice_manager", practice=new))
    settings.TODAY = TODAY - timedelta(days=120)
    assert [client.get(address(new, path)).status_code for path in ("hulp/", "hulp/vraag/", "hulp/verhaal/")] == [
        200
    ] * 3
