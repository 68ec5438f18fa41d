"""P13. Amounts are also read by the region; the claim file is for the practice alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import claims
from groeiruimte.actions.facts import NEEDED, fetched
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.participation import participations
from groeiruimte.records import access
from groeiruimte.records.models import ClaimFile, Practice

from .amounts import QuarterAmount, YearAmounts, bookings, changes, lines, of_year, route_of
from .cashier import asked_in
from .statements import of_practice, owed_back
from .waterfall import waterfall

CONFIRM_FIRST = "Bevestig eerst dat u het bent. Daarna haalt u het declaratiebestand op."


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim file of a list; `is_there` while it can be fetched, `before`: what was fetched for an earlier list."""

    file: ClaimFile
    is_there: bool
    before: claims.Claimed | None


@require_safe
def amount(request: Request, practice_id: str) -> HttpResponse:
    """Every quarter with its amount, and the year."""
    practice = fetched(get_object_or_404(access.practices(request.actor, "amount.read"), pk=practice_id), NEEDED)
    context = {
        "practice": practice,
        "years": _years(request, practice),
        "is_own": _is_own(request, practice),
        "statements": of_practice(request, practice),
        "owed_back": owed_back(request, practice),
        "cashiers": asked_in(request, practice),
        "may_consent": access.may(request.actor, "cashier.consent", practice=practice),
    }
    return render(request, "practice/entitlement/page.html", context)


@require_safe
def amount_quarter(request: Request, practice_id: str, quarter: str) -> HttpResponse:
    """One quarter with everything behind its amount."""
    practice = fetched(get_object_or_404(access.practices(request.actor, "amount.read"), pk=practice_id), NEEDED)
    return _quarter_page(request, practice, _quarter(request, practice, quarter))


@require_POST
def claim(request: Request, practice_id: str, quarter: str) -> HttpResponse:
    """The claim file, as a zip. Fetching it starts its end (`claims.download`).

    It holds patients, so who logged in longer than ten minutes ago confirms first who they are.
    """
    practice = fetched(get_object_or_404(access.practices(request.actor, "claim.download"), pk=practice_id), NEEDED)
    this = _quarter(request, practice, quarter)
    found = _claim(request, this)
    if found is None:
        raise Http404
    here = reverse("practice:amount_quarter", kwargs={"practice_id": practice.pk, "quarter": str(this.quarter)})
    asked = proof.ask_first(request, here, CONFIRM_FIRST)
    if asked is not None:
        return asked
    try:
        submission_key(request)  # every form has one; fetching twice is allowed, each time checked and logged
        content = claims.download(
            claim_file=found.file,
            credited=request.POST.get("credited") == "yes",
            by=request.actor,
            at=request.at,
        )
    except Refused as refusal:
        place = "#credited" if refusal.code == "credit_first" else "#declaratiebestand"
        return _quarter_page(request, practice, this, [(f"{refusal.message} {refusal.mend}", place)])
    return attachment(content, f"declaratie-{practice.agb_code}-{this.quarter}.zip", "application/zip")


def _years(request: Request, practice: Practice) -> list[YearAmounts]:
    return [of_year(each) for each in participations(practice, request.actor.on)]


def _quarter(request: Request, practice: Practice, quarter: str) -> QuarterAmount:
    for year in _years(request, practice):
        for each in year.quarters:
            if str(each.quarter) == quarter:
                return each
    raise Http404


def _is_own(request: Request, practice: Practice) -> bool:
    """Whether the person may see the lists behind the amounts; the region may not."""
    return access.may(request.actor, "list.read", practice=practice)


def _claim(request: Request, this: QuarterAmount) -> Claim | None:
    """The claim file of the list that counts. Its sealed bytes stay in the database while a page is made."""
    if this.counting is None:
        return None
    found = access.claim_files(request.actor).filter(patient_list=this.counting).defer("sealed", "wrapped_key")
    file = found.annotate(is_kept=Q(sealed__isnull=False)).first()
    if file is None:
        return None
    return Claim(file, file.is_kept and request.at < file.expires_at, claims.fetched_before(file))


def _why_no_file(this: QuarterAmount) -> str:
    """What keeps a region that claims directly from having a file for this list."""
    region_year = this.participation.enrolment.region_year
    if region_year.approved_on is None:
        return (
            "Er is nog geen bestand: het regioplan is nog niet goedgekeurd. Uw regio laat weten wanneer het zover is."
        )
    if not region_year.service_code:
        return "Er is nog geen bestand: de prestatiecode ontbreekt. Uw regio vult die in."
    if this.counting is not None and this.counting.counted == 0:
        return "Er is geen bestand, want er telt geen enkele patiënt mee."
    return "Bij deze lijst is geen bestand gemaakt. Lever de lijst opnieuw aan, dan maken wij het."


def _quarter_page(
    request: Request, practice: Practice, this: QuarterAmount, problems: list[tuple[str, str]] | None = None
) -> HttpResponse:
    counting = this.counting
    enrolment = this.participation.enrolment
    context: dict[str, Any] = {
        "practice": practice,
        "this": this,
        "problems": problems or [],
        "is_own": _is_own(request, practice),
        "lines": lines(this),
        "bookings": bookings(this) if this.has_corrections else [],
        "changes": changes(this) if this.has_corrections else [],
        "claim": _claim(request, this),
        "missing": _why_no_file(this),
        "route": route_of(this.participation),
        "product": this.product,
        "region_year": enrolment.region_year,
    }
    if counting:
        context["steps"] = waterfall(
            rows=counting.rows,
            other_insurer=counting.other_insurer,
            not_active=counting.not_active,
            faults=counting.faults,
            counted=counting.counted,
        )
    return render(request, "practice/entitlement/quarter.html", context)
