"""A practice holds a survey: starts it, hands out links, calls it off (P18). Source: R082, R089, R185, trust.md T8, T9.

A link to a team works once. Of a link only the sha256 is kept, sorted among the others, and nowhere whom it went to.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.survey import Survey as Definition
from groeiruimte.programme.survey import Wave
from groeiruimte.records import guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import LETTERS, new_id
from groeiruimte.records.models import Enrolment, Practice, Survey, SurveyBox, User
from groeiruimte.records.models.survey import CALLED_OFF, OPEN
from groeiruimte.rules.suppression import FEWEST_PEOPLE

from . import team
from .outbox import place
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

MAIL = "survey_mail"
FEWEST_LINKS, MOST_LINKS = FEWEST_PEOPLE, 200
"""Fewer links at a time would say of whom an answer is. Who has them all still can answer more than once (ADR 23)."""
PATIENTS = "patients"
REPLACED = ("Deze kaarten zijn vervangen.", "Maak nieuwe.")
NOT_OPEN = ("Deze vragenlijst is niet meer open.", "Ga terug naar uw vragenlijsten.")


def definition_of(survey: Survey) -> Definition:
    """The questions that a survey asks: those of the edition in which it was started."""
    found = programme_of(survey.edition).survey(survey.kind)
    if found is None:  # an edition is sealed, so this cannot change after the start
        raise LookupError(f"edition {survey.edition_id} has no survey {survey.kind}")
    return found


def offered(programme: Programme, objectives: Collection[str]) -> tuple[Definition, ...]:
    """The surveys of a programme that are for a practice with these objectives."""
    return tuple(
        found for found in programme.surveys if not found.objectives or set(found.objectives) & set(objectives)
    )


def wave_open_on(definition: Definition, day: date) -> Wave | None:
    return next((wave for wave in definition.waves if wave.opens <= day <= wave.closes), None)


@verb("survey.start", right="survey.hold")
def start(*, practice: Practice, enrolment: Enrolment, kind: str, closes: date, by: Actor, at: datetime) -> Done:
    """Open a survey in the wave of today, up to and including `closes`. Patients get one open link."""
    assert by.user is not None
    today = local_date(at)
    edition = enrolment.region_year.edition
    definition = programme_of(edition).survey(kind)
    if definition is None or definition not in offered(programme_of(edition), enrolment.objectives):
        raise Refused("Uw programma vraagt deze vragenlijst niet.", "Kies een andere.", "kind")
    wave = wave_open_on(definition, today)
    if wave is None:
        raise Refused("Deze vragenlijst kan nu niet.", "Kijk op de pagina wanneer het weer kan.", "wave")
    if not today <= closes <= wave.closes:
        raise Refused(
            "Deze dag past niet bij de meting.",
            f"Kies een dag van {short_date(today)} tot en met {short_date(wave.closes)}.",
            "closes",
        )
    if Survey.objects.filter(enrolment=enrolment, kind=kind, wave=wave.key).exclude(status=CALLED_OFF).exists():
        raise Refused("Deze vragenlijst staat al uit.", "Ga terug naar uw vragenlijsten.", "twice")
    made = Survey.objects.create(
        enrolment=enrolment,
        practice=practice,
        practice_name=practice.name,
        edition=edition,
        region_id=enrolment.region_id,
        kind=kind,
        wave=wave.key,
        opens=today,
        closes=closes,
        link=new_id() if definition.audience == PATIENTS else "",
        started_by=by.user,
        started_at=at,
    )
    with guard.survey(made.pk):
        SurveyBox.objects.create(survey=made, practice=practice, region_id=made.region_id)
    return Done(made, practice=practice, lifecycle="create", detail={"kind": kind, "wave": wave.key})


def issue_links(
    *, practice: Practice, survey: Survey, number: int, by: Actor, at: datetime, key: str
) -> tuple[Survey, tuple[str, ...]]:
    """Hand out this many links for a team; gives their secrets, this once. Unused earlier links work no more.

    The secrets follow from the key of the form, so that a form that is sent twice gives the same cards, as long as no
    later ones replaced them. That key itself is kept nowhere: the verb gets a hash of it.
    """
    secrets = tuple(_secret(key, place) for place in range(number))
    made: Survey = _issue(
        practice=practice, survey=survey, number=number, secrets=secrets, by=by, at=at, key=_hash_of_key(key)
    )
    with guard.survey(made.pk):
        box = SurveyBox.objects.get(pk=made.pk)
    if not set(map(sealed, secrets)) <= {*box.issued, *box.spent}:
        raise Refused(*REPLACED, "replaced")
    return made, secrets


def _secret(key: str, place: int) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"survey {place} {key}".encode(), hashlib.sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:20])


def _hash_of_key(key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"survey {key}".encode(), hashlib.sha256).hexdigest()[:40]


def sealed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@verb("survey.issue", right="survey.hold")
def _issue(
    *, practice: Practice, survey: Survey, number: int, secrets: tuple[str, ...], by: Actor, at: datetime
) -> Done:
    found = open_survey(practice, survey, at)
    _demand_team(found)
    if not FEWEST_LINKS <= number <= MOST_LINKS:
        range_of = f"Kies een aantal van {FEWEST_LINKS} tot en met {MOST_LINKS}."
        raise Refused("Zoveel kaarten kan niet.", range_of, "number")
    with guard.survey(found.pk):
        box = SurveyBox.objects.select_for_update().get(pk=found.pk)
        box.issued = sorted(map(sealed, secrets))
        box.save(update_fields=["issued"])
    found.invited = found.counted + number  # of the last count: how many came since is not told before the next
    found.version += 1
    found.save(update_fields=["invited", "version"])
    return Done(found, practice=practice, detail={"links": number})


@verb("survey.invite", right="survey.hold", sensitivity="personal")
def invite(*, practice: Practice, survey: Survey, colleagues: tuple[int, ...], by: Actor, at: datetime) -> Done:
    """Mail colleagues with an account, each a link of their own. Nobody gets a second one while the first works."""
    found = open_survey(practice, survey, at)
    _demand_team(found)
    known = team.accounts_of(practice)
    if not colleagues or not set(colleagues) <= set(known):
        raise Refused("Kies wie u wilt mailen.", "U kiest uit collega's met een account.", "colleagues")
    if len(colleagues) < FEWEST_LINKS:
        raise Refused(f"Mail ten minste {FEWEST_LINKS} collega's.", "Of deel kaarten uit.", "few")
    for user_id in colleagues:
        # The job makes the link when it sends it: until then there is none, and then it is in the mail alone.
        payload = {"survey": found.pk, "user": str(user_id), "round": str(found.version)}
        name = f"{MAIL}:{found.pk}:{found.version}:{user_id}"
        jobs.queue(kind=MAIL, key=name, due_at=at, payload=payload)
        jobs.again(name, at)  # one whose mail would not go before
    return Done(found, practice=practice, detail={"mails": len(colleagues)})


def send(survey_id: str, user_id: str, since: str, at: datetime) -> None:
    """M13: mail somebody a link that is made now; called by the job loop. A link whose mail failed works no more.

    The link stands in no table, so this mail does not pass the outbox. It follows from the key of the site, the person
    and the round of links (`since`, the version of the survey): whoever runs this twice sends one link twice.
    """
    secret = _secret(f"mail {survey_id} {since} {user_id}", 0)
    with transaction.atomic():
        survey = Survey.objects.select_for_update().get(pk=survey_id)
        user = User.objects.get(pk=user_id)
        is_over = not is_open(survey, local_date(at)) or str(survey.version) != since
        if is_over or not user.is_active or not _lay_ready(survey, sealed(secret)):
            return
    try:
        _message(survey, user, secret).send()
    except Exception:
        with transaction.atomic():
            _take_away(Survey.objects.select_for_update().get(pk=survey_id), sealed(secret))
        raise


def _lay_ready(survey: Survey, token: str) -> bool:
    """Whether a link can be used from now on; not when somebody used it before."""
    box = SurveyBox.objects.select_for_update().get(pk=survey.pk)
    if token in box.spent:
        return False
    if token not in box.issued:
        _issue_now(survey, box, [*box.issued, token], 1)
    return True


def _take_away(survey: Survey, token: str) -> None:
    box = SurveyBox.objects.select_for_update().get(pk=survey.pk)
    if token in box.issued:
        _issue_now(survey, box, [each for each in box.issued if each != token], -1)


def _issue_now(survey: Survey, box: SurveyBox, issued: list[str], more: int) -> None:
    box.issued = sorted(issued)
    box.save(update_fields=["issued"])
    survey.invited = max(0, survey.invited + more)
    survey.save(update_fields=["invited"])


def _message(survey: Survey, user: User, secret: str) -> EmailMessage:
    definition = definition_of(survey)
    return EmailMessage(
        subject=f"{' '.join(definition.title.split())}: {definition.minutes} minuten, anoniem",
        body=(
            f"Beste {' '.join(user.name.split())},\n\n"
            f"{' '.join(survey.practice_name.split())} vraagt u een korte vragenlijst in te vullen.\n"
            f"{definition.promise}\n\n"
            f"Vul hem in: {address(survey.pk, secret)}\n\n"
            f"De link werkt één keer, tot en met {short_date(survey.closes)}. Stuur hem niet door.\n"
        ),
        to=[user.email],
    )


def address(survey_id: str, secret: str) -> str:
    """The whole address where somebody answers."""
    return place(f"/v/{survey_id}/{secret}/")


@verb("survey.call_off", right="survey.hold")
def call_off(*, practice: Practice, survey: Survey, by: Actor, at: datetime) -> Done:
    """Stop a survey without an outcome. What came in is thrown away."""
    found = open_survey(practice, survey, at, also_late=True)
    with guard.survey(found.pk):
        box = SurveyBox.objects.select_for_update().get(pk=found.pk)
        box.issued, box.spent, box.answers, box.day, box.today = [], [], [], None, 0
        box.save()
    found.status, found.link, found.counted = CALLED_OFF, "", 0
    found.version += 1
    found.save(update_fields=["status", "link", "counted", "version"])
    return Done(found, practice=practice, lifecycle="delete", detail={"kind": found.kind, "wave": found.wave})


def open_survey(practice: Practice, survey: Survey, at: datetime, *, also_late: bool = False) -> Survey:
    """The row of an open survey, held until the verb ends; `also_late` when its last day has passed too."""
    found = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk, practice=practice)
    if found.status != OPEN or not (also_late or is_open(found, local_date(at))):
        raise Refused(*NOT_OPEN, "closed")
    return found


def is_open(survey: Survey, day: date) -> bool:
    return survey.status == OPEN and survey.opens <= day <= survey.closes


def _demand_team(survey: Survey) -> None:
    if survey.link:
        raise Refused("Patiënten gebruiken één open link.", "Print de poster.", "audience")
