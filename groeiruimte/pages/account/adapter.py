"""What allauth asks the product: who may have an account, what it says, how it keeps a secret."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from groeiruimte.actions import log_in
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request, actor_as
from groeiruimte.records.models import User

WRONG_PAIR = "Deze combinatie klopt niet. Controleer uw e-mailadres en wachtwoord."
WRONG_CODE = "Deze code klopt niet. Wacht op een nieuwe code en vul die in."

# What allauth calls the mail about a change -> our event, and what changed.
_CHANGES = {
    "account/email/password_changed": ("password.changed", "form"),
    "account/email/password_reset": ("password.changed", "mail"),
    "mfa/email/totp_activated": ("second_step.added", "totp"),
    "mfa/email/totp_deactivated": ("second_step.removed", "totp"),
    "mfa/email/webauthn_added": ("second_step.added", "webauthn"),
    "mfa/email/webauthn_removed": ("second_step.removed", "webauthn"),
    "mfa/email/recovery_codes_generated": ("second_step.added", "recovery_codes"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation only. An unknown address and a wrong password get the same sentence.

    Whoever comes in, leaves, fails, or changes what they log in with, leaves an event (`actions.log_in`).
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": WRONG_PAIR,
        "email_password_mismatch": WRONG_PAIR,
        "incorrect_password": "Dit wachtwoord klopt niet. Vul uw eigen wachtwoord in.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Vul het opnieuw in.",
        "incorrect_code": WRONG_CODE,
        "invalid_login": WRONG_PAIR,
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe link aan.",
        "too_many_login_attempts": "U probeerde het te vaak. Wacht 5 minuten en probeer het dan opnieuw.",
        "rate_limited": "U probeerde het te vaak. Wacht een minuut en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who logged in less than ten minutes ago has just said who they are."""
        lately = proof.confirmed_lately(self.request, time.time())
        return not lately and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """While the session still owes its second step, a password does not confirm who somebody is."""
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if proof.owed_second_step(self.request, self.request.actor) != proof.GIVE:
            return ways
        return [way for way in ways if way["id"] != "reauthenticate"]

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """With the address of the account itself; allauth's own table of addresses is not used."""
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: Request, user: User) -> None:
        super().login(request, user)
        log_in.logged_in(by=actor_as(request, user), at=request.at)

    def logout(self, request: Request) -> None:
        log_in.logged_out(by=actor_as(request, request.user), at=request.at)
        super().logout(request)

    def authentication_failed(self, request: Request, **credentials: Any) -> None:
        address = str(credentials.get("email", ""))
        log_in.failed(step=log_in.PASSWORD, user=None, address=address, by=request.actor, at=request.at)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """allauth comes here after every change of what somebody logs in with."""
        event, means = _CHANGES.get(template_prefix, ("account.changed", template_prefix))
        log_in.changed(event=event, means=means, by=actor_as(self.request, user), at=self.request.at)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are sealed with a key that is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Dit is uw enige tweede stap. Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Stel eerst een app of passkey in. Daarna kunt u noodcodes maken.",
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return "Mijn passkey"


def _seal() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor").derive(settings.VAULT_KEY)
    return Fernet(base64.urlsafe_b64encode(key))
