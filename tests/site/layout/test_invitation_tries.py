"""Who holds the link of an invitation cannot guess at the password of the account that it is for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from groeiruimte.actions import invitations
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Invitation, Membership, User
from tests.site.rijnmond import PASSWORD, TODAY

from .conftest import Town

TOO_OFTEN = "U probeerde het te vaak. Wacht 10 minuten en probeer het dan opnieuw."
NOT_YOURS = "U hebt al een account met dit e-mailadres. Vul het wachtwoord van dat account in."
TRIES = 10


def invite(town: Town, role: str, token: str, email: str) -> str:
    """The address of an open invitation."""
    membership = Membership.objects.create(role=role, practice=town.linde, region=town.region, start=TODAY)
    Invitation.objects.create(
        token_sha256=invitations.sealed(token),
        practice=town.linde,
        region=town.region,
        membership=membership,
        name="Al Bekend",
        email=email,
        invited_by=town.manager,
        expires_at=datetime(2022, 4, 19, 12, 0, tzinfo=UTC),
    )
    return reverse("invitation", args=[token])


@pytest.fixture
def known(town: Town) -> User:
    return User.objects.create_user("bekend@example.org", PASSWORD, name="Al Bekend")


def guess(address: str, password: str = "een gok van iemand", browser: str = "10.0.0.1") -> str:
    """The sentence that a try leads to; "" when it worked."""
    given = {"name": "X", "password1": password, "password2": password, "submission_key": new_id()}
    page = Client(REMOTE_ADDR=browser).post(address, given)
    if page.status_code == 302:
        return ""
    return " ".join(sentence for sentences in page.context["form"].errors.values() for sentence in sentences)


def test_after_ten_tries_even_the_right_password_waits(town: Town, known: User) -> None:
    address = invite(town, "practice_staff", "t" * 32, known.email)
    assert [guess(address) for _ in range(TRIES)] == [NOT_YOURS] * TRIES
    assert (guess(address, PASSWORD), guess(address, PASSWORD, "10.0.0.2")) == (TOO_OFTEN, TOO_OFTEN)
    assert Invitation.objects.get().used_at is None


def test_another_link_for_the_same_account_gives_no_new_tries(town: Town, known: User) -> None:
    one = invite(town, "practice_staff", "t" * 32, known.email)
    other = invite(town, "practice_manager", "s" * 32, known.email.upper())
    for _ in range(TRIES):
        guess(one)
    assert guess(other) == TOO_OFTEN


def test_one_browser_does_not_try_many_accounts(town: Town) -> None:
    found = []
    for number in range(3):
        email = f"bekend{number}@example.org"
        User.objects.create_user(email, PASSWORD, name="Al Bekend")
        address = invite(town, "practice_staff", "tsr"[number] * 32, email)
        found += [guess(address) for _ in range(8)]
    assert [found.count(NOT_YOURS), found.count(TOO_OFTEN)] == [20, 4]


def test_a_slip_or_two_do_no_harm(town: Town, known: User) -> None:
    address = invite(town, "practice_staff", "t" * 32, known.email)
    assert [guess(address), guess(address), guess(address, PASSWORD)] == [NOT_YOURS, NOT_YOURS, ""]
