"""The words behind an answer, and the sentences that the rules make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from groeiruimte.programme.calendar import AMSTERDAM, Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.effort import may_book, may_spend
from groeiruimte.rules.eligibility import assess
from groeiruimte.rules.facts import BookedHours, BookedLine, CountedList, Facts, FormFact, StandingFact
from groeiruimte.rules.kpi import of_practice
from groeiruimte.rules.obligations import owed
from groeiruimte.rules.settlement import settle
from groeiruimte.rules.why import describe, listed, name_of, number, sentences, span, words

from .practice import AUTUMN, READY, having

BANNED = ("ongeldig", "fout opgetreden", "helaas", "oeps", "verplicht veld", "gelieve", "dient te", "—")
LONGEST = 15


@pytest.mark.parametrize(
    ("standing", "value", "said"),
    [
        ("affiliation", None, "aansluiting bij een regio-organisatie"),
        ("affiliation", "", "aansluiting bij een regio-organisatie"),
        ("affiliation", "rijnmond", "aansluiting bij Rijnmond"),
        ("region_contract", "roha", "contract met ROHA"),
        ("preferred_insurer", "zilveren-kruis", "preferente verzekeraar Zilveren Kruis"),
        ("preferred_insurer", "cz", "preferente verzekeraar CZ"),
        ("kbz_pilot", "", "pilot Krachtige Basiszorg"),
        ("poh_s_policy", "current", "keuze voor de huidige POH-S-regeling"),
        ("poh_s_policy", "former", "keuze voor de vorige POH-S-regeling"),
        ("wijk-team", None, "wijk team"),
        ("wijk-team", "noord", "wijk team noord"),
    ],
)
def test_a_standing_in_words(standing: str, value: str | None, said: str) -> None:
    assert describe(standing, value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2019, 1, 1), date(2021, 6, 30), "van 1 januari 2019 t/m 30 juni 2021"),
        (date(2019, 1, 1), date(2019, 1, 1), "op 1 januari 2019"),
        (date(2019, 1, 1), None, "vanaf 1 januari 2019"),
        (None, date(2021, 6, 30), "tot en met 30 juni 2021"),
        (None, None, "zonder begin of einde"),
    ],
)
def test_a_period_in_words(start: date | None, end: date | None, said: str) -> None:
    assert span(start, end) == said


def test_small_words() -> None:
    assert sentences("Een", "", " Twee. ", "Drie?", "Vier “vijf?”", "Zes “zeven”") == (
        "Een. Twee. Drie? Vier “vijf?” Zes “zeven”."
    )
    assert [number(0), number(2095), number(-1655)] == ["0", "2.095", "-1.655"]
    assert [words("tbhz-begin-2023"), words("digital_skills")] == ["TBHZ begin 2023", "digital skills"]
    assert [name_of("vgz"), name_of("zilveren-kruis"), name_of("huisartsen_utrecht_stad")] == [
        "VGZ",
        "Zilveren Kruis",
        "Huisartsen Utrecht Stad",
    ]
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "of")] == [
        "",
        "a",
        "a en b",
        "a, b of c",
    ]


NOBODY = Facts(objectives=("A", "B"), choices=("beeldbellen",))
OTHERS = having(
    StandingFact("kbz_pilot", "", date(2020, 1, 1), date(2022, 2, 1)),
    StandingFact("kbz_pilot", "", date(2022, 5, 1)),
    StandingFact("preferred_insurer", "vgz", date(2020, 1, 1)),
    StandingFact("affiliation", "rijnmond", date(2021, 12, 20)),
    without="affiliation",
)
LATE = having(
    enrolled_on=AUTUMN,
    enrolled_years=(2022,),
    objectives=("A", "B"),
    forms=(FormFact("action_plan", "submitted", date(2022, 9, 1)),),
    lists=(CountedList(Quarter(2022, 1), {"3311": 5, "7095": 3}, 9, 1, datetime(2022, 2, 1, tzinfo=AMSTERDAM), "R"),),
    booked=(BookedLine("B1", Quarter(2022, 1), "3311", 4, 79, 316),),
)


def _said(programme: Programme) -> Iterator[str]:
    """Sentences of every part of the rules, for practices that differ."""
    for facts in (READY, NOBODY, OTHERS, LATE):
        for on in (AUTUMN, date(2022, 3, 1), date(2023, 1, 1)):
            for answer in (*assess(programme, facts, on=on), *assess(programme, facts, on=on, stage="claim")):
                yield from (answer.because, answer.mend)
            yield from (obligation.because for obligation in owed(programme, facts, on))
        yield from (result.because for result in of_practice(programme, facts))
        for quarter in (Quarter(2022, 1), Quarter(2022, 2), Quarter(2023, 1)):
            statement = settle(programme, facts, quarter=quarter)
            yield from statement.problems
            yield from (step.value for line in statement.lines for step in line.trace)
    hours = BookedHours("B", "gp", "patient_time", 4, by_contract=True, claimed_nowhere_else=True)
    differing = (
        replace(hours, function="medical_assistant"),
        replace(hours, by_contract=False),
        replace(hours, hours=0),
    )
    for booked in (hours, *differing, replace(hours, objective="A"), replace(hours, objective="E")):
        yield may_book(programme, OTHERS, booked, date(2022, 5, 1)).because
    yield may_book(programme, OTHERS, hours, date(2023, 5, 1)).because
    yield from (may_spend(programme, OTHERS, key, AUTUMN).because for key in ("poh_s_i", "organisation_part", "car"))


def test_every_sentence_is_short_and_plain(small: Programme) -> None:
    texts = {text for text in _said(small) if text}
    assert len(texts) > 60
    found = [sentence for text in texts for sentence in re.split(r"(?<=[.!?”])\s+(?=[A-ZÉ“])", text)]
    assert [sentence for sentence in found if len(sentence.split()) > LONGEST] == []
    assert [text for text in texts if any(word in text.lower() for word in BANNED)] == []
    assert [text for text in texts if "None" in text or "  " in text or ".." in text] == []
