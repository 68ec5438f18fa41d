"""What is owed by when, and the one next task. Source: R058, R059, R063, R160, R170, R175."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from groeiruimte.programme.calendar import AMSTERDAM, Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import CountedList, Facts, FormFact, Item
from groeiruimte.rules.obligations import Obligation, list_window, owed, quarters
from groeiruimte.rules.steps import next_step

from .practice import AUTUMN, Varied, tables

ENROLLED = Facts(enrolled_on=AUTUMN, enrolled_years=(2022,), objectives=("B",))
TWO_YEARS = {"start": date(2022, 1, 1), "end": date(2023, 12, 31)}


def delivered(quarter: Quarter, day: date, number: int = 1) -> CountedList:
    at = datetime(day.year, day.month, day.day, 23, 59, tzinfo=AMSTERDAM)
    return CountedList(quarter, {"3311": 10}, 12, number, at, "R-1")


def of(programme: Programme, facts: Facts, key: str, on: date) -> Obligation:
    return next(found for found in owed(programme, facts, on) if found.key == key)


def test_a_practice_owes_its_enrolment_lists_and_deadlines_in_order(small: Programme) -> None:
    assert [(found.key, found.kind, found.opens, found.due) for found in owed(small, ENROLLED, AUTUMN)] == [
        ("enrolment", "enrolment", date(2021, 1, 2), date(2022, 1, 1)),
        ("list-2022Q1", "list", date(2022, 1, 1), date(2022, 1, 14)),
        ("kick_off", "deadline", date(2022, 1, 1), date(2022, 3, 1)),
        ("list-2022Q2", "list", date(2022, 4, 1), date(2022, 4, 14)),
        ("list-2022Q3", "list", date(2022, 7, 1), date(2022, 7, 14)),
        ("action_plan", "form", date(2022, 2, 1), date(2022, 8, 31)),
        ("list-2022Q4", "list", date(2022, 10, 1), date(2022, 10, 14)),
        ("accountability_b", "form", date(2022, 12, 1), date(2022, 12, 31)),
    ]


def test_before_enrolling_only_the_enrolment_is_owed(small: Programme) -> None:
    assert owed(small, Facts(objectives=("B",)), AUTUMN) == (
        Obligation(
            key="enrolment",
            kind="enrolment",
            title="Aanmelden voor Klein 2022",
            opens=date(2021, 1, 2),
            due=date(2022, 1, 1),
            state="todo",
            because="Doe dit uiterlijk op 1 januari 2022. U hebt nog 17 dagen. U doet mee vanaf 1 januari 2022.",
            quarter=None,
            minutes=4,
            source="Regiotekst, r. 4",
        ),
    )


@pytest.mark.parametrize(
    ("on", "state"), [(date(2021, 1, 1), "not_yet"), (date(2021, 1, 2), "todo"), (date(2022, 1, 1), "todo")]
)
def test_enrolling_is_open_for_a_year(small: Programme, on: date, state: str) -> None:
    assert [found.state for found in owed(small, Facts(), on)] == [state]


def test_nothing_is_owed_once_it_is_too_late_to_take_part(small: Programme) -> None:
    assert owed(small, Facts(), date(2022, 1, 2)) == ()


def test_without_an_entry_day_one_can_enrol_to_the_end(varied: Varied) -> None:
    programme = varied(conditions=[])
    assert [(found.due, found.state, found.source) for found in owed(programme, Facts(), date(2022, 12, 31))] == [
        (date(2022, 12, 31), "todo", "Klein programma 2022")
    ]
    assert owed(programme, Facts(), date(2023, 1, 1)) == ()


def test_who_enrolled_is_done_with_it(small: Programme) -> None:
    found = of(small, ENROLLED, "enrolment", date(2022, 4, 5))
    assert (found.state, found.because) == (
        "done",
        "Dit is klaar sinds 15 december 2021. U doet mee vanaf 1 januari 2022.",
    )


def test_who_starts_after_the_programme_owes_no_more_than_was_done(small: Programme) -> None:
    late = replace(ENROLLED, enrolled_on=date(2022, 3, 1))
    assert [(found.key, found.state) for found in owed(small, late, date(2022, 4, 5))] == [("enrolment", "done")]


@pytest.mark.parametrize(
    ("on", "state", "because"),
    [
        (date(2022, 3, 31), "not_yet", "Dit kan vanaf 1 april 2022, tot en met 14 april 2022."),
        (date(2022, 4, 1), "todo", "Doe dit uiterlijk op 14 april 2022. U hebt nog 13 dagen."),
        (date(2022, 4, 13), "todo", "Doe dit uiterlijk op 14 april 2022. U hebt nog 1 dag."),
        (date(2022, 4, 14), "todo", "Doe dit uiterlijk op 14 april 2022. Vandaag is de laatste dag."),
        (date(2022, 4, 15), "late", "Dit kon tot en met 14 april 2022. Doe het zo snel mogelijk."),
    ],
)
def test_a_list_over_time(small: Programme, on: date, state: str, because: str) -> None:
    found = of(small, ENROLLED, "list-2022Q2", on)
    assert (found.state, found.because) == (state, because)


def test_a_list_as_a_whole(small: Programme) -> None:
    assert of(small, ENROLLED, "list-2022Q2", date(2022, 4, 14)) == Obligation(
        key="list-2022Q2",
        kind="list",
        title="Patiëntenlijst kwartaal 2 van 2022",
        opens=date(2022, 4, 1),
        due=date(2022, 4, 14),
        state="todo",
        because="Doe dit uiterlijk op 14 april 2022. Vandaag is de laatste dag.",
        quarter=Quarter(2022, 2),
        minutes=3,
        source="Regiotekst, r. 6",
    )


@pytest.mark.parametrize(
    ("lists", "because"),
    [
        ((delivered(Quarter(2022, 2), date(2022, 4, 14)),), "Dit is klaar sinds 14 april 2022."),
        (
            (delivered(Quarter(2022, 2), date(2022, 4, 15)),),
            "Dit is klaar sinds 15 april 2022. Dat was te laat: het kon tot en met 14 april 2022.",
        ),
        (
            (delivered(Quarter(2022, 2), date(2022, 5, 9), number=2),),
            "Dit is klaar. Lijst 2 kwam binnen op 9 mei 2022.",
        ),
        (
            (
                delivered(Quarter(2022, 2), date(2022, 5, 9), number=2),
                delivered(Quarter(2022, 2), date(2022, 4, 14), number=1),
            ),
            "Dit is klaar sinds 14 april 2022.",
        ),
        ((replace(delivered(Quarter(2022, 2), AUTUMN), delivered_at=None),), "Dit is klaar."),
    ],
)
def test_a_delivered_list_is_done_and_says_when_it_was_late(
    small: Programme, lists: tuple[CountedList, ...], because: str
) -> None:
    found = of(small, replace(ENROLLED, lists=lists), "list-2022Q2", date(2022, 6, 1))
    assert (found.state, found.because) == ("done", because)
    assert of(small, replace(ENROLLED, lists=lists), "list-2022Q3", date(2022, 6, 1)).state == "not_yet"


def test_a_programme_without_lists_asks_for_none(varied: Varied) -> None:
    programme = varied(lists=None)
    assert [found.key for found in owed(programme, ENROLLED, AUTUMN) if found.kind == "list"] == []
    assert quarters(programme, 2022) == ()
    with pytest.raises(LookupError, match=r"Dit programma vraagt geen patiëntenlijsten\."):
        list_window(programme, Quarter(2022, 1))


def test_lists_are_asked_for_the_quarters_of_the_programme(small: Programme) -> None:
    assert quarters(small, 2022) == tuple(Quarter(2022, number) for number in (1, 2, 3, 4))
    assert quarters(small, 2021) == ()


def test_who_starts_in_a_quarter_owes_lists_from_the_next(varied: Varied) -> None:
    programme = varied(conditions=[], period=TWO_YEARS)
    facts = replace(ENROLLED, enrolled_on=date(2022, 5, 3))
    lists = [found.quarter for found in owed(programme, facts, date(2022, 5, 3)) if found.kind == "list"]
    assert lists == [Quarter(2022, 3), Quarter(2022, 4), *(Quarter(2023, number) for number in (1, 2, 3, 4))]


def test_a_window_ends_with_its_month(varied: Varied, small: Programme) -> None:
    assert list_window(small, Quarter(2022, 3)) == (date(2022, 7, 1), date(2022, 7, 14))
    assert small.lists is not None
    layout = small.lists.model_copy(update={"due_on_day": 31})
    late = small.model_copy(update={"lists": layout})
    assert list_window(late, Quarter(2022, 2)) == (date(2022, 4, 1), date(2022, 4, 30))


@pytest.mark.parametrize(
    ("status", "day", "on", "state", "because"),
    [
        (None, None, date(2022, 1, 31), "not_yet", "Dit kan vanaf 1 februari 2022, tot en met 31 augustus 2022."),
        (
            "draft",
            date(2022, 3, 1),
            date(2022, 8, 30),
            "todo",
            "Doe dit uiterlijk op 31 augustus 2022. U hebt nog 1 dag.",
        ),
        (None, None, date(2022, 9, 1), "late", "Dit kon tot en met 31 augustus 2022. Doe het zo snel mogelijk."),
        ("submitted", date(2022, 8, 31), date(2022, 9, 1), "done", "Dit is klaar sinds 31 augustus 2022."),
        (
            "approved",
            date(2022, 9, 1),
            date(2022, 9, 2),
            "done",
            "Dit is klaar sinds 1 september 2022. Dat was te laat: het kon tot en met 31 augustus 2022.",
        ),
    ],
)
def test_a_deadline_with_a_form(
    small: Programme, status: str | None, day: date | None, on: date, state: str, because: str
) -> None:
    forms = (FormFact("action_plan", status, day),) if status and day else ()
    found = of(small, replace(ENROLLED, forms=forms), "action_plan", on)
    assert (found.state, found.because, found.minutes) == (state, because, 15)


def test_a_form_is_asked_for_its_own_objectives(small: Programme) -> None:
    other = replace(ENROLLED, objectives=("A",))
    assert "accountability_b" not in [found.key for found in owed(small, other, AUTUMN)]


def test_a_deadline_without_a_form_is_done_when_it_was_recorded(small: Programme) -> None:
    late = of(small, ENROLLED, "kick_off", date(2022, 3, 2))
    assert (late.state, late.minutes) == ("late", 0)
    went = replace(ENROLLED, items=(Item("kick_off", date(2022, 2, 10)),))
    assert of(small, went, "kick_off", date(2022, 3, 2)).because == "Dit is klaar sinds 10 februari 2022."


def test_a_deadline_before_one_takes_part_is_not_owed(varied: Varied) -> None:
    facts = replace(ENROLLED, enrolled_on=date(2022, 9, 15))
    programme = varied(conditions=[])
    assert [found.key for found in owed(programme, facts, date(2022, 9, 15)) if found.kind != "enrolment"] == [
        "list-2022Q4",
        "accountability_b",
    ]


def test_a_deadline_on_the_first_day_of_taking_part_is_owed(varied: Varied) -> None:
    first = {**tables()["deadlines"][2], "date": date(2022, 1, 1)}
    programme = varied(deadlines=[first])
    assert of(programme, ENROLLED, "kick_off", AUTUMN).opens == date(2022, 1, 1)


def test_a_deadline_between_enrolling_and_the_programme_is_owed(varied: Varied) -> None:
    before = {
        "key": "intake",
        "title": "Kennismaken",
        "date": date(2021, 12, 20),
        "outside_period": "Het gesprek is vóór de start.",
        "source": {"text": "regio"},
    }
    programme = varied(deadlines=[before])
    assert of(programme, ENROLLED, "intake", AUTUMN).state == "todo"
    assert of(programme, replace(ENROLLED, enrolled_on=date(2021, 12, 20)), "intake", AUTUMN).state == "not_yet"
    late = replace(ENROLLED, enrolled_on=date(2021, 12, 21))
    assert "intake" not in [found.key for found in owed(programme, late, AUTUMN)]


def test_the_next_step_is_what_is_due_first(small: Programme) -> None:
    first = next_step(small, Facts(), AUTUMN)
    assert first is not None
    assert first.key == "enrolment"
    march = next_step(small, ENROLLED, date(2022, 2, 15))
    assert march is not None
    assert (march.key, march.state) == ("list-2022Q1", "late")
    mended = replace(ENROLLED, lists=(delivered(Quarter(2022, 1), date(2022, 2, 15)),))
    kick_off = next_step(small, mended, date(2022, 2, 15))
    assert kick_off is not None
    assert kick_off.key == "kick_off"


def test_there_is_no_next_step_when_nothing_waits(small: Programme) -> None:
    assert next_step(small, ENROLLED, AUTUMN) is None


def test_before_enrolling_the_intention_is_owed_too(year: Programme) -> None:
    asked = owed(year, Facts(), date(2021, 9, 28))
    assert [(found.key, found.kind, found.state) for found in asked] == [
        ("intention", "intention", "todo"),
        ("enrolment", "enrolment", "todo"),
    ]
    assert asked[0] == Obligation(
        key="intention",
        kind="intention",
        title="Zeg of u mee wilt doen",
        opens=date(2021, 8, 1),
        due=date(2021, 9, 30),
        state="todo",
        because="Doe dit uiterlijk op 30 september 2021. U hebt nog 2 dagen.",
        quarter=None,
        minutes=1,
        source="Regiotekst, r. 2",
    )


@pytest.mark.parametrize(
    ("intention", "on", "state", "because"),
    [
        ("", date(2021, 7, 31), "not_yet", "Dit kan vanaf 1 augustus 2021, tot en met 30 september 2021."),
        (
            "not_yet",
            date(2021, 9, 30),
            "todo",
            "U weet het nog niet. Doe dit uiterlijk op 30 september 2021. Vandaag is de laatste dag.",
        ),
        ("", date(2021, 10, 1), "late", "Dit kon tot en met 30 september 2021. Doe het zo snel mogelijk."),
        ("yes", date(2021, 9, 1), "done", "Dit is klaar."),
        ("no", date(2021, 9, 1), "done", "Dit is klaar."),
    ],
)
def test_an_intention_is_done_by_yes_or_no(year: Programme, intention: str, on: date, state: str, because: str) -> None:
    found = of(year, Facts(intention=intention), "intention", on)
    assert (found.state, found.because) == (state, because)


def test_who_said_no_owes_nothing_more_and_who_enrolled_answered(year: Programme) -> None:
    on = date(2021, 9, 1)
    assert [found.key for found in owed(year, Facts(intention="no"), on)] == ["intention"]
    enrolled = Facts(enrolled_on=AUTUMN, objectives=("B",))
    assert "intention" not in [found.key for found in owed(year, enrolled, AUTUMN)]
    assert of(year, replace(enrolled, intention="not_yet"), "intention", AUTUMN).state == "done"


def test_a_late_intention_gives_way_to_the_enrolment(year: Programme) -> None:
    found = [next_step(year, Facts(), on) for on in (date(2021, 9, 30), date(2021, 10, 1))]
    assert [step and step.key for step in found] == ["intention", "enrolment"]


@pytest.mark.parametrize(
    ("choices", "on", "state"),
    [
        ((), AUTUMN, "todo"),
        ((), date(2022, 1, 2), "late"),
        (("boards",), AUTUMN, "done"),
        (("krachtige-basiszorg",), AUTUMN, "todo"),
    ],
)
def test_a_track_must_be_chosen_before_the_first_day(
    year: Programme, choices: tuple[str, ...], on: date, state: str
) -> None:
    found = of(year, replace(ENROLLED, objectives=("A",), choices=choices), "track-a", on)
    assert (found.kind, found.title, found.due, found.state, found.source) == (
        "track",
        "Kies het traject voor “Zorg op afstand”",
        date(2022, 1, 1),
        state,
        "Regiotekst, r. 13",
    )
    assert "track-a" not in [other.key for other in owed(year, ENROLLED, on)]


def test_an_obligation_names_its_form_and_the_day_it_was_done(small: Programme) -> None:
    on = date(2022, 3, 2)
    assert [(found.form, found.done_on) for found in owed(small, ENROLLED, on) if found.kind == "form"] == [
        ("action_plan", None),
        ("accountability_b", None),
    ]
    facts = replace(
        ENROLLED,
        forms=(FormFact("action_plan", "submitted", on),),
        items=(Item("kick_off", date(2022, 2, 28)),),
        lists=(delivered(Quarter(2022, 1), date(2022, 1, 9), number=2),),
    )
    done = {found.key: found.done_on for found in owed(small, facts, on) if found.state == "done"}
    assert done == {
        "enrolment": AUTUMN,
        "list-2022Q1": date(2022, 1, 9),
        "kick_off": date(2022, 2, 28),
        "action_plan": on,
    }


def test_a_form_that_was_sent_back_is_to_do_again_and_not_late(small: Programme) -> None:
    facts = replace(ENROLLED, forms=(FormFact("action_plan", "changes_requested", date(2022, 8, 1)),))
    found = of(small, facts, "action_plan", date(2022, 9, 15))
    assert (found.state, found.because) == (
        "todo",
        "Uw regio stuurde dit terug met opmerkingen. Pas het aan en verstuur het opnieuw.",
    )


def test_a_form_of_last_year_is_no_form_of_this_year(small: Programme) -> None:
    facts = replace(ENROLLED, forms=(FormFact("action_plan", "approved", date(2022, 2, 1), year=2021),))
    assert of(small, facts, "action_plan", date(2022, 3, 1)).state == "todo"


def test_a_form_waits_for_its_phase_but_can_still_be_late(year: Programme) -> None:
    forms = [form.model_copy(update={"phase": "execution"}) for form in year.forms]
    programme = year.model_copy(update={"forms": tuple(forms)})
    found = of(programme, ENROLLED, "action_plan", date(2022, 8, 31))
    assert (found.state, found.because) == (
        "not_yet",
        "Dit kan als de fase “Plan” klaar is. Doe dit uiterlijk op 31 augustus 2022. Vandaag is de laatste dag.",
    )
    assert of(programme, ENROLLED, "action_plan", date(2022, 9, 1)).state == "late"


def test_a_form_of_another_track_is_not_owed(year: Programme) -> None:
    forms = [form.model_copy(update={"choice": "video"}) for form in year.forms]
    programme = year.model_copy(update={"forms": tuple(forms)})
    keys = [found.key for found in owed(programme, ENROLLED, AUTUMN)]
    assert "action_plan" not in keys
    chosen = replace(ENROLLED, objectives=("A", "B"), choices=("video",))
    assert "action_plan" in [found.key for found in owed(programme, chosen, AUTUMN)]
