"""The doorkeeper (wall 1): who may do what, and which rows a person may see.

One table of rights, asked by every channel. Pages and exports get rows only from the functions here, narrowed by
person, organisation, role, period and status. What is not yours is the same as what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from .models import (
    AccessCheck,
    Article,
    ArticleVersion,
    Attendance,
    ClaimFile,
    Employee,
    Enrolment,
    Evidence,
    ExtraHours,
    FilledForm,
    FormSubmission,
    Insurer,
    Intention,
    Invitation,
    Item,
    Mail,
    Membership,
    Message,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    ProjectPartner,
    Region,
    RegionYear,
    Remark,
    Session,
    SettlementLine,
    SignUp,
    Standing,
    Story,
    Thread,
    Training,
    User,
)
from .models.membership import INSURER_ROLES, PLATFORM_ROLES, PRACTICE_ROLES, REGION_ROLES

POLICY = "rights"
POLICY_VERSION = "1"

_MANAGERS = ("practice_manager", "practice_owner")
REGION_DESK = ("region_staff", "region_lead", "region_finance", "region_director")

# right -> roles. A practice role has the right in its own practice; a region role in the practices of its region.
RIGHTS: dict[str, frozenset[str]] = {
    "practice.read": frozenset(PRACTICE_ROLES),
    "practice.edit": frozenset(_MANAGERS),
    "team.invite": frozenset((*_MANAGERS, "region_lead")),
    "enrolment.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "enrolment.sign": frozenset(("practice_owner",)),
    "list.read": frozenset(_MANAGERS),
    "list.deliver": frozenset(_MANAGERS),
    "list.totals": frozenset((*_MANAGERS, *REGION_DESK)),
    "amount.read": frozenset((*_MANAGERS, *REGION_DESK)),
    "claim.download": frozenset(_MANAGERS),
    "intention.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "intention.give": frozenset(_MANAGERS),
    "form.read": frozenset((*_MANAGERS, *REGION_DESK)),
    "form.fill": frozenset(_MANAGERS),
    "form.sign": frozenset(("practice_owner",)),
    "form.review": frozenset(("region_lead", "region_director")),
    "plan.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "plan.edit": frozenset(_MANAGERS),
    "hours.read": frozenset((*_MANAGERS, *REGION_DESK)),
    "hours.book": frozenset(_MANAGERS),
    "kpi.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "item.note": frozenset(_MANAGERS),
    "evidence.read": frozenset((*_MANAGERS, *REGION_DESK)),
    "evidence.add": frozenset(_MANAGERS),
    "evidence.check": frozenset(("region_staff", "region_lead")),
    "training.read": frozenset((*PRACTICE_ROLES, *REGION_DESK, "trainer")),
    "training.sign_up": frozenset(PRACTICE_ROLES),
    "training.manage": frozenset(("region_staff", "region_lead")),
    "training.run": frozenset(("region_staff", "region_lead", "trainer")),
    "library.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "library.edit": frozenset(("region_staff", "region_lead")),
    "story.send": frozenset(PRACTICE_ROLES),
    "question.ask": frozenset(PRACTICE_ROLES),
    "question.answer": frozenset(("region_staff", "region_lead")),
    "mail.read": frozenset(("region_staff", "region_lead")),
    "mail.send": frozenset(("region_lead",)),
    "team.read": frozenset(PRACTICE_ROLES),
    "team.stop": frozenset(_MANAGERS),
    "region.read": frozenset(REGION_DESK),
    "quarter.close": frozenset(("region_finance",)),
}

# who may invite whom: nobody gives away more than the own role holds
MAY_INVITE: dict[str, frozenset[str]] = {
    "practice_manager": frozenset(("practice_staff", "practice_manager")),
    "practice_owner": frozenset(PRACTICE_ROLES),
    "region_lead": frozenset(("practice_owner", "practice_manager", "region_staff", "region_lead", "trainer")),
}

SEES_PERSONAL_DATA = frozenset((*PRACTICE_ROLES, *REGION_ROLES, *PLATFORM_ROLES))
NEEDS_SECOND_FACTOR = SEES_PERSONAL_DATA | frozenset(INSURER_ROLES)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the memberships that give rights on the day `on`; `user` None is a stranger or the system."""

    user: User | None
    on: date
    memberships: tuple[Membership, ...] = ()
    ip: str = ""
    session: str = field(default="", repr=False)
    component: str = "web"

    @property
    def is_anonymous(self) -> bool:
        return self.user is None

    @property
    def needs_second_factor(self) -> bool:
        return any(membership.role in NEEDS_SECOND_FACTOR for membership in self.memberships)


def actor(user: User | None, on: date, *, ip: str = "", session: str = "", component: str = "web") -> Actor:
    """The actor behind a request; an inactive user has no rights."""
    if user is None or not user.is_active:
        return Actor(user=None, on=on, ip=ip, session=session, component=component)
    # Not the practices: until the scope of this actor is set, row level security hides them, and None would stick.
    found = Membership.objects.active(on).filter(user=user).select_related("region", "insurer")
    return Actor(
        user=user,
        on=on,
        memberships=tuple(found.order_by("id")),
        ip=ip,
        session=session,
        component=component,
    )


