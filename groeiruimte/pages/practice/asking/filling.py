"""Questions as one practice answers them: the definition, the answers, what is known already, where one may go."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from groeiruimte.actions.form_answers import Filled, Row
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.pages.question_fields import are_radios
from groeiruimte.programme.form import Form, Question
from groeiruimte.rules.answers import Missing, cleaned, missing, options
from groeiruimte.rules.prefill import Known


@dataclass(frozen=True, slots=True)
class Asking(ABC):
    """`rows` are the newest versions of the answers; `known` what the system already knows, per question."""

    year: YearOf
    definition: Form
    rows: Mapping[str, Row]
    known: Mapping[str, Known]
    on: date

    @property
    @abstractmethod
    def record(self) -> Filled | None:
        """Where the answers are kept; None when nobody began."""

    @property
    @abstractmethod
    def may_change(self) -> bool: ...

    @property
    @abstractmethod
    def home_url(self) -> str:
        """Where all its parts stand."""

    @property
    @abstractmethod
    def check_url(self) -> str:
        """The last look before sending."""

    @abstractmethod
    def section_url(self, section: str) -> str: ...

    @abstractmethod
    def save(self, request: Request, section: str, version: int, answers: Mapping[str, Any], here: str) -> None:
        """Keep what stood on a page; `section` and `here` are where to come back to."""

    @abstractmethod
    def again(self, request: Request) -> Self:
        """As it stands after a save."""

    def remarks(self, request: Request) -> Mapping[str, str]:
        """What others said per question."""
        return {}

    def waiting(self, request: Request) -> frozenset[str]:
        """The questions that others still wait for."""
        return frozenset()

    @property
    def answers(self) -> dict[str, Any]:
        """As they are kept."""
        return {key: row.value for key, row in self.rows.items() if row.value is not None}

    @property
    def offered(self) -> dict[str, Any]:
        """As a page shows them: what nobody answered yet, or only confirmed, says what is known now."""
        fresh = {
            key: known.value for key, known in self.known.items() if key not in self.rows or self.rows[key].prefilled
        }
        return {**self.answers, **fresh}

    @property
    def version(self) -> int:
        return self.record.version if self.record else 0

    @property
    def sent_before(self) -> bool:
        return self.record is not None and self.record.submitted_at is not None

    def missing(self, section: str | None = None) -> tuple[Missing, ...]:
        return missing(self.year.programme, self.year.facts, self.definition, self.answers, section)

    @property
    def cleaned(self) -> dict[str, Any]:
        return cleaned(self.definition, self.answers)

    def place(self, section: str, question: Question) -> str:
        """The address of one question."""
        return f"{self.section_url(section)}#{field_id(question, self.choices(question))}"

    def choices(self, question: Question) -> tuple[str, ...]:
        """What one can choose from at a question."""
        return options(self.year.programme, self.year.facts, self.definition, question, self.offered)


def field_id(question: Question, choices: Sequence[str]) -> str:
    """The id of what takes the focus at a question: its field, its first choice, or the first cell of its table."""
    name = f"id_v-{question.key}"
    match question.type:
        case "table":
            return f"{name}.0.{question.columns[0].key}{'_0' if question.columns[0].type == 'yes_no' else ''}"
        case "yes_no" | "kpi" | "several" | "people" | "file_or_link":
            return f"{name}_0"
        case "choice" if choices and are_radios(choices, question.other):
            return f"{name}_0"
        case "calculated":
            return f"vraag-{question.key}"
    return name
