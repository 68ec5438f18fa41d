"""The evidence shelf: add a file or link once, have the region look at it, take it off. Source: R112, P20."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Evidence, Practice
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import files
from .obligations import lay_down_years
from .refusal import Difference, Refused, Stale
from .verb import Done, verb

File = tuple[str, bytes]
"""The name of a file and what is in it."""

_LONGEST_LINK = 500
_IS_A_LINK = URLValidator(schemes=["https"])
_TAKEN_OFF = ("Dit bewijs ligt niet meer op de plank.", "Ga terug naar de bewijzen en kies een ander.")


def put(
    *,
    practice: Practice,
    title: str,
    kind: str = "",
    day: date,
    by: Actor,
    at: datetime,
    link: str = "",
    file: File | None = None,
) -> Evidence:
    """Put a file or link on the shelf, inside the transaction of another verb. Raises Refused with the reason.

    What lies there already for the same `kind` is given back, not put there twice.
    """
    _demand_one_thing(title, day, local_date(at), link, file)
    there = lies_there(practice, kind=kind, link=link, file=file)
    if there is not None:
        return there
    return Evidence.objects.create(
        practice=practice,
        region=practice.region,
        kind=kind,
        title=title.strip(),
        day=day,
        link=link,
        file=files.keep(*file, practice=practice, by=by, at=at) if file else None,
        added_by=by.user,
        added_at=at,
    )


def lies_there(practice: Practice, *, kind: str, link: str = "", file: File | None = None) -> Evidence | None:
    """The same file or link on the shelf of a practice, for the same kind."""
    mine = Evidence.objects.filter(practice=practice, kind=kind, removed_on__isnull=True)
    same = {"file__sha256": hashlib.sha256(file[1]).hexdigest()} if file else {"link": link}
    return mine.filter(**same).first()


def add(
    *,
    practice: Practice,
    title: str,
    kind: str = "",
    day: date,
    link: str = "",
    file: File | None = None,
    by: Actor,
    at: datetime,
    key: str,
) -> Evidence:
    """Add a file or link to the shelf. What lies there already is refused, by its name."""
    sha256 = hashlib.sha256(file[1] if file else link.encode()).hexdigest()
    given = {"practice": practice, "title": title, "kind": kind, "day": day, "link": link, "file": file}
    added: Evidence = _add(**given, sha256=sha256, by=by, at=at, key=key)
    return added


@verb("evidence.add", right="evidence.add", sensitivity="personal")
def _add(
    *,
    practice: Practice,
    title: str,
    kind: str,
    day: date,
    link: str,
    file: File | None,
    sha256: str,
    by: Actor,
    at: datetime,
) -> Done:
    there = lies_there(practice, kind=kind, link=link, file=file) if file or link else None
    if there is not None:
        raise Refused(f"Dit ligt al bij uw bewijzen: “{there.title}”.", "Gebruik dat, of kies een ander.", "already")
    added = put(practice=practice, title=title, kind=kind, day=day, by=by, at=at, link=link, file=file)
    lay_down_years(practice, local_date(at))
    return Done(added, practice=practice, lifecycle="create", detail={"size": added.file.size if added.file else 0})


@verb("evidence.check", right="evidence.check", sensitivity="personal")
def check(
    *, practice: Practice, evidence: Evidence, version: int, on: date, file: File | None, by: Actor, at: datetime
) -> Done:
    """The region looked at a proof on a day; of a link it keeps a copy of what it saw (R112). Right of the region."""
    stored = _on_the_shelf(practice, evidence)
    if stored.version != version and stored.checked_on is not None:
        raise _looked_at_meanwhile(stored, on)
    if on > local_date(at):
        raise Refused("Deze dag is nog niet geweest.", "Vul de dag in waarop u keek.", "day")
    if on < stored.day:
        raise Refused("Deze dag ligt voor de dag van het bewijs.", "Vul de dag in waarop u keek.", "day")
    if stored.link and file is None and stored.copy is None:
        raise Refused(
            "De kopie van wat u zag ontbreekt.", "Een website verandert. Voeg een afbeelding of pdf toe.", "copy"
        )
    if file is not None:
        stored.copy = files.keep(*file, practice=practice, by=by, at=at)
    stored.checked_on, stored.checked_by = on, by.user
    stored.version += 1
    stored.save(update_fields=["checked_on", "checked_by", "copy", "version"])
    lay_down_years(practice, local_date(at))
    return Done(stored, practice=practice, detail={"copy": stored.copy_id or ""})


@verb("evidence.take_off", right="evidence.add", sensitivity="personal")
def take_off(*, practice: Practice, evidence: Evidence, by: Actor, at: datetime) -> Done:
    """Take a proof off the shelf: no KPI counts it any more, and what names it keeps it."""
    stored = _on_the_shelf(practice, evidence)
    stored.removed_on = local_date(at)
    stored.version += 1
    stored.save(update_fields=["removed_on", "version"])
    lay_down_years(practice, local_date(at))
    return Done(stored, practice=practice)


def _on_the_shelf(practice: Practice, evidence: Evidence) -> Evidence:
    """The proof as it is stored now, locked."""
    stored = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk, practice=practice)
    if stored.removed_on is not None:
        raise Refused(*_TAKEN_OFF, "removed")
    return stored


def _looked_at_meanwhile(stored: Evidence, mine: date) -> Stale:
    theirs = short_date(stored.checked_on) if stored.checked_on else ""
    return Stale(
        stored.title,
        [Difference("on", "Bekeken op", short_date(mine), theirs)],
        version=stored.version,
        changed_by=stored.checked_by.name if stored.checked_by else "",
        changed_at=None,
        unchanged={},
    )


def _demand_one_thing(title: str, day: date, today: date, link: str, file: File | None) -> None:
    if not title.strip():
        raise Refused("Het bewijs heeft nog geen naam.", "Schrijf in een paar woorden wat het is.", "title")
    if holds_a_bsn(title) or holds_a_bsn(link):
        raise Refused(BSN_SEEN, code="bsn")
    if day > today:
        raise Refused("Deze dag is nog niet geweest.", "Vul de dag van het bewijs in.", "day")
    if bool(link) == (file is not None):
        raise Refused("Er is één bestand of één link nodig.", "Kies een bestand, of vul een link in.", "one_thing")
    if link and not is_link(link):
        raise Refused(
            "Dit is geen link naar een veilige website.", "Begin met https://, zoals https://www.praktijk.nl.", "link"
        )


def is_link(link: str) -> bool:
    """Whether a link leads to a page over https, with no name or password in it."""
    try:
        _IS_A_LINK(link)
    except ValidationError:
        return False
    return len(link) <= _LONGEST_LINK and "@" not in link.split("/")[2]
