"""Programme texts in the database: publishing seals one, reading gives it back as a Programme."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from groeiruimte.programme import difference, seal
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import read
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Edition
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
    digest = seal.digest(text, base, cases)
    last = Edition.objects.filter(key=programme.key).order_by("-number").first()
    if last and last.sha256 == digest:
        return last, False
    edition = Edition.objects.create(
        key=programme.key,
        number=last.number + 1 if last else 1,
        text=text,
        base=base,
        cases=cases,
        sha256=digest,
        published_at=at,
        published_by=by.user,
    )
    return edition, True


def programme_of(edition: Edition) -> Programme:
    """The programme that an edition holds. Sealed, so read once for each process."""
    return _programme(edition.sha256, edition.text, edition.base)


@lru_cache(maxsize=64)
def _programme(sha256: str, text: str, base: str) -> Programme:
    programme, problems = read(text, base=base or None)
    if programme is None:
        raise RuntimeError(f"sealed edition {sha256[:12]} cannot be read: {problems[0]}")
    return programme
