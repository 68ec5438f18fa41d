"""A form that comes with an old or missing token is not done; what our own page sent is kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from .conftest import Town

HOME = "http://testserver"


@pytest.fixture
def strict(town: Town) -> Client:
    return Client(enforce_csrf_checks=True)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page))


def test_text_is_kept_and_can_be_sent_after_logging_in(strict: Client, town: Town) -> None:
    address = reverse("practice:edit", args=[town.linde.pk])
    first = strict.post(address, {"name": "Praktijk De Lindeboom"}, headers={"Origin": HOME})
    assert first.status_code == 403
    assert "Log in op een nieuw tabblad" in first.text
    assert hidden(first.text)["name"] == "Praktijk De Lindeboom"
    strict.force_login(town.manager)
    second = strict.post(address, {"name": "Praktijk De Lindeboom"}, headers={"Origin": HOME})
    assert "Verstuur opnieuw" in second.text
    token = hidden(second.text)["csrfmiddlewaretoken"]
    sent = {"name": "Praktijk De Lindeboom", "csrfmiddlewaretoken": token}
    assert strict.post(address, sent, headers={"Origin": HOME}).status_code != 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{HOME}.evil.example", ""])
def test_nothing_of_another_site_is_repeated(strict: Client, town: Town, origin: str) -> None:
    strict.force_login(town.manager)
    response = strict.post("/plaatsen", {"note": "van een ander"}, headers={"Origin": origin} if origin else {})
    assert response.status_code == 403
    assert "van een ander" not in response.text
    assert "Verstuur opnieuw" not in response.text


def test_a_password_is_never_repeated(strict: Client) -> None:
    given = {"login": "an@example.org", "password": "geheim-geheim"}
    response = strict.post(reverse("account_login"), given, headers={"Origin": HOME})
    assert response.status_code == 403
    assert "geheim-geheim" not in response.text
    assert "an@example.org" not in response.text


def test_the_way_back_is_a_page_of_ours(strict: Client) -> None:
    log_in = reverse("account_login")
    here = strict.post("/plaatsen", headers={"Referer": f"{HOME}/over?a=1"})
    assert f'href="{log_in}?next=/over%3Fa%3D1"' in here.text
    elsewhere = strict.post("/plaatsen", headers={"Referer": "https://evil.example/over"})
    assert f'href="{log_in}?next=/"' in elsewhere.text
