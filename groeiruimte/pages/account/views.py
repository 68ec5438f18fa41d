"""Logging in, the second step, and S04: taking up an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import log_in
from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.invitations import accept, find, place_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records.models import Invitation, User

from .forms import LogIn, TakeUp

TOO_OFTEN = "U probeerde het te vaak. Wacht 10 minuten en probeer het dan opnieuw."


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

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        _write_down_wrong_step(self.request, form, self.stage.login.user)
        return super().form_invalid(form)


class ConfirmCodeView(ReauthenticateView):
    """A code from somebody who is logged in already."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        _write_down_wrong_step(self.request, form, self.request.user)
        return super().form_invalid(form)


class StartAppView(ActivateTOTPView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        proof.note_set_up(self.request)
        return response


class AddPasskeyView(AddWebAuthnView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        response = super().form_valid(form)
        proof.note_set_up(self.request)
        return response


def _write_down_wrong_step(request: Request, form: BaseForm, user: User) -> None:
    """A code or passkey that is not right; not an empty field, and not the tries that were not looked at any more."""
    if any(form.has_error(name, "incorrect_code") for name in form.fields):
        log_in.failed(step=log_in.SECOND_STEP, user=user, by=request.actor, at=request.at)


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """S04. The link is the proof; the role stands in the invitation, not in the form."""
    if not request.actor.is_anonymous:
        return render(request, "account/invitation_other.html")
    found = find(token, request.at)
    form = TakeUp(request.POST if request.method == "POST" else None, initial={"name": found.name if found else ""})
    if form.is_valid():
        response = _take_up(request, token, form, found)
        if response is not None:
            return response
    if found is None:
        return render(request, "account/invitation_over.html", status=410)
    context = {"form": form, "invitation": found, "place": place_of(found.membership)}
    return render(request, "account/invitation.html", context)


def _take_up(request: Request, token: str, form: TakeUp, found: Invitation | None) -> HttpResponse | None:
    """Take up the membership and log in the ordinary way, so that an account with a second step is asked for it.

    A second click finds the invitation used; its key brings back the account, and the password still has to be right.
    Who has the link may not guess at the password of the account for ever: refused tries are counted per address of the
    account and per browser.
    """
    tries = {"action": "take_up", "key": found.email.lower() if found else token}
    if not ratelimit.consume(request, dry_run=True, **tries):
        form.add_error(None, TOO_OFTEN)
        return None
    password = form.cleaned_data["password1"]
    try:
        user = accept(
            token=token,
            name=form.cleaned_data["name"],
            password=password,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        ratelimit.consume(request, **tries)
        form.add_error("password1" if refusal.code == "password" else None, f"{refusal.message} {refusal.mend}")
        return None
    own = LogIn({"login": user.email, "password": password}, request=request)
    if not own.is_valid():  # the account is there now: who cannot be let in at once logs in as anybody does
        return redirect("account_login") if found else None
    response: HttpResponse = own.login(request, redirect_url=reverse("public:home"))
    return response
