"""The job loop, killed before, in and after a job: the job comes back, and what it does is done once."""

from __future__ import annotations

import signal
from itertools import count

import pytest

from .conftest import Player

# The lease of a killed worker is over a day later; each test takes days that no other test worked on.
DAYS = count(40, 10)
ONE_MAIL = {"before": (0, 2), "after": (1, 1)}


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_receipt_is_mailed_once_whenever_the_worker_dies(player: Player, where: str) -> None:
    day, patient_list = next(DAYS), player.do("deliver")
    player.do("hand_in", patient_list=patient_list)
    mailed, tries = ONE_MAIL[where]
    killed = player.play("work_until_done", failpoint=f"job.mail_send:{where}", days=day)
    assert (killed.killed, killed.left, player.mails(patient_list)) == (True, 0, mailed)
    player.rows()
    player.do("work_until_done", days=day)  # whoever comes now finds the job held by the one that died
    assert player.mails(patient_list) == mailed
    player.do("work_until_done", days=day + 1)
    assert player.mails(patient_list) == 1
    assert player.do("job", kind="mail_send") == {"status": "done", "tries": tries}
    player.rows()


@pytest.mark.parametrize(
    ("failpoint", "kept"),
    [
        ("job.claim_sweep:before", 1),
        ("claim.sweep:before-commit", 1),
        ("claim.sweep:after-commit", 0),
        ("job.claim_sweep:after", 0),
    ],
)
def test_a_claim_file_is_destroyed_whenever_the_worker_dies(player: Player, failpoint: str, kept: int) -> None:
    day = next(DAYS)
    player.do("sweep")
    player.do("deliver")
    assert player.do("claims_kept") == 1
    assert player.play("work_until_done", failpoint=failpoint, days=day).killed
    player.rows()
    assert player.do("claims_kept") == kept
    player.do("work_until_done", days=day + 1)
    assert (player.do("claims_kept"), player.do("job", kind="claim_sweep")["status"]) == (0, "done")
    player.rows()


def test_the_program_itself_dies_and_its_successor_takes_over(player: Player) -> None:
    patient_list = player.do("deliver")
    player.do("hand_in", patient_list=patient_list)
    killed = player.place.run("work", "--once", today="2022-04-05", FAILPOINT="job.mail_send:before")
    assert (killed.returncode, player.mails(patient_list)) == (-signal.SIGKILL, 0)
    assert player.place.run("work", "--once", today="2022-04-06").returncode == 0
    assert player.mails(patient_list) == 1
