"""Every page asks for one style sheet, and it holds all that stands in the files of `look/`."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.pages.layout.style_sheet import ADDRESS, ORDER, SOURCES, joined, kept_in

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def test_no_file_is_forgotten() -> None:
    assert sorted(ORDER) == sorted(path.stem for path in SOURCES.iterdir())


def test_it_holds_every_file_whole_and_in_order() -> None:
    rest = joined().decode()
    for name in ORDER:
        source = (SOURCES / f"{name}.css").read_text()
        assert source.count("{") == source.count("}") > 0
        assert rest.startswith(source)
        rest = rest.removeprefix(source)
    assert rest == ""
    assert (ORDER[0], ORDER[-1]) == ("tokens", "print")


@pytest.mark.django_db
def test_every_page_asks_for_it_alone(client: Client) -> None:
    for path in ("/over", "/nergens"):
        assert _LINK.findall(client.get(path).text) == [f"/static/{ADDRESS}"]
    answer = client.get(f"/static/{ADDRESS}")
    assert b"".join(answer) == joined()
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'


@pytest.mark.django_db
def test_nothing_else_of_the_folder_is_served(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.STYLE = tmp_path
    (tmp_path / "look").mkdir()
    (tmp_path / "look/secret.css").touch()
    assert [client.get(f"/static/look/{name}").status_code for name in ("secret.css", "tokens.css")] == [404, 404]


def test_it_is_written_when_it_differs(tmp_path: Path) -> None:
    path = kept_in(tmp_path / "not" / "there")
    assert path.read_bytes() == joined()
    written = path.stat().st_ino
    assert kept_in(tmp_path / "not" / "there").stat().st_ino == written
    path.write_bytes(b"of another release")
    assert kept_in(tmp_path / "not" / "there").read_bytes() == joined()


def test_many_may_write_it_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: kept_in(tmp_path).read_bytes(), range(40)))
    assert set(found) == {joined()}
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["look.css"]


@pytest.mark.django_db
def test_in_production_it_is_collected_hashed_and_compressed(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.STYLE, settings.STATIC_ROOT = tmp_path / "style", tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    [link] = _LINK.findall(client.get("/over").text)
    assert re.fullmatch(r"/static/look/look\.[0-9a-f]{12}\.css", link)
    collected = settings.STATIC_ROOT / link.removeprefix("/static/")
    assert collected.read_bytes() == joined()
    assert gzip.decompress(collected.with_name(f"{collected.name}.gz").read_bytes()) == joined()
