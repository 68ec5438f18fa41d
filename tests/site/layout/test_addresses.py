"""Junk in an address is a page that does not exist, the same for everybody, and never a fault."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.site.rijnmond import make_person, make_practices, make_region, steps_taken

from .conftest import Town

pytestmark = pytest.mark.django_db
KNOWN = "b" * 20

JUNK = [
    "/praktijk/%00/",
    "/praktijk/x/",
    f"/praktijk/{KNOWN}%00/",
    f"/praktijk/{'B' * 20}/",
    f"/praktijk/{'b' * 21}/",
    f"/praktijk/{KNOWN}/lijst/%00/",
    f"/praktijk/{KNOWN}/lijst/123456789/bevindingen.xlsx",
    f"/praktijk/{KNOWN}/lijst/kwartaal/2022Q5/",
    f"/praktijk/{KNOWN}/lijst/kwartaal/%00/",
    f"/praktijk/{KNOWN}/vergoeding/٢٠٢٢Q1/",
    f"/praktijk/{KNOWN}/vergoeding/2022q1/",
    f"/praktijk/{KNOWN}/aanmelden/%00/",
    f"/praktijk/{KNOWN}/aanmelden/{'a' * 61}/",
    "/regio/%00/lijsten/",
    f"/regio/{'a' * 61}/lijsten/",
    "/regio/rijnmond/lijsten/2022-rijnmond/%00/sluiten/",
    "/uitnodiging/%00",
    f"/uitnodiging/{'t' * 31}",
    f"/uitnodiging/{'T' * 32}",
    f"/account/passkeys/{'9' * 30}x/naam/",
]


@pytest.mark.parametrize("path", JUNK)
def test_junk_is_not_there_for_anybody(client: Client, town: Town, path: str) -> None:
    client.raise_request_exception = False
    nowhere = client.get("/nergens").content
    for _ in range(2):
        for response in (client.get(path), client.post(path, {})):
            assert (response.status_code, response.content) == (404, nowhere)
        client.force_login(town.manager)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/account/passkeys/{'9' * 30}/naam/", 404),
        (f"/account/passkeys/{'9' * 5000}/weghalen/", 404),
        ("/account/wachtwoord/nieuw/1-%00/", 200),
        (f"/account/wachtwoord/nieuw/{'z' * 13}-x/", 200),
        (f"/account/wachtwoord/nieuw/{'z' * 500}-x/", 200),
        ("/account/inloggen/?next=%00", 302),
    ],
)
def test_junk_where_the_address_takes_anything(manager: Client, town: Town, path: str, status: int) -> None:
    session = manager.session
    session.update(steps_taken(town.manager, "password"))
    session.save()
    assert manager.get(path).status_code == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("programma=%00", 404),
        ("kwartaal=%00", 404),
        ("zoek=%00", 200),
        ("stand=%00", 200),
        ("pagina=%00", 200),
        (f"pagina={'9' * 5000}", 200),
    ],
)
def test_junk_in_a_question(client: Client, query: str, status: int) -> None:
    rijnmond = make_region()
    make_practices(rijnmond, ["De Linde"])
    client.force_login(make_person("region_lead", region=rijnmond.region))
    assert client.get(f"/regio/rijnmond/lijsten/?{query}").status_code == status


@pytest.mark.parametrize("cookie", [r'"\000aaaaaaaaaaaaaaa"', "a" * 5000, "short", "' OR 1=1 --"])
def test_junk_in_the_cookie_of_the_session(client: Client, settings: Settings, cookie: str) -> None:
    answer = client.get("/over", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    assert (answer.status_code, answer.context["user"].is_anonymous) == (200, True)
