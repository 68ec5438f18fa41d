"""A process killed at any place in any verb leaves nothing half done; the same form sent again works, once."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import groeiruimte
from groeiruimte.records.identity import new_id

from .conftest import Player, Prepared
from .place import ON_POSTGRESQL
from .rows_alone import ROWS_ALONE, read, sources, verbs_of

SOURCE = Path(groeiruimte.__file__).parent
Given = dict[str, Any]
EVERY_VERB = {"event": 1, "submission": 1}


@dataclass(frozen=True)
class Case:
    """A verb: the deed that does it, what comes before, and how many rows it adds, once or every time."""

    deed: str
    adds: dict[str, int] = field(default_factory=dict)
    before: str = "nothing"
    every_time: bool = False


def nothing(player: Player) -> Given:
    return {}


def a_list(player: Player) -> Given:
    """A checked list, while another one counts: handing it in turns five lines back and books five new ones."""
    player.do("hand_in", patient_list=player.do("deliver", seed=1))
    return {"patient_list": player.do("deliver", seed=2)}


def a_handed_in_list(player: Player) -> Given:
    patient_list = player.do("deliver")
    player.do("hand_in", patient_list=patient_list)
    return {"patient_list": patient_list}


def an_old_claim(player: Player) -> Given:
    player.do("sweep")
    player.do("deliver")
    return {}


def a_new_practice(player: Player) -> Given:
    name = f"Nieuw {new_id()}"
    player.do("new_practice", practice=name)
    return {"practice": name}


def an_invitation(player: Player) -> Given:
    return {"token": player.do("invite")}


def an_open_quarter(player: Player) -> Given:
    player.do("open_again")
    return {}


def a_run(player: Player) -> Given:
    """A settlement that stands ready, with the five lines of one practice."""
    given = a_team(player)
    patient_list = player.do("deliver", quarter="2022Q1", **given)
    player.do("hand_in", patient_list=patient_list)
    player.do("open_again")
    return {"run": player.do("prepare_run")}


def a_day(player: Player) -> Given:
    player.do("move_clock", day="2022-04-04")
    return {"day": "2022-04-05"}


def a_page(player: Player) -> Given:
    """A page of a practice, with the version that stood there when it was made."""
    return {"version": player.do("profile")}


def a_programme(player: Player) -> Given:
    return {"programme": "2021"}


def a_team(player: Player, *, enrolled: bool = True) -> Given:
    """A practice of its own, so that a second time adds as much as the first."""
    name = f"Team {new_id()}"
    player.do("new_team", practice=name, enrolled=enrolled)
    return {"practice": name}


def a_team_in_doubt(player: Player) -> Given:
    return a_team(player, enrolled=False)


def a_whole_plan(player: Player) -> Given:
    given = a_team(player)
    player.do("save_form", **given)
    return given


def a_submitted_plan(player: Player) -> Given:
    given = a_whole_plan(player)
    player.do("submit_form", **given)
    return given


def a_training(player: Player) -> Given:
    return a_team(player) | {"session": player.do("hold_session")}


def an_open_door(player: Player) -> Given:
    code = f"{secrets.randbelow(900_000) + 100_000}"
    player.do("hold_session", code=code)
    return a_team(player) | {"code": code}


def an_article(player: Player) -> Given:
    return {"article": player.do("new_article")}


def a_colleague(player: Player) -> Given:
    given = a_team(player)
    return given | {"membership": player.do("new_colleague", **given)}


def somebody_late(player: Player) -> Given:
    """One practice more that is late, after all others heard it today."""
    a_team(player)
    player.do("remind")
    a_team(player)
    return {}


BEFORE = {
    before.__name__: before
    for before in (nothing, a_list, a_handed_in_list, an_old_claim, a_new_practice, an_invitation,
                   an_open_quarter, a_run, a_day, a_programme, a_page, a_team, a_team_in_doubt, a_whole_plan,
                   a_submitted_plan, a_training, an_open_door, an_article, a_colleague, somebody_late)
}  # fmt: skip

CASES = {
    "list.deliver": Case("deliver", {"patientlist": 1, "listfindings": 1, "listcount": 5, "claimfile": 1}),
    "list.hand_in": Case("hand_in", {"job": 1, "mail": 1, "settlementline": 10}, "a_list"),
    # Every download is an export of its own, with its own event.
    "claim.download": Case("download", {}, "a_handed_in_list", every_time=True),
    "claim.sweep": Case("sweep", {}, "an_old_claim"),
    "columns.map": Case("map_columns", {"columnmapping": 1}, "a_new_practice"),
    "enrolment.sign": Case(
        "enrol", {"commitment": 1, "enrolment": 1, "kpistate": 4, "obligation": 7}, "a_new_practice"
    ),
    "invitation.make": Case("invite", {"invitation": 1, "job": 1, "membership": 1}),
    "invitation.accept": Case("accept", {"user": 1}, "an_invitation"),
    "practice.edit": Case("edit", {}, "a_page"),
    "edition.publish": Case("publish", {"edition": 1, "wording": 1}, "a_programme"),
    "settlement.prepare": Case("prepare_run", {"settlementrun": 1}, "an_open_quarter"),
    "quarter.close": Case("close", {"practicestatement": 1, "quarterclose": 1, "statementline": 5}, "a_run"),
    "demo.clock": Case("move_clock", {}, "a_day"),
    "intention.give": Case("give_intention", {"intention": 1}, "a_team_in_doubt"),
    "form.save": Case("save_form", {"filledform": 1, "formanswer": 8}, "a_team"),
    "form.submit": Case("submit_form", {"formsubmission": 1}, "a_whole_plan"),
    # A remark, the sheet of the region, and a mail to the owner and to the manager.
    "form.send_back": Case("send_back", {"filledform": 1, "job": 2, "mail": 2, "remark": 1}, "a_submitted_plan"),
    "item.note": Case("note_item", {"item": 1}, "a_team"),
    "evidence.add": Case("add_evidence", {"evidence": 1, "storedfile": 1}, "a_team"),
    "milestone.copy": Case("copy_milestone", {"milestone": 1}, "a_team"),
    "hours.book": Case("book_hours", {"evidence": 1, "extrahours": 1}, "a_team"),
    "training.sign_up": Case("sign_up", {"job": 2, "mail": 2, "signup": 2}, "a_training"),
    "attendance.code": Case("attend", {"attendance": 2}, "an_open_door"),
    "question.ask": Case("ask_question", {"message": 1, "thread": 1}, "a_team"),
    "article.change": Case("change_article", {"articleversion": 1, "storedfile": 1}, "an_article"),
    "access.stop": Case("stop_access", {}, "a_colleague"),
    "reminder.send": Case("remind", {"job": 1, "mail": 1}, "somebody_late"),
}
AROUND_READING = ("list.deliver:before-read", "list.deliver:after-read")
OF_ANY_VERB = ("{event}:before-commit", "{event}:after-commit")
OF_ANY_JOB = ("job.{job.kind}:before", "job.{job.kind}:after")  # test_killed_worker.py
# What came after a commit is the same code for every verb. On PostgreSQL each is killed there; on SQLite those of which
# more is kept than rows: a file, a sealed claim, a secret, the books of a quarter.
AFTER_ON_SQLITE = ("list.deliver", "list.hand_in", "claim.sweep", "invitation.make", "evidence.add", "quarter.close")
AFTER = (*CASES,) if ON_POSTGRESQL else AFTER_ON_SQLITE
PLACES = [
    *AROUND_READING,
    *(f"{verb}:before-commit" for verb in CASES),
    *(f"{verb}:after-commit" for verb in CASES if verb in AFTER),
]
MANY = 8
"""After so many places the installation begins again: to look at the whole takes longer with each practice in it."""


def expected(verb: str, times: int = 1) -> dict[str, int]:
    """What a verb adds that was done so many times."""
    times = times if CASES[verb].every_time else 1
    return {name: count * times for name, count in sorted((EVERY_VERB | CASES[verb].adds).items())}


def added(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """How many rows came, per table that changed."""
    return {name: after.get(name, 0) - before.get(name, 0) for name in sorted(before.keys() | after.keys())
            if after.get(name, 0) != before.get(name, 0)}  # fmt: skip


def test_every_verb_is_killed_somewhere() -> None:
    """A new verb cannot be forgotten here: it is killed, or it is one that is shown to write rows alone."""
    assert sorted(verbs_of(read(sources()))) == sorted((*CASES, *ROWS_ALONE))


def test_every_place_is_known() -> None:
    text = "\n".join(path.read_text() for path in sorted(SOURCE.rglob("*.py")))
    assert sorted(re.findall(r'reach\(f?"([^"]+)"\)', text)) == sorted((*AROUND_READING, *OF_ANY_VERB, *OF_ANY_JOB))


@pytest.mark.parametrize("failpoint", PLACES)
def test_killed_there(player: Player, prepared: Prepared, failpoint: str) -> None:
    if PLACES.index(failpoint) % MANY == MANY - 1:
        player.place.begin_again(prepared.place)
    verb, _, where = failpoint.partition(":")
    case = CASES[verb]
    given = BEFORE[case.before](player)
    key, files, before = new_id(), player.place.files(), player.counted()

    killed = player.play(case.deed, failpoint=failpoint, key=key, **given)
    assert (killed.killed, killed.left) == (True, 0)
    done = 1 if where == "after-commit" else 0
    assert added(before, player.rows()) == (expected(verb) if done else {})

    answer = player.do(case.deed, key=key, **given)
    assert added(before, player.rows()) == expected(verb, done + 1)
    assert player.do(case.deed, key=key, **given) == (0 if verb == "claim.sweep" else answer)
    assert added(before, player.counted()) == expected(verb, done + 2)
    assert player.place.files() == files
