"""Mails between a region and its insurer about a plan or report: one deed, a link, no amounts (M15 of ux.md 2b.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access, guard
from groeiruimte.records.models import Decision, DocumentSubmission, Insurer, Membership, Region, RegionYear, User
from groeiruimte.records.models.membership import INSURER_ROLES
from groeiruimte.records.models.region_document import APPROVE, REGIONAL_PLAN, REPORT

from . import outbox

KIND = "M15"
REGION_ROLES = ("region_lead", "region_director")
_NAMES = {REGIONAL_PLAN: "regioplan", REPORT: "rapportage"}
_THE = {REGIONAL_PLAN: "het regioplan", REPORT: "de rapportage"}


def submitted(submission: DocumentSubmission, at: datetime) -> None:
    """To the purchasers: a plan came in. Part of the verb that sends it in."""
    year, kind = submission.region_year, submission.document.kind
    _tell(
        f"submitted:{submission.pk}",
        _buyers(year.insurer, at, INSURER_ROLES),
        f"{_NAMES[kind].capitalize()} {year.region.name} staat klaar",
        f"{year.region.name} stuurde versie {submission.number} van {_THE[kind]} in. U kunt die versie beoordelen.",
        review_path(year) if kind == REGIONAL_PLAN else report_path(year),
        "U koopt zorg in bij deze regio.",
        at,
    )


def proposed(decision: Decision, insurer: Insurer, at: datetime) -> None:
    """To the colleagues who may decide: a proposal waits."""
    year = decision.region_year
    deciders = _buyers(insurer, at, access.RIGHTS["decision.decide"])
    _tell(
        f"proposed:{decision.pk}",
        [person for person in deciders if person.pk != decision.proposed_by_id],
        f"Voorstel over het regioplan {year.region.name}",
        "Een collega deed een voorstel. U kunt het bevestigen of afwijzen.",
        decision_path(year),
        "Een besluit vraagt twee mensen.",
        at,
    )


def declined(decision: Decision, insurer: Insurer, at: datetime) -> None:
    """To who proposed it: a colleague did not agree."""
    year = decision.region_year
    _tell(
        f"declined:{decision.pk}",
        [person for person in _buyers(insurer, at, INSURER_ROLES) if person.pk == decision.proposed_by_id],
        f"Uw voorstel over het regioplan {year.region.name}",
        "Een collega nam uw voorstel niet over. U ziet waarom bij het besluit.",
        decision_path(year),
        "U deed dit voorstel.",
        at,
    )


def decided(decision: Decision, at: datetime) -> None:
    """To the region: the insurer decided about its plan or report."""
    year = decision.region_year
    if decision.submission.document.kind == REPORT:
        deed = (
            "Uw zorgverzekeraar is akkoord met uw rapportage."
            if decision.verdict == APPROVE
            else "Uw zorgverzekeraar vraagt een aanpassing van uw rapportage. U ziet wat er anders moet."
        )
        why = "U stuurde een rapportage in."
        _to_region(f"decided:{decision.pk}", year, "Besluit over uw rapportage", deed, why, at, kind=REPORT)
        return
    deed = (
        "Uw zorgverzekeraar is akkoord met uw regioplan. De brief staat bij uw plan."
        if decision.verdict == APPROVE
        else "Uw zorgverzekeraar vraagt een aanpassing. U ziet wat er anders moet."
    )
    _to_region(f"decided:{decision.pk}", year, "Besluit over uw regioplan", deed, "U stuurde een regioplan in.", at)


def asked(submission: DocumentSubmission, questions: int, at: datetime) -> None:
    """To the region: the insurer asks something at a place of its plan or report."""
    kind = submission.document.kind
    many = "1 vraag" if questions == 1 else f"{questions} vragen"
    _to_region(
        f"asked:{submission.pk}:{at.isoformat()}",
        submission.region_year,
        f"{many} over uw {_NAMES[kind]}",
        "Uw zorgverzekeraar stelde een vraag. U ziet de vraag bij de tekst zelf.",
        f"U stuurde een {_NAMES[kind]} in.",
        at,
        kind=kind,
    )


def review_path(year: RegionYear) -> str:
    return f"{_home(year)}/plan/"


def report_path(year: RegionYear) -> str:
    return f"{_home(year)}/rapportage/"


def decision_path(year: RegionYear) -> str:
    return f"{_home(year)}/besluit/"


def _home(year: RegionYear) -> str:
    return f"/verzekeraar/{year.insurer_id}/regios/{year.region_id}/{year.programme}"


def _to_region(
    key: str, year: RegionYear, subject: str, deed: str, why: str, at: datetime, kind: str = REGIONAL_PLAN
) -> None:
    path = f"/regio/{year.region_id}/{_NAMES[kind]}/?programma={year.programme}"
    _tell(key, _writers(year, at), subject, deed, path, why, at, region=year.region)


def _tell(
    key: str,
    people: Iterable[User],
    subject: str,
    deed: str,
    path: str,
    why: str,
    at: datetime,
    region: Region | None = None,
) -> None:
    for person in people:
        outbox.put(
            key=f"{KIND}:{key}:{person.pk}",
            kind=KIND,
            user=person,
            region=region,
            subject=subject,
            body=f"Beste {person.name},\n\n{deed}\n\nGa verder: {outbox.place(path)}\n",
            why=why,
            at=at,
        )


def _buyers(insurer: Insurer, at: datetime, roles: Iterable[str]) -> list[User]:
    return _people(Membership.objects.active(local_date(at)).filter(insurer=insurer, role__in=tuple(roles)))


def _writers(year: RegionYear, at: datetime) -> list[User]:
    here = Membership.objects.active(local_date(at)).filter(region_id=year.region_id, practice__isnull=True)
    return _people(here.filter(role__in=REGION_ROLES))


def _people(found: Iterable[Membership]) -> list[User]:
    """Each of them once. Who works at the other side cannot be seen from this one."""
    with guard.everything():
        rows = list(found.select_related("user").order_by("id"))  # type: ignore[attr-defined]
    return list({m.user_id: m.user for m in rows if m.user and m.user.is_active}.values())
