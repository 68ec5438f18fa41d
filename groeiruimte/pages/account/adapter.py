"""What allauth asks the product: who may have an account, what it says, how it keeps a secret."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

WRONG_PAIR = "Deze combinatie klopt niet. Controleer uw e-mailadres en wachtwoord."
WRONG_CODE = "Deze code klopt niet. Wacht op een nieuwe code en vul die in."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation only. An unknown address and a wrong password get the same sentence."""

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
        records = get_authentication_records(self.request, self.request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """With the address of the account itself; allauth's own table of addresses is not used."""
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk


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
