"""Programme texts in the database: publishing seals one, reading gives it back as a Programme."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from groeiruimte.programme import difference, seal
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import read
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Edition, Wording
from groeiruimte.rules import cases as examples

from .refusal import Refused
from .verb import Done, verb


def problems_of(text: str, base: str | None, cases: str) -> tuple[Programme | None, list[Problem]]:
    """The programme and everything that keeps it from being published, its worked examples included."""
    programme, problems = _checked(text, base, cases)
    return programme, list(problems)


@lru_cache(maxsize=16)
def _checked(text: str, base: str | None, cases: str) -> tuple[Programme | None, tuple[Problem, ...]]:
    """Who looks at a text and then publishes it waits for its examples once."""
    programme, problems = read(text, base=base)
    if programme is not None and not problems:
        problems = examples.run(programme, cases)
    return programme, tuple(problems)


def changes(programme: Programme) -> list[difference.Change]:
    """What is different from the last edition of the same programme; all of it when there is none."""
    last = Edition.objects.filter(key=programme.key).order_by("-number").first()
    return difference.between(programme_of(last), programme) if last else []


@verb("edition.publish")
def publish(*, text: str, base: str, cases: str, by: Actor, at: datetime) -> Done:
    """Seal a text as the next edition. The same text again gives the same edition."""
    edition, is_new = sealed(text, base, cases, by, at)
    detail = {"programme": edition.key, "number": edition.number}
    return Done(edition, lifecycle="create" if is_new else "view", detail=detail)


def sealed(text: str, base: str, cases: str, by: Actor, at: datetime) -> tuple[Edition, bool]:
    """The edition of a text, and whether it is new. Refuses a text with any problem, a failing example included."""
    programme, problems = problems_of(text, base or None, cases)
    if programme is None or problems:
        first = problems[0]
        raise Refused(f"{first.where}: {first.what}", first.mend, code="problems")
    last = Edition.objects.filter(key=programme.key).order_by("-number").first()
    if last and last.sha256 == seal.digest(text, base, cases):
        return last, False
    return keep(programme.key, last.number + 1 if last else 1, text, base, cases, by, at), True


def keep(key: str, number: int, text: str, base: str, cases: str, by: Actor, at: datetime) -> Edition:
    """An edition with its wording, whatever that says: `sealed` is who looks at it first."""
    edition = Edition.objects.create(
        key=key, number=number, sha256=seal.digest(text, base, cases), published_at=at, published_by=by.user
    )
    Wording.objects.create(edition=edition, text=text, base=base, cases=cases)
    return edition


def programme_of(edition: Edition) -> Programme:
    """The programme that an edition holds. Sealed, so read once for each process."""
    return _programme(edition.sha256)


@lru_cache(maxsize=64)
def _programme(sha256: str) -> Programme:
    """Of any edition with this seal: that is over the whole wording, so all of them say the same."""
    found = Wording.objects.filter(edition__sha256=sha256).earliest("pk")
    if seal.digest(found.text, found.base, found.cases) != sha256:
        raise RuntimeError(f"the seal of edition {sha256[:12]} is broken")
    programme, problems = read(found.text, base=found.base or None)
    if programme is None:
        raise RuntimeError(f"sealed edition {sha256[:12]} cannot be read: {problems[0]}")
    return programme
