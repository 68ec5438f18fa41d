"""What the practices of the accounts did before the demo starts: through the verbs, on the days it happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from groeiruimte.actions import evidence, forms, hours, items, milestones, partners, questions, team
from groeiruimte.actions.hours import HoursText
from groeiruimte.actions.milestones import MilestoneText, Progress
from groeiruimte.records.models import Employee, Enrolment, FilledForm, Milestone, Practice, ProjectPartner

from . import plans
from .hands import hand
from .world import AGREED, LEADS, SECOND, Person, PracticePlan, World

STORIES = 6
"""How many stories `play` tells."""


class Story:
    """One practice, its enrolment, and who acts for it."""

    def __init__(self, plan: PracticePlan, practices: Mapping[str, Practice]) -> None:
        self.plan = plan
        self.practice = practices[plan.agb_code]
        self.enrolment = Enrolment.objects.select_related("region_year__edition", "practice__region").get(
            practice=self.practice
        )
        self.staff = list(Employee.objects.filter(practice=self.practice).order_by("pk"))
        self._hands = 0

    def by(self, person: Person, day: date, hour: int = 12, minute: int = 30) -> dict[str, Any]:
        self._hands += 1
        return hand(person, day, hour, minute, f"{self.plan.agb_code}-{self._hands}")

    def manager(self, day: date, hour: int = 12, minute: int = 30) -> dict[str, Any]:
        return self.by(self.plan.manager, day, hour, minute)

    def note(self, kind: str, answers: Mapping[str, Any], day: date) -> None:
        given = {"practice": self.practice, "enrolment": self.enrolment, "kind": kind, "answers": answers}
        items.note(**given, **self.manager(day))

    def ask(self, title: str, text: str, about: str, day: date) -> Any:
        return questions.ask(practice=self.practice, title=title, text=text, about=about, **self.manager(day, 16))

    def fill_in(self, form: str, answers: Mapping[str, Any], day: date, section: str = "form") -> FilledForm:
        """Save answers in one go, on the page of a section."""
        there = FilledForm.objects.filter(enrolment=self.enrolment, form=form, about=None).first()
        version = there.version if there else 0
        return forms.save(
            enrolment=self.enrolment,
            form=form,
            section=section,
            version=version,
            answers=answers,
            **self.manager(day),
        )

    def send_in(self, filled: FilledForm, day: date) -> FilledForm:
        version = FilledForm.objects.values_list("version", flat=True).get(pk=filled.pk)
        forms.submit(
            enrolment=self.enrolment, form=filled.form, version=version, **self.manager(day, hour=13, minute=5)
        )
        return FilledForm.objects.select_related("practice__region", "enrolment__region_year__edition").get(
            pk=filled.pk
        )


def play(world: World, practices: Mapping[str, Practice], tick: Callable[[], object]) -> None:
    """Tell every story; `tick` after each."""
    rijnmond, utrecht, roha = (world.of(region) for region in ("rijnmond", "utrecht", "roha"))
    lead_of = {region.key: people[0] for region, people in world.regions}
    with_plan = Story(utrecht[LEADS], practices)
    agreed = Story(utrecht[AGREED], practices)
    _linde(Story(rijnmond[LEADS], practices), lead_of["rijnmond"])
    tick()
    _second_in_rijnmond(Story(rijnmond[SECOND], practices))
    tick()
    _plan_that_waits(with_plan)
    tick()
    _plan_sent_back(Story(utrecht[SECOND], practices), lead_of["utrecht"])
    tick()
    _plan_agreed(agreed, with_plan, lead_of["utrecht"])
    tick()
    _video_track(Story(roha[LEADS], practices))
    tick()


def _linde(story: Story, lead: Person) -> None:
    """Objective A, part of the year done: some of the team practised, one channel, one question answered."""
    team.check(practice=story.practice, **story.manager(date(2022, 1, 18)))
    story.note("measurement_channel", {"channel": "Patiëntenportaal", "day": "2022-02-14"}, date(2022, 2, 15))
    story.note("econsult_action", {"what": "Bericht op de website", "day": "2022-03-01"}, date(2022, 3, 1))
    practised = {"how": "Samen geoefend", "day": "2022-03-15"}
    items.note_for_everybody(
        practice=story.practice,
        enrolment=story.enrolment,
        kind="digital_skills",
        version=0,
        answers={str(one.pk): practised for one in story.staff[:4]},
        **story.manager(date(2022, 3, 16)),
    )
    evidence.add(
        practice=story.practice,
        title="Pagina over e-consulten op onze website",
        day=date(2022, 3, 1),
        link="https://www.example.org/de-linde/e-consult",
        **story.manager(date(2022, 3, 1), 13),
    )
    thread = story.ask(
        "Telt een waarnemer mee?",
        "Bij digitale vaardigheden staat elke medewerker. Telt een waarnemer ook mee?",
        "kpi:a2",
        date(2022, 3, 21),
    )
    questions.answer(
        practice=story.practice,
        thread=thread,
        text="Ja, als de waarnemer bij uw praktijk hoort. Staat die in uw team, dan telt die mee.",
        closed=True,
        **story.by(lead, date(2022, 3, 22), 9),
    )


def _second_in_rijnmond(story: Story) -> None:
    """Objective B: hours without their contract, a project plan that is half done, a question that waits."""
    nurse = next(one for one in story.staff if one.function == "practice_nurse_somatic")
    hours.book(
        practice=story.practice,
        enrolment=story.enrolment,
        objective="B",
        text=HoursText(
            function=nurse.function,
            type="non_patient_time",
            minutes_a_week=150,
            start=date(2022, 2, 1),
            employee=nurse,
            claimed_nowhere_else=True,
        ),
        **story.manager(date(2022, 2, 3)),
    )
    story.fill_in("project_plan", plans.PROJECT_PLAN_BEGUN, date(2022, 3, 9), "tasks")
    story.ask(
        "Mag het contract later komen?",
        "Wij wachten op de handtekening. Kunnen wij de uren nu al opgeven?",
        "form:project_plan",
        date(2022, 4, 4),
    )


def _plan_that_waits(story: Story) -> None:
    """Utrecht: the inventory led to a plan with milestones, and the plan waits for the project leader."""
    people = [str(one.pk) for one in story.staff[:4]]
    sheet = story.fill_in("inventory", {**plans.INVENTORY, "people": people}, date(2022, 1, 19))
    story.send_in(sheet, date(2022, 1, 19))
    examples = ["d_start_measured", "lean_team_trained", "lean_board"]
    given = {"practice": story.practice, "enrolment": story.enrolment}
    milestones.copy(**given, examples=examples, **story.manager(date(2022, 2, 8)))
    _own(story, "lean_board", date(2022, 2, 8))
    _done(story, "d_start_measured", "Wij telden een week: 41 gemiste oproepen.", date(2022, 3, 11))
    filled = story.fill_in("action_plan", {**plans.LEAN, "people": people}, date(2022, 3, 22), "money")
    story.send_in(filled, date(2022, 3, 24))


def _plan_sent_back(story: Story, lead: Person) -> None:
    """Utrecht: the project leader asks more at two questions."""
    people = [str(one.pk) for one in story.staff[:2]]
    filled = story.fill_in("action_plan", {**plans.VAGUE, "people": people}, date(2022, 3, 9), "money")
    forms.send_back(
        filled_form=story.send_in(filled, date(2022, 3, 10)),
        number=1,
        remarks=plans.REMARKS,
        checklist=plans.CHECKED_WITH_DOUBTS,
        **story.by(lead, date(2022, 3, 17), 10),
    )


def _plan_agreed(story: Story, other: Story, lead: Person) -> None:
    """Utrecht: the plan was agreed to, so this practice is at work; it works together with another one."""
    people = [str(one.pk) for one in story.staff[:3]]
    given = {"practice": story.practice, "enrolment": story.enrolment}
    milestones.copy(**given, examples=["c_team_trained", "c_first_talks"], **story.manager(date(2022, 1, 25)))
    filled = story.fill_in("action_plan", {**plans.TALKS, "people": people}, date(2022, 2, 1), "money")
    forms.agree(
        filled_form=story.send_in(filled, date(2022, 2, 2)),
        number=1,
        checklist=plans.CHECKED,
        **story.by(lead, date(2022, 2, 9), 10),
    )
    partners.ask(**given, partner=other.practice.pk, title="Samen verbeteren", **story.manager(date(2022, 2, 10)))
    partners.answer(
        practice=other.practice,
        partner=ProjectPartner.objects.get(asked_by=story.practice),
        agreed=True,
        **other.manager(date(2022, 2, 14)),
    )


def _video_track(story: Story) -> None:
    """ROHA: the talk and the visit were there, the website tells it, and the region still has to look."""
    story.fill_in("video_track", plans.VIDEO_TRACK, date(2022, 2, 18))
    evidence.add(
        practice=story.practice,
        title="Pagina over beeldbellen op onze website",
        kind="website_video_consult",
        day=date(2022, 3, 2),
        link="https://www.example.org/de-ijsvogel/beeldbellen",
        **story.manager(date(2022, 3, 2)),
    )
    story.fill_in("video_calling", {"way_of_working": plans.WAY_OF_WORKING}, date(2022, 3, 2))


def _of_example(story: Story, example: str) -> Milestone:
    return Milestone.objects.select_related("practice", "enrolment").get(enrolment=story.enrolment, example=example)


def _own(story: Story, example: str, day: date) -> None:
    """The manager takes a milestone on."""
    found = _of_example(story, example)
    owner = next(one for one in story.staff if one.function == "practice_manager")
    text = MilestoneText(found.title, found.shows, found.due, owner, found.training)
    given = {"practice": story.practice, "milestone": found, "version": found.version}
    milestones.change(**given, text=text, **story.manager(day, 14))


def _done(story: Story, example: str, told: str, day: date) -> None:
    found = _of_example(story, example)
    given = {"practice": story.practice, "milestone": found, "version": found.version}
    milestones.report(**given, progress=Progress(told, done_on=day), **story.manager(day, 14))
