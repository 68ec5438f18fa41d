"""Every response carries the header set, whatever made it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.pages.layout.headers import FILE_POLICY, HEADERS, PAGE_POLICY

from .conftest import Town

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.layout.urls")]

ANSWERS = [
    ("/", 200),
    ("/nergens", 404),
    ("/test/forbidden", 404),
    ("/test/fail", 500),
    ("/test/no-database", 503),
    ("/test/refuse/late", 409),
    ("/test/save", 405),
    ("/static/look/look.css", 200),
    ("/gezond", 200),
    ("/plaatsen", 302),
]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_header_set(client: Client, address: str, status: int) -> None:
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_bad_host_gets_headers_too(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert (response.status_code, response.headers["Content-Security-Policy"]) == (400, PAGE_POLICY)


def test_page_policy_lets_nothing_inline_and_nothing_from_outside() -> None:
    allowed = {part.split()[0]: part.split()[1:] for part in PAGE_POLICY.split("; ")}
    assert allowed == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }


def test_pages_of_somebody_who_is_logged_in_are_not_kept(manager: Client) -> None:
    assert manager.get("/over").headers["Cache-Control"] == "no-store"


def test_pages_of_nobody_may_be_asked_again(client: Client) -> None:
    assert client.get("/over").headers["Cache-Control"] == "no-cache"


def test_no_cookies_but_the_session_and_the_token(manager: Client, town: Town, settings: Settings) -> None:
    """A message waits in the session, not in a cookie that has no `__Host-`."""
    settings.REQUIRE_SECOND_FACTOR = True
    page = manager.get(f"/praktijk/{town.linde.pk}/", follow=True)
    assert "Stel eerst een tweede stap in." in page.text
    assert set(manager.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_download_cannot_act_as_a_page(manager: Client) -> None:
    response = manager.get("/test/download")
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''lijst%20%C3%A9.html"
    assert response.headers["Content-Security-Policy"] == FILE_POLICY
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
