"""What everybody may see, and where somebody who is logged in ends up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groeiruimte.pages.public.views import coming_quarters, security_lines
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.models import Insurer, Membership, User
from groeiruimte.records.models.membership import ACTIVE
from tests.site.rijnmond import PASSWORD, TODAY, make_person

from .conftest import Town


def lines_of(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_security_txt(client: Client, db: None) -> None:
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = lines_of(response.text)
    left = datetime.fromisoformat(lines.pop("Expires")) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)
    assert lines == {
        "Contact": "mailto:tbhz@example.org",
        "Preferred-Languages": "nl, en",
        "Canonical": "http://localhost:8000/.well-known/security.txt",
        "Policy": "http://localhost:8000/over#beveiliging",
    }


def test_health(client: Client, db: None) -> None:
    response = client.get("/gezond")
    assert (response.status_code, response.text) == (200, "goed\n")


def test_the_start_page_shows_the_days_that_count(client: Client, db: None) -> None:
    page = client.get("/").text
    assert [day in page for day in ("1 april 2022", "1 juli 2022", "1 oktober 2022")] == [True] * 3


def test_quarters_go_on_over_the_year() -> None:
    assert coming_quarters(date(2022, 12, 31)) == [Quarter(2022, 4), Quarter(2023, 1), Quarter(2023, 2)]


def test_about_has_its_four_parts(client: Client, db: None) -> None:
    page = client.get("/over").text
    assert [f'id="{part}"' in page for part in ("privacy", "toegankelijkheid", "beveiliging", "status")] == [True] * 4


@pytest.mark.parametrize("address", ["/", "/over", "/gezond", "/.well-known/security.txt", "/stijl"])
def test_open_to_everybody(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "lands"),
    [
        ("practice_staff", "year"),
        ("practice_manager", "year"),
        ("practice_owner", "year"),
        ("region_staff", "queue"),
        ("region_lead", "queue"),
        ("region_finance", "queue"),
        ("region_director", "queue"),
        ("it_specialist", "scans"),
        ("trainer", "trainings"),
    ],
)
def test_everybody_lands_where_there_is_something_to_do(client: Client, town: Town, role: str, lands: str) -> None:
    addresses = {
        "year": reverse("practice:year", args=[town.singel.pk]),
        "queue": reverse("region:queue", args=["rijnmond"]),
        "trainings": reverse("region:trainings", args=["rijnmond"]),
        "scans": reverse("scan:queue", args=["rijnmond"]),
    }
    in_practice = role.startswith("practice")
    person = make_person(
        role, practice=town.singel if in_practice else None, region=None if in_practice else town.region
    )
    client.force_login(person)
    assert client.get("/").headers["Location"] == addresses[lands]


def test_places_say_what_somebody_can_do(client: Client, town: Town) -> None:
    person = User.objects.create_user("koper@example.org", PASSWORD, name="Kim Koper")
    client.force_login(person)
    assert "Uw account hoort nu niet bij een praktijk of regio." in client.get("/plaatsen").text
    insurer = Insurer.objects.create(key="voorbeeld", name="Voorbeeld Zorgverzekeraar")
    Membership.objects.create(user=person, role="purchaser", status=ACTIVE, insurer=insurer, start=TODAY)
    page = client.get("/plaatsen")
    assert [(place.name, place.url) for place in page.context["places"]] == [
        ("Voorbeeld Zorgverzekeraar", reverse("insurer:regions", args=["voorbeeld"]))
    ]
    Membership.objects.create(user=person, role="it_specialist", status=ACTIVE, region=town.region, start=TODAY)
    page = client.get("/plaatsen")
    scans = reverse("scan:queue", args=["rijnmond"])
    assert ("Rijnmond Dokters", scans) in [(place.name, place.url) for place in page.context["places"]]


def test_places_ask_who_you_are(client: Client, db: None) -> None:
    assert client.get("/plaatsen").headers["Location"] == reverse("account_login")


def test_the_day_of_expiry_is_in_utc() -> None:
    assert lines_of(security_lines(datetime(2026, 1, 1, tzinfo=UTC)))["Expires"] == "2026-06-30T00:00:00Z"
