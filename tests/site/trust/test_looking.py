"""Looking at what is about people stands in the audit log, and so does asking for what is not yours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve
from pytest_django.fixtures import Settings

from groeiruimte.pages.layout.seen import LOOKS, NAMES_NOBODY
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, SettlementRun
from tests.site.matrix.routes import URLS, address, matrix, names_of_routes
from tests.site.matrix.world import World, client_with, make_world, session_of
from tests.site.rijnmond import TODAY

pytestmark = pytest.mark.django_db
OF_SOMEBODY = ("practice:", "region:", "insurer:", "platform:", "scan:", "shared:")
WHO = {
    "practice": "practice_manager",
    "region": "region_lead",
    "insurer": "purchaser",
    "platform": "functional_admin",
    "scan": "it_specialist",
    "shared": "region_lead",
}
ONLY_FOR = {
    "practice:cashier": "practice_owner",
    "region:cashier": "region_director",
    "region:claw_back": "region_finance",
    "region:plan_sign": "region_director",
    "region:report_sign": "region_director",
    "shared:insurer_reports": "purchaser",
    "shared:insurer_report": "purchaser",
}
TO_MEND = {
    "scan:judge": {"version": "0", "note.kopie": "999990019"},
    "scan:interview": {"version": "0", "notes": "999990019"},
}
"""Forms that are good without anything in them: with this they must be mended."""
POST_ONLY = {row.route for row in matrix() if row.method == "GET" and row.decisions["practice_owner"] == "405"}


@pytest.fixture(scope="module")
def addresses() -> Iterator[None]:
    """Those of the demo too. Said once, as each time all addresses are read again."""
    with override_settings(ROOT_URLCONF=URLS):
        yield


@pytest.fixture
def world(addresses: None, settings: Settings) -> World:
    settings.TODAY, settings.REQUIRE_SECOND_FACTOR = TODAY, False
    return make_world()


def client_of(world: World, role: str, relation: str = "own") -> Client:
    return client_with(session_of(world.people[role, relation]))


def who_looks(route: str) -> str:
    if route in ONLY_FOR:
        return ONLY_FOR[route]
    return "log_manager" if route.startswith("platform:log") else WHO[route.partition(":")[0]]


def looked_at(client: Client, route: str, where: str) -> int:
    """The status of a page; one that only a form leads to is shown when that form must be mended."""
    if route in POST_ONLY:
        return client.post(where, {"submission_key": new_id(), **TO_MEND.get(route, {})}).status_code
    return client.get(where).status_code


@contextmanager
def looking(world: World, role: str) -> Iterator[tuple[Client, Callable[[], list[Event]]]]:
    """A browser of somebody, and the events since it was opened; afterwards it is as if nobody looked."""
    client = client_of(world, role)
    with transaction.atomic():
        before = Event.objects.count()
        yield client, lambda: list(Event.objects.order_by("seq")[before:])
        transaction.set_rollback(True)


def test_every_page_of_a_practice_or_region_is_listed() -> None:
    routes = [route for route in names_of_routes() if route.startswith(OF_SOMEBODY)]
    assert sorted(routes) == sorted([*LOOKS, *NAMES_NOBODY])


@pytest.mark.parametrize("space", OF_SOMEBODY)
def test_every_look_leaves_one_event(world: World, space: str) -> None:
    for route in (route for route in LOOKS if route.startswith(space)):
        look, where, role = LOOKS[route], address(world, route), who_looks(route)
        with looking(world, role) as (client, seen):
            assert looked_at(client, route, where) == 200, route
            (event,) = seen()
        assert (route, event.event, event.lifecycle, event.sensitivity, event.outcome) == (
            route, look.event, look.lifecycle, look.sensitivity, 0,
        )  # fmt: skip
        assert (route, event.role, event.actor_id) == (route, role, str(world.people[role, "own"].pk))
        practice = resolve(where, URLS).kwargs.get("practice_id")
        region = world.linde.region_id if role.startswith(("practice_", "region_", "it_")) else None
        assert (route, event.practice_id, event.region_id) == (route, practice, region)
        assert access.RIGHTS[look.right] >= {event.role}, route


@pytest.mark.parametrize("space", OF_SOMEBODY)
def test_the_others_leave_none(world: World, space: str) -> None:
    for route in (route for route in NAMES_NOBODY if route.startswith(space)):
        where = address(world, route)
        with looking(world, who_looks(route)) as (client, seen):
            assert (route, client.get(where).status_code) == (route, 405 if route in POST_ONLY else 200)
            assert (route, seen()) == (route, [])


def test_it_says_which_list_and_which_quarter(world: World) -> None:
    client = client_of(world, "practice_manager")
    for route in ("practice:findings", "practice:amount_quarter"):
        client.get(address(world, route))
    seen = Event.objects.filter(event__in=("list.export", "amount.view")).order_by("seq")
    assert [(event.object_type, event.object_id, event.detail) for event in seen] == [
        ("patientlist", world.checked.pk, {}),
        ("practice", world.linde.pk, {"quarter": "2022Q1"}),
    ]


def test_the_region_leaves_its_trace_at_the_practice(world: World) -> None:
    client_of(world, "region_staff").get(address(world, "practice:amount"))
    event = Event.objects.get(event="amount.view")
    assert (event.role, event.practice_id, event.region_id) == ("region_staff", world.linde.pk, world.linde.region_id)


def test_a_form_that_shows_the_page_again_counts_as_looking(world: World) -> None:
    client = client_of(world, "practice_manager")
    sent = client.post(address(world, "practice:deliver_quarter"), {})
    assert (sent.status_code, Event.objects.filter(event="list.history").count()) == (200, 1)


def test_asking_whether_it_is_there_does_not(world: World) -> None:
    client_of(world, "practice_manager").head(address(world, "practice:amount"))
    assert Event.objects.filter(event="amount.view").count() == 0


def refusals() -> list[tuple[str, int, str, str, dict[str, str]]]:
    found = Event.objects.filter(event="page.refused").order_by("seq")
    return list(found.values_list("actor_id", "outcome", "object_type", "object_id", "detail"))


def test_asking_for_what_is_not_yours_or_not_there(world: World) -> None:
    """Both with the name of the page, and not with what else stood in the address."""
    me = str(world.people["practice_owner", "same_region"].pk)
    client = client_of(world, "practice_owner", "same_region")
    for pk in (world.linde.pk, world.nowhere):
        assert client.get(f"/praktijk/{pk}/profiel/?naam=Jansen").status_code == 404
    detail = {"reason": "not_found", "route": "practice:profile"}
    assert refusals() == [(me, 4, "practice", pk, detail) for pk in (world.linde.pk, world.nowhere)]


def test_sending_a_form_to_what_is_not_yours(world: World) -> None:
    me = str(world.people["region_lead", "own"].pk)
    where = address(world, "region:settlement_close")
    assert client_of(world, "region_lead").post(where, {}).status_code == 404
    run = SettlementRun.objects.get().pk
    assert refusals() == [(me, 4, "settlementrun", run, {"reason": "not_found", "route": "region:settlement_close"})]


def test_who_is_not_logged_in_and_what_is_no_address_leave_none(world: World) -> None:
    assert Client().get(f"/praktijk/{world.linde.pk}/profiel/").status_code == 302
    for path in ("/praktijk/%00/profiel/", "/nergens"):
        assert client_of(world, "practice_owner").get(path).status_code == 404
    assert refusals() == []
