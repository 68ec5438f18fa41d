"""The log-in page with the accounts of the demo, and S04: taking up an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.invitations import accept, find
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records.models import Invitation

from .forms import LogIn, TakeUp


class LogInView(LoginView):
    """S03."""

    form_class = LogIn

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context |= {"demo_accounts": accounts(), "demo_password": PASSWORD}
        return context


class SecondStepView(AuthenticateView):
    """The second step of logging in; after a wrong passkey, the field for a code is still there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        webauthn = context.get("webauthn_form")
        context["problems"] = [(sentence, "") for sentence in webauthn.errors.get("credential", [])] if webauthn else []
        return context


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """S04. The link is the proof; what it gives stands in the invitation, not in the form."""
    found = find(token, request.at)
    if found is None:
        return render(request, "account/invitation_over.html", status=410)
    form = TakeUp(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_valid() and _taken_up(request, token, form):
        return redirect("public:home")
    return render(request, "account/invitation.html", {"form": form, "invitation": found, "place": _place(found)})


def _taken_up(request: Request, token: str, form: TakeUp) -> bool:
    try:
        user = accept(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        form.add_error("password1" if refusal.code == "password" else None, f"{refusal.message} {refusal.mend}")
        return False
    get_adapter(request).login(request, user)
    messages.success(request, "Uw account is klaar.")
    return True


def _place(found: Invitation) -> str:
    membership = found.membership
    place = membership.practice or membership.region or membership.insurer
    return place.name if place else "Groeiruimte"
