"""What belongs to a practice: seen by itself, and by its region as far as a right goes."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import (
    AccessCheck,
    Employee,
    Enrolment,
    Evidence,
    ExtraHours,
    FilledForm,
    FormSubmission,
    Intention,
    Invitation,
    Item,
    Membership,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    ProjectPartner,
    Remark,
    Standing,
)
from ..models.obligation import ObligationQuerySet
from .doorkeeper import Actor, held, may, narrow
from .rights import RIGHTS


def practices(who: Actor, right: str) -> QuerySet[Practice]:
    mine, regions = held(who, right)
    return Practice.objects.filter(Q(pk__in=mine) | Q(region__in=regions)).select_related("region")


def enrolments(who: Actor, right: str = "enrolment.read") -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(narrow(who, right)).select_related("practice", "region_year__edition")


def lists(who: Actor, right: str = "list.read") -> QuerySet[PatientList]:
    return PatientList.objects.filter(narrow(who, right)).select_related("enrolment", "practice")


def standings(who: Actor, right: str = "practice.read") -> QuerySet[Standing]:
    return Standing.objects.filter(narrow(who, right))


def employees(who: Actor, right: str = "practice.read") -> QuerySet[Employee]:
    return Employee.objects.filter(practice__in=held(who, right)[0])


def signers(who: Actor, practice: Practice) -> QuerySet[Membership]:
    """Who may sign for a practice today; nobody for who may not know the practice."""
    if not may(who, "practice.read", practice=practice):
        return Membership.objects.none()
    may_sign = Membership.objects.active(who.on).filter(practice=practice, role__in=RIGHTS["enrolment.sign"])
    return may_sign.select_related("user").order_by("user__name")


def intentions(who: Actor, right: str = "intention.read") -> QuerySet[Intention]:
    return Intention.objects.filter(narrow(who, right)).select_related("practice", "given_by")


def obligations(who: Actor, right: str = "plan.read") -> ObligationQuerySet:
    return Obligation.objects.filter(narrow(who, right)).select_related("practice")


def filled_forms(who: Actor, right: str = "form.read") -> QuerySet[FilledForm]:
    """A region sees a form of a practice once it was sent in (house.md: narrowed by status)."""
    practices, regions = held(who, right)
    sent = Q(region__in=regions, submitted_at__isnull=False) | Q(region__in=regions, about__isnull=False)
    found = FilledForm.objects.filter(Q(practice__in=practices) | sent)
    return found.select_related("practice__region", "enrolment__region_year__edition")


def form_submissions(who: Actor, right: str = "form.read") -> QuerySet[FormSubmission]:
    return FormSubmission.objects.filter(narrow(who, right)).select_related("filled_form", "submitted_by", "practice")


def remarks(who: Actor, right: str = "form.read") -> QuerySet[Remark]:
    return Remark.objects.filter(narrow(who, right)).select_related("by")


def items(who: Actor, right: str = "kpi.read") -> QuerySet[Item]:
    return Item.objects.filter(narrow(who, right)).select_related("employee", "noted_by")


def milestones(who: Actor, right: str = "plan.read") -> QuerySet[Milestone]:
    return Milestone.objects.filter(narrow(who, right)).select_related("owner", "evidence")


def project_partners(who: Actor, right: str = "plan.read") -> QuerySet[ProjectPartner]:
    """Those that a practice asked, and those that asked it."""
    practices, regions = held(who, right)
    return ProjectPartner.objects.filter(Q(practice__in=practices) | Q(asked_by__in=practices) | Q(region__in=regions))


def extra_hours(who: Actor, right: str = "hours.read") -> QuerySet[ExtraHours]:
    return ExtraHours.objects.filter(narrow(who, right)).select_related("employee", "contract")


def evidence(who: Actor, right: str = "evidence.read") -> QuerySet[Evidence]:
    return Evidence.objects.filter(narrow(who, right)).select_related("file", "copy", "added_by", "checked_by")


def team(who: Actor, practice: Practice, right: str = "team.read") -> QuerySet[Membership]:
    """Who has or had access to a practice."""
    if not may(who, right, practice=practice):
        return Membership.objects.none()
    return Membership.objects.filter(practice=practice).select_related("user").order_by("status", "role", "id")


def access_checks(who: Actor, right: str = "team.read") -> QuerySet[AccessCheck]:
    """When somebody of a practice looked at who has access."""
    return AccessCheck.objects.filter(practice__in=held(who, right)[0]).select_related("by")


def invitations(who: Actor, practice: Practice, right: str = "team.read") -> QuerySet[Invitation]:
    if not may(who, right, practice=practice):
        return Invitation.objects.none()
    return Invitation.objects.filter(practice=practice, used_at__isnull=True).select_related("membership")


def open_invitations(who: Actor, right: str = "team.invite") -> QuerySet[Invitation]:
    """Invitations to work at a region itself that nobody took up yet; those of a practice are that practice's."""
    found = Invitation.objects.filter(practice__isnull=True, region__in=held(who, right)[1], used_at__isnull=True)
    return found.select_related("membership")
