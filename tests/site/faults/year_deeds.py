"""What people do through the year of a practice, each as one call with plain values; `deeds.py` says how they work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from groeiruimte.actions import (
    attendance,
    evidence,
    forms,
    hours,
    intentions,
    items,
    library,
    milestones,
    obligations,
    questions,
    reminders,
    sign_ups,
    team,
)
from groeiruimte.actions.hours import HoursText
from groeiruimte.records import guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Article,
    Employee,
    Enrolment,
    FilledForm,
    Membership,
    Practice,
    Region,
    RegionYear,
    Session,
    SignUp,
    Training,
)
from tests.site.forms import PLAN, WHOLE_PLAN
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices

from .acting import MIDNIGHT, acting

OWNER, MANAGER, LEAD = "practice_owner", "practice_manager", "region_lead"
LATE = "list-2022Q1"
EXAMPLE = "proef-werkafspraak"


def new_team(key: str, practice: str, enrolled: bool) -> None:
    """A practice with an owner, a manager and two colleagues; what it owes is laid down already."""
    with guard.everything():
        year = RegionYear.objects.select_related("edition", "region").get()
        (made,) = make_practices(Rijnmond(year.region, year), [practice], enrolled=enrolled)
        make_person(OWNER, practice=made)
        make_person(MANAGER, practice=made)
        for name in ("Anna Duin", "Bart Kade"):
            Employee.objects.create(practice=made, region=made.region, name=name, function="gp")
        obligations.lay_down(made, year, TODAY)


def _enrolment(practice: str) -> Enrolment:
    found = Enrolment.objects.select_related("practice__region", "region_year__edition", "region_year__region")
    return found.get(practice__name=practice)


def _team(practice: str) -> list[Employee]:
    return list(Employee.objects.filter(practice__name=practice).order_by("name"))


def give_intention(key: str, practice: str) -> dict[str, Any]:
    with acting(OWNER, practice) as who:
        made = intentions.give(
            practice=Practice.objects.select_related("region").get(name=practice),
            region_year=RegionYear.objects.select_related("edition", "region").get(),
            version=0,
            answer="yes",
            support_need="Hulp bij beeldbellen",
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"answer": made.answer, "version": made.version}


def save_form(key: str, practice: str) -> dict[str, Any]:
    """The whole plan at once."""
    with acting(MANAGER, practice) as who:
        made = forms.save(
            enrolment=_enrolment(practice),
            form=PLAN,
            section="idee",
            version=0,
            answers={**WHOLE_PLAN, "wie": [str(_team(practice)[0].pk)]},
            here="doel",
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"version": made.version, "status": made.status, "answers": len(forms.answers_of(made))}


def submit_form(key: str, practice: str) -> dict[str, Any]:
    with acting(OWNER, practice) as who:
        made = forms.submit(enrolment=_enrolment(practice), form=PLAN, version=1, by=who, at=MIDNIGHT, key=key)
        return {"receipt": made.receipt, "number": made.number, "status": made.filled_form.status}


def send_back(key: str, practice: str) -> str:
    """The region has a question about what was sent in: its people hear that."""
    with acting(LEAD, "") as who:
        made = forms.send_back(
            filled_form=FilledForm.objects.select_related("practice__region").get(
                practice__name=practice, form=PLAN, about=None
            ),
            number=1,
            remarks={"doel": "Voor welke patiënten is dit?"},
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return made.status


def note_item(key: str, practice: str) -> dict[str, Any]:
    with acting(MANAGER, practice) as who:
        made = items.note(
            practice=Practice.objects.select_related("region").get(name=practice),
            enrolment=_enrolment(practice),
            kind="measurement_channel",
            answers={"channel": "App", "day": "2022-03-01"},
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"item": made.pk, "day": made.day.isoformat()}


def add_evidence(key: str, practice: str) -> dict[str, Any]:
    with acting(MANAGER, practice) as who:
        made = evidence.add(
            practice=Practice.objects.select_related("region").get(name=practice),
            title="Foto van de balie",
            day=date(2022, 3, 1),
            file=("balie.pdf", f"%PDF-1.7 {key}".encode()),
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"evidence": made.pk, "bytes": made.file.size if made.file else 0}


def copy_milestone(key: str, practice: str) -> int:
    """Gives how many milestones the plan has."""
    with acting(MANAGER, practice) as who:
        made = milestones.copy(
            practice=Practice.objects.select_related("region").get(name=practice),
            enrolment=_enrolment(practice),
            examples=[EXAMPLE],
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return int(made.milestones.count())


def book_hours(key: str, practice: str) -> dict[str, Any]:
    """With its contract, that is put on the shelf in the same deed."""
    with acting(MANAGER, practice) as who:
        employee = _team(practice)[0]
        text = HoursText(
            function=employee.function,
            type="non_patient_time",
            minutes_a_week=390,
            start=date(2022, 2, 1),
            employee=employee,
            link="https://example.org/contract",
        )
        found = Practice.objects.select_related("region").get(name=practice)
        made = hours.book(
            practice=found, enrolment=_enrolment(practice), objective="A", text=text, by=who, at=MIDNIGHT, key=key
        )
        return {"hours": made.pk, "contract": made.contract_id}


def ask_question(key: str, practice: str) -> dict[str, Any]:
    with acting(MANAGER, practice) as who:
        made = questions.ask(
            practice=Practice.objects.select_related("region").get(name=practice),
            title="Vraag over beeldbellen",
            text="Mag dit ook met de telefoon?",
            about="",
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"thread": made.pk, "messages": made.messages.count()}


def new_article(key: str) -> str:
    with acting(LEAD, "") as who:
        fields: dict[str, str | int] = {"kind": "aid", "title": "Sjabloon", "text": "Vul het in."}
        made = library.add(region=Region.objects.get(), fields=fields, file=None, by=who, at=MIDNIGHT, key=key)
        return str(made.pk)


def change_article(key: str, article: str) -> dict[str, Any]:
    """Another text and a file: how it stood is kept."""
    with acting(LEAD, "") as who:
        made = library.change(
            region=Region.objects.get(),
            article=Article.objects.get(pk=article),
            version=1,
            fields={"text": "Vul dit samen in."},
            file=("sjabloon.pdf", b"%PDF-1.7 sjabloon"),
            without_file=False,
            by=who,
            at=MIDNIGHT,
            key=key,
        )
        return {"version": made.version, "text": made.text}


def hold_session(key: str, code: str = "") -> str:
    """A training next week with one seat, or today's with its door open when there is a `code`."""
    with guard.everything():
        region = Region.objects.get()
        training = Training.objects.create(region=region, title="Beeldbellen", topics=[], published=True)
        start = MIDNIGHT + (timedelta(hours=1) if code else timedelta(days=7))
        made = Session.objects.create(
            training=training,
            region=region,
            start=start,
            end=start + timedelta(hours=2),
            place="Rotterdam",
            seats=1,
            status="open" if code else "planned",
            code=code,
        )
        return str(made.pk)


