"""The claim file holds patients: who logged in longer than ten minutes ago confirms first who they are."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClaimFile, Event
from tests.site.matrix.routes import URLS, address
from tests.site.matrix.world import World, client_with, make_world, session_of
from tests.site.rijnmond import PASSWORD, TODAY, steps_taken

pytestmark = pytest.mark.django_db
CONFIRM = reverse("account_reauthenticate")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.ROOT_URLCONF, settings.TODAY, settings.REQUIRE_SECOND_FACTOR = URLS, TODAY, False
    return make_world()


def manager(world: World, ago: float) -> Client:
    """Somebody who logged in so many seconds ago."""
    user = world.people["practice_manager", "own"]
    client = client_with(session_of(user))
    session = client.session
    session.update(steps_taken(user, "password", ago=ago))
    session.save()
    return client


def fetch(client: Client, world: World) -> tuple[int, str]:
    """The status, and where it leads or what it gives."""
    response = client.post(address(world, "practice:claim"), {"submission_key": new_id()})
    return response.status_code, response.headers.get("Location", response.headers["Content-Type"])


@pytest.mark.parametrize(("ago", "status"), [(0, 200), (590, 200), (610, 302), (3600, 302)])
def test_ten_minutes(world: World, ago: float, status: int) -> None:
    assert fetch(manager(world, ago), world)[0] == status


def test_a_session_of_which_nothing_is_known_confirms(world: World) -> None:
    client = manager(world, 0)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert fetch(client, world)[0] == 302


def test_after_confirming_the_file_can_be_fetched_from_the_page_it_stands_on(world: World) -> None:
    client, page = manager(world, 3600), address(world, "practice:amount_quarter")
    status, confirm = fetch(client, world)
    assert (status, confirm) == (302, f"{CONFIRM}?next={page.replace('/', '%2F')}")
    asked = client.get(confirm)
    assert "Bevestig eerst dat u het bent. Daarna haalt u het declaratiebestand op." in asked.content.decode()
    assert client.post(confirm, {"password": "verkeerd"}).status_code == 200
    assert client.post(confirm, {"password": PASSWORD}).headers["Location"] == page
    back = client.get(page)
    assert f'action="{address(world, "practice:claim")}"' in back.content.decode()
    response = client.post(address(world, "practice:claim"), {"submission_key": new_id()})
    assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


def test_nothing_is_done_before(world: World) -> None:
    fetch(manager(world, 3600), world)
    assert ClaimFile.objects.get().downloaded_at is None
    assert Event.objects.filter(event="claim.download").count() == 0


def test_what_is_not_yours_is_not_there_however_long_ago(world: World) -> None:
    client = client_with(session_of(world.people["practice_owner", "same_region"]))
    assert fetch(client, world)[0] == 404
