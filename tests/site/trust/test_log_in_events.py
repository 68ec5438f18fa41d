"""Logging in, out and failing, and every change of what somebody logs in with, stand in the audit log."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from groeiruimte.actions.demo.accounts import PASSWORD as DEMO_PASSWORD
from groeiruimte.actions.demo.accounts import accounts
from groeiruimte.pages.layout.actor import IDLE_SECONDS
from groeiruimte.records import audit
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, User
from tests.site.layout.test_log_in import code_of
from tests.site.rijnmond import PASSWORD

from .conftest import TODAY, World

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "een heel nieuw wachtwoord"


@pytest.fixture(autouse=True)
def the_day(settings: Settings) -> Iterator[None]:
    """And whatever a test did, the chain of the log holds afterwards."""
    settings.TODAY, settings.REQUIRE_SECOND_FACTOR = TODAY, False
    cache.clear()
    yield
    assert list(audit.breaks()) == []


@pytest.fixture
def owner(world: World) -> User:
    return world.person("practice_owner", "own")


def log_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def logged() -> list[tuple[str, int, str, str]]:
    """Event, outcome, who did it and whom it is about, in order."""
    return list(Event.objects.order_by("seq").values_list("event", "outcome", "actor_id", "object_id"))


def test_coming_in_and_leaving(client: Client, owner: User) -> None:
    me = str(owner.pk)
    log_in(client, owner.email)
    client.post(reverse("account_logout"))
    assert logged() == [("login.in", 0, me, me), ("login.out", 0, me, me)]
    came, went = Event.objects.order_by("seq")
    assert (came.session_hash, came.ip, came.object_type) == (went.session_hash, "127.0.0.1", "user")
    assert came.session_hash != ""
    assert went.detail == {"lapsed": False}


def test_a_session_that_is_over(client: Client, owner: User) -> None:
    log_in(client, owner.email)
    session = client.session
    session["seen_at"] = session["began_at"] = time.time() - IDLE_SECONDS - 1
    session.save()
    client.get("/plaatsen")
    client.get("/plaatsen")
    assert [(event.event, event.detail) for event in Event.objects.order_by("seq")] == [
        ("login.in", {}),
        ("login.out", {"lapsed": True}),
    ]


def test_a_wrong_password(client: Client, owner: User) -> None:
    log_in(client, owner.email.upper(), "verkeerd")
    assert logged() == [("login.failed", 4, "", str(owner.pk))]
    assert Event.objects.get().detail == {"step": "password"}


def test_an_address_that_nobody_has_is_not_written_down(client: Client, owner: User) -> None:
    for address in ("geheim@example.org", "Geheim@example.org", "ander@example.org"):
        log_in(client, address, "verkeerd")
    seals = [event.detail["address"] for event in Event.objects.order_by("seq")]
    assert logged() == [("login.failed", 4, "", "")] * 3
    assert (seals[0] == seals[1], seals[0] == seals[2], len(seals[0])) == (True, False, 64)
    assert "geheim" not in str(list(Event.objects.values())).lower()


def test_a_wrong_password_to_confirm(client: Client, owner: User) -> None:
    log_in(client, owner.email)
    client.post(reverse("account_reauthenticate"), {"password": "verkeerd"})
    assert logged()[1:] == [("login.failed", 4, str(owner.pk), str(owner.pk))]


def test_a_second_step(client: Client, owner: User) -> None:
    me = str(owner.pk)
    TOTP.activate(owner, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(owner)
    log_in(client, owner.email)
    assert logged() == []
    client.post(reverse("mfa_authenticate"), {"code": ""})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    client.post(reverse("mfa_authenticate"), {"code": spare[0]})
    client.post(reverse("mfa_reauthenticate"), {"code": "000000"})
    assert logged() == [("login.failed", 4, "", me), ("login.in", 0, me, me), ("login.failed", 4, me, me)]
    assert [event.detail.get("step") for event in Event.objects.order_by("seq")] == ["second_step", None, "second_step"]


def test_setting_up_a_second_step_and_stopping_with_it(
    client: Client, owner: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    log_in(client, owner.email)
    with django_capture_on_commit_callbacks(execute=True):
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"), {})
    client.post(reverse("mfa_deactivate_totp"), {})
    assert [(event.event, event.detail.get("means")) for event in Event.objects.order_by("seq")[1:]] == [
        ("second_step.added", "totp"),
        ("second_step.added", "recovery_codes"),
        ("second_step.removed", "totp"),
    ]
    assert {event[2:] for event in logged()} == {(str(owner.pk), str(owner.pk))}


def test_a_new_password(client: Client, owner: User) -> None:
    me = str(owner.pk)
    log_in(client, owner.email)
    new = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(reverse("account_change_password"), new).status_code == 302
    assert logged()[1:] == [("password.changed", 0, me, me)]
    assert Event.objects.latest("seq").detail == {"means": "form"}


def test_a_new_password_by_mail(client: Client, owner: User) -> None:
    client.post(reverse("account_reset_password"), {"email": owner.email})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert logged() == [("password.changed", 0, str(owner.pk), str(owner.pk))]
    assert Event.objects.get().detail == {"means": "mail"}


@pytest.mark.urls("tests.site.demo.urls")
def test_becoming_somebody_else_in_the_demo(client: Client, owner: User, settings: Settings) -> None:
    settings.DEMO = True
    other = User.objects.create_user(accounts()[0].email, DEMO_PASSWORD, name="Demo")
    log_in(client, owner.email)
    client.post(reverse("demo:become"), {"email": other.email, "submission_key": new_id()})
    me, them = str(owner.pk), str(other.pk)
    assert logged() == [("login.in", 0, me, me), ("login.out", 0, me, me), ("login.in", 0, them, them)]
