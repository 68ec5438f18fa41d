"""S03: logging in, with the same sentence for whoever it does not work for; the second step; a new password."""

from __future__ import annotations

import base64
import hmac
import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.actions.demo.accounts import PASSWORD as DEMO_PASSWORD
from groeiruimte.actions.demo.accounts import accounts
from groeiruimte.records.models import User
from tests.site.rijnmond import PASSWORD

from .conftest import Town

LOG_IN = reverse("account_login")
WRONG_PAIR = "Deze combinatie klopt niet. Controleer uw e-mailadres en wachtwoord."


def log_in(client: Client, email: str, password: str = PASSWORD) -> tuple[int, str]:
    """The status, and the address it leads to or the sentences it gives."""
    response = client.post(LOG_IN, {"login": email, "password": password})
    if response.status_code == 302:
        return 302, response.headers["Location"]
    return response.status_code, " ".join(response.context["form"].non_field_errors())


def test_who_logs_in_goes_to_the_own_place(client: Client, town: Town) -> None:
    assert log_in(client, town.manager.email) == (302, "/")
    assert client.get("/").headers["Location"] == reverse("practice:year", args=[town.linde.pk])


def test_one_sentence_for_every_wrong_pair(client: Client, town: Town) -> None:
    User.objects.create_user("weg@example.org", PASSWORD, name="Weg", is_active=False)
    assert log_in(client, town.manager.email, "verkeerd") == (200, WRONG_PAIR)
    assert log_in(client, "niemand@example.org") == (200, WRONG_PAIR)
    assert log_in(client, "weg@example.org", "verkeerd") == (200, WRONG_PAIR)


def test_a_closed_account_is_told_so_with_the_right_password_only(client: Client, db: None) -> None:
    User.objects.create_user("weg@example.org", PASSWORD, name="Weg", is_active=False)
    assert log_in(client, "weg@example.org") == (302, reverse("account_inactive"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
        ("q1w2e3r4t5y6", "Dit wachtwoord gebruiken te veel mensen. Maak er een zin van."),
        ("practice manager", "Dit wachtwoord lijkt te veel op uw naam of e-mailadres. Kies iets anders."),
    ],
)
def test_a_poor_password_is_refused_in_words(manager: Client, password: str, sentence: str) -> None:
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = manager.post(reverse("account_change_password"), given)
    assert page.context["form"].errors == {"password1": [sentence]}


def test_too_many_tries(client: Client, town: Town) -> None:
    tries = [log_in(client, town.manager.email, "verkeerd")[1] for _ in range(6)]
    assert tries[4:] == [WRONG_PAIR, "U probeerde het te vaak. Wacht 5 minuten en probeer het dan opnieuw."]


def test_an_empty_form_says_what_to_fill_in(client: Client, db: None) -> None:
    response = client.post(LOG_IN, {})
    assert {name: list(sentences) for name, sentences in response.context["form"].errors.items()} == {
        "login": ["Vul uw e-mailadres in."],
        "password": ["Vul uw wachtwoord in."],
    }
    assert "<title>Fout: Inloggen – Groeiruimte</title>" in response.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_after_logging_in_nobody_is_led_away(client: Client, town: Town, elsewhere: str) -> None:
    response = client.post(LOG_IN, {"login": town.manager.email, "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == "/"


def test_there_is_no_sign_up(client: Client, db: None) -> None:
    address = reverse("account_signup")
    given = {"email": "nieuw@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for response in (client.get(address), client.post(address, given)):
        assert "U krijgt toegang met een uitnodiging." in response.text
    assert User.objects.count() == 0


def test_only_the_demo_lists_accounts(client: Client, db: None, settings: Settings) -> None:
    assert DEMO_PASSWORD not in client.get(LOG_IN).text
    settings.DEMO = True
    page = client.get(LOG_IN).text
    assert re.findall(r'name="login" value="([^"]+)"', page) == [account.email for account in accounts()]
    assert DEMO_PASSWORD in page


def code_of(secret: str) -> str:
    """What an app shows now (RFC 6238)."""
    counter = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def set_up_app(client: Client) -> str:
    """Set up an app with codes, as somebody does who has just logged in; gives its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    return str(secret)


def test_the_second_step(client: Client, town: Town, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    log_in(client, town.manager.email)
    secret = set_up_app(client)
    assert client.get(reverse("practice:year", args=[town.linde.pk])).status_code == 200
    client.post(reverse("account_logout"))

    assert log_in(client, town.manager.email) == (302, reverse("mfa_authenticate"))
    assert client.get("/plaatsen").headers["Location"] == LOG_IN
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.context["form"].errors["code"] == ["Deze code klopt niet. Wacht op een nieuwe code en vul die in."]
    right = client.post(reverse("mfa_authenticate"), {"code": spare_code(town.manager)})
    assert right.headers["Location"] == "/"
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def spare_code(user: User) -> str:
    """A code for when the phone is lost; the app's own code has been used just now."""
    return str(Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0])


def test_an_address_that_allauth_has_not_proved_does_not_stand_in_the_way(client: Client, town: Town) -> None:
    EmailAddress.objects.create(user=town.manager, email=town.manager.email, verified=False)
    log_in(client, town.manager.email)
    set_up_app(client)
    assert Authenticator.objects.filter(user=town.manager, type="totp").count() == 1


def test_later_the_password_is_asked_again(manager: Client, town: Town) -> None:
    asked = manager.get(reverse("mfa_activate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = manager.post(asked.headers["Location"], {"password": "verkeerd"})
    assert wrong.context["form"].errors["password"] == ["Dit wachtwoord klopt niet. Vul uw eigen wachtwoord in."]
    right = manager.post(asked.headers["Location"], {"password": PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (302, reverse("mfa_activate_totp"))


def test_a_new_password_by_mail(client: Client, town: Town) -> None:
    ask = reverse("account_reset_password")
    known, unknown = (client.post(ask, {"email": to}) for to in (town.manager.email, "niemand@example.org"))
    assert known.headers["Location"] == unknown.headers["Location"] == reverse("account_reset_password_done")
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([town.manager.email], "Kies een nieuw wachtwoord"),
        (["niemand@example.org"], "Wij kennen dit e-mailadres niet"),
    ]
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    different = client.post(form, {"password1": "kort", "password2": "anders"})
    assert list(different.context["form"].errors) == ["password1"]
    unequal = client.post(form, {"password1": "een heel nieuw wachtwoord", "password2": "een ander wachtwoord"})
    assert unequal.context["form"].errors["password2"] == [
        "De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in."
    ]
    client.post(form, {"password1": "een heel nieuw wachtwoord", "password2": "een heel nieuw wachtwoord"})
    assert log_in(client, town.manager.email, "een heel nieuw wachtwoord") == (302, "/")
    assert "Deze link werkt niet meer" in Client().get(link[1]).text


def test_no_english(client: Client, town: Town) -> None:
    """Every account page, read without its tags, has none of the words that allauth would say."""
    log_in(client, town.manager.email)
    set_up_app(client)
    names = (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "account_inactive",
    )
    english = re.compile(r"\b(the|your|sign|password|security|code is|you|enter|authenticator)\b", re.I)
    for name in names:
        response = client.get(reverse(name))
        assert response.status_code == 200, name
        words = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.text, flags=re.S)
        assert english.findall(words) == [], name
