"""Setting up a year: last year's text copied, edited, checked and published (R055).

A draft may be wrong in any way; it is published only without a problem and with every worked example coming out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from groeiruimte.programme import difference, next_year
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.syntax import parse
from groeiruimte.records import jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Edition, Insurer, Region, RegionYear, YearDraft
from groeiruimte.rules import budget
from groeiruimte.rules.burden import expected

from . import programmes
from .conflict import conflict
from .refusal import Refused
from .verb import Done, verb

LABELS = {"text": "Tekst van het programma", "cases": "Uitgewerkte voorbeelden"}
LONGEST = 500_000
"""Characters of one text; the largest programme of today has 80,000."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything there is to say about a draft. `programme` is None while the text cannot be read; `look_at` keeps
    nobody from publishing; `examples` is how many worked examples there are."""

    programme: Programme | None
    problems: tuple[Problem, ...]
    changes: tuple[difference.Change, ...]
    look_at: tuple[Problem, ...]
    examples: int
    base: str
    old: Programme | None

    @property
    def kept(self) -> tuple[budget.Kept, ...]:
        """The structural growth rooms that stay, and whether this text names them (R045)."""
        if self.old is None or self.programme is None:
            return ()
        return budget.kept(self.old.funding, self.programme.funding, self.programme.period.start.year)

    @property
    def burden(self) -> tuple[int, int] | None:
        """Minutes that all KPIs together ask of a practice: last year and in this text."""
        if self.old is None or self.programme is None:
            return None
        return sum(expected(self.old).values()), sum(expected(self.programme).values())


def check(draft: YearDraft) -> Checked:
    """Read a draft, run its worked examples, and lay it beside what it was copied from."""
    base = base_of(draft)
    old = programmes.programme_of(draft.copied_from) if draft.copied_from else None
    programme, problems = programmes.problems_of(draft.text, base or None, draft.cases)
    problems = problems + (_out_of_place(draft, programme) if programme else [])
    table, _ = parse(draft.cases)
    return Checked(
        programme=programme,
        problems=tuple(problems),
        changes=tuple(difference.between(old, programme)) if old and programme else (),
        look_at=tuple(next_year.to_look_at(draft.text, old.period.years)) if old else (),
        examples=len((table or {}).get("case", ())),
        base=base,
        old=old,
    )


def base_of(draft: YearDraft) -> str:
    """The text that a draft builds on: the last published one of that key, else the base of what was copied."""
    table, _ = parse(draft.text)
    extends = (table or {}).get("extends")
    if not isinstance(extends, str):
        return ""
    published = Edition.objects.filter(key=extends).order_by("-number").first()
    if published is not None:
        return published.wording.text
    return draft.copied_from.wording.base if draft.copied_from else ""


@verb("year.start", right="year.prepare")
def start(*, region: Region | None, edition: Edition, by: Actor, at: datetime) -> Done:
    """Copy an edition for the years after it. `region` is the one that the edition is of; None for a frame."""
    programme = programmes.programme_of(edition)
    if programme.region != (region.pk if region else None):
        raise Refused("Dit programma hoort bij een andere regio.", "Kies een programma van uw regio.", code="edition")
    assert by.user is not None  # the right is of a person
    years = len(programme.period.years)
    draft = YearDraft.objects.create(
        region=region,
        copied_from=edition,
        text=next_year.text_of(edition.wording.text, years, programme.period.years),
        cases=next_year.cases_of(edition.wording.cases, years),
        started_by=by.user,
        started_at=at,
        saved_by=by.user,
        saved_at=at,
    )
    return Done(draft, region=region, lifecycle="create", detail={"programme": edition.key, "number": edition.number})


@verb("year.save", right="year.prepare")
def save(
    *, region: Region | None, draft: YearDraft, version: int, text: str, cases: str, by: Actor, at: datetime
) -> Done:
    """Keep what was typed, right or wrong. A newer version raises Stale with both texts."""
    typed = {"text": _plain(text), "cases": _plain(cases)}
    for name, value in typed.items():
        if len(value) > LONGEST:
            raise Refused("Deze tekst is te lang.", "Houd het onder 500.000 tekens.", code=name)
    stored = _open(draft)
    theirs = {name: getattr(stored, name) for name in LABELS}
    if stored.version != version and typed != theirs:
        raise conflict(stored, "het nieuwe jaar", LABELS, version=stored.version, mine=typed, theirs=theirs)
    changed = [name for name in LABELS if typed[name] != theirs[name]]
    if changed:
        assert by.user is not None  # the right is of a person
        stored.text, stored.cases = typed["text"], typed["cases"]
        stored.saved_by, stored.saved_at = by.user, at
        stored.version += 1
        stored.save(update_fields=[*changed, "saved_by", "saved_at", "version"])
    return Done(stored, region=region, detail={"fields": changed, "version": stored.version})


@verb("year.drop", right="year.prepare")
def drop(*, region: Region | None, draft: YearDraft, by: Actor, at: datetime) -> Done:
    """Throw a copy away; what was published stays. The row stays for the log, and nobody is shown it any more."""
    stored = _open(draft)
    stored.dropped_at = at
    stored.save(update_fields=["dropped_at"])
    return Done(stored, region=region, lifecycle="delete")


@verb("year.publish", right="year.publish")
def publish(*, region: Region | None, draft: YearDraft, version: int, confirmed: bool, by: Actor, at: datetime) -> Done:
    """Seal a draft as an edition and set up its year in the region. `version` is the one that was looked at.

    Refused with any problem, a failing example included, and when the money of an approved year would change.
    """
    stored = _open(draft)
    if stored.version != version:
        raise Refused("Een collega wijzigde deze tekst.", "Bekijk de verschillen opnieuw.", code="version")
    if not confirmed:
        raise Refused("Publiceren kunt u niet terugdraaien.", "Bevestig dat u de verschillen las.", code="confirmed")
    checked = check(stored)
    if checked.programme is None or checked.problems:
        first = checked.problems[0]
        raise Refused(f"{first.where}: {first.what}", first.mend, code="problems")
    edition, _ = programmes.sealed(stored.text, checked.base, stored.cases, by, at)
    if stored.region is not None:
        _set_up(stored.region, edition, checked.programme, at)
    stored.published = edition
    stored.version += 1
    stored.save(update_fields=["published", "version"])
    return Done(stored, region=region, detail={"programme": edition.key, "number": edition.number})


def _set_up(region: Region, edition: Edition, programme: Programme, at: datetime) -> None:
    """The year of a region with this edition. What was agreed about it stays; a new year waits for its approval."""
    year = RegionYear.objects.select_for_update().filter(region=region, programme=edition.key).first()
    if year is None:
        year = RegionYear.objects.create(
            region=region,
            insurer_id=programme.insurer,
            edition=edition,
            programme=edition.key,
            start=programme.period.start,
            end=programme.period.end,
        )
    elif year.edition_id != edition.pk:
        if year.approved_on and programmes.programme_of(year.edition).funding != programme.funding:
            raise Refused(
                "De verzekeraar keurde dit jaar goed met andere bedragen.",
                "Laat de bedragen staan, of vraag eerst een nieuw besluit.",
                code="approved",
            )
        year.edition, year.start, year.end = edition, programme.period.start, programme.period.end
        year.version += 1
        year.save(update_fields=["edition", "start", "end", "version"])
    key = f"obligations:{year.pk}:edition-{edition.number}"
    jobs.queue(kind="obligations", key=key, due_at=at, payload={"region_year": str(year.pk)})


def _open(draft: YearDraft) -> YearDraft:
    stored = YearDraft.objects.select_for_update(of=("self",)).select_related("copied_from", "region").get(pk=draft.pk)
    if stored.published_id is not None:
        raise Refused("Deze tekst is al gepubliceerd.", "Begin een nieuwe kopie als u iets wilt wijzigen.", code="done")
    if stored.dropped_at is not None:
        raise Refused("Deze kopie is weggegooid.", "Begin een nieuwe kopie.", code="done")
    return stored


def _out_of_place(draft: YearDraft, programme: Programme) -> list[Problem]:
    """What is right as a text, but cannot be published here."""
    found = []
    if programme.region != draft.region_id:
        said, meant = programme.region or "geen regio", draft.region_id or "geen regio"
        found.append(Problem("region", f"De tekst is van {said}. Deze kopie is van {meant}.", f"Schrijf {meant}."))
    if not Insurer.objects.filter(pk=programme.insurer).exists():
        what = f"De verzekeraar {programme.insurer} kennen wij niet."
        found.append(Problem("insurer", what, "Verbeter de naam, of laat de verzekeraar eerst toevoegen."))
    elsewhere = RegionYear.objects.filter(programme=programme.key).exclude(region=draft.region_id).exists()
    if draft.region_id and elsewhere:
        what = f"De sleutel {programme.key} hoort al bij een andere regio."
        found.append(Problem("key", what, "Geef deze tekst een eigen sleutel."))
    return found


def _plain(text: str) -> str:
    """As a file on any machine would hold it: one kind of line end, one at the end."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{lines}\n" if lines else ""