def system(on: date, component: str) -> Actor:
    """The product itself: a job, a command. Holds no rights over what belongs to a practice."""
    return Actor(user=None, on=on, component=component)


def held(who: Actor, right: str) -> tuple[list[str], list[str]]:
    """The practices and regions in which somebody holds a right by role: (practice ids, region keys)."""
    roles = RIGHTS[right]
    mine = [membership for membership in who.memberships if membership.role in roles]
    return (
        [membership.practice_id for membership in mine if membership.practice_id],
        [membership.region_id for membership in mine if membership.region_id and not membership.practice_id],
    )


def membership_for(who: Actor, right: str, practice: Practice | None, region: Region | None) -> Membership | None:
    """The membership that gives a right over a practice or region, if there is one."""
    region_key = practice.region_id if practice else region.key if region else None
    for membership in who.memberships:
        if membership.role not in RIGHTS[right]:
            continue
        if membership.practice_id:
            if practice is not None and membership.practice_id == practice.pk:
                return membership
        elif membership.region_id and membership.region_id == region_key:
            return membership
    return None


def may(who: Actor, right: str, *, practice: Practice | None = None, region: Region | None = None) -> bool:
    """The one answer to "may this person do that", for page, export, mail and command alike."""
    return membership_for(who, right, practice, region) is not None


def may_invite(who: Actor, role: str, *, practice: Practice | None, region: Region | None) -> bool:
    """Whether somebody may give this role away, in this practice or region."""
    membership = membership_for(who, "team.invite", practice, region)
    return membership is not None and role in MAY_INVITE[membership.role]


def _narrow(who: Actor, right: str) -> Q:
    practices, regions = held(who, right)
    return Q(practice__in=practices) | Q(region__in=regions)


def practices(who: Actor, right: str) -> QuerySet[Practice]:
    mine, regions = held(who, right)
    return Practice.objects.filter(Q(pk__in=mine) | Q(region__in=regions)).select_related("region")


def regions(who: Actor, right: str = "region.read") -> QuerySet[Region]:
    return Region.objects.filter(pk__in=held(who, right)[1])


def region_years(who: Actor, right: str = "enrolment.read") -> QuerySet[RegionYear]:
    """The programmes of the regions that somebody works in, or whose practice they work in."""
    mine, of_region = held(who, right)
    return (
        RegionYear.objects.filter(Q(region__in=of_region) | Q(region__practices__in=mine))
        .select_related("region", "edition", "insurer")
        .distinct()
    )


def enrolments(who: Actor, right: str = "enrolment.read") -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(_narrow(who, right)).select_related("practice", "region_year__edition")


def lists(who: Actor, right: str = "list.read") -> QuerySet[PatientList]:
    return PatientList.objects.filter(_narrow(who, right)).select_related("enrolment", "practice")


def settlement_lines(who: Actor, right: str = "amount.read") -> QuerySet[SettlementLine]:
    return SettlementLine.objects.filter(_narrow(who, right))


def claim_files(who: Actor, right: str = "claim.download") -> QuerySet[ClaimFile]:
    return ClaimFile.objects.filter(practice__in=held(who, right)[0]).select_related("patient_list", "practice")


def standings(who: Actor, right: str = "practice.read") -> QuerySet[Standing]:
    return Standing.objects.filter(_narrow(who, right))


def employees(who: Actor, right: str = "practice.read") -> QuerySet[Employee]:
    return Employee.objects.filter(practice__in=held(who, right)[0])


def signers(who: Actor, practice: Practice) -> QuerySet[Membership]:
    """Who may sign for a practice today; nobody for who may not know the practice."""
    if not may(who, "practice.read", practice=practice):
        return Membership.objects.none()
    may_sign = Membership.objects.active(who.on).filter(practice=practice, role__in=RIGHTS["enrolment.sign"])
    return may_sign.select_related("user").order_by("user__name")


def intentions(who: Actor, right: str = "intention.read") -> QuerySet[Intention]:
    return Intention.objects.filter(_narrow(who, right)).select_related("practice", "given_by")


def obligations(who: Actor, right: str = "plan.read") -> QuerySet[Obligation]:
    return Obligation.objects.filter(_narrow(who, right)).select_related("practice")


def filled_forms(who: Actor, right: str = "form.read") -> QuerySet[FilledForm]:
    """A region sees a form of a practice once it was sent in (house.md: narrowed by status)."""
    practices, regions = held(who, right)
    sent = Q(region__in=regions, submitted_at__isnull=False) | Q(region__in=regions, about__isnull=False)
    return (
        FilledForm.objects.filter(Q(practice__in=practices) | sent)
        .select_related("practice__region", "enrolment__region_year__edition")
        .distinct()
    )


def form_submissions(who: Actor, right: str = "form.read") -> QuerySet[FormSubmission]:
    return FormSubmission.objects.filter(_narrow(who, right)).select_related("filled_form", "submitted_by", "practice")


