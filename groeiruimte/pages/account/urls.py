"""Addresses of the account pages. The names are allauth's own, because it looks them up; there is no sign-up."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from . import forms, views

urlpatterns = [
    path("account/inloggen/", views.LogInView.as_view(), name="account_login"),
    path("account/uitloggen/", account.logout, name="account_logout"),
    path("account/gesloten/", account.account_inactive, name="account_inactive"),
    path("account/aanvragen/", account.signup, name="account_signup"),
    path(
        "account/bevestigen/",
        account.ReauthenticateView.as_view(form_class=forms.ConfirmPassword),
        name="account_reauthenticate",
    ),
    path(
        "account/wachtwoord/",
        account.PasswordChangeView.as_view(form_class=forms.ChangePassword),
        name="account_change_password",
    ),
    path(
        "account/wachtwoord/vergeten/",
        account.PasswordResetView.as_view(form_class=forms.AskNewPassword),
        name="account_reset_password",
    ),
    path("account/wachtwoord/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.PasswordResetFromKeyView.as_view(form_class=forms.ChooseNewPassword),
        name="account_reset_password_from_key",
    ),
    path(
        "account/wachtwoord/gewijzigd/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/veilig/", mfa.index, name="mfa_index"),
    path(
        "account/tweede-stap/",
        views.SecondStepView.as_view(form_class=forms.SecondStep),
        name="mfa_authenticate",
    ),
    path(
        "account/bevestigen/code/",
        views.ConfirmCodeView.as_view(form_class=forms.ConfirmCode),
        name="mfa_reauthenticate",
    ),
    path(
        "account/app/instellen/",
        views.StartAppView.as_view(form_class=forms.StartApp),
        name="mfa_activate_totp",
    ),
    path("account/app/stoppen/", totp.DeactivateTOTPView.as_view(form_class=forms.StopApp), name="mfa_deactivate_totp"),
    path("account/noodcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/noodcodes/maken/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/noodcodes/bestand/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path(
        "account/passkeys/toevoegen/",
        views.AddPasskeyView.as_view(form_class=forms.AddPasskey),
        name="mfa_add_webauthn",
    ),
    path("account/passkeys/inloggen/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/passkeys/bevestigen/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/weghalen/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "account/passkeys/<int:pk>/naam/",
        passkeys.EditWebAuthnView.as_view(form_class=forms.RenamePasskey),
        name="mfa_edit_webauthn",
    ),
    path("uitnodiging/<secret:token>", views.invitation, name="invitation"),
]
