"""The region sees who takes part."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.site.rijnmond import TODAY, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
ADDRESS = "/regio/rijnmond/aanmeldingen/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def client() -> Client:
    rijnmond = make_region()
    make_practices(rijnmond, ["De Linde", "Singel"])
    make_practices(rijnmond, ["Duin"], enrolled=False)
    client = Client()
    lead = make_person("region_lead", region=rijnmond.region)
    client.force_login(lead)
    return client


def test_who_takes_part_and_who_does_not(client: Client) -> None:
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert (page.context["taking_part"], page.context["practices"]) == (2, 3)
    assert dict(page.context["objectives"])["A Zorg op afstand"] == 2


@pytest.mark.parametrize(
    ("query", "names"),
    [("stand=wel", ["De Linde", "Singel"]), ("stand=niet", ["Duin"]), ("", ["De Linde", "Duin", "Singel"])],
)
def test_the_list_can_be_narrowed(client: Client, query: str, names: list[str]) -> None:
    assert [row[0].value for row in client.get(f"{ADDRESS}?{query}").context["rows"]] == names