def sign_up(key: str, practice: str, session: str) -> list[str]:
    """Two people for one seat: the second one waits."""
    with acting(MANAGER, practice) as who:
        with guard.everything():
            held = Session.objects.select_related("training", "region").get(pk=session)
        found = Practice.objects.select_related("region").get(name=practice)
        sign_ups.sign_up(practice=found, session=held, employees=_team(practice), by=who, at=MIDNIGHT, key=key)
        return list(SignUp.objects.filter(session=session).values_list("status", flat=True))


def attend(key: str, practice: str, code: str) -> int:
    """Gives how many people of the practice were there."""
    with acting(MANAGER, practice) as who:
        found = Practice.objects.select_related("region").get(name=practice)
        at = MIDNIGHT + timedelta(hours=2)
        attendance.attend(practice=found, code=code, employees=_team(practice), by=who, at=at, key=key)
        return int(found.attendances.count())


def new_colleague(key: str, practice: str) -> str:
    """Somebody of the practice who is logged in on two computers. Gives the id of the membership."""
    with guard.everything():
        found = Practice.objects.select_related("region").get(name=practice)
        email = f"{new_id()}@example.org"
        user = make_person("practice_staff", practice=found, email=email)
        for _ in range(2):
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session.create()
        return str(Membership.objects.get(user=user).pk)


def stop_access(key: str, practice: str, membership: str) -> str:
    with acting(OWNER, practice) as who:
        found = Membership.objects.get(pk=membership)
        of = Practice.objects.select_related("region").get(name=practice)
        made = team.stop(practice=of, membership=found, by=who, at=MIDNIGHT, key=key)
        return str(made.status)


def remind(key: str) -> str:
    """Everybody who is late with their list and did not hear it today."""
    with acting(LEAD, "") as who:
        year = RegionYear.objects.select_related("edition", "region").get()
        made = reminders.remind(region=year.region, region_year=year, obligation=LATE, by=who, at=MIDNIGHT, key=key)
        return str(made.pk)


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed
    for deed in (
        add_evidence, ask_question, attend, book_hours, change_article, copy_milestone, give_intention, hold_session,
        new_article, new_colleague, new_team, note_item, remind, save_form, send_back, sign_up, stop_access,
        submit_form,
    )
}  # fmt: skip
