"""The own account: password, app, passkey. What needs a passkey or an app that is there, is in test_second_step.py."""

from __future__ import annotations

from .. import people
from .screen import Screen, fill, press, then

_LEAD = people.LEAD.manager.email
_APP, _PASSWORD = "/account/app/instellen/", "/account/wachtwoord/"

ACCOUNT = (
    Screen("account", _LEAD, "/account/veilig/", "Uw account"),
    Screen("password change", _LEAD, _PASSWORD, "Wachtwoord wijzigen"),
    Screen(
        "password change wrong",
        _LEAD,
        _PASSWORD,
        "Wachtwoord wijzigen",
        then(fill(oldpassword="onjuist", password1="kort", password2="anders"), press("Wijzig wachtwoord")),
    ),
    Screen("confirm", _LEAD, "/account/bevestigen/", "Bevestig dat u het bent"),
    Screen("app", _LEAD, _APP, "Stel een app met codes in"),
    Screen(
        "app wrong",
        _LEAD,
        _APP,
        "Stel een app met codes in",
        then(fill(code="000000"), press("Zet de tweede stap aan")),
    ),
    Screen("passkeys", _LEAD, "/account/passkeys/", "Uw passkeys"),
    Screen("passkey add", _LEAD, "/account/passkeys/toevoegen/", "Voeg een passkey toe"),
)
