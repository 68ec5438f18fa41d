"""Writes the world of the demo into an empty database: facts in bulk, and what practices did through the verbs.

All or nothing: a seeding that is broken off leaves an empty database, and the next start begins again.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from multiprocessing import get_context, resource_tracker
from multiprocessing.pool import Pool

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from groeiruimte.actions import (
    claims,
    decisions,
    enrolments,
    invitations,
    lists,
    obligations,
    outbox,
    programmes,
    reading,
    scan_reports,
)
from groeiruimte.programme.read import texts
from groeiruimte.records import access, audit, guard
from groeiruimte.records.models import (
    Employee,
    Enrolment,
    Insurer,
    Job,
    Mail,
    Membership,
    Practice,
    Region,
    RegionYear,
    Standing,
    User,
)
from groeiruimte.records.models.job import DONE
from groeiruimte.records.models.mail import SENT
from groeiruimte.records.models.membership import ACTIVE

from . import (
    clock,
    intentions,
    leads,
    library,
    notes,
    plan_decisions,
    region_reports,
    regional_plans,
    scans,
    settlements,
    support,
    surveys,
    trainings,
)
from .accounts import INSURERS, PASSWORD
from .choices import choices_of
from .deliveries import Delivery, content_of, deliveries
from .hands import COMPONENT, actor
from .invitation import KEY as INVITATION
from .moments import START, at
from .regions import INSURER, REGIONS
from .world import LEADS, MAIL, Person, PracticePlan, World, world

PUBLISHED = at(date(2020, 12, 1))
SINCE = date(2020, 1, 1)
INVITED = at(START - timedelta(days=1), 15, 20)
FRAME = "2021"

_Tick = Callable[[], object]


def is_needed() -> bool:
    """Whether there is no world yet."""
    with guard.everything():
        return not Region.objects.exists()


def steps() -> int:
    """How often `fill` says that it did something, for a progress bar."""
    plan = world()
    enrolled = len([one for one in plan.practices if one.enrol_on])
    return 2 * len(REGIONS) + 6 + enrolled + len(deliveries(plan)) + leads.STORIES


def fill(tick: _Tick) -> None:
    """Make the world. `tick` is called after each step. Other processes make the lists meanwhile."""
    plan = world()
    planned = deliveries(plan)
    try:
        with _list_makers() as makers, guard.everything(), transaction.atomic():
            contents = makers.imap(content_of, planned)
            years = _programmes(tick)
            practices = _records(plan, years)
            tick()
            intentions.write(plan, practices, years)
            tick()
            _enrol(plan, practices, years, tick)
            _deliver(zip(planned, contents, strict=True), practices, tick)
            library.write(plan, practices)
            trainings.write(plan, practices)
            support.write(plan, years)
            notes.write(plan, years)
            plan_decisions.write(plan, regional_plans.write(plan, years))
            settlements.write(plan, years)
            tick()
            scans.write(plan, years)
            tick()
            surveys.write(plan, years)
            tick()
            leads.play(plan, practices, tick)
            _lay_down(years, tick)
            region_reports.write(plan, years)
            _invite(plan, practices)
            _tidy()
            clock.move(
                today=settings.TODAY or START, by=access.system(START, COMPONENT), at=at(START), key="demo-start"
            )
    finally:
        reading.close()


def _list_makers() -> Pool:
    """Two processes. Fresh ones, not forks: this one has a database open.

    Ctrl-C is for this process, which then ends them; they are born deaf to it. (Starting the tracker would undo that.)
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return get_context("spawn").Pool(2)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _programmes(tick: _Tick) -> dict[str, RegionYear]:
    """Publish the frame and the programme of each region; set up their year."""
    insurer = Insurer.objects.create(key=INSURER, name=INSURERS[INSURER])
    by = access.system(PUBLISHED.date(), COMPONENT)
    years = {}
    for key in (FRAME, *(region.programme for region in REGIONS)):
        text, base, cases = texts(key, settings.DEFINITIONS)
        region = next((region for region in REGIONS if region.programme == key), None)
        when = at(region.published_on) if region else PUBLISHED
        edition = programmes.publish(text=text, base=base, cases=cases, by=by, at=when, key=f"demo-{key}")
        if region is not None:
            period = programmes.programme_of(edition).period
            years[region.key] = RegionYear(
                insurer=insurer,
                edition=edition,
                programme=key,
                start=period.start,
                end=period.end,
                approved_on=region.approved_on,
                maximum_cents=region.maximum,
                service_code=region.service_code,
            )
        tick()
    return years


def _records(plan: World, years: dict[str, RegionYear]) -> dict[str, Practice]:
    """Regions, practices, standings, staff and people who can log in. Gives the practices by AGB code."""
    regions = {}
    for region, people in plan.regions:
        regions[region.key] = Region.objects.create(
            key=region.key,
            name=region.name,
            project_lead=people[0].name,
            contact_email=people[0].email,
            contact_phone=f"{region.phone} 012 34 56",
        )
        years[region.key].region = regions[region.key]
        years[region.key].save()
    practices = {one.agb_code: _practice(one, regions[one.region.key]) for one in plan.practices}
    Practice.objects.bulk_create(practices.values())
    pairs = [(one, practices[one.agb_code]) for one in plan.practices]
    Standing.objects.bulk_create(standing for one, practice in pairs for standing in _standings(one, practice))
    Employee.objects.bulk_create(employee for one, practice in pairs for employee in _employees(one, practice))
    _people(plan, practices, regions)
    audit.write(
        event="demo.seed",
        by=access.system(PUBLISHED.date(), COMPONENT),
        at=PUBLISHED,
        lifecycle="create",
        detail={"practices": len(practices), "regions": len(regions)},
    )
    return practices


