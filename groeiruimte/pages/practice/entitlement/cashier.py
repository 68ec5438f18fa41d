"""Whether the region may pay this practice out (kassier, R043): the owner agrees, or no longer."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import payments
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records import access
from groeiruimte.records.models import CashierConsent, Practice, RegionYear


class ConsentForm(Form):
    bank_account = forms.CharField(
        label="Op welk rekeningnummer (IBAN) betaalt uw regio?",
        max_length=42,
        error_messages={"required": "Vul het rekeningnummer van uw praktijk in."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cashier(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """Agree, with the account to pay to; or take it back."""
    practice = get_object_or_404(access.practices(request.actor, "cashier.consent"), pk=practice_id)
    year = _year(request, practice, programme)
    consent = current(request, practice, year)
    withdraws = request.POST.get("doe") == "intrekken"  # what the form says, not what stands meanwhile
    asked = request.POST if request.method == "POST" and not withdraws else None
    form = ConsentForm(asked, initial={"bank_account": practice.bank_account})
    problem = None
    if request.method == "POST" and (withdraws or form.is_valid()):
        try:
            _decide(request, practice, year, None if withdraws else form.cleaned_data["bank_account"])
        except Refused as refusal:
            if withdraws or refusal.code == "given":
                problem = refusal
            else:
                form.refuse(refusal)
        else:
            messages.success(request, "Bewaard.")
            return HttpResponseRedirect(reverse("practice:amount", args=[practice.pk]))
    context = {
        "practice": practice,
        "year": year,
        "programme": programme_of(year.edition),
        "consent": consent,
        "form": form,
        "problem": problem,
    }
    return render(request, "practice/entitlement/cashier.html", context, status=409 if problem else 200)


def asked_in(request: Request, practice: Practice) -> list[tuple[RegionYear, CashierConsent | None]]:
    """The programmes in which the region pays its practices out, each with the consent of this practice."""
    years = [each.region_year for each in access.enrolments(request.actor, "amount.read").filter(practice=practice)]
    return [(year, current(request, practice, year)) for year in years if year.cashier]


def current(request: Request, practice: Practice, year: RegionYear) -> CashierConsent | None:
    mine = access.cashier_consents(request.actor).filter(practice=practice, region_year=year)
    return mine.filter(withdrawn_at__isnull=True).first()


def _year(request: Request, practice: Practice, programme: str) -> RegionYear:
    """The programme in the address, when the practice takes part in it."""
    mine = access.enrolments(request.actor, "amount.read").filter(practice=practice)
    found = get_object_or_404(mine.select_related("region_year__region"), region_year__programme=programme)
    return found.region_year


def _decide(request: Request, practice: Practice, year: RegionYear, bank_account: str | None) -> None:
    key = submission_key(request)
    if bank_account is None:
        payments.withdraw_consent(practice=practice, region_year=year, by=request.actor, at=request.at, key=key)
    else:
        payments.give_consent(
            practice=practice, region_year=year, bank_account=bank_account, by=request.actor, at=request.at, key=key
        )
