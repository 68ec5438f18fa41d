"""S04: taking up an invitation, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groeiruimte.actions import invitations
from groeiruimte.records.models import Invitation, Membership, User
from groeiruimte.records.models.membership import ACTIVE
from tests.site.rijnmond import PASSWORD, TODAY

from .conftest import Town

KEY = "bcdfghjkmnpqrstvwxzb"
TOKEN = "t" * 32
GIVEN = {"name": "Nieuwe Collega", "password1": "een lang wachtwoord", "password2": "een lang wachtwoord"}


@pytest.fixture
def invitation(town: Town) -> Invitation:
    membership = Membership.objects.create(role="practice_staff", practice=town.linde, region=town.region, start=TODAY)
    return Invitation.objects.create(
        token_sha256=invitations.sealed(TOKEN),
        practice=town.linde,
        region=town.region,
        membership=membership,
        name="Nieuwe Collega",
        email="nieuw@example.org",
        invited_by=town.manager,
        expires_at=datetime(2022, 4, 19, 12, 0, tzinfo=UTC),
    )


def address(invitation: Invitation) -> str:
    return reverse("invitation", args=[TOKEN])


def test_it_says_who_invites_and_as_what(client: Client, invitation: Invitation) -> None:
    page = client.get(address(invitation))
    assert "Practice manager nodigt u uit als medewerker bij Praktijk De Linde." in page.text
    assert page.context["form"]["name"].value() == "Nieuwe Collega"


def test_taking_it_up_logs_in_and_gives_the_role(client: Client, invitation: Invitation, town: Town) -> None:
    response = client.post(address(invitation), GIVEN | {"submission_key": KEY})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    user = User.objects.get(email="nieuw@example.org")
    assert (user.name, client.session["_auth_user_id"]) == ("Nieuwe Collega", str(user.pk))
    membership = Membership.objects.get(user=user)
    assert (membership.role, membership.status, membership.practice) == ("practice_staff", ACTIVE, town.linde)


def test_a_second_click_has_the_same_answer(invitation: Invitation) -> None:
    answers = [Client().post(address(invitation), GIVEN | {"submission_key": KEY}) for _ in range(2)]
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, "/")] * 2
    assert User.objects.filter(email="nieuw@example.org").count() == 1


def test_the_key_alone_opens_nothing(invitation: Invitation) -> None:
    Client().post(address(invitation), GIVEN | {"submission_key": KEY})
    guess = GIVEN | {"password1": "een ander wachtwoord", "password2": "een ander wachtwoord", "submission_key": KEY}
    stranger = Client()
    assert stranger.post(address(invitation), guess).status_code == 410
    assert "_auth_user_id" not in stranger.session


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        (
            {"password2": "iets anders"},
            "password2",
            "De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in.",
        ),
        ({"name": ""}, "name", "Vul uw naam in."),
        (
            {"password1": "kort", "password2": "kort"},
            "password1",
            "Dit wachtwoord is te kort. Gebruik minstens 12 tekens. Kies een ander wachtwoord.",
        ),
    ],
)
def test_mistakes_are_told_at_the_field(
    client: Client, invitation: Invitation, given: dict[str, str], field: str, sentence: str
) -> None:
    page = client.post(address(invitation), GIVEN | given | {"submission_key": KEY})
    assert page.context["form"].errors == {field: [sentence]}
    assert User.objects.filter(email="nieuw@example.org").count() == 0


def test_used_over_and_unknown_links_say_the_same(client: Client, invitation: Invitation) -> None:
    unknown = client.get(reverse("invitation", args=["x" * 32]))
    invitation.expires_at -= timedelta(days=30)
    invitation.save()
    over = client.get(address(invitation))
    assert (unknown.status_code, over.status_code) == (410, 410)
    assert unknown.content == over.content
    assert "Deze uitnodiging is verlopen" in over.text


def test_somebody_else_logs_out_first(manager: Client, invitation: Invitation) -> None:
    page = manager.get(address(invitation))
    assert "U bent al ingelogd" in page.text
    assert Invitation.objects.get().used_at is None


def test_an_account_that_exists_needs_its_own_password(client: Client, invitation: Invitation) -> None:
    User.objects.create_user("nieuw@example.org", PASSWORD, name="Al Bekend")
    page = client.post(address(invitation), GIVEN | {"submission_key": KEY})
    assert page.context["form"].errors == {
        "password1": ["U hebt al een account met dit e-mailadres. Vul het wachtwoord van dat account in."]
    }
    own = GIVEN | {"password1": PASSWORD, "password2": PASSWORD, "submission_key": KEY[::-1]}
    assert client.post(address(invitation), own).headers["Location"] == "/"
