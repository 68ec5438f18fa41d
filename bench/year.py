"""A practice well into its year, and plans of every practice to review: written in bulk, for timing pages that read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from groeiruimte.records.models import (
    Attendance,
    Employee,
    Enrolment,
    Evidence,
    FilledForm,
    FormAnswer,
    FormSubmission,
    Item,
    Milestone,
    Session,
    SignUp,
    Training,
    User,
)
from groeiruimte.records.models.training import CLOSED, SIGNED_UP

STAFF, DAYS, MILESTONES, EVIDENCE = 12, 30, 10, 15
FORM, SECTION, REVIEWED = "project_plan", "tasks", "accountability_a"
AT = datetime(2022, 2, 1, 9, 0, tzinfo=UTC)


def busy_year(enrolment: Enrolment, user: User) -> None:
    """Twelve people, thirty days of training, notes, milestones, evidence and a plan of four versions."""
    enrolment.objectives = ["A", "B"]
    enrolment.save(update_fields=["objectives"])
    place = {"practice": enrolment.practice, "region_id": enrolment.region_id}
    functions = ("gp", "medical_assistant", "practice_nurse_somatic")
    staff = Employee.objects.bulk_create(
        Employee(**place, name=f"Medewerker {number}", function=functions[number % 3], start=date(2020, 1, 1))
        for number in range(STAFF)
    )
    _trainings(enrolment, staff)
    Item.objects.bulk_create(
        Item(
            **place,
            enrolment=enrolment,
            kind="digital_skills",
            employee=one,
            day=date(2022, 3, 1),
            answers={"how": "Samen geoefend", "day": "2022-03-01"},
            noted_by=user,
            noted_at=AT,
        )
        for one in staff[:-1]
    )
    Milestone.objects.bulk_create(
        Milestone(
            **place,
            enrolment=enrolment,
            title=f"Mijlpaal {number}",
            shows="Een telling van een week.",
            due=date(2022, 1, 10) + timedelta(weeks=number * 4),
            done_on=date(2022, 1, 10) + timedelta(weeks=number * 4) if number < 3 else None,
            added_by=user,
            added_at=AT,
        )
        for number in range(MILESTONES)
    )
    Evidence.objects.bulk_create(
        Evidence(
            **place,
            title=f"Bewijs {number}",
            day=date(2022, 3, 1),
            link=f"https://www.example.org/{number}",
            added_by=user,
            added_at=AT,
        )
        for number in range(EVIDENCE)
    )
    _plan(enrolment, staff, user)


def hand_in_everywhere(user: User) -> None:
    """A form that waits for the region, for every enrolment that has none yet."""
    enrolments = list(Enrolment.objects.exclude(forms__form=REVIEWED))
    filled = FilledForm.objects.bulk_create(
        FilledForm(
            enrolment=each,
            practice_id=each.practice_id,
            region_id=each.region_id,
            form=REVIEWED,
            status="submitted",
            started_at=AT,
            saved_at=AT,
            submitted_at=AT,
        )
        for each in enrolments
    )
    FormSubmission.objects.bulk_create(
        FormSubmission(
            filled_form=each,
            practice_id=each.practice_id,
            region_id=each.region_id,
            number=1,
            receipt=f"2022-{each.pk}",
            sha256="0" * 64,
            submitted_by=user,
            submitted_at=AT,
        )
        for each in filled
    )


def _trainings(enrolment: Enrolment, staff: list[Employee]) -> None:
    region = enrolment.region_id
    trainings = Training.objects.bulk_create(
        Training(
            region_id=region,
            title=f"Scholing {number}",
            about="U oefent samen.",
            objectives=["A"],
            topics=["zorg-op-afstand"],
            published=True,
        )
        for number in range(DAYS // 3)
    )
    starts = [datetime(2022, 2, 1, 18, 0, tzinfo=UTC) + timedelta(weeks=number) for number in range(DAYS)]
    sessions = Session.objects.bulk_create(
        Session(
            training=trainings[number % len(trainings)],
            region_id=region,
            start=start,
            end=start + timedelta(hours=2),
            place="Rotterdam",
            seats=30,
            status=CLOSED if start < datetime(2022, 4, 5, tzinfo=UTC) else "planned",
        )
        for number, start in enumerate(starts)
    )
    lines = [(session, one) for session in sessions for one in staff[:2]]
    SignUp.objects.bulk_create(
        SignUp(session=session, practice=one.practice, region_id=region, employee=one, status=SIGNED_UP, by=None, at=AT)
        for session, one in lines
    )
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            practice=one.practice,
            region_id=region,
            employee=one,
            title=session.training.title,
            topics=session.training.topics,
            day=session.start.date(),
            certificate=f"2022-{session.pk}-{one.pk}",
            noted_at=AT,
        )
        for session, one in lines
        if session.status == CLOSED
    )


def _plan(enrolment: Enrolment, staff: list[Employee], user: User) -> None:
    place = {"practice": enrolment.practice, "region_id": enrolment.region_id}
    filled = FilledForm.objects.create(
        **place, enrolment=enrolment, form=FORM, started_at=AT, saved_at=AT, version=4, here=f"{SECTION}/tasks"
    )
    task = {"task": "Uitslagen doorgeven", "now": "huisarts", "then": "doktersassistent"}
    answers = {
        "tasks": [task] * 10,
        "improvement_points": [{"point": "Elke dag een uur vrij voor moeilijke vragen."}] * 5,
        "intended_result": "Meer tijd voor patiënten met een moeilijke vraag. " * 10,
        "people": [str(one.pk) for one in staff[:5]],
        "other_money": False,
    }
    FormAnswer.objects.bulk_create(
        FormAnswer(
            **place,
            filled_form=filled,
            question=question,
            version=version,
            form_version=version,
            value=value,
            given_by=user,
            given_at=AT,
        )
        for question, value in answers.items()
        for version in range(1, 5)
    )
