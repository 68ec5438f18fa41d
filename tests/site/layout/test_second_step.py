"""Who sees personal data gives a second step, and it is the session that must have seen it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.site.rijnmond import steps_taken

from .conftest import Town
from .test_log_in import log_in, set_up_app, spare_code

SET_UP, GIVE, BY_PASSKEY = (
    reverse(name) for name in ("mfa_index", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
)


@pytest.fixture(autouse=True)
def asked(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def home(town: Town) -> str:
    return reverse("practice:year", args=[town.linde.pk])


@pytest.fixture
def with_an_app(town: Town) -> Town:
    """The manager has an app with codes, and spare codes; not set up in this browser."""
    TOTP.activate(town.manager, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(town.manager)
    return town


def to(response: object) -> tuple[int, str]:
    return response.status_code, response.headers.get("Location", "")  # type: ignore[attr-defined]


def test_without_one_every_page_leads_to_setting_it_up(manager: Client, home: str) -> None:
    assert to(manager.get(home)) == (302, SET_UP)
    assert "Stel een tweede stap in" in manager.get(SET_UP).text


def test_public_pages_stay_open(manager: Client) -> None:
    assert manager.get("/over").status_code == 200


def test_a_form_that_is_sent_without_one_does_nothing(manager: Client, town: Town) -> None:
    response = manager.post(reverse("practice:edit", args=[town.linde.pk]), {"name": "Anders", "version": "1"})
    assert response.status_code == 302
    town.linde.refresh_from_db()
    assert town.linde.name == "Praktijk De Linde"


def test_codes_for_when_the_phone_is_lost_are_no_second_step(manager: Client, town: Town, home: str) -> None:
    RecoveryCodes.activate(town.manager)
    assert to(manager.get(home)) == (302, SET_UP)


def test_a_session_that_began_before_it_was_set_up_does_not_get_in_afterwards(town: Town, home: str) -> None:
    older, newer = Client(), Client()
    for client in (older, newer):
        assert log_in(client, town.manager.email) == (302, "/")
    set_up_app(newer)
    assert newer.get(home).status_code == 200
    assert to(older.get(home)) == (302, f"{GIVE}?next={home.replace('/', '%2F')}")


def test_that_session_gets_in_with_a_code(manager: Client, with_an_app: Town, home: str) -> None:
    asked = manager.get(home).headers["Location"]
    assert to(manager.post(asked, {"code": "000000"}))[0] == 200
    assert to(manager.post(asked, {"code": spare_code(with_an_app.manager)})) == (302, home)
    assert manager.get(home).status_code == 200


def test_a_password_is_not_enough_for_that_session(manager: Client, with_an_app: Town, home: str) -> None:
    confirm = reverse("account_reauthenticate")
    assert to(manager.post(f"{confirm}?next={home}", {"password": "a-long-test-password"})) == (
        302,
        f"{GIVE}?next={home.replace('/', '%2F')}",
    )
    assert "Gebruik uw wachtwoord" not in manager.get(GIVE).text


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_change_password",
    ],
)
def test_that_session_cannot_change_the_second_step_or_the_password(
    manager: Client, with_an_app: Town, name: str
) -> None:
    session = manager.session
    session.update(steps_taken(with_an_app.manager, "password"))
    session.save()
    for response in (manager.get(reverse(name)), manager.post(reverse(name), {})):
        assert to(response)[1].startswith(f"{GIVE}?next=")


def test_after_sending_a_form_the_way_back_is_the_page_of_the_form(
    manager: Client, with_an_app: Town, home: str
) -> None:
    sent = manager.post(f"{home}profiel/wijzigen/", {}, headers={"Referer": f"http://testserver{home}profiel/"})
    assert to(sent) == (302, f"{GIVE}?next={home.replace('/', '%2F')}profiel%2F")


def test_that_session_can_log_out(manager: Client, with_an_app: Town) -> None:
    assert to(manager.post(reverse("account_logout"))) == (302, "/")
    assert "_auth_user_id" not in manager.session


def test_an_account_with_a_passkey_alone_is_asked_for_it(manager: Client, town: Town, home: str) -> None:
    Authenticator.objects.create(user=town.manager, type=Authenticator.Type.WEBAUTHN, data={"name": "telefoon"})
    assert to(manager.get(home))[1].startswith(f"{BY_PASSKEY}?next=")


def test_a_session_that_gave_its_second_step_gets_in(manager: Client, with_an_app: Town, home: str) -> None:
    session = manager.session
    session.update(steps_taken(with_an_app.manager, "password", "mfa"))
    session.save()
    assert manager.get(home).status_code == 200


def test_what_somebody_else_gave_in_this_browser_does_not_count(manager: Client, with_an_app: Town, home: str) -> None:
    session = manager.session
    session.update(steps_taken(with_an_app.manager, "password", "mfa") | {"account_authentication_methods_user": "0"})
    session.save()
    assert to(manager.get(home))[1].startswith(GIVE)


def test_who_has_no_role_any_more_still_guards_the_account(manager: Client, with_an_app: Town) -> None:
    with_an_app.manager.memberships.all().delete()
    assert to(manager.get(reverse("mfa_deactivate_totp")))[1].startswith(GIVE)
