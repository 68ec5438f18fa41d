"""What a region offers: the texts of trainings, meetings and inspiration sessions (R09, R080, R090, R091, R148)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region, Training
from groeiruimte.rules.offer import KINDS

from .conflict import conflict
from .refusal import SEPARATOR, Refused
from .verb import Done, verb

LABELS = {
    "title": "Titel",
    "kind": "Soort",
    "about": "Waar gaat het over?",
    "topics": "Onderwerpen",
    "objectives": "Doelstellingen",
    "functions": "Voor wie is het bedoeld?",
    "recommended": "Aanbevolen door de regio",
}


@dataclass(frozen=True, slots=True)
class TrainingText:
    """What is said of a training. `topics`, `objectives` and `functions` are keys of the programme."""

    title: str
    kind: str
    about: str = ""
    topics: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    recommended: bool = False

    @classmethod
    def of(cls, training: Training) -> TrainingText:
        return cls(
            title=training.title,
            kind=training.kind,
            about=training.about,
            topics=tuple(training.topics),
            objectives=tuple(training.objectives),
            functions=tuple(training.functions),
            recommended=training.recommended,
        )

    def as_sent(self) -> dict[str, str]:
        """As the form sends it."""
        return {
            "title": self.title,
            "kind": self.kind,
            "about": self.about,
            "topics": SEPARATOR.join(self.topics),
            "objectives": SEPARATOR.join(self.objectives),
            "functions": SEPARATOR.join(self.functions),
            "recommended": "on" if self.recommended else "",
        }


@verb("training.make", right="training.manage")
def make(*, region: Region, text: TrainingText, by: Actor, at: datetime) -> Done:
    """A new training, not yet shown to practices. Made from an earlier one, it begins with the text of that."""
    _demand_kind(text)
    training = Training(region=region)
    _write(training, text)
    training.save()
    return Done(training, region=region, lifecycle="create")


@verb("training.edit", right="training.manage")
def edit(
    *,
    region: Region,
    training: Training,
    version: int,
    text: TrainingText,
    words: Callable[[str, str], str],
    by: Actor,
    at: datetime,
) -> Done:
    """Change the text. What was attended keeps the topics that it had then. `words` says a value of a field in Dutch.

    Raises Stale with both texts when somebody else saved first.
    """
    _demand_kind(text)
    stored = Training.objects.select_for_update().get(pk=training.pk, region=region)
    there = TrainingText.of(stored)
    if stored.version != version and there != text:
        raise conflict(
            stored,
            stored.title,
            LABELS,
            version=stored.version,
            mine=text.as_sent(),
            theirs=there.as_sent(),
            words=words,
        )
    if there != text:
        _write(stored, text)
        stored.version += 1
        stored.save()
    return Done(stored, region=region)


@verb("training.publish", right="training.manage")
def publish(*, region: Region, training: Training, published: bool, by: Actor, at: datetime) -> Done:
    """Show a training to the practices, or hide it. What people signed up for cannot be hidden."""
    stored = Training.objects.select_for_update().get(pk=training.pk, region=region)
    if not published and stored.sessions.filter(sign_ups__isnull=False).exists():
        raise Refused("Er staan al mensen op de lijst.", "Zeg eerst de dagen af.", code="signed_up")
    stored.published = published
    stored.save(update_fields=["published"])
    return Done(stored, region=region, detail={"published": published})


def _demand_kind(text: TrainingText) -> None:
    if text.kind not in KINDS:
        raise Refused("Deze soort scholing is er niet.", "Kies een soort uit de lijst.", code="kind")


def _write(training: Training, text: TrainingText) -> None:
    training.title, training.kind, training.about = text.title, text.kind, text.about
    training.topics, training.objectives = list(text.topics), list(text.objectives)
    training.functions, training.recommended = list(text.functions), text.recommended
