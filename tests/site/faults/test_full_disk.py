"""The disk is full: a calm page, nothing half stored, and everything works again once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from groeiruimte.pipeline.lists.sample import VARIANTS, sample
from groeiruimte.programme.calendar import Quarter

from .conftest import Player, Prepared, playing_in
from .disk import Disk, small_disk
from .server import Server, serving, wait_for, working

CALM = "Even geduld"
CSV = next(number for number, variant in enumerate(VARIANTS) if variant.suffix == "csv" and not variant.titles)


@pytest.fixture(scope="module")
def disk(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with small_disk(prepared.place, tmp_path_factory.mktemp("small") / "place") as made:
        yield made


@pytest.fixture(scope="module")
def player(disk: Disk) -> Iterator[Player]:
    with playing_in(disk.place) as playing:
        yield playing


@pytest.fixture(scope="module")
def server(disk: Disk) -> Iterator[Server]:
    with serving(disk.place) as running:
        yield running


def every_patient_five_times() -> bytes:
    """So many findings that storing them needs room."""
    header, _, rows = sample(1, 1_000, Quarter(2022, 2), CSV).content.partition(b"\n")
    return b"\n".join([header, *[rows.rstrip()] * 5])


def test_an_upload_on_a_full_disk(disk: Disk, server: Server, player: Player, prepared: Prepared) -> None:
    browser = server.browser(prepared.sessions["practice_manager"])
    home = f"/praktijk/{prepared.practices['De Linde']}/"
    page = f"{home}lijst/kwartaal/2022Q2/"
    form, file = browser.form(page), ("lijst.csv", every_patient_five_times())
    before, files = player.rows(), player.place.files()
    with disk.full(server):
        answer = browser.post(page, form, file)
        if disk.holds_the_database:
            assert (answer.status, CALM in answer.text, "Traceback" in answer.text) == (503, True, False)
            assert player.rows() == before
        else:  # an upload itself needs no disk
            assert answer.status == 302
        assert browser.get(home).status == 200  # what needs no room can be read
    assert browser.post(page, form, file).status == 302
    assert player.rows()["patientlist"] == before.get("patientlist", 0) + 1
    assert player.place.files() == files


def test_the_job_loop_lives_through_a_full_disk(disk: Disk, server: Server, player: Player) -> None:
    player.do("hand_in", patient_list=(patient_list := player.do("deliver")))
    with ExitStack() as stack:
        with disk.full(server):
            worker = stack.enter_context(working(disk.place))
            if disk.refuses_small_writes:
                wait_for(worker.noticed_trouble, "the job loop to notice")
        wait_for(lambda: player.mails(patient_list) > 0, "the receipt")
    player.rows()
