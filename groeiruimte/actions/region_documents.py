"""A region writes its regional plan or its report and sends it to the insurer.

Source: R015, R031, R035-R038, R051-R053, R155 (plan); R033, R037 (report).

Every save adds rows and none is overwritten; what was sent is sealed with the figures of that day. Two people who write
at once are merged field by field; in one field they see both texts (E02). A save after sending makes it a draft again:
what was sent, and approved, stays as it is (R036).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from groeiruimte.programme.calendar import on_time, short_date
from groeiruimte.programme.region import RegionalPlanText, ReportText
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    DocumentPart,
    DocumentRemark,
    DocumentSubmission,
    Practice,
    Region,
    RegionDocument,
    RegionYear,
    User,
)
from groeiruimte.records.models.region_document import APPROVED, DRAFT, EXCEPTION, REGIONAL_PLAN, SUBMITTED
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn
from groeiruimte.rules.region_document import AGREEMENT, ALL, SECTION
from groeiruimte.rules.region_parts import LONGEST
from groeiruimte.rules.region_start import copied, prefilled

from . import document_mail
from .alignments import programme_of_year
from .document_kinds import KINDS
from .programmes import programme_of
from .refusal import Refused
from .region_content import content_of, latest, merge, parts_of, seal, stale
from .region_figures import figures, trainings
from .verb import Done, verb

PREFILLED, COPIED, EMPTY = "prefilled", "copied", "empty"
WAYS = (PREFILLED, COPIED, EMPTY)
_CHANGED = ("Iemand wijzigde dit net.", "Open de pagina opnieuw en kijk wat er staat.", "changed")


@verb("document.start", right="document.edit")
def start(
    *,
    region: Region,
    region_year: RegionYear,
    way: str,
    source: RegionDocument | None = None,
    kind: str = REGIONAL_PLAN,
    by: Actor,
    at: datetime,
) -> Done:
    """Begin a regional plan: `prefilled` with what is known, `copied` from an earlier one (`source`), or `empty`.

    A report begins empty, and not before it opens: its figures are there already.

    Prefilled are activities from published trainings, the KPIs of chosen objectives and the standard agreements of the
    programme. No text is made up.
    """
    text = _text(region_year, kind)
    if KINDS[kind].opens_first and text.opens is not None and by.on < text.opens:
        raise Refused(f"De rapportage opent op {short_date(text.opens)}.", "Begin op die dag.", code="not_open")
    ways = WAYS if kind == REGIONAL_PLAN else (EMPTY,)
    if way not in ways or (way == COPIED) != (source is not None):
        raise Refused("U koos nog niet hoe u begint.", "Kies een van de mogelijkheden.", code="way")
    if RegionDocument.objects.filter(region_year=region_year, kind=kind).exists():
        because = f"{KINDS[kind].this} is al begonnen."
        raise Refused(because, f"Open {KINDS[kind].the} en ga verder.", code="started")
    document = RegionDocument.objects.create(
        region_year=region_year, region=region, kind=kind, started_at=at, saved_at=at
    )
    programme = programme_of_year(region_year)
    if source is not None:
        found = copied(programme, parts_of(source))
    elif way == PREFILLED:
        known = figures(region_year, {}, by.on)
        found = prefilled(programme, known, trainings(programme, region_year), new_id)
    else:
        found = {}
    for part, contents in found.items():
        _write(document, part, contents, by, at)
    detail = {"programme": region_year.programme, "way": way, "parts": sum(map(len, found.values()))}
    return Done(document, region=region, lifecycle="create", detail=detail)


@verb("document.save", right="document.edit")
def save(
    *,
    region: Region,
    document: RegionDocument,
    kind: str,
    contents: Mapping[str, Mapping[str, Any]],
    version: int,
    by: Actor,
    at: datetime,
) -> Done:
    """Save parts of one kind: key -> content (shapes: `rules.region_document`). A new part brings a new id as its key.

    `version` is that of the document when the page was made. Raises Stale when another changed the same field since.
    """
    found = _locked(document)
    programme = programme_of(found.region_year.edition)
    for key, content in contents.items():
        fault = KINDS[found.kind].wrong(programme, kind, key, content)
        if fault is not None:
            raise Refused(fault.because, fault.mend, code=fault.field or "part")
    _demand_own_practices(region, kind, contents)
    merged = merge(found, kind, contents, version)
    if merged.clashes:
        raise stale(found, kind, contents, merged.clashes)
    changed = merged.changed
    if changed:
        _touch(found, at)
        _write(found, kind, changed, by, at)
    return Done(found, region=region, detail={"kind": kind, "parts": len(changed), "version": found.version})


@verb("document.remove_part", right="document.edit")
def remove_part(
    *, region: Region, document: RegionDocument, kind: str, part: str, version: int, by: Actor, at: datetime
) -> Done:
    """Take an activity, KPI or agreement out. Refused when it was changed after `version`: that would be lost."""
    found = _locked(document)
    now = latest(found, kind).get(part)
    if now is None or now.content is None or kind == SECTION:
        because = f"Dit onderdeel staat niet meer in {KINDS[found.kind].the}."
        raise Refused(because, "U hoeft niets te doen.", code="gone")
    if now.document_version > version:
        raise Refused(*_CHANGED)
    _touch(found, at)
    _write(found, kind, {part: None}, by, at)
    return Done(found, region=region, detail={"kind": kind, "version": found.version})


@verb("document.submit", right="document.sign", purpose="regioplan")
def submit(*, region: Region, document: RegionDocument, version: int, by: Actor, at: datetime) -> Done:
    """The director signs and sends the document: content and figures are sealed, with a receipt and a sha256.

    Refused while the rules miss something, and when the plan changed after it was read. After the last day it comes in
    all the same, and is marked late; what was on time stays so when it is sent again.
    """
    found = _locked(document)
    if found.status in (SUBMITTED, APPROVED):
        raise Refused("U hebt deze versie al verstuurd.", "U hoeft niets te doen.", code="sent")
    if found.version != version:
        raise Refused(*_CHANGED)
    text, parts, asked = _text(found.region_year, found.kind), parts_of(found), KINDS[found.kind]
    known = asked.figures(found.region_year, parts, by.on)
    gaps = asked.missing(programme_of_year(found.region_year), parts, known)
    if gaps:
        raise Refused(f"U kunt dit nog niet versturen. {gaps[0].because}", gaps[0].mend, code="missing")
    earlier = list(DocumentSubmission.objects.filter(document=found).order_by("number"))
    content = content_of(found, parts, known)
    submission = DocumentSubmission(
        document=found,
        region=region,
        region_year=found.region_year,
        number=len(earlier) + 1,
        content=content,
        sha256=seal(content),
        receipt=f"{found.region_year.start.year}-{new_id()[:8].upper()}",
        statement=asked.statement,
        late=text.due is not None and not on_time(text.due, earlier[0].submitted_at if earlier else at),
        submitted_by=_person(by),
        submitted_at=at,
    )
    submission.save(force_insert=True)
    found.status = SUBMITTED
    found.save(update_fields=["status"])
    document_mail.submitted(submission, at)
    detail = {"number": submission.number, "sha256": submission.sha256, "late": submission.late}
    return Done(submission, region=region, lifecycle="create", detail=detail)


@verb("document.answer", right="document.edit")
def answer_remark(
    *, region: Region, submission: DocumentSubmission, place: str, text: str, by: Actor, at: datetime
) -> Done:
    """The region answers a question of the insurer, at the place where it was asked."""
    if not DocumentRemark.objects.filter(submission=submission, place=place, from_insurer=True).exists():
        raise Refused("Hier is geen vraag gesteld.", "Ga terug naar het plan.", code="place")
    if not text.strip():
        raise Refused("U schreef nog geen antwoord.", "Schrijf uw antwoord.", code="text")
    if len(text) > LONGEST:
        raise Refused("Uw antwoord is te lang.", f"Houd het bij {LONGEST} tekens.", code="text")
    if holds_a_bsn(text):
        raise Refused(BSN_SEEN, code="text")
    remark = DocumentRemark(
        submission=submission,
        region=region,
        region_year_id=submission.region_year_id,
        place=place,
        text=text.strip(),
        from_insurer=False,
        by=_person(by),
        at=at,
    )
    remark.save(force_insert=True)
    return Done(remark, region=region, lifecycle="create", detail={"number": submission.number, "place": place})


def _locked(document: RegionDocument) -> RegionDocument:
    """The document, held until the transaction ends, so that two saves and a decision do not cross."""
    found = RegionDocument.objects.select_for_update(of=("self",))
    locked: RegionDocument = found.select_related("region", "region_year__edition", "region_year__insurer").get(
        pk=document.pk
    )
    return locked


def _demand_own_practices(region: Region, kind: str, contents: Mapping[str, object]) -> None:
    """An agreement or exception is with everybody, or with a practice of this region."""
    named = set(contents) - {ALL} if kind in (AGREEMENT, EXCEPTION) else set()
    if Practice.objects.filter(region=region, pk__in=named).count() != len(named):
        raise Refused("Deze praktijk hoort niet bij uw regio.", "Kies een praktijk uit de lijst.", code="practice")


def _text(region_year: RegionYear, kind: str) -> RegionalPlanText | ReportText:
    if kind not in KINDS:
        raise Refused("Dit soort document kennen wij niet.", "Ga terug naar uw regio.", code="kind")
    text = KINDS[kind].asked(programme_of(region_year.edition))
    if text is None:
        raise Refused(f"Dit programma vraagt geen {KINDS[kind].name}.", "U hoeft niets te doen.", code="not_asked")
    return text


def _touch(document: RegionDocument, at: datetime) -> None:
    """A new version; one that was sent becomes a draft again, what the insurer sent back stays at the region."""
    document.version += 1
    document.saved_at = at
    if document.status in (SUBMITTED, APPROVED):
        document.status = DRAFT
    document.save(update_fields=["version", "saved_at", "status"])


def _write(
    document: RegionDocument, kind: str, contents: Mapping[str, Mapping[str, Any] | None], by: Actor, at: datetime
) -> None:
    before = latest(document, kind)
    DocumentPart.objects.bulk_create(
        DocumentPart(
            document=document,
            region_id=document.region_id,
            kind=kind,
            key=key,
            version=before[key].version + 1 if key in before else 1,
            document_version=document.version,
            content=dict(content) if content is not None else None,
            saved_by=_person(by),
            saved_at=at,
        )
        for key, content in contents.items()
    )


def _person(by: Actor) -> User:
    if by.user is None:
        raise Refused("Wij weten niet wie u bent.", "Log in en probeer het opnieuw.", code="nobody")
    return by.user
