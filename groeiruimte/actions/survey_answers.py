"""Somebody answers a survey (S06), and nothing that is kept says who it was, or when. Source: trust.md T8, T9, G29.

There is one row for a whole survey, and an answer writes that row alone. Every save shuffles the answers in it and
sorts the used links. An event or a submission of an answer would stand in a row of its own between others that know
their moment; so the box itself knows which forms were sent, and the daily job writes down how many answers came.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import guard, related
from groeiruimte.records.models import Survey, SurveyBox
from groeiruimte.records.models.survey import OPEN
from groeiruimte.rules.survey import read

from .refusal import Refused
from .surveys import definition_of, sealed

CLOSED = Refused("Deze vragenlijst is gesloten.", "U kunt niet meer meedoen. Dank voor de moeite.", "closed")
NOT_YET = Refused("Deze vragenlijst is nog niet open.", "Probeer het later nog eens.", "not_yet")
USED = Refused("Deze link is al gebruikt. Uw antwoorden zijn binnen.", "U hoeft niets meer te doen.", "used")
FULL = Refused("Vandaag kwamen er al veel antwoorden binnen.", "Probeer het morgen nog eens.", "full")
UNANSWERED = Refused("Nog niet elke vraag heeft een antwoord.", "Ga terug en vul aan wat mist.", "answers")

_SHUFFLED = secrets.SystemRandom()


def find(survey_id: str, secret: str, at: datetime) -> tuple[Survey | None, Refused | None]:
    """The survey behind a link, and why it cannot be answered now; (None, None) when there is no such link.

    Once a survey is closed its links are forgotten, so every link to it then says that it is closed.
    """
    with guard.survey(survey_id):
        box = next(related.rows_by(SurveyBox, "pk", (survey_id,)), None)
        if box is None:
            return None, None
        related.fetch((box,), ("survey__edition",))
        refusal = _refusal(box.survey, box, secret, at)
    return (None, None) if refusal is _UNKNOWN else (box.survey, refusal)


def answer(*, survey_id: str, secret: str, answers: Mapping[str, str], at: datetime, key: str) -> Survey | None:
    """Put somebody's answers in the box and spend the link; None when there is no such link.

    The same form again gives the same, without a second answer. What is refused leaves nothing behind.
    """
    with guard.survey(survey_id), transaction.atomic():
        try:
            box = SurveyBox.objects.select_for_update().get(pk=survey_id)
        except SurveyBox.DoesNotExist:
            return None
        # Asked apart, for it may have been closed while we waited for the box.
        (survey,) = related.rows_by(Survey, "pk", (survey_id,))
        related.fetch((survey,), ("edition",))
        form = sealed(f"{survey_id} {secret} {key}")
        if _among(form, box.spent):
            return survey
        refusal = _refusal(survey, box, secret, at)
        if refusal is _UNKNOWN:
            return None
        found, problems = read(definition_of(survey), answers)
        refusal = refusal or (UNANSWERED if problems else None)
        if refusal is not None:
            raise Refused(refusal.message, refusal.mend, refusal.code)
        _put_in(box, survey, sealed(secret), form, local_date(at))
        box.answers = shuffled([*box.answers, found])
        box.save()
    return survey


def _put_in(box: SurveyBox, survey: Survey, token: str, form: str, today: date) -> None:
    """Spend the link and remember the form. Of an open link the forms of today are enough: a box stays small."""
    if survey.link:
        is_new = box.day != today
        box.day, box.today = today, 1 if is_new else box.today + 1
        box.spent = sorted([form] if is_new else [*box.spent, form])
    else:
        box.issued = sorted(set(box.issued) - {token})
        box.spent = sorted([*box.spent, token, form])


def shuffled(answers: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same answers in an order that says nothing, each with its questions in an order that says nothing."""
    tidy = [dict(sorted(each.items())) for each in answers]
    _SHUFFLED.shuffle(tidy)
    return tidy


_UNKNOWN = Refused("Deze link kennen wij niet.", "Kijk of u de hele link hebt.", "unknown")


def _refusal(survey: Survey, box: SurveyBox, secret: str, at: datetime) -> Refused | None:
    """Why a link cannot be used now; None when it can."""
    today = local_date(at)
    if survey.status != OPEN or today > survey.closes:
        return CLOSED
    if today < survey.opens:
        return NOT_YET
    if survey.link:
        if not hmac.compare_digest(survey.link.encode(), secret.encode()):
            return _UNKNOWN
        most = definition_of(survey).per_day
        return FULL if box.day == today and box.today >= most else None
    token = sealed(secret)
    if _among(token, box.spent):
        return USED
    return None if _among(token, box.issued) else _UNKNOWN


def _among(token: str, known: list[str]) -> bool:
    """Compared with every one of them, so that the time it takes says nothing."""
    return sum(hmac.compare_digest(token, each) for each in known) > 0
