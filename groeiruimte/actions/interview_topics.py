"""What a practice wants to talk about in the interview of its scan (R103): it writes that itself, or the specialist."""

from __future__ import annotations

from collections.abc import Iterable

from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.models import Interview, Scan

from .form_answers import answers_of
from .refusal import Refused

MOST_TOPICS, LONGEST_TOPIC = 20, 500
LABEL_OF_PRACTICE = "Waar wilt u het over hebben?"
LABEL_OF_SPECIALIST = "Onderwerpen van de praktijk"


def topics_of(scan: Scan, definition: Definition, interview: Interview | None) -> tuple[str, ...]:
    """The topics as they stand; before anybody wrote them down, the lines of the answer to the question of the scan."""
    if interview is not None:
        return tuple(interview.topics)
    said = answers_of(scan).get(definition.topics_question) if definition.topics_question else None
    return _lines(str(said).splitlines()) if said else ()


def sound_topics(typed: Iterable[str]) -> tuple[str, ...]:
    """The topics that were typed, one for each line, without the empty ones. Raises Refused when they are too many."""
    kept = _lines(typed)
    if len(kept) > MOST_TOPICS:
        raise Refused(f"Dit zijn {len(kept)} onderwerpen.", f"Kies er ten hoogste {MOST_TOPICS}.", code="topics")
    if any(len(topic) > LONGEST_TOPIC for topic in kept):
        raise Refused(
            "Een onderwerp is te lang.", f"Gebruik per regel {LONGEST_TOPIC} tekens of minder.", code="topics"
        )
    return kept


def _lines(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for line in typed if (text := " ".join(line.split())))
