"""The report of a region, from begin to the page that everybody reads (R033, R037, R185, R188, Z19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import plan_review, publications, region_documents, report_decisions
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.region_content import seal
from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Decision,
    DocumentSubmission,
    Enrolment,
    KpiState,
    Mail,
    Practice,
    Publication,
    RegionDocument,
    Scan,
    User,
)
from groeiruimte.records.models.region_document import APPROVED, CHANGES_REQUESTED, REPORT
from groeiruimte.records.models.scan import FINISHED, SUBMITTED
from tests.site import plans
from tests.site.rijnmond import Rijnmond, make_person, make_practices, make_region, steps_taken

pytestmark = pytest.mark.django_db

DAY = date(2023, 2, 1)
AT = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)
NAMES = [f"Praktijk {place}" for place in range(1, 8)]
WHY = "Twee praktijken waren lang ziek."


@dataclass(frozen=True)
class Desk:
    rijnmond: Rijnmond
    practices: list[Practice]
    lead: User
    director: User
    purchaser: User
    approver: User

    def given(self, who: User, at: datetime = AT) -> dict[str, Any]:
        return {"by": actor(who, at.date()), "at": at, "key": new_id()}

    @property
    def home(self) -> str:
        return "/regio/rijnmond/rapportage/"

    @property
    def insurer_page(self) -> str:
        return "/verzekeraar/zilveren-kruis/regios/rijnmond/2022-rijnmond/rapportage/"


def actor(user: User, on: date = DAY) -> Actor:
    with guard.everything():
        return access.actor(user, on)


@pytest.fixture
def desk(settings: Settings) -> Desk:
    """Seven practices on objective A; the first five met `a1`, two have nothing."""
    settings.TODAY, settings.REQUIRE_SECOND_FACTOR = DAY, False
    rijnmond = make_region()
    practices = make_practices(rijnmond, NAMES)
    for place, practice in enumerate(practices):
        met = place < 5
        KpiState.objects.create(
            enrolment=Enrolment.objects.get(practice=practice),
            practice=practice,
            region=rijnmond.region,
            kpi="a1",
            state="met" if met else "not_yet",
            have=int(met),
            need=1,
            worked_out_on=DAY,
        )
    insurer = rijnmond.year.insurer
    return Desk(
        rijnmond,
        practices,
        make_person("region_lead", region=rijnmond.region),
        make_person("region_director", region=rijnmond.region),
        plans.make_buyer("purchaser", insurer),
        plans.make_buyer("purchase_approver", insurer),
    )


def begun(desk: Desk, at: datetime = AT) -> RegionDocument:
    made: RegionDocument = region_documents.start(
        region=desk.rijnmond.region,
        region_year=desk.rijnmond.year,
        way="empty",
        kind=REPORT,
        **desk.given(desk.lead, at),
    )
    return made


def save(desk: Desk, document: RegionDocument, kind: str, **contents: Any) -> RegionDocument:
    made: RegionDocument = region_documents.save(
        region=desk.rijnmond.region,
        document=document,
        kind=kind,
        contents=contents,
        version=RegionDocument.objects.get(pk=document.pk).version,
        **desk.given(desk.lead),
    )
    return made


def submit(desk: Desk, document: RegionDocument, at: datetime = AT) -> DocumentSubmission:
    version = RegionDocument.objects.get(pk=document.pk).version
    made: DocumentSubmission = region_documents.submit(
        region=desk.rijnmond.region, document=document, version=version, **desk.given(desk.director, at)
    )
    return made


def sent(desk: Desk, at: datetime = AT) -> DocumentSubmission:
    document = begun(desk)
    save(desk, document, "section", **{"analysis-A": {"text": "Vijf praktijken bellen met beeld."}})
    save(desk, document, "exception", all={"text": WHY})
    return submit(desk, document, at)


def decide(desk: Desk, submission: DocumentSubmission, *, accept: bool = True, reason: str = "") -> Decision:
    made: Decision = report_decisions.decide_report(
        insurer=desk.rijnmond.year.insurer,
        submission=submission,
        accept=accept,
        reason=reason,
        **desk.given(desk.purchaser),
    )
    return made


def publish(desk: Desk, seen: str = "") -> Publication:
    insurer = desk.rijnmond.year.insurer
    content = publications.to_publish(insurer, 2022, publications.accepted(insurer, 2022))
    made: Publication = publications.publish(
        insurer=insurer, year=2022, seen=seen or seal(content), **desk.given(desk.approver)
    )
    return made


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session.update(steps_taken(user, "password", "mfa"))
    session.save()
    return client


def test_a_report_does_not_begin_before_it_opens(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        begun(desk, datetime(2022, 12, 30, 9, 0, tzinfo=UTC))
    assert refused.value.message.startswith("De rapportage opent op 1 jan")


def test_practices_without_answers_are_explained_or_waited_for(desk: Desk) -> None:
    """R037: nothing is sent while answers are missing without a word."""
    document = begun(desk)
    save(desk, document, "section", **{"analysis-A": {"text": "Vijf praktijken bellen met beeld."}})
    with pytest.raises(Refused) as refused:
        submit(desk, document)
    said = f"{refused.value.message} {refused.value.mend}"
    assert said == "U kunt dit nog niet versturen. Van 2 praktijken missen antwoorden. Stuur door met uitleg of wacht."


def test_what_is_sealed_counts_practices_and_names_none(desk: Desk) -> None:
    submission = sent(desk)
    content = submission.content
    assert content["figures"]["coverage"] == {"asked": 7, "complete": 5, "missing": 2}
    assert (content["figures"]["participants"], content["figures"]["affiliated"]) == (7, 7)
    assert [(row["key"], row["reached"], row["out_of"]) for row in content["parts"]["kpi"]] == [("a1", 5, 7)]
    assert content["parts"]["exception"] == [
        {"key": "all", "title": "2 praktijken missen antwoorden", "practices": 2, "text": WHY}
    ]
    text = str(content)
    assert [name for name in NAMES if name in text] == []
    assert [practice.pk for practice in desk.practices if practice.pk in text] == []
    assert (submission.sha256, submission.late) == (seal(content), False)
    assert set(Mail.objects.filter(kind="M15").values_list("subject", flat=True)) == {
        "Rapportage Rijnmond Dokters staat klaar"
    }


def test_of_a_scan_the_insurer_reads_status_and_date(desk: Desk) -> None:
    """R106: how many practices are how far, and on which day the last was ready; what came later is not in it."""
    ready = (date(2022, 5, 3), date(2022, 11, 8), DAY + timedelta(days=1), None)
    for practice, day in zip(desk.practices[:4], ready, strict=True):
        Scan.objects.create(
            enrolment=Enrolment.objects.get(practice=practice),
            practice=practice,
            region=desk.rijnmond.region,
            kind="ict_scan",
            status=FINISHED if day else SUBMITTED,
            started_at=AT,
            saved_at=AT,
            finished_on=day,
        )
    figures = sent(desk).content["figures"]
    assert [{**each, "title": ""} for each in figures["scans"]] == [
        {"key": "ict_scan", "title": "", "offered": 7, "begun": 4, "ready": 2, "last": "2022-11-08"}
    ]
    for client, page in ((client_of(desk.lead), desk.home), (client_of(desk.purchaser), desk.insurer_page)):
        (row,) = client.get(page).context["scans"]
        assert [cell.value for cell in row] == [figures["scans"][0]["title"], 7, 4, 2, "8 november 2022"]


def test_a_report_after_the_last_day_is_flagged(desk: Desk) -> None:
    assert sent(desk, datetime(2023, 4, 1, 9, 0, tzinfo=UTC)).late


def test_a_number_above_its_total_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        save(desk, begun(desk), "kpi", own={"reached": 8, "out_of": 7, "text": ""})
    assert refused.value.message == "Dit getal is hoger dan het totaal."


def test_one_person_accepts_a_report_once(desk: Desk) -> None:
    submission = sent(desk)
    found = decide(desk, submission)
    assert (found.verdict, found.outcome, found.proposed_by, found.decided_by) == (
        "approve", "confirmed", None, desk.purchaser,
    )  # fmt: skip
    assert RegionDocument.objects.get(pk=submission.document_id).status == APPROVED
    with pytest.raises(Refused) as refused:
        decide(desk, submission)
    assert refused.value.message == "Een collega besloot hier zojuist al over."


def test_sending_back_takes_a_reason(desk: Desk) -> None:
    submission = sent(desk)
    with pytest.raises(Refused) as refused:
        decide(desk, submission, accept=False)
    assert refused.value.message == "U gaf nog geen reden."
    decide(desk, submission, accept=False, reason="Leg uit waarom twee missen.")
    assert RegionDocument.objects.get(pk=submission.document_id).status == CHANGES_REQUESTED


def test_an_old_version_is_not_accepted(desk: Desk) -> None:
    first = sent(desk)
    save(desk, first.document, "exception", all={"text": "Drie dagen ziek."})
    submit(desk, first.document)
    with pytest.raises(Refused) as refused:
        decide(desk, first)
    assert refused.value.message == "Er is een nieuwe versie."


def test_the_insurer_asks_at_a_kpi_and_the_region_answers(desk: Desk) -> None:
    submission, insurer = sent(desk), desk.rijnmond.year.insurer
    plan_review.ask(
        insurer=insurer, submission=submission, questions={"kpi:a1": "Wie mist?"}, **desk.given(desk.purchaser)
    )
    page = client_of(desk.lead).get(desk.home).content.decode()
    assert "Wie mist?" in page
    region_documents.answer_remark(
        region=desk.rijnmond.region, submission=submission, place="kpi:a1", text="Dat leggen wij uit.",
        **desk.given(desk.lead),
    )  # fmt: skip
    assert "Dat leggen wij uit." in client_of(desk.purchaser).get(desk.insurer_page).content.decode()


def test_only_what_was_accepted_is_published_and_small_numbers_are_not(desk: Desk) -> None:
    submission = sent(desk)
    with pytest.raises(Refused) as refused:
        publish(desk)
    assert refused.value.message == "Er is nog geen rapportage akkoord."
    decide(desk, submission)
    content = publish(desk).content
    assert content["participation"]["rows"] == [
        {"region": "rijnmond", "name": "Rijnmond Dokters", "cells": [7, 0], "total": 7}
    ]
    # Five met all and two none: the two would follow from five of seven.
    assert content["themes"][0]["rows"][0]["cells"].count(None) >= 2
    assert 2 not in content["themes"][0]["rows"][0]["cells"]


def test_the_same_is_not_published_twice(desk: Desk) -> None:
    decide(desk, sent(desk))
    publish(desk)
    with pytest.raises(Refused) as refused:
        publish(desk)
    assert refused.value.message == "Deze resultaten staan al op de site."


def test_what_somebody_did_not_see_is_not_published(desk: Desk) -> None:
    decide(desk, sent(desk))
    with pytest.raises(Refused) as refused:
        publish(desk, seen="0" * 64)
    assert refused.value.message == "De cijfers wijzigden net."


def test_the_whole_way_through_the_pages(desk: Desk) -> None:
    lead, director, buyer, approver = map(client_of, (desk.lead, desk.director, desk.purchaser, desk.approver))
    assert "De cijfers staan er straks al in." in lead.get(desk.home).content.decode()
    assert lead.post(desk.home, {"submission_key": new_id()}).status_code == 302
    page = lead.get(desk.home).content.decode()
    assert "Van 2 praktijken missen antwoorden. Stuur door met uitleg of wacht." in page
    assert "Praktijk 6" in page
    part = f"{desk.home}2022-rijnmond/"
    for where, text in (("onderdeel/analysis-A", "Goed gegaan."), ("uitleg/all", WHY), ("kpi/a1", "Het werkt.")):
        version = str(RegionDocument.objects.get().version)
        form = {"text": text, "version": version, "submission_key": new_id()}
        assert lead.post(f"{part}{where}/", form).status_code == 302, where
    assert director.get(f"{part}tekenen/").status_code == 200
    form = {"version": str(RegionDocument.objects.get().version), "submission_key": new_id()}
    assert director.post(f"{part}tekenen/", form)["Location"] == f"{part}ontvangst/"
    assert "Ja, de laatste dag is 31 maart 2023." in director.get(f"{part}ontvangst/").content.decode()
    assert director.get(f"{part}pdf/").content[:5] == b"%PDF-"

    assert "Wacht op u" in buyer.get("/verzekeraar/zilveren-kruis/rapportages/?jaar=2022").content.decode()
    read = buyer.get(desk.insurer_page).content.decode()
    assert (WHY in read, "Praktijk 6" in read) == (True, False)
    decision = {"doe": "akkoord", "reason": "", "versie": "1", "submission_key": new_id()}
    assert buyer.post(f"{desk.insurer_page}besluit/", decision)["Location"] == desk.insurer_page
    results = "/verzekeraar/zilveren-kruis/resultaten/"
    assert "Publiceer deze resultaten" not in buyer.get(f"{results}?jaar=2022").content.decode()
    page = approver.get(f"{results}?jaar=2022").content.decode()
    sealed = page.split('name="seal" value="')[1].split('"')[0]
    assert Client().get("/resultaten/").content.decode().count("Er zijn nog geen resultaten.") == 1
    form = {"seal": sealed, "submission_key": new_id()}
    assert approver.post(f"{results}2022/publiceren/", form).status_code == 302

    public = Client().get("/resultaten/2022/")
    assert (public.status_code, "Rijnmond Dokters" in public.content.decode()) == (200, True)
    rows = Client().get("/resultaten/2022/resultaten.csv").content.decode("utf-8-sig").splitlines()
    assert rows[:2] == [
        "Verzekeraar;Onderwerp;Regio;Uitkomst;Praktijken",
        "Zilveren Kruis;Deelname;Rijnmond Dokters;Doet mee;7",
    ]
    assert Client().get("/resultaten/2021/").status_code == 404


def test_the_page_of_a_programme_says_what_its_text_says(desk: Desk) -> None:
    """Z28."""
    page = Client().get("/programma/2022-rijnmond/").content.decode()
    assert [words in page for words in ("Wie kan meedoen?", "€ 3,16", "Zorg op afstand")] == [True, True, True]
    assert Client().get("/programma/bestaat-niet/").status_code == 404
