"""Count and forget: after a whole journey no BSN is left anywhere (trust.md BSN-1)."""

from __future__ import annotations

import re
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core import mail
from django.db import models
from django.test import Client
from stdnum.nl import bsn

from groeiruimte.actions import work
from groeiruimte.pipeline.lists.sample import sample
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.models import ClaimFile, Job, Practice
from tests.site.rijnmond import NOW

from .site import GOOD_BSNS, address, deliver, delivered, good_list, handed_in, post

pytestmark = pytest.mark.django_db

_NUMBER = re.compile(r"(?<!\w)\d{8,9}(?!\w)")
_NO_BSN = "999999999"


def bsns_in(text: str) -> list[str]:
    """Every number in a text that could be a BSN of somebody."""
    return [found for found in _NUMBER.findall(text) if bsn.is_valid(found.zfill(9)) and found != _NO_BSN]


def stored() -> str:
    """Every value of every row of every table, sealed bytes too."""
    rows = [row for model in apps.get_models() for row in _rows(model)]
    return "\n".join(
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row
    )


def _rows(model: type[models.Model]) -> list[tuple[object, ...]]:
    return list(model._base_manager.values_list())


def files_under(folder: Path, since: float = 0) -> str:
    """What stands in the files that changed since a moment; tests before this one wrote there too."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime >= since)
    return "\n".join(path.read_bytes().decode("latin-1") for path in files)


def test_after_a_whole_journey_no_bsn_is_left(
    manager: Client,
    linde: Practice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    began = time.time()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = [sample(7, 300, Quarter(2022, 2), variant, mistakes=True).content for variant in (0, 1, 3, 5)]
    assert bsns_in(made[1].decode("utf-8-sig"))[:1] != []
    pages = [b""]
    for content in (*made, good_list(8), b"\x00" * 500, made[0][:2000], good_list(8, start="x")):
        listed = delivered(manager, linde, content)
        pages.append(manager.get(address(linde, f"lijst/{listed.pk}/")).content)
        pages.append(manager.get(address(linde, f"lijst/{listed.pk}/bevindingen.xlsx")).content)
    deliver(manager, linde, good_list(8), "2022Q3")
    handed_in(manager, linde, good_list(8))
    post(manager, address(linde, "vergoeding/2022Q2/declaratiebestand/"))
    pages += [manager.get(address(linde, path)).content for path in ("", "lijst/", "vergoeding/2022Q2/", "profiel/")]
    assert work.run_one(NOW + timedelta(days=1)) is True
    assert (Job.objects.get().status, len(mail.outbox)) == ("done", 1)

    everything = {
        "database": stored(),
        "mail": "".join(message.message().as_string() for message in mail.outbox),
        "log": "".join(capfd.readouterr()),
        "temporary files": files_under(tmp_path),
        "data folder": files_under(configured.ENVIRONMENT.data, since=began),
        "pages": b"".join(pages).decode("latin-1"),
    }
    assert {place: bsns_in(text) for place, text in everything.items()} == {place: [] for place in everything}
    assert [number for number in GOOD_BSNS for text in everything.values() if number in text] == []


def test_after_the_sweep_the_claim_file_is_gone_too(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(8))
    assert ClaimFile.objects.get().sealed is not None
    later = NOW.replace(month=6)
    work.plan(later)
    while work.run_one(later):
        pass
    claim_file = ClaimFile.objects.get()
    assert (claim_file.sealed, claim_file.wrapped_key) == (None, None)


def test_the_measure_finds_a_bsn() -> None:
    assert bsns_in("Jansen;999990019;18-06-1949, 99999999, receipt A999990019") == ["999990019"]
