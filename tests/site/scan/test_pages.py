"""T01-T03 and the shared reports, as somebody uses them; and who finds nothing there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groeiruimte.actions import reading, scan_advice
from groeiruimte.actions.devices import DeviceText
from groeiruimte.pages.device_forms import as_csv
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Device,
    Event,
    Insurer,
    Interview,
    InterviewSlot,
    Membership,
    Practice,
    Region,
    Scan,
    ScanJudgement,
    ScanReport,
    ScanShare,
    User,
)
from groeiruimte.records.models.membership import ACTIVE
from groeiruimte.records.models.scan import ANSWERING, INTERVIEWED, PLANNED, REVIEWED
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION
from tests.site.practice.site import client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .example import SHORT, given_for, make_interviewed, make_scan, publish, read

pytestmark = pytest.mark.django_db
QUEUE = "/scan/rijnmond/"


@pytest.fixture
def desk(specialist: User) -> Client:
    """A browser of the specialist."""
    return client_of(specialist)


def place(scan: Scan, path: str = "") -> str:
    return f"{QUEUE}{scan.pk}/{path}"


def drafted(practice: Practice, specialist: User) -> Scan:
    """Talked over, with the lines that follow from the answers."""
    scan = make_interviewed(practice, specialist)
    for advice in ("backup", "video"):
        scan_advice.pick(**given_for(scan, specialist), advice=advice)
    return scan


def published(practice: Practice, specialist: User) -> ScanReport:
    report: ScanReport = publish(drafted(practice, specialist), specialist)
    return report


# T01


def test_the_queue_says_what_comes_next(rijnmond: Rijnmond, specialist: User, desk: Client) -> None:
    practices = make_practices(rijnmond, ["Bezig", "Verstuurd", "Bekeken", "Gepland", "Besproken", "Kort"])
    busy, sent, seen, planned, talked, short = practices
    make_scan(busy, ANSWERING)
    make_scan(sent)
    make_scan(seen, REVIEWED)
    found = make_scan(planned, PLANNED)
    InterviewSlot.objects.create(
        region=rijnmond.region, specialist=specialist, start=datetime(2022, 4, 12, 7, 0, tzinfo=UTC),
        end=datetime(2022, 4, 12, 8, 0, tzinfo=UTC), place="Hier", scan=found, practice=planned,
    )  # fmt: skip
    make_interviewed(talked, specialist)
    make_scan(short, answers={"druk": "Ja"}, kind=SHORT)

    page = desk.get(QUEUE)

    assert texts(page, "tr") == [
        "Praktijk Stand Datum Scan",
        "Verstuurd Bekijk de antwoorden 5 april 2022 Proefscan",
        "Besproken Maak het rapport voor deze dag 3 mei 2022 Proefscan",
        "Praktijk Stand Datum Scan",
        "Gepland Gesprek om 09:00 uur 12 april 2022 Proefscan",
        "Praktijk Stand Datum Scan",
        "Bekeken De praktijk kiest een moment – Proefscan",
        "Bezig De praktijk is nog bezig (vraag 4 van 4). – Proefscan",
    ]
    assert "2 scans wachten op u." in text(page)


def test_an_empty_queue(specialist: User, desk: Client) -> None:
    assert "Geen scans gepland" in text(desk.get(QUEUE))


def test_one_scan_and_three_take_as_many_queries(rijnmond: Rijnmond, specialist: User, desk: Client) -> None:
    first, *others = make_practices(rijnmond, ["Een", "Twee", "Drie"])
    make_scan(first)
    once = queries(desk, QUEUE)
    for practice in others:
        make_scan(practice)

    assert queries(desk, QUEUE) == once


def test_moments_are_offered_and_taken_away(rijnmond: Rijnmond, desk: Client, linde: Practice) -> None:
    where = f"{QUEUE}momenten/"
    wrong = post(desk, where, day="12-4-2022", starts="negen", minutes="60", place="Hier")
    assert "Vul tijden in, bijvoorbeeld 9:00, 10:30." in text(wrong)
    past = post(desk, where, day="4-4-2022", starts="9:00", minutes="60", place="Hier")
    assert "4 april 2022 om 09:00 uur is al voorbij. Kies een later moment." in text(past)

    assert post(desk, where, day="12-4-2022", starts="9:00, 10.30", minutes="60", place="Hier").status_code == 302

    slots = list(InterviewSlot.objects.all())
    assert [slot.start for slot in slots] == [
        datetime(2022, 4, 12, 7, 0, tzinfo=UTC),
        datetime(2022, 4, 12, 8, 30, tzinfo=UTC),
    ]
    assert text(desk.get(where)).count("vrij") >= 2
    assert post(desk, f"{where}{slots[0].pk}/weghalen/").status_code == 302
    assert list(InterviewSlot.objects.filter(removed_on=None)) == [slots[1]]


# T02


def test_the_answers_with_their_risks(linde: Practice, desk: Client) -> None:
    page = desk.get(place(make_scan(linde)))

    said = text(page)
    assert "Hoe vaak maakt u een kopie? Weet ik niet Risico" in said
    assert "Is de wifi van gasten apart? Apart In orde" in said
    assert "Kunt u beeldbellen? Nee Let op" in said
    assert "De telefooncentrale" in texts(page, "textarea")
    assert [said for said in texts(page, "button") if said.startswith(("Rond", "Bewaar"))] == [
        "Rond het bekijken af",
        "Bewaar uw oordeel over Reservekopie",
        "Bewaar uw oordeel over Internet",
        "Bewaar het gesprek",
    ]


def test_of_who_still_answers_only_how_far_it_is(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde, ANSWERING)

    page = desk.get(place(scan))

    assert (page.status_code, "De praktijk is nog bezig (vraag 4 van 4)." in text(page)) == (200, True)
    assert "Weet ik niet" not in page.content.decode()
    assert post(desk, place(scan, "rapport/kies/"), advice="wifi").status_code == 404


def test_a_chapter_is_judged_at_once(linde: Practice, desk: Client, specialist: User, rijnmond: Rijnmond) -> None:
    scan = make_scan(linde)
    where = place(scan, "oordeel/lijn/")
    given = {"level.wifi": "risk", "note.wifi": "Eén kastje.", "level.video": "", "note.video": "", "version": "0"}

    response = post(desk, where, **given)

    assert (response.status_code, response.url) == (302, f"{place(scan)}#hoofdstuk-lijn")
    assert list(ScanJudgement.objects.values_list("question", "level")) == [("wifi", "risk")]
    assert "Apart Risico uw oordeel" in text(desk.get(place(scan)))

    other = client_of(make_person("it_specialist", region=rijnmond.region, email="ander@example.org"))
    conflict = post(other, where, **given | {"level.wifi": "attention"})
    assert (conflict.status_code, "Iemand anders was u voor" in text(conflict)) == (409, True)
    assert post(other, where, **given | {"level.wifi": "attention", "version": "1"}).status_code == 302
    assert ScanJudgement.objects.get().level == "attention"


def test_an_answer_that_changed_is_judged_again(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)
    given = {"level.wifi": "risk", "note.wifi": "Eén kastje.", "level.video": "", "note.video": ""}
    post(desk, place(scan, "oordeel/lijn/"), **given, version="0", answers="1")
    ScanJudgement.objects.update(at=NOW - timedelta(days=2))
    Scan.objects.filter(pk=scan.pk).update(version=2)

    page = desk.get(place(scan))
    assert "Is de wifi van gasten apart? Apart In orde antwoord gewijzigd" in text(page)
    fields = page.context["chapters"][1].form
    assert (fields["level.wifi"].value(), fields["note.wifi"].value()) == ("", "Eén kastje.")

    late = post(desk, place(scan, "oordeel/lijn/"), **given | {"note.wifi": "Twee."}, version="1", answers="1")
    assert "De praktijk wijzigde haar antwoorden. Bekijk ze en bewaar daarna uw oordeel." in text(late)
    assert ("Twee." in text(late), ScanJudgement.objects.get().note) == (True, "Eén kastje.")


def test_what_was_typed_when_the_practice_took_its_answers_back(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)
    Scan.objects.filter(pk=scan.pk).update(status=ANSWERING, submitted_at=None)

    judged = post(desk, place(scan, "oordeel/lijn/"), **{"level.wifi": "risk", "note.wifi": "Eén kastje."}, version="0")
    talk = post(desk, place(scan, "gesprek/"), topics="De telefoon", notes="In de gang.", version="0")

    assert [(each.status_code, texts(each, "h1"), texts(each, "dd")) for each in (judged, talk)] == [
        (409, ["De praktijk nam haar antwoorden terug"], ["Eén kastje."]),
        (409, ["De praktijk nam haar antwoorden terug"], ["De telefoon", "In de gang."]),
    ]
    assert (ScanJudgement.objects.count(), Interview.objects.count()) == (0, 0)


def test_a_moment_that_is_past_stands_in_the_list_until_it_was_held(
    linde: Practice, desk: Client, specialist: User
) -> None:
    scan = make_scan(linde, PLANNED)
    start = NOW - timedelta(days=3)
    InterviewSlot.objects.create(
        region=linde.region, specialist=specialist, start=start, end=start + timedelta(hours=1), place="Hier",
        scan=scan, practice=linde,
    )  # fmt: skip

    assert "De Linde" in text(desk.get(f"{QUEUE}momenten/"))
    Scan.objects.filter(pk=scan.pk).update(status=INTERVIEWED)
    assert "De Linde" not in text(desk.get(f"{QUEUE}momenten/"))


def test_the_day_of_the_interview(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde, REVIEWED)
    assert desk.get(place(scan)).context["held"]["day"].value() == "5 april 2022"

    empty = post(desk, place(scan, "gehouden/"), day="")
    assert "Vul “Op welke dag was het gesprek?” in." in text(empty)
    ahead = post(desk, place(scan, "gehouden/"), day="6-4-2022")
    assert ahead.status_code == 302


def test_a_bsn_is_not_kept(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)
    page = post(
        desk, place(scan, "oordeel/kopie/"), **{"level.backup": "risk", "note.backup": "999990019", "version": "0"}
    )
    talk = post(desk, place(scan, "gesprek/"), notes="Over 999990019", version="0")

    assert [("lijkt op een BSN" in text(each) or "op een BSN lijkt" in text(each)) for each in (page, talk)] == [
        True
    ] * 2
    assert (ScanJudgement.objects.count(), Interview.objects.count()) == (0, 0)


def test_from_review_to_report_without_a_script(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)

    post(desk, place(scan, "bekeken/"), version="1")
    refused = post(desk, place(scan, "gehouden/"), day="5-4-2022")
    assert "Er staat nog niets over het gesprek. Noteer een onderwerp of een notitie." in text(desk.get(refused.url))
    post(
        desk,
        place(scan, "gesprek/"),
        topics="De telefoon\n\nDe server",
        notes="",
        summary="Kort.",
        minutes="50",
        version="0",
    )
    post(desk, place(scan, "apparatuur/"), kind="Server", number="1")
    done = post(desk, place(scan, "gehouden/"), day="5-4-2022")

    scan.refresh_from_db()
    assert (scan.status, Interview.objects.get().topics) == (INTERVIEWED, ["De telefoon", "De server"])
    assert "Maak het rapport" in text(desk.get(done.url))


def test_minutes_pass(linde: Practice, desk: Client, specialist: User) -> None:
    scan = make_scan(linde, PLANNED)
    now = Scan.objects.get().started_at
    InterviewSlot.objects.create(
        region=linde.region, specialist=specialist, start=now, end=now + timedelta(hours=1), place="Hier",
        scan=scan, practice=linde,
    )  # fmt: skip

    page = text(desk.get(place(scan)))

    assert "Het gesprek is op dinsdag 5 april 2022 om 10:30 uur, Hier." in page
    assert "van de 60 minuten voorbij." in page or "Voor het gesprek staan 60 minuten." in page


def test_devices_are_written_down_and_changed(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)
    wrong = post(desk, place(scan, "apparatuur/"), kind="Laptop", number="0", year="19")
    assert "Vul een jaar in, zoals 2019." in text(wrong)
    post(desk, place(scan, "apparatuur/"), kind="Laptop", number="3", year="2019", support_until="14-10-2025")
    device = Device.objects.get()
    where = place(scan, f"apparatuur/{device.pk}/")

    assert "3 × Laptop (2019), ondersteuning tot 14 oktober 2025 Wijzig: Laptop" in text(desk.get(place(scan)))
    assert post(desk, where, kind="Laptop", number="4", version="1").status_code == 302
    assert post(desk, where, kind="Laptop", number="5", version="1").status_code == 409
    device.refresh_from_db()
    assert (device.number, device.year) == (4, None)
    assert post(desk, f"{where}weghalen/").status_code == 302
    assert desk.get(where).status_code == 404


def upload(desk: Client, scan: Scan, content: bytes) -> Any:
    file = SimpleUploadedFile("lijst.csv", content)
    return desk.post(place(scan, "apparatuur/lijst/"), {"submission_key": new_id(), "file": file})


def test_a_list_is_shown_before_it_is_kept(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)

    preview = upload(desk, scan, b'soort;merk;aantal;kleur\nLaptop;"Merk; A";3;grijs\nServer;;;\n')

    assert Device.objects.count() == 0
    assert "Klopt deze lijst?" in text(preview)
    assert "Deze kolommen lazen wij niet: kleur." in text(preview)
    carried = preview.context["carried"]
    assert carried == as_csv([DeviceText("Laptop", "Merk; A", 3), DeviceText("Server")])
    kept = post(desk, place(scan, "apparatuur/lijst/"), rows=carried)
    reading.close()
    assert (kept.status_code, list(Device.objects.values_list("kind", "make", "number"))) == (
        302,
        [("Laptop", "Merk; A", 3), ("Server", "", 1)],
    )


def test_a_list_with_a_formula_is_refused_whole(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde)
    content = b"soort;merk\nLaptop;A\nServer;=1+1\n"

    for page in (upload(desk, scan, content), post(desk, place(scan, "apparatuur/lijst/"), rows=content.decode())):
        said = "Rij 3, kolom merk begint met “=”. Zet er een woord of cijfer voor, of maak de cel leeg."
        assert (page.status_code, said in text(page)) == (200, True)
    reading.close()
    assert Device.objects.count() == 0
    assert "Kies een csv-bestand." in text(post(desk, place(scan, "apparatuur/lijst/")))


# T03


def test_the_report_is_written_and_sent(linde: Practice, desk: Client, specialist: User) -> None:
    scan = drafted(linde, specialist)
    page = desk.get(place(scan, "rapport/"))
    assert texts(page, "h3") == ["1. Maak elke dag een kopie", "2. Begin met beeldbellen"]
    assert [option for option in texts(page, "option") if option] == ["Geef gasten eigen wifi"]

    post(desk, place(scan, "rapport/kies/"), advice="wifi")
    own = {"title": "Koop een slot", "effort": "small", "cost": "low", "who": "practice", "weeks": "4", "reason": ""}
    post(desk, place(scan, "rapport/nieuw/"), **own)
    post(desk, place(scan, "rapport/in-orde/"), title="De kast is op slot.")
    item = AdviceItem.objects.get(title="Koop een slot")
    post(desk, place(scan, f"rapport/advies/{item.pk}/plaats/"), to="3")
    refused = post(desk, place(scan, "rapport/versturen/"), sha256=read(scan, specialist))
    assert "Advies 3 mist een reden. Schrijf waarom dit nodig is." in text(desk.get(refused.url))
    post(desk, place(scan, f"rapport/advies/{item.pk}/"), **own | {"reason": "De server staat open.", "version": "1"})
    conflict = post(desk, place(scan, f"rapport/advies/{item.pk}/"), **own | {"reason": "Anders.", "version": "1"})
    assert conflict.status_code == 409
    preview = text(desk.get(place(scan, "rapport/voorbeeld/")))
    assert "3. Koop een slot" in preview
    assert "Stabiel 0% Risico" in preview
    assert ScanReport.objects.count() == 0

    post(desk, place(scan, "rapport/versturen/"), sha256=read(scan, specialist))

    assert [each["title"] for each in ScanReport.objects.get().content["improve"]] == [
        "Maak elke dag een kopie",
        "Begin met beeldbellen",
        "Koop een slot",
        "Geef gasten eigen wifi",
    ]
    page = text(desk.get(place(scan, "rapport/")))
    assert "Rapport 1 is verstuurd. U kunt tot en met 5 mei 2022 een verbetering sturen." in page


def long_ago(who: Client) -> Client:
    """As if somebody logged in an hour ago."""
    session = who.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    return who


def test_the_report_asks_who_you_are_first(linde: Practice, desk: Client, specialist: User) -> None:
    scan = drafted(linde, specialist)

    asked = [long_ago(desk).get(place(scan, path)) for path in ("rapport/", "rapport/voorbeeld/")]

    assert [(each.status_code, each.url.startswith("/account/")) for each in asked] == [(302, True)] * 2


def test_the_preview_sends_what_it_shows(linde: Practice, desk: Client, specialist: User) -> None:
    scan = drafted(linde, specialist)
    sha256 = desk.get(place(scan, "rapport/voorbeeld/")).context["sha256"]
    assert (sha256, desk.get(place(scan, "rapport/")).context["sha256"]) == (read(scan, specialist),) * 2

    nothing = post(desk, place(scan, "rapport/versturen/"))
    assert "Het rapport is intussen gewijzigd. Bekijk het opnieuw en verstuur het dan." in text(desk.get(nothing.url))
    key = new_id()
    for _ in range(2):  # a double click
        post(desk, place(scan, "rapport/versturen/"), key, sha256=sha256)
    assert ScanReport.objects.count() == 1


def test_no_report_before_the_interview(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde, PLANNED)

    assert [desk.get(place(scan, path)).status_code for path in ("rapport/", "rapport/voorbeeld/")] == [404, 404]


# who finds nothing


def paths_of(scan: Scan) -> list[str]:
    return [
        QUEUE,
        f"{QUEUE}momenten/",
        place(scan),
        place(scan, "apparatuur/"),
        place(scan, "rapport/"),
        place(scan, "rapport/voorbeeld/"),
    ]


@pytest.mark.parametrize("role", ["practice_owner", "practice_staff", "region_lead", "region_director", "trainer"])
def test_nobody_else_finds_these_pages(linde: Practice, specialist: User, role: str) -> None:
    scan = drafted(linde, specialist)
    who = client_of(
        make_person(
            role, practice=linde if role.startswith("practice") else None, region=linde.region, email="x@example.org"
        )
    )

    assert [who.get(path).status_code for path in paths_of(scan)] == [404] * 6


def test_a_specialist_of_another_region_finds_nothing(linde: Practice, specialist: User) -> None:
    scan = drafted(linde, specialist)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    stranger = client_of(make_person("it_specialist", region=elsewhere))

    assert [stranger.get(path).status_code for path in paths_of(scan)] == [404] * 6
    assert stranger.get(f"/scan/elders/{scan.pk}/").status_code == 404


def test_after_the_last_day_the_specialist_finds_nothing(
    linde: Practice, desk: Client, specialist: User, settings: Any
) -> None:
    scan = published(linde, specialist).scan
    assert desk.get(place(scan, "rapport/")).status_code == 200

    settings.TODAY = TODAY + timedelta(days=31)

    assert [desk.get(path).status_code for path in paths_of(scan)[2:]] == [404] * 4


def test_a_scan_without_an_interview_is_not_for_a_specialist(linde: Practice, desk: Client) -> None:
    scan = make_scan(linde, answers={"druk": "Ja"}, kind=SHORT)
    busy = make_scan(
        make_practices(Rijnmond(linde.region, scan.enrolment.region_year), ["Twee"])[0], ANSWERING, kind=SHORT
    )

    assert [desk.get(place(each)).status_code for each in (scan, busy)] == [404, 404]


def test_every_look_is_written_down(linde: Practice, desk: Client, specialist: User) -> None:
    scan = make_scan(linde)
    desk.get(place(scan))

    seen = Event.objects.get(event="scan.view")
    assert (seen.object_type, seen.object_id, seen.actor_name) == ("scan", scan.pk, specialist.name)


# shared


def shared(report: ScanReport, party: str, **more: Any) -> ScanShare:
    return ScanShare.objects.create(
        report=report, practice=report.practice, practice_name=report.practice.name, region=report.region, party=party,
        insurer_key="zilveren-kruis" if party == TO_INSURER else "", shared_at=NOW,
        shared_by=User.objects.get(memberships__role="practice_manager", memberships__practice=report.practice), **more,
    )  # fmt: skip


def buyer() -> Client:
    user = User.objects.create_user("koper@example.org", name="Koper")
    Membership.objects.create(user=user, role="purchaser", status=ACTIVE, insurer=Insurer.objects.get(), start=TODAY)
    return client_of(user)


def test_a_report_is_read_by_whom_it_is_shared_with_as_long_as_it_is(linde: Practice, specialist: User) -> None:
    report = published(linde, specialist)
    lead = client_of(make_person("region_lead", region=linde.region))
    for who, party, home in (
        (lead, TO_REGION, "/gedeeld/regio/rijnmond/"),
        (buyer(), TO_INSURER, "/gedeeld/verzekeraar/zilveren-kruis/"),
    ):
        assert "Geen enkele praktijk deelt een rapport" in text(who.get(home))
        share = shared(report, party)
        assert texts(who.get(home), "tr")[1] == "De Linde Proefscan Practice manager 5 april 2022"
        page = text(who.get(f"{home}{share.pk}/"))
        assert "Maak elke dag een kopie" in page
        assert "Gedeeld door Practice manager, De Linde" in page

        ScanShare.objects.filter(pk=share.pk).update(taken_back_at=NOW)

        assert who.get(f"{home}{share.pk}/").status_code == 404
        assert "Geen enkele praktijk deelt een rapport" in text(who.get(home))


def test_what_is_shared_with_one_is_not_for_another(linde: Practice, specialist: User) -> None:
    report = published(linde, specialist)
    to_region, to_insurer = shared(report, TO_REGION), shared(report, TO_INSURER)
    lead, purchaser = client_of(make_person("region_lead", region=linde.region)), buyer()
    elsewhere = Region.objects.create(key="elders", name="Elders")
    stranger = client_of(make_person("region_lead", region=elsewhere))
    answers = [
        lead.get(f"/gedeeld/regio/rijnmond/{to_insurer.pk}/"),
        lead.get("/gedeeld/verzekeraar/zilveren-kruis/"),
        purchaser.get(f"/gedeeld/verzekeraar/zilveren-kruis/{to_region.pk}/"),
        purchaser.get("/gedeeld/regio/rijnmond/"),
        stranger.get(f"/gedeeld/regio/elders/{to_region.pk}/"),
        client_of(specialist).get(f"/gedeeld/regio/rijnmond/{to_region.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6


def test_who_logged_in_long_ago_confirms_first(linde: Practice, specialist: User) -> None:
    share = shared(published(linde, specialist), TO_REGION)
    lead = client_of(make_person("region_lead", region=linde.region))
    session = lead.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()

    response = lead.get(f"/gedeeld/regio/rijnmond/{share.pk}/")

    assert (response.status_code, response.url.startswith("/account/")) == (302, True)
