"""Who may do what: one table, role by right."""

from __future__ import annotations

from ..models.membership import INSURER_ROLES, PLATFORM_ROLES, PRACTICE_ROLES, REGION_ROLES

POLICY = "rights"

POLICY_VERSION = "1"

_MANAGERS = ("practice_manager", "practice_owner")

REGION_DESK = ("region_staff", "region_lead", "region_finance", "region_director")

# right -> roles. A practice role has the right in its own practice, a region role in the practices of its region, an
# insurer role in what its insurer buys, a platform role everywhere.
RIGHTS: dict[str, frozenset[str]] = {
    "practice.read": frozenset(PRACTICE_ROLES),
    "practice.edit": frozenset(_MANAGERS),
    "team.invite": frozenset((*_MANAGERS, "region_lead", "region_director", "functional_admin")),
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
    "scan.status": frozenset((*PRACTICE_ROLES, *REGION_DESK, "it_specialist")),
    "scan.read": frozenset(_MANAGERS),
    "scan.fill": frozenset(_MANAGERS),
    "scan.share": frozenset(_MANAGERS),
    "scan.review": frozenset(("it_specialist",)),
    "scan.shared": frozenset((*REGION_DESK, *INSURER_ROLES)),
    "survey.hold": frozenset(_MANAGERS),
    "survey.read": frozenset(PRACTICE_ROLES),
    "survey.texts": frozenset(_MANAGERS),
    "survey.status": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "team.read": frozenset(PRACTICE_ROLES),
    "team.stop": frozenset(_MANAGERS),
    "region.read": frozenset(REGION_DESK),
    "region.team": frozenset(("region_lead", "region_director")),
    "dossier.read": frozenset(REGION_DESK),
    "note.write": frozenset(("region_staff", "region_lead", "region_director")),
    "support.read": frozenset((*PRACTICE_ROLES, *REGION_DESK)),
    "support.log": frozenset(("region_staff", "region_lead")),
    "choice.align": frozenset(("region_staff", "region_lead")),
    "objective.support": frozenset(("region_lead", "region_director")),
    "document.read": frozenset(REGION_DESK),
    "document.edit": frozenset(("region_staff", "region_lead", "region_director")),
    "document.sign": frozenset(("region_director",)),
    "settlement.read": frozenset(REGION_DESK),
    "settlement.prepare": frozenset(("region_lead", "region_finance")),
    "quarter.close": frozenset(("region_finance", "region_director")),
    "payment.download": frozenset(("region_finance",)),
    "cashier.set": frozenset(("region_director",)),
    "cashier.consent": frozenset(("practice_owner",)),
    "succession.arrange": frozenset(("region_lead", "functional_admin")),
    "year.prepare": frozenset(("region_lead", "functional_admin")),
    "insurer.read": frozenset(INSURER_ROLES),
    "document.ask": frozenset(INSURER_ROLES),
    "decision.propose": frozenset(INSURER_ROLES),
    "decision.decide": frozenset(("purchase_approver",)),
    "report.accept": frozenset(INSURER_ROLES),
    "results.publish": frozenset(("purchase_approver",)),
    "year.publish": frozenset(("functional_admin",)),
    "organisation.manage": frozenset(("functional_admin",)),
    "log.read": frozenset(("log_manager",)),
    "status.read": frozenset(PLATFORM_ROLES),
}

# who may invite whom: nobody gives away more than the own role holds. Who manages the platform does: somebody must make
# the first one of every organisation. That person cannot take such a role (actions/invitations), and the log shows it.
MAY_INVITE: dict[str, frozenset[str]] = {
    "practice_manager": frozenset(("practice_staff", "practice_manager")),
    "practice_owner": frozenset(PRACTICE_ROLES),
    "region_lead": frozenset(
        ("practice_owner", "practice_manager", "region_staff", "region_lead", "trainer", "it_specialist")
    ),
    "region_director": frozenset(REGION_ROLES),
    "functional_admin": frozenset(("practice_owner", *REGION_ROLES, *INSURER_ROLES, *PLATFORM_ROLES)),
}

SEES_PERSONAL_DATA = frozenset((*PRACTICE_ROLES, *REGION_ROLES, *PLATFORM_ROLES))

NEEDS_SECOND_FACTOR = SEES_PERSONAL_DATA | frozenset(INSURER_ROLES)
