"""P16, P17: a scan as somebody does it in a browser, from the first question to sharing the report."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from groeiruimte.actions import scans
from groeiruimte.actions.form_answers import answers_of
from groeiruimte.pages.practice.scan.report import CONFIRM_FIRST
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Article,
    Device,
    Event,
    Interview,
    Milestone,
    Practice,
    Scan,
    ScanReport,
    ScanShare,
    User,
)
from groeiruimte.records.models.event import OK
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices, steps_taken

from .scans import BUSY, LONG, LOOSE, OTHER, WHOLE, answered, fresh, given, make_slot, reviewed, sent, with_scans
from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
HOME, CHECK, SLOT = f"scan/{LONG}/", f"scan/{LONG}/controleer/", f"scan/{LONG}/gesprek/"
COPY, LINE, VIDEO = f"{HOME}vragen/kopie/", f"{HOME}vragen/lijn/", f"{HOME}vragen/bellen/"
TOPICS, REPORT, ON = f"{HOME}onderwerpen/", f"scan/{LOOSE}/rapport/", f"scan/{LOOSE}/vervolg/"
TO_REGION, TO_INSURER = f"{REPORT}delen/regio/", f"{REPORT}delen/verzekeraar/"
PAGES = ("", "vragen/kopie/", "controleer/", "gesprek/", "onderwerpen/", "vervolg/", "rapport/", "rapport/pdf/",
         "rapport/delen/regio/")  # fmt: skip


@pytest.fixture(autouse=True)
def our_scans(rijnmond: Rijnmond) -> Rijnmond:
    return with_scans(rijnmond)


@pytest.fixture
def ans(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde, email="ans@example.org")


@pytest.fixture
def specialist(rijnmond: Rijnmond) -> User:
    return make_person("it_specialist", region=rijnmond.region)


def fill(client: Client, practice: Practice, page: str, version: int = 0, **fields: Any) -> Any:
    return post(client, address(practice, page), version=str(version), **fields)


def scan_of(practice: Practice, kind: str = LONG) -> Scan:
    return Scan.objects.get(practice=practice, kind=kind)


# --- The whole questionnaire ----------------------------------------------------------------------------------------


def test_a_scan_from_begin_to_sent(manager: Client, linde: Practice, specialist: User) -> None:
    home = manager.get(address(linde, HOME))
    assert texts(home, "lead") == [
        "Zo ziet u hoe uw ICT ervoor staat. Het duurt ongeveer 25 minuten. U kunt bij elke vraag stoppen."
    ]
    assert texts(home, "task__title")[:2] == ["Reservekopie", "Internet"]
    assert texts(home, "status")[:2] == ["Nog doen, 2 minuten", "Nog doen, 3 minuten"]
    assert [title for title in texts(home, "h2") if "vragen" in title] == ["Beantwoord de vragen"]

    # An answer makes a question appear on the same page, and the page comes back at that question.
    first = fill(manager, linde, COPY, **{"v-kopie": "Soms"})
    assert first.url == address(linde, f"{COPY}#id_v-waar_0")
    second = fill(manager, linde, COPY, 1, **{"v-kopie": "Soms", "v-waar": "Binnen"})
    assert second.url == address(linde, LINE)
    # An answer makes a chapter appear.
    third = fill(manager, linde, LINE, 2, **{"v-wifi": "Samen", "v-beeld": "Ja"})
    assert third.url == address(linde, VIDEO)
    fourth = fill(manager, linde, VIDEO, 3, **{"v-camera": "Goed", "v-eigen": "De telefoon"})
    assert fourth.url == address(linde, CHECK)

    look = manager.get(address(linde, CHECK))
    assert texts(look, "lead") == ["Lees uw antwoorden nog een keer. Klopt alles?"]
    done = fill(manager, linde, CHECK, 4)
    assert done.url == address(linde, HOME)
    scan = scan_of(linde)
    assert (scan.status, scan.answered, scan.asked) == ("submitted", 6, 6)
    assert answers_of(scan) == {
        "kopie": "Soms", "waar": "Binnen", "wifi": "Samen", "beeld": "Ja", "camera": "Goed", "eigen": "De telefoon",
    }  # fmt: skip
    page = manager.get(address(linde, HOME))
    assert texts(page, "notice__title") == ["Uw antwoorden zijn verstuurd"]
    assert "U kiest straks een moment voor het gesprek." in text(page)


def test_stopping_half_way_comes_back_at_the_exact_question(manager: Client, linde: Practice) -> None:
    stopped = fill(manager, linde, COPY, **{"v-kopie": "Soms", "doe": "stoppen"})
    assert stopped.url == address(linde, HOME)
    page = manager.get(address(linde, HOME))
    assert "Uw antwoorden zijn bewaard tot vraag 2. Ga hier verder." in text(page)
    assert f'href="{address(linde, f"{COPY}#id_v-waar_0")}"' in page.content.decode()


def test_what_is_missing_leads_to_its_place(manager: Client, linde: Practice, ans: User) -> None:
    answered(linde, ans, {**WHOLE, "beeld": "Ja"})
    page = manager.get(address(linde, CHECK))
    assert texts(page, "lead") == ["U kunt nog niet versturen. Er is nog 1 antwoord nodig."]
    assert f'href="{address(linde, f"{VIDEO}#id_v-camera_0")}"' in page.content.decode()
    assert "Verstuur de antwoorden" not in text(page)
    said = fill(manager, linde, CHECK, 1)
    assert (said.status_code, scan_of(linde).status) == (409, "answering")


def test_two_people_in_one_question_see_both_texts(manager: Client, owner: Client, linde: Practice) -> None:
    fill(manager, linde, COPY, **{"v-kopie": "Elke dag"})
    page = fill(owner, linde, COPY, **{"v-kopie": "Soms"})
    assert (page.status_code, texts(page, "h1")) == (409, ["Iemand anders was u voor"])
    chosen = fill(owner, linde, COPY, 1, **{"v-kopie": "Soms", "keus.kopie": "ander"})
    assert (chosen.status_code, answers_of(scan_of(linde))) == (302, {"kopie": "Elke dag"})


def test_what_was_sent_can_be_taken_back_and_not_changed(manager: Client, linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    assert fill(manager, linde, COPY, 1, **{"v-kopie": "Soms"}).url == address(linde, HOME)
    assert manager.get(address(linde, CHECK)).url == address(linde, HOME)
    assert post(manager, address(linde, HOME), doe="terughalen").url == address(linde, HOME)
    assert fresh(scan).status == "answering"
    assert post(manager, address(linde, HOME), doe="iets").status_code == 404


def test_what_was_sent_stays_readable(manager: Client, linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    assert "Bekijk uw antwoorden" not in text(manager.get(address(linde, HOME)))
    sent(linde, ans)
    page = manager.get(address(linde, HOME))
    assert ("Bekijk uw antwoorden" in text(page), texts(page, "dd")) == (True, list(WHOLE.values()))


def test_what_is_over_is_not_taken_back(manager: Client, linde: Practice, ans: User, settings: Any) -> None:
    sent(linde, ans)
    there = "Haal terug om te wijzigen"
    assert there in text(manager.get(address(linde, HOME)))
    settings.TODAY = date(2023, 1, 1)
    assert there not in text(manager.get(address(linde, HOME) + "?jaar=2022"))


def test_a_question_about_a_scan_has_its_name(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, f"hulp/vraag/?over=form:{LONG}"))
    assert page.context["about"] == "Lange scan"


def test_where_to_read_more_and_who_sees_it(manager: Client, linde: Practice) -> None:
    Article.objects.create(
        region=linde.region, kind="aid", title="Over de scan", text="Zo gaat het", form=LONG, published=True,
        day="2022-04-01", version=1,
    )  # fmt: skip
    page = manager.get(address(linde, HOME))
    assert 'href="https://example.org/scan"' in page.content.decode()
    assert "Over de scan" in text(page)
    assert texts(page, "lock-badge") == [
        "Alleen uw praktijk en de specialist lezen uw antwoorden en het rapport. "
        "Uw regio en de verzekeraar zien alleen hoe ver u bent."
    ]


def test_what_is_not_for_this_practice_is_not_there(manager: Client, linde: Practice) -> None:
    found = [manager.get(address(linde, f"scan/{kind}/")).status_code for kind in ("bestaat_niet", OTHER, LONG)]
    assert found == [404, 404, 200]
    nothing_yet = [manager.get(address(linde, HOME + page)).status_code for page in PAGES[2:]]
    assert nothing_yet == [404] * 7


@pytest.mark.parametrize("role", ["practice_staff", "region_lead", "it_specialist"])
def test_who_may_not_see_it_sees_no_page_at_all(linde: Practice, ans: User, role: str) -> None:
    sent(linde, ans, kind=LOOSE)
    sent(linde, ans)
    who = make_person(role, practice=linde, region=linde.region, email="ander@example.org")
    client = client_of(who)
    for kind in (LONG, LOOSE):
        found = {client.get(address(linde, f"scan/{kind}/{page}")).status_code for page in PAGES}
        assert found == {404}


def test_of_another_practice_nothing_is_there(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    duin = make_practices(rijnmond, ["Duin"])[0]
    sent(duin, make_person("practice_manager", practice=duin), kind=LOOSE)
    assert {manager.get(address(duin, f"scan/{LOOSE}/{page}")).status_code for page in PAGES} == {404}


def test_a_scan_takes_as_many_queries_full_as_empty(manager: Client, linde: Practice, ans: User) -> None:
    answered(linde, ans, {"kopie": "Soms"})
    little = [queries(manager, address(linde, page)) for page in (HOME, COPY, CHECK)]
    answered(linde, ans, WHOLE)
    answered(linde, ans, {"wifi": "Apart"})
    assert [queries(manager, address(linde, page)) for page in (HOME, COPY, CHECK)] == little


# --- The interview --------------------------------------------------------------------------------------------------


def test_before_the_review_there_is_nothing_to_choose(
    manager: Client, linde: Practice, ans: User, specialist: User
) -> None:
    sent(linde, ans)
    slot = make_slot(linde, specialist)
    page = manager.get(address(linde, SLOT))
    assert "Uw antwoorden worden nog bekeken" in text(page)
    tried = post(manager, address(linde, SLOT), taken=slot.pk)
    said = "Uw antwoorden worden nog bekeken. U krijgt een mail als u een moment kunt kiezen."
    assert (tried.status_code, said in text(tried)) == (200, True)


def test_choosing_a_moment_and_giving_it_back(manager: Client, linde: Practice, ans: User, specialist: User) -> None:
    scan, slot = reviewed(linde, ans), make_slot(linde, specialist)
    page = manager.get(address(linde, SLOT))
    assert "dinsdag 12 april 2022, 10:30 tot 11:30 uur, Bij u in de praktijk, met It specialist" in text(page)
    key = new_id()
    nothing = post(manager, address(linde, SLOT))
    assert texts(nothing, "field__errors") == ["Fout: Kies een moment voor het gesprek."]
    for _ in range(2):  # a double click
        assert post(manager, address(linde, SLOT), key, taken=slot.pk).url == address(linde, SLOT)
    assert fresh(scan).status == "planned"
    chosen = manager.get(address(linde, SLOT))
    assert texts(chosen, "dd") == [
        "dinsdag 12 april 2022, 10:30 tot 11:30 uur",
        "Bij u in de praktijk",
        "It specialist",
    ]
    assert post(manager, address(linde, SLOT), doe="teruggeven").url == address(linde, SLOT)
    assert fresh(scan).status == "reviewed"


def test_a_moment_that_is_gone_meanwhile(
    manager: Client, linde: Practice, ans: User, specialist: User, rijnmond: Rijnmond
) -> None:
    duin = make_practices(rijnmond, ["Duin"])[0]
    bea = make_person("practice_manager", practice=duin)
    slot = make_slot(linde, specialist)
    reviewed(linde, ans)
    scans.pick_slot(**given(duin, bea, scan=reviewed(duin, bea), slot=slot))
    page = post(manager, address(linde, SLOT), taken=slot.pk)
    assert "Dit moment is niet meer vrij. Kies een ander moment." in text(page)
    assert "Er is nog geen moment vrij" in text(manager.get(address(linde, SLOT)))


def test_as_many_queries_for_one_moment_as_for_three(
    manager: Client, linde: Practice, ans: User, specialist: User
) -> None:
    reviewed(linde, ans)
    make_slot(linde, specialist)
    one = queries(manager, address(linde, SLOT))
    make_slot(linde, specialist, days=8)
    make_slot(linde, specialist, days=9)
    assert queries(manager, address(linde, SLOT)) == one


def test_own_topics(manager: Client, linde: Practice, ans: User) -> None:
    scan = sent(linde, ans)
    manager.get(address(linde, TOPICS))
    done = fill(manager, linde, TOPICS, topics="De telefoon\r\n\r\nWifi")
    assert (done.url, Interview.objects.get(scan=scan).topics) == (address(linde, HOME), ["De telefoon", "Wifi"])
    assert "De telefoon\nWifi" in manager.get(address(linde, TOPICS)).content.decode()
    many = fill(manager, linde, TOPICS, 1, topics="x\n" * 21)
    assert "Dit zijn 21 onderwerpen. Kies er ten hoogste 20." in text(many)


def test_what_was_answered_stands_among_the_own_topics(manager: Client, linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, WHOLE | {"beeld": "Ja", "camera": "Goed", "eigen": "De  telefoon\n\nWifi"})
    assert "De telefoon\nWifi" in manager.get(address(linde, TOPICS)).content.decode()
    fill(manager, linde, TOPICS, topics="")
    assert Interview.objects.get(scan=scan).topics == []
    assert "De telefoon" not in manager.get(address(linde, TOPICS)).content.decode()


def test_the_list_of_equipment(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    assert "Er staat nog geen apparaat op de lijst." in text(manager.get(address(linde, "apparatuur/")))
    nothing = post(manager, address(linde, "apparatuur/nieuw/"), number="1")
    assert texts(nothing, "field__errors") == ["Fout: Vul in wat het is, zoals laptop."]
    where = address(linde, "apparatuur/")
    assert post(manager, address(linde, "apparatuur/nieuw/"), kind="Laptop", number="3", year="2019").url == where
    laptop = Device.objects.get()
    assert (laptop.kind, laptop.number, laptop.year) == ("Laptop", 3, 2019)
    one = queries(manager, where)
    Device.objects.bulk_create(
        Device(practice=linde, region=linde.region, kind=f"Server {n}", added_by=laptop.added_by, added_at=NOW)
        for n in range(2)
    )
    assert queries(manager, where) == one
    duin = make_practices(rijnmond, ["Duin"])[0]
    Device.objects.filter(kind="Server 1").update(practice=duin)
    theirs = Device.objects.get(practice=duin)
    assert manager.get(address(linde, f"apparatuur/{theirs.pk}/")).status_code == 404
    assert post(manager, address(linde, f"apparatuur/{laptop.pk}/weghalen/")).url == where
    assert [each[0].value for each in manager.get(where).context["rows"]] == ["Server 0"]


# --- The report -----------------------------------------------------------------------------------------------------


def test_the_report_asks_who_you_are_first(linde: Practice, ans: User) -> None:
    sent(linde, ans, kind=LOOSE)
    client = client_of(ans)
    session = client.session
    session.update(steps_taken(ans, "password", ago=3600))
    session.save()
    for page in (REPORT, f"{REPORT}pdf/", TO_REGION):
        asked = client.get(address(linde, page))
        assert (asked.status_code, asked.url.startswith("/account/")) == (302, True)
    assert CONFIRM_FIRST == "Log opnieuw in om het rapport te zien."


def test_the_report_says_what_is_fine_and_what_to_improve(manager: Client, linde: Practice, ans: User) -> None:
    sent(linde, ans, {"druk": "Ja", "pauze": "Ja"}, kind=LOOSE)
    page = manager.get(address(linde, REPORT))
    assert texts(page, "lock-badge") == ["Alleen uw praktijk ziet dit"]
    assert [words in text(page) for words in ("U pauzeert.", "Plan rust", "Neem pauze")] == [True, True, False]
    paper = manager.get(address(linde, f"{REPORT}pdf/"))
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    seen = Event.objects.filter(event="scan.report", outcome=OK).values_list("lifecycle", flat=True)
    assert list(seen.order_by("seq")) == ["view", "export"]


def test_chosen_advice_stands_in_the_plan(manager: Client, linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, kind=LOOSE)
    first = AdviceItem.objects.filter(scan=scan, kind="improve").order_by("order")[0]
    nothing = post(manager, address(linde, REPORT))
    assert texts(nothing, "field__errors") == ["Fout: Zet een vinkje bij een of meer adviezen."]
    assert "Uw regio leest de titels van mijlpalen in uw plan." in text(nothing)
    assert [field.value() for _, _, field in nothing.context["offered"]] == [None, None]
    AdviceItem.objects.update(title="Een concept")
    fresh_page = manager.get(address(linde, REPORT))
    assert [field.value() for _, _, field in fresh_page.context["offered"]] == ["Plan rust", "Neem pauze"]
    key, said = new_id(), {"advice": [first.pk], f"title.{first.pk}": "Meer rust"}
    empty = post(manager, address(linde, REPORT), **said | {f"title.{first.pk}": " "})
    assert texts(empty, "field__errors") == ["Fout: Deze mijlpaal heeft nog geen titel. Vul een titel in."]
    for _ in range(2):  # a double click
        done = post(manager, address(linde, REPORT), key, **said)
        assert done.url == address(linde, f"{REPORT}#verbeteringen")
    assert Milestone.objects.values_list("title", "advice").get() == ("Meer rust", first.pk)
    page = manager.get(address(linde, REPORT))
    assert "Plan rust gekozen op 5 april 2022" in text(page)
    assert [each.choice_label for each in page.context["form"]["advice"]] == ["Neem pauze"]


def test_sharing_shows_first_what_the_other_sees(manager: Client, linde: Practice, ans: User) -> None:
    sent(linde, ans, kind=LOOSE)
    preview = manager.get(address(linde, TO_INSURER))
    assert texts(preview, "h1") == ["Deel het rapport met Zilveren Kruis"]
    assert "Plan rust" in texts(preview, "preview")[0]
    done = post(manager, address(linde, TO_INSURER), doe="delen", report=ScanReport.objects.get().pk)
    assert done.url == address(linde, f"{REPORT}#delen")
    page = manager.get(address(linde, REPORT))
    assert texts(page, "lock-badge") == ["U deelt dit met Zilveren Kruis"]
    stopped = post(manager, address(linde, TO_INSURER), doe="stoppen")
    assert (stopped.url, ScanShare.objects.filter(taken_back_at=None).count()) == (done.url, 0)
    assert manager.get(address(linde, f"{REPORT}delen/buren/")).status_code == 404
    assert post(manager, address(linde, TO_REGION), doe="stoppen").status_code == 404


def test_sharing_shares_what_was_shown(manager: Client, linde: Practice, ans: User) -> None:
    first = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, kind=LOOSE))
    preview = manager.get(address(linde, TO_REGION)).content.decode()
    assert f'<input type="hidden" name="report" value="{first.pk}">' in preview
    ScanReport.objects.create(
        scan=first.scan, practice=linde, region=linde.region, number=2, content=first.content, sha256="x",
        published_by=ans, published_at=first.published_at, open_until=first.open_until,
    )  # fmt: skip
    late = post(manager, address(linde, TO_REGION), doe="delen", report=first.pk)
    assert (late.status_code, "Er is een nieuwer rapport. Lees dat eerst" in " ".join(text(late).split())) == (
        409,
        True,
    )
    assert post(manager, address(linde, TO_REGION), doe="delen").status_code == 404
    assert ScanShare.objects.count() == 0


def test_sharing_asks_who_you_are_and_stopping_does_not(linde: Practice, ans: User) -> None:
    report = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, kind=LOOSE))
    scans.share(**given(linde, ans, report=report, party="region"))
    client = client_of(ans)
    session = client.session
    session.update(steps_taken(ans, "password", ago=3600))
    session.save()
    asked = post(client, address(linde, TO_INSURER), doe="delen", report=report.pk)
    back = quote(address(linde, TO_INSURER), safe="")
    assert (asked.status_code, asked.url) == (302, f"/account/bevestigen/?next={back}")
    assert post(client, address(linde, TO_REGION), doe="stoppen").status_code == 302
    assert [(each.party, each.taken_back_at is None) for each in ScanShare.objects.all()] == [("region", False)]


def test_a_newer_report_says_that_an_older_one_is_shared(manager: Client, linde: Practice, ans: User) -> None:
    first = ScanReport.objects.select_related("scan").get(scan=sent(linde, ans, kind=LOOSE))
    scans.share(**given(linde, ans, report=first, party="region"))
    ScanReport.objects.create(
        scan=first.scan, practice=linde, region=linde.region, number=2, content=first.content, sha256="x",
        published_by=ans, published_at=first.published_at, open_until=first.open_until,
    )  # fmt: skip
    page = manager.get(address(linde, TO_REGION))
    assert texts(page, "lead") == ["U deelt nog een ouder rapport. Neem dat terug, of deel het nieuwe hieronder."]
    assert len(texts(page, "button")) >= 2


def test_one_way_on(manager: Client, linde: Practice, ans: User) -> None:
    scan = sent(linde, ans, BUSY, kind=LOOSE)
    assert "Kies hoe u verdergaat" in text(manager.get(address(linde, f"scan/{LOOSE}/")))
    nothing = post(manager, address(linde, ON))
    assert texts(nothing, "field__errors") == ["Fout: Kies een van de mogelijkheden."]
    done = post(manager, address(linde, ON), follow_up="lean")
    assert (done.url, fresh(scan).follow_up) == (address(linde, ON), "lean")
    page = manager.get(address(linde, ON))
    assert f'href="{address(linde, "scholing/?onderwerp=efficientere-praktijkvoering")}"' in page.content.decode()
    post(manager, address(linde, ON), follow_up="plan")
    page = manager.get(address(linde, ON))
    assert f'href="{address(linde, "formulier/accountability_a/")}"' in page.content.decode()


# --- Mijn jaar and the KPIs -----------------------------------------------------------------------------------------


def task(client: Client, practice: Practice, title: str) -> str:
    """The words of the status of a task on Mijn jaar."""
    groups = client.get(address(practice)).context["page"].groups
    return next(each.note or each.status for group in groups for each in group.tasks if each.title == title)


def test_what_the_year_says_of_a_scan(manager: Client, linde: Practice, ans: User, specialist: User) -> None:
    assert task(manager, linde, "Lange scan") == "Nog doen, 25 minuten"
    assert task(manager, linde, "Losse scan") == "Uw regio biedt dit aan, 2 minuten"
    answered(linde, ans, {"kopie": "Soms"})
    assert task(manager, linde, "Lange scan") == "Bezig: 1 van 4 vragen"
    scan = sent(linde, ans)
    assert task(manager, linde, "Lange scan") == "Verstuurd, wordt bekeken"
    Scan.objects.filter(pk=scan.pk).update(status="reviewed")
    assert task(manager, linde, "Lange scan") == "Kies een moment voor het gesprek"
    scans.pick_slot(**given(linde, ans, scan=fresh(scan), slot=make_slot(linde, specialist)))
    assert task(manager, linde, "Lange scan") == "Gesprek gepland"


def test_staff_sees_the_task_without_a_way_to_it(linde: Practice, ans: User) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    groups = staff.get(address(linde)).context["page"].groups
    assert [each.url for group in groups for each in group.tasks if each.title == "Lange scan"] == [""]
