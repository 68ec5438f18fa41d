"""allauth's forms in our words, and the form of an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from groeiruimte.pages.layout.forms import Form, HouseWords

EMAIL = ("E-mailadres", "", "Vul uw e-mailadres in.")
PASSWORD = ("Wachtwoord", "", "Vul uw wachtwoord in.")
NEW_PASSWORD = (
    "Nieuw wachtwoord",
    "Minstens 12 tekens. Een zin is makkelijk te onthouden.",
    "Vul een nieuw wachtwoord in.",
)
AGAIN = ("Nieuw wachtwoord, nog een keer", "", "Vul het nieuwe wachtwoord nog een keer in.")
NOT_THE_SAME = "De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in."
CODE = ("Code", "De 6 cijfers uit uw app, of een noodcode.", "Vul de code in.")
KEY_NAME = ("Naam", "Zo herkent u deze passkey later, bijvoorbeeld: telefoon.", "Vul een naam in.")


class Worded(HouseWords):
    """Gives fields of allauth our label, hint and sentence for an empty field."""

    words: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, empty) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = empty

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth has no key for one sentence: two passwords that differ."""
        if field in ("password2",):
            error = NOT_THE_SAME
        super().add_error(field, error)  # type: ignore[misc]  # the form behind the mixin has it


class LogIn(Worded, account.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}


class ConfirmPassword(Worded, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class ChangePassword(Worded, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Huidig wachtwoord", "", "Vul uw huidige wachtwoord in."),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class AskNewPassword(Worded, account.ResetPasswordForm):
    words = {"email": EMAIL}


class ChooseNewPassword(Worded, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class SecondStep(Worded, mfa.AuthenticateForm):
    words = {"code": CODE}


class ConfirmCode(Worded, mfa.ReauthenticateForm):
    words = {"code": CODE}


class StartApp(Worded, ActivateTOTPForm):
    words = {"code": ("Code uit uw app", "6 cijfers", "Vul de 6 cijfers uit uw app in.")}


class StopApp(Worded, DeactivateTOTPForm):
    words = {}


class AddPasskey(Worded, AddWebAuthnForm):
    words = {
        "name": KEY_NAME,
        "passwordless": (
            "Ik wil inloggen met alleen deze passkey",
            "Dan vult u geen wachtwoord meer in.",
            "",
        ),
    }


class RenamePasskey(Worded, EditWebAuthnForm):
    words = {"name": KEY_NAME}


class TakeUp(Form):
    """The form of an invitation."""

    name = forms.CharField(
        label="Uw naam",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Vul uw naam in."},
    )
    password1 = forms.CharField(
        label="Kies een wachtwoord",
        help_text="Minstens 12 tekens. Een zin is makkelijk te onthouden.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtwoord van minstens 12 tekens."},
    )
    password2 = forms.CharField(
        label="Wachtwoord, nog een keer",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Vul het wachtwoord nog een keer in."},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, again = given.get("password1"), given.get("password2")
        if first and again and first != again:
            self.add_error("password2", NOT_THE_SAME)
        return given