def remarks(who: Actor, right: str = "form.read") -> QuerySet[Remark]:
    return Remark.objects.filter(_narrow(who, right)).select_related("by")


def items(who: Actor, right: str = "kpi.read") -> QuerySet[Item]:
    return Item.objects.filter(_narrow(who, right)).select_related("employee", "noted_by")


def milestones(who: Actor, right: str = "plan.read") -> QuerySet[Milestone]:
    return Milestone.objects.filter(_narrow(who, right)).select_related("owner", "evidence")


def project_partners(who: Actor, right: str = "plan.read") -> QuerySet[ProjectPartner]:
    """Those that a practice asked, and those that asked it."""
    practices, regions = held(who, right)
    return ProjectPartner.objects.filter(Q(practice__in=practices) | Q(asked_by__in=practices) | Q(region__in=regions))


def extra_hours(who: Actor, right: str = "hours.read") -> QuerySet[ExtraHours]:
    return ExtraHours.objects.filter(_narrow(who, right)).select_related("employee", "contract")


def evidence(who: Actor, right: str = "evidence.read") -> QuerySet[Evidence]:
    return Evidence.objects.filter(_narrow(who, right)).select_related("file", "copy", "added_by", "checked_by")


def _desk_and_door(who: Actor, right: str) -> tuple[list[str], list[str]]:
    """The regions where somebody holds a right at the desk, and those where only as the trainer of a session."""
    mine = [m for m in who.memberships if m.role in RIGHTS[right] and m.region_id and not m.practice_id]
    return (
        [str(m.region_id) for m in mine if m.role != "trainer"],
        [str(m.region_id) for m in mine if m.role == "trainer"],
    )


def trainings(who: Actor, right: str = "training.read") -> QuerySet[Training]:
    """What a region offers; a practice sees what is published, a trainer what they have a session of."""
    desk, door = _desk_and_door(who, right)
    published = Q(region__practices__in=held(who, right)[0], published=True)
    led = Q(region__in=door, sessions__trainer=who.user)
    return Training.objects.filter(Q(region__in=desk) | led | published).select_related("region").distinct()


def sessions(who: Actor, right: str = "training.read") -> QuerySet[Session]:
    """As `trainings`; a trainer sees only the sessions that they lead."""
    desk, door = _desk_and_door(who, right)
    published = Q(region__practices__in=held(who, right)[0], training__published=True)
    led = Q(region__in=door, trainer=who.user)
    found = Session.objects.filter(Q(region__in=desk) | led | published)
    return found.select_related("training", "region", "trainer").distinct()


def sign_ups(who: Actor, right: str = "training.read") -> QuerySet[SignUp]:
    practices = held(who, right)[0]
    desk, door = _desk_and_door(who, right)
    mine = Q(practice__in=practices) | Q(region__in=desk) | Q(region__in=door, session__trainer=who.user)
    return SignUp.objects.filter(mine).select_related("employee", "practice", "session__training")


def attendances(who: Actor, right: str = "training.read") -> QuerySet[Attendance]:
    practices = held(who, right)[0]
    desk, door = _desk_and_door(who, right)
    mine = Q(practice__in=practices) | Q(region__in=desk) | Q(region__in=door, session__trainer=who.user)
    return Attendance.objects.filter(mine).select_related("employee", "practice", "session", "proof")


def trainers(who: Actor, region: Region, right: str = "training.manage") -> QuerySet[Membership]:
    """Who may lead a session in a region."""
    if not may(who, right, region=region):
        return Membership.objects.none()
    found = Membership.objects.active(who.on).filter(region=region, role="trainer", user__isnull=False)
    return found.select_related("user").order_by("user__name")


def articles(who: Actor, right: str = "library.read") -> QuerySet[Article]:
    """The library of a region; a practice sees what is published."""
    practices, regions = held(who, right)
    mine = Q(region__in=regions) | Q(region__practices__in=practices, published=True)
    return Article.objects.filter(mine).select_related("file").defer("file__content").distinct()


def stories(who: Actor, right: str = "library.read") -> QuerySet[Story]:
    return Story.objects.filter(_narrow(who, right)).select_related("practice", "sent_by", "article")


def threads(who: Actor, right: str = "library.read") -> QuerySet[Thread]:
    return Thread.objects.filter(_narrow(who, right)).select_related("practice")


def messages(who: Actor, right: str = "library.read") -> QuerySet[Message]:
    return Message.objects.filter(_narrow(who, right)).select_related("by")


def article_versions(who: Actor, right: str = "library.edit") -> QuerySet[ArticleVersion]:
    """How articles stood before they changed; for who edits them."""
    found = ArticleVersion.objects.filter(region__in=held(who, right)[1])
    return found.select_related("file").defer("file__content")


def mails(who: Actor, right: str = "mail.read") -> QuerySet[Mail]:
    """The outbox of a region."""
    return Mail.objects.filter(region__in=held(who, right)[1]).select_related("user", "practice")


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


def insurers() -> QuerySet[Insurer]:
    """Insurers are public."""
    return Insurer.objects.all()