def _practice(one: PracticePlan, region: Region) -> Practice:
    return Practice(
        region=region,
        agb_code=one.agb_code,
        name=one.name,
        street=one.street,
        postcode=one.postcode,
        city=one.city,
        district=one.district,
        email=one.email,
        phone=one.phone,
        registered_patients=one.patients,
    )


def _standings(one: PracticePlan, practice: Practice) -> list[Standing]:
    return [
        Standing(
            practice=practice,
            region=practice.region,
            standing=standing.standing,
            value=standing.value,
            start=standing.start,
            end=standing.end,
            source=standing.source,
        )
        for standing in one.standings
    ]


def _employees(one: PracticePlan, practice: Practice) -> list[Employee]:
    return [
        Employee(
            practice=practice,
            region=practice.region,
            name=worker.name,
            function=worker.function,
            hours_a_week=worker.hours_a_week,
            start=SINCE,
        )
        for worker in one.workers
    ]


def _people(plan: World, practices: dict[str, Practice], regions: dict[str, Region]) -> None:
    """Everybody with the one password of the demo, and the role each has."""
    held: list[tuple[Person, dict[str, object]]] = []
    for one in plan.practices:
        practice = practices[one.agb_code]
        held += [(person, {"practice": practice, "region": practice.region}) for person in (one.owner, one.manager)]
    for region, people in plan.regions:
        held += [(person, {"region": regions[region.key]}) for person in people]
    insurer = Insurer.objects.get(pk=INSURER)
    held += [(person, {"insurer": insurer}) for person in (plan.purchaser, plan.approver)]
    held += [(person, {}) for person in plan.keepers]
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(email=person.email, name=person.name, password=password) for person, _ in held
    )
    Membership.objects.bulk_create(
        Membership(user=user, role=person.role, status=ACTIVE, start=SINCE, **place)
        for user, (person, place) in zip(users, held, strict=True)
    )
    _at_work(users)


def _at_work(users: Iterable[User]) -> None:
    """Who can log in for a practice and works there is one and the same person."""
    accounts = {user.email: user for user in users}
    by_place = {
        (one.agb_code, person.name): accounts[person.email]
        for one in world().practices
        for person in (one.owner, one.manager)
    }
    found = []
    for employee in Employee.objects.select_related("practice"):
        employee.user = by_place.get((employee.practice.agb_code, employee.name))
        if employee.user:
            found.append(employee)
    Employee.objects.bulk_update(found, ["user"])


def _enrol(plan: World, practices: dict[str, Practice], years: dict[str, RegionYear], tick: _Tick) -> None:
    """Each practice enrols by the hand of its owner, in order of day."""
    enrolling = sorted((one.enrol_on, one.agb_code, one) for one in plan.practices if one.enrol_on is not None)
    for number, (day, agb_code, one) in enumerate(enrolling):
        enrolments.enrol(
            practice=practices[agb_code],
            region_year=years[one.region.key],
            objectives=list(one.objectives),
            choices=choices_of(one),
            by=actor(one.owner, day),
            at=at(day, 8 + number % 9, number * 7 % 60),
            key=f"demo-enrol-{agb_code}",
        )
        tick()


def _deliver(found: Iterable[tuple[Delivery, bytes]], practices: dict[str, Practice], tick: _Tick) -> None:
    """Each list comes in by the hand of the manager, is read as any list is, and is handed in two minutes later."""
    for delivery, content in found:
        _one_list(delivery, content, practices[delivery.practice.agb_code])
        tick()


def _one_list(delivery: Delivery, content: bytes, practice: Practice) -> None:
    plan, quarter = delivery.practice, delivery.quarter
    by = actor(plan.manager, delivery.at.date())
    enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(practice=practice)
    key = f"{plan.agb_code}-{quarter}-{delivery.kind.key}"
    patient_list = lists.deliver(
        enrolment=enrolment, quarter=quarter, file=content, test=True, by=by, at=delivery.at, key=f"demo-{key}"
    )
    if delivery.handed_in:
        lists.hand_in(
            practice=practice,
            patient_list=patient_list,
            reason=delivery.reason,
            confirmed=False,
            by=by,
            at=delivery.at + timedelta(minutes=2),
            key=f"demo-in-{key}",
        )


def _lay_down(years: Mapping[str, RegionYear], tick: _Tick) -> None:
    """What every practice owes, also those that did nothing yet."""
    for region_year in years.values():
        obligations.lay_down_region(region_year, START)
        tick()


def _tidy() -> None:
    """What the job loop did in the months before: mails went, and claim files of January are over."""
    over = (outbox.SEND, invitations.MAIL, decisions.JOB, scan_reports.JOB)
    Job.objects.filter(kind__in=over).update(status=DONE, finished_at=at(START))
    Mail.objects.update(status=SENT, sent_at=at(START))
    claims.sweep(by=access.system(START, COMPONENT), at=at(START))


def _invite(plan: World, practices: dict[str, Practice]) -> None:
    """One invitation that is still open (S04)."""
    lead = plan.of(REGIONS[0].key)[LEADS]
    invitations.invite(
        role="practice_staff",
        name=next(worker.name for worker in lead.workers if worker.function == "practice_nurse_somatic"),
        email=f"praktijkondersteuner.{lead.email.split('@')[0].removeprefix('praktijk.')}@{MAIL}",
        practice=practices[lead.agb_code],
        region=None,
        by=actor(lead.manager, INVITED.date()),
        at=INVITED,
        key=INVITATION,
    )
