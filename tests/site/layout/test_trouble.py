"""What goes wrong becomes a page that says so, with the right status, and nothing that should not be told."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from .conftest import Town

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.layout.urls")]


def test_not_there_and_not_yours_are_the_same(manager: Client, town: Town) -> None:
    not_there = manager.get(reverse("practice:year", args=["bcdfghjkmnpqrstvwxzb"]))
    not_yours = manager.get(reverse("practice:year", args=[town.singel.pk]))
    assert (not_there.status_code, not_yours.status_code) == (404, 404)
    assert not_there.content == not_yours.content
    assert dict(not_there.headers) == dict(not_yours.headers)
    assert "Deze pagina bestaat niet, of u mag die niet zien" in not_yours.text


def test_permission_denied_tells_no_more(manager: Client) -> None:
    assert manager.get("/test/forbidden").content == manager.get("/nergens").content


@pytest.mark.parametrize(("code", "status"), [("no_right", 403), ("late", 409)])
def test_a_refusal_says_why_and_how_to_mend_it(manager: Client, code: str, status: int) -> None:
    response = manager.get(f"/test/refuse/{code}")
    assert response.status_code == status
    assert "De inleverdatum was 14 april." in response.text
    assert "Vraag uitstel aan uw regio." in response.text


def test_a_conflict_shows_both_texts_and_keeps_the_rest(manager: Client) -> None:
    response = manager.post(
        "/test/stale",
        {"district": "Noord en Oost", "city": "Rotterdam", "tags": ["a", "b"], "version": "3", "submission_key": "x"},
    )
    assert response.status_code == 409
    fields = re.findall(r'<input type="(hidden|radio)"[^>]*? name="([a-z]+)" value="([^"]*)"', response.text)
    assert [field for field in fields if field[1] != "csrfmiddlewaretoken"] == [
        ("hidden", "version", "1234"),
        ("hidden", "city", "Rotterdam"),
        ("hidden", "tags", "a"),
        ("hidden", "tags", "b"),
        ("radio", "district", "Noord en Oost"),
        ("radio", "district", "Noord"),
    ]
    assert 'action="/test/stale"' in response.text
    assert "Bo Voorbeeld heeft dit om 14:02 ook gewijzigd." in response.text
    assert "Noord<mark> en Oost</mark>" in response.text


def test_a_fault_shows_a_code_and_writes_no_values(manager: Client) -> None:
    with capture_logs() as lines:
        response = manager.get("/test/fail")
    assert response.status_code == 500
    code = re.search(r"Code: <strong>([0-9A-F]{4})</strong>", response.text)
    assert code is not None
    line = next(line for line in lines if line["event"] == "trouble")
    assert (line["code"], line["kind"], line["route"], line["method"]) == (
        code[1],
        "builtins.ValueError",
        "test/fail",
        "GET",
    )
    assert line["places"][-1].endswith(" fail")
    assert "999993653" not in str(lines) + response.text


def test_a_database_that_is_gone_asks_for_patience(manager: Client) -> None:
    response = manager.get("/test/no-database")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "300")
    assert "<h1>Even geduld</h1>" in response.text
    assert "10.0.0.5" not in response.text


def test_a_fault_is_told_to_tests_and_reporters(client: Client) -> None:
    with pytest.raises(ValueError, match="999993653"):
        client.get("/test/fail")


def test_a_form_without_its_key_is_not_ours(manager: Client) -> None:
    assert manager.post("/test/save", {"submission_key": "nope"}).status_code == 400
    key = "bcdfghjkmnpqrstvwxzb"
    assert manager.post("/test/save", {"submission_key": key}).text == key


@pytest.mark.parametrize("version", ["9" * 5000, "٣", "-1", "", "x"])
def test_a_version_that_is_no_number_of_ours(manager: Client, town: Town, version: str) -> None:
    sent = manager.post(reverse("practice:edit", args=[town.linde.pk]), {"version": version})
    assert sent.status_code == 400


def test_wrong_method_is_a_page(manager: Client) -> None:
    response = manager.get("/test/save")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Deze pagina bestaat niet" in response.text


def test_too_much_at_once(manager: Client) -> None:
    response = manager.post("/test/save", {"note": "x" * 1_100_000}, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "Dit is te groot om te versturen" in response.text
    assert "Een bestand mag hoogstens 20 MB zijn." in response.text
