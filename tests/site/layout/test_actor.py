"""The session is short, the second step is asked, and only proxies that are ours are believed."""

from __future__ import annotations

import time

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from groeiruimte.pages.layout.actor import IDLE_SECONDS, LONGEST_SECONDS, address_of, has_lapsed
from groeiruimte.records.models import Membership, User
from groeiruimte.records.models.membership import ACTIVE
from tests.site.rijnmond import TODAY, make_person

from .conftest import Town

LOG_IN = reverse("account_login")


def session(**values: float) -> SessionStore:
    store = SessionStore()
    store.update(values)
    return store


@pytest.mark.parametrize(
    ("seen", "began", "lapsed"),
    [
        (IDLE_SECONDS, IDLE_SECONDS, False),
        (IDLE_SECONDS + 1, IDLE_SECONDS + 1, True),
        (1, LONGEST_SECONDS, False),
        (1, LONGEST_SECONDS + 1, True),
    ],
)
def test_a_session_ends_after_half_an_hour_alone_or_half_a_day_in_all(seen: int, began: int, lapsed: bool) -> None:
    now = 1_000_000.0
    assert has_lapsed(session(seen_at=now - seen, began_at=now - began), now) is lapsed


def test_a_new_session_begins_now() -> None:
    fresh = session()
    assert has_lapsed(fresh, 500.0) is False
    assert (fresh["seen_at"], fresh["began_at"]) == (500.0, 500.0)


def test_the_last_moment_is_not_written_at_every_request() -> None:
    store = session(seen_at=500.0, began_at=100.0)
    has_lapsed(store, 560.0)
    assert store["seen_at"] == 500.0
    has_lapsed(store, 561.0)
    assert store["seen_at"] == 561.0


def leave_alone(client: Client, seconds: float) -> None:
    store = client.session
    store["seen_at"] = store["began_at"] = time.time() - seconds
    store.save()


def test_who_comes_back_too_late_logs_in_and_goes_on(manager: Client) -> None:
    leave_alone(manager, IDLE_SECONDS + 60)
    response = manager.get("/plaatsen?a=1")
    assert (response.status_code, response.headers["Location"]) == (302, f"{LOG_IN}?next=/plaatsen%3Fa%3D1")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "U was te lang weg. Log in, dan gaat u hier verder." in manager.get(LOG_IN).text
    assert manager.get("/plaatsen").headers["Location"] == LOG_IN


def test_what_was_sent_too_late_is_not_done_and_not_lost(manager: Client) -> None:
    leave_alone(manager, IDLE_SECONDS + 60)
    response = manager.post("/plaatsen", {"note": "Zes zinnen"}, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert '<input type="hidden" name="note" value="Zes zinnen">' in response.text


def test_a_session_that_ended_is_nobodys(manager: Client) -> None:
    assert manager.get("/plaatsen").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert manager.get("/plaatsen").headers["Location"] == LOG_IN


def test_who_was_taken_away_is_nobody(manager: Client) -> None:
    Membership.objects.all().delete()
    User.objects.all().delete()
    assert manager.get("/plaatsen").headers["Location"] == LOG_IN


def test_in_time_nothing_happens(manager: Client) -> None:
    leave_alone(manager, IDLE_SECONDS - 60)
    assert manager.get("/plaatsen").status_code == 200


def test_logging_out_clears_the_browser(manager: Client) -> None:
    response = manager.post(reverse("account_logout"))
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert manager.get("/plaatsen").headers["Location"] == LOG_IN


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Settings, proxies: int, said: str, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=said)
    assert address_of(request) == address


def test_the_menu_shows_only_what_may_be_opened(client: Client, town: Town) -> None:
    staff = make_person("practice_staff", practice=town.linde)
    client.force_login(staff)
    page = client.get("/over").context["frame"]
    assert [link.label for link in page.links] == [
        "Mijn jaar",
        "Plan",
        "KPI's en bewijs",
        "Scholing",
        "Hulp",
        "Onze praktijk",
        "Team",
    ]
    assert page.help == reverse("practice:help", args=[town.linde.pk])
    assert (page.organisation, page.year, page.person) == ("Praktijk De Linde", "2022", "Practice staff")


def test_the_organisation_follows_the_address(client: Client, town: Town) -> None:
    at_both = make_person("practice_owner", practice=town.linde)
    Membership.objects.create(
        user=at_both, role="practice_owner", status=ACTIVE, practice=town.singel, region=town.region, start=TODAY
    )
    client.force_login(at_both)
    frame = client.get(reverse("practice:profile", args=[town.singel.pk])).context["frame"]
    assert (frame.organisation, frame.several_places) == ("Praktijk Singel", True)
    assert [link.label for link in frame.links if link.here] == ["Onze praktijk"]
    assert client.get("/over").context["frame"].organisation == "Praktijk De Linde"


def test_the_menu_shows_under_which_page_one_is(client: Client, town: Town) -> None:
    client.force_login(make_person("practice_owner", practice=town.linde))
    links = client.get(reverse("practice:edit", args=[town.linde.pk])).context["frame"].links
    assert [(link.label, link.here, link.within) for link in links if link.here or link.within] == [
        ("Onze praktijk", False, True)
    ]


def test_the_menu_of_a_region(client: Client, town: Town) -> None:
    client.force_login(make_person("region_lead", region=town.region))
    frame = client.get("/over").context["frame"]
    assert (frame.organisation, frame.help) == ("Rijnmond Dokters", "/over#hulp")
    assert [(link.label, [page.label for page in link.beside]) for link in frame.links] == [
        ("Werkvoorraad", []),
        (
            "Praktijken",
            [
                "Alle praktijken",
                "Stand van zaken",
                "Aanmeldingen",
                "Ondersteuning",
                "Scans",
                "Gedeelde scans",
                "Vragenlijsten",
            ],
        ),
        ("Beoordelen", ["Plannen", "Bewijs"]),
        ("Scholing", []),
        ("Geld", ["Patiëntenlijsten", "Afrekening"]),
        ("Verzekeraar", ["Regioplan", "Rapportage"]),
        ("Contact", ["Vragen", "Bibliotheek", "Post"]),
        ("Inrichten", ["Jaar inrichten", "Team"]),
    ]


def test_the_pages_beside_the_one_that_is_open(client: Client, town: Town) -> None:
    client.force_login(make_person("region_lead", region=town.region))
    frame = client.get(reverse("region:team", args=[town.region.pk])).context["frame"]
    assert [(link.label, link.here) for link in frame.beside] == [("Jaar inrichten", False), ("Team", True)]
    assert [link.label for link in frame.links if link.within] == ["Inrichten"]
