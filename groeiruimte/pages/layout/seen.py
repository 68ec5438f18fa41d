"""Which pages show something about people, so that looking at them is written down before they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.crypto import salted_hmac

from groeiruimte.actions import looking
from groeiruimte.records import access

from .actor import ASK_WHO_IT_IS, Request


@dataclass(frozen=True, slots=True)
class Look:
    """What looking at a page is called in the log, and the right by which the page opens.

    `asked` are the parts of a search that are written down: the same search gives the same text, but not what it said.
    """

    event: str
    right: str
    sensitivity: str = "personal"
    lifecycle: str = "view"
    asked: tuple[str, ...] = ()


_LOG_ASKED = ("van", "tot", "praktijk", "persoon", "soort")
LOOKS: dict[str, Look] = {
    "platform:organisations": Look("organisation.list", "organisation.manage", asked=("zoek",)),
    "platform:organisation": Look("organisation.view", "organisation.manage"),
    "platform:person": Look("person.view", "organisation.manage"),
    "platform:membership": Look("membership.view", "organisation.manage"),
    "platform:membership_stop": Look("membership.view", "organisation.manage"),
    "platform:log": Look("log.list", "log.read", asked=_LOG_ASKED),
    "platform:log_csv": Look("log.export", "log.read", lifecycle="export", asked=_LOG_ASKED),
    "platform:log_people": Look("log.people", "log.read", asked=("zoek",)),
    "platform:log_by": Look("log.by_person", "log.read"),
    "platform:log_about": Look("log.about_person", "log.read"),
    "platform:log_reviews": Look("log.reviews", "log.read"),
    "region:team": Look("region.team", "region.team"),
    "region:team_stop": Look("region.team", "region.team"),
    "practice:profile": Look("practice.view", "practice.read"),
    "practice:enrol": Look("enrolment.view", "practice.read"),
    "practice:enrol_programme": Look("enrolment.view", "practice.read"),
    "practice:plan": Look("plan.view", "plan.read"),
    "practice:milestone_add": Look("plan.view", "plan.edit"),
    "practice:milestone": Look("plan.view", "plan.edit"),
    "practice:hours": Look("hours.view", "hours.read"),
    "practice:hours_add": Look("hours.view", "hours.book"),
    "practice:hours_edit": Look("hours.view", "hours.book"),
    "practice:commit": Look("enrolment.view", "practice.read"),
    "practice:intention": Look("intention.view", "intention.read"),
    "practice:team": Look("team.view", "team.read"),
    "practice:team_stop": Look("team.view", "team.stop"),
    "practice:employee": Look("employee.view", "practice.edit"),
    "practice:form": Look("form.view", "form.fill"),
    "practice:form_section": Look("form.view", "form.fill"),
    "practice:form_check": Look("form.view", "form.fill"),
    "practice:form_sent": Look("form.view", "form.fill"),
    "practice:form_changes": Look("form.view", "form.fill"),
    "practice:form_receipt": Look("form.receipt", "form.fill", lifecycle="export"),
    "practice:form_paper": Look("form.export", "form.read", lifecycle="export"),
    "practice:scan": Look("scan.view", "scan.fill"),
    "practice:scan_section": Look("scan.view", "scan.fill"),
    "practice:scan_check": Look("scan.view", "scan.fill"),
    "practice:devices": Look("device.list", "scan.fill"),
    "practice:device": Look("device.list", "scan.fill"),
    "practice:scan_slot": Look("scan.slots", "scan.fill"),
    "practice:scan_topics": Look("scan.view", "scan.fill"),
    "practice:scan_report": Look("scan.report", "scan.read"),
    "practice:scan_report_paper": Look("scan.report", "scan.read", lifecycle="export"),
    "practice:scan_share": Look("scan.report", "scan.read"),
    "practice:trainings": Look("training.list", "training.sign_up"),
    "practice:training": Look("training.view", "training.sign_up"),
    "practice:sign_up": Look("training.view", "training.sign_up"),
    "practice:attend": Look("attendance.form", "training.sign_up"),
    "practice:attendance": Look("attendance.list", "training.sign_up"),
    "practice:outside": Look("attendance.form", "evidence.add"),
    "practice:strike": Look("attendance.view", "evidence.add"),
    "practice:certificate": Look("certificate.export", "training.sign_up", lifecycle="export"),
    "practice:deliver": Look("list.history", "list.deliver"),
    "practice:deliver_quarter": Look("list.history", "list.deliver"),
    "practice:outcome": Look("list.view", "list.read", "special"),
    "practice:findings": Look("list.export", "list.read", "special", "export"),
    "practice:amount": Look("amount.view", "amount.read"),
    "practice:amount_quarter": Look("amount.view", "amount.read"),
    "practice:statement": Look("statement.view", "amount.read"),
    "practice:statement_paper": Look("statement.export", "amount.read", lifecycle="export"),
    "practice:kpis": Look("kpi.list", "kpi.read"),
    "practice:kpi": Look("kpi.view", "kpi.read"),
    "practice:items": Look("item.list", "item.note"),
    "practice:item_add": Look("item.form", "item.note"),
    "practice:item": Look("item.view", "item.note"),
    "practice:evidence": Look("evidence.list", "evidence.read"),
    "practice:evidence_file": Look("evidence.export", "evidence.read", lifecycle="export"),
    "practice:evidence_copy": Look("evidence.export", "evidence.read", lifecycle="export"),
    "practice:surveys": Look("survey.list", "survey.read"),
    "practice:survey": Look("survey.view", "survey.read"),
    "practice:survey_poster": Look("survey.poster", "survey.hold", lifecycle="export"),
    "region:surveys": Look("region.surveys", "survey.status"),
    "region:evidence": Look("region.evidence", "evidence.read"),
    "region:evidence_check": Look("evidence.view", "evidence.check"),
    "region:queue": Look("region.queue", "region.read"),
    "region:practices": Look("region.practices", "dossier.read"),
    "region:practices_csv": Look("region.practices_export", "dossier.read", lifecycle="export"),
    "region:practices_xlsx": Look("region.practices_export", "dossier.read", lifecycle="export"),
    "region:practice": Look("dossier.glance", "dossier.read"),
    "region:remind_practices": Look("reminder.preview", "mail.send"),
    "region:lists": Look("region.lists", "region.read"),
    "region:settlement": Look("region.settlement", "settlement.read"),
    "region:claw_back": Look("claw_back.view", "quarter.close"),
    "region:dossier": Look("dossier.view", "dossier.read"),
    "region:visit": Look("dossier.view", "dossier.read"),
    "region:note_add": Look("note.form", "note.write"),
    "region:scans": Look("region.scans", "region.read"),
    "region:heat_map": Look("region.heat_map", "dossier.read"),
    "region:heat_map_csv": Look("region.heat_map", "dossier.read", lifecycle="export"),
    "region:enrolments": Look("region.enrolments", "region.read"),
    "region:choices": Look("choice.list", "intention.read"),
    "region:align": Look("choice.view", "choice.align"),
    "region:align_many": Look("choice.list", "choice.align"),
    "region:support": Look("support.list", "support.read"),
    "region:support_csv": Look("support.export", "support.read", lifecycle="export"),
    "region:support_add": Look("support.list", "support.log"),
    "region:support_edit": Look("support.view", "support.log"),
    "region:track": Look("support.list", "support.read"),
    "region:track_step": Look("support.view", "support.log"),
    "region:double_funding": Look("double_funding.list", "hours.read"),
    "region:double_funding_csv": Look("double_funding.export", "hours.read", lifecycle="export"),
    "region:reviews": Look("region.reviews", "form.read"),
    "region:review": Look("form.view", "form.read"),
    "region:session": Look("training.people", "training.run"),
    "region:attendance_add": Look("training.people", "training.run"),
    "region:attendance_off": Look("training.people", "training.run"),
    "region:attendance_list": Look("training.export", "training.run", lifecycle="export"),
    "practice:help": Look("question.list", "question.ask"),
    "practice:thread": Look("question.view", "question.ask"),
    "region:stories": Look("story.list", "library.edit"),
    "region:story": Look("story.view", "library.edit"),
    "region:questions": Look("question.list", "library.read"),
    "region:question": Look("question.view", "library.read"),
    "region:needs": Look("need.list", "form.read"),
    "region:plan": Look("document.view", "document.read"),
    "region:plan_sign": Look("document.view", "document.sign"),
    "region:plan_changes": Look("document.view", "document.read"),
    "region:plan_part": Look("document.form", "document.edit"),
    "region:plan_letter": Look("decision.export", "document.read", lifecycle="export"),
    "region:plan_paper": Look("document.export", "document.read", lifecycle="export"),
    "region:plan_receipt": Look("document.receipt", "document.read"),
    "region:succession": Look("succession.form", "succession.arrange"),
    "platform:succession": Look("succession.form", "succession.arrange"),
    "region:report": Look("document.view", "document.read"),
    "region:report_part": Look("document.form", "document.edit"),
    "region:report_sign": Look("document.view", "document.sign"),
    "region:report_receipt": Look("document.receipt", "document.read"),
    "region:report_paper": Look("document.export", "document.read", lifecycle="export"),
    "region:year_effects": Look("year.effects", "year.prepare"),
    "region:year_effects_csv": Look("year.effects", "year.prepare", lifecycle="export"),
    "region:outbox": Look("mail.list", "mail.read"),
    "region:mail": Look("mail.view", "mail.read"),
    "region:remind": Look("reminder.preview", "mail.send"),
    "insurer:review": Look("document.view", "insurer.read"),
    "insurer:kpi_tests": Look("document.view", "insurer.read"),
    "insurer:decision": Look("decision.view", "insurer.read"),
    "insurer:report": Look("document.view", "insurer.read"),
    "insurer:report_paper": Look("document.export", "insurer.read", lifecycle="export"),
    "insurer:letter": Look("decision.export", "insurer.read", lifecycle="export"),
    "scan:queue": Look("scan.list", "scan.review"),
    "scan:slots": Look("slot.list", "scan.review"),
    "scan:review": Look("scan.view", "scan.review"),
    "scan:judge": Look("scan.view", "scan.review"),
    "scan:interview": Look("scan.view", "scan.review"),
    "scan:device_add": Look("device.form", "scan.review"),
    "scan:device": Look("device.view", "scan.review"),
    "scan:device_import": Look("device.form", "scan.review"),
    "scan:report": Look("scan_report.form", "scan.review"),
    "scan:line_add": Look("scan_report.form", "scan.review"),
    "scan:line": Look("scan_report.form", "scan.review"),
    "scan:preview": Look("scan_report.view", "scan.review"),
    "shared:region_reports": Look("scan_report.list", "scan.shared"),
    "shared:region_report": Look("scan_report.view", "scan.shared"),
    "shared:insurer_reports": Look("scan_report.list", "scan.shared"),
    "shared:insurer_report": Look("scan_report.view", "scan.shared"),
}
# Pages of a practice, region or insurer that name nobody; what their forms do is for the verbs to write down.
NAMES_NOBODY = (
    "scan:slot_remove",
    "scan:reviewed",
    "scan:held",
    "scan:device_remove",
    "scan:pick",
    "scan:in_order_add",
    "scan:line_move",
    "scan:line_remove",
    "scan:publish",
    "practice:survey_start",
    "practice:survey_cards",
    "practice:survey_invite",
    "practice:survey_close",
    "practice:survey_call_off",
    "region:set_up",
    "region:year_draft",
    "region:year_drop",
    "region:year_play",
    "platform:years",
    "platform:year_draft",
    "platform:year_drop",
    "platform:year_play",
    "platform:year_publish",
    "platform:organisation_add",
    "platform:organisation_invite",
    "platform:organisation_check",
    "platform:person_log_out",
    "platform:log_check",
    "platform:status",
    "platform:job_retry",
    "region:team_invite",
    "region:team_check",
    "region:funnel",
    "insurer:regions",
    "insurer:regions_csv",
    "insurer:budget",
    "insurer:decide",
    "insurer:report_decide",
    "insurer:reports",
    "insurer:results",
    "insurer:publish",
    "region:supported",
    "region:support_objective",
    "practice:article",
    "practice:article_file",
    "practice:ask",
    "practice:device_add",
    "practice:device_remove",
    "practice:scan_follow_up",
    "practice:story",
    "region:view_save",
    "region:view_remove",
    "region:plan_kpis",
    "region:plan_answer",
    "region:report_answer",
    "region:library",
    "region:article_add",
    "region:article",
    "region:article_publish",
    "region:article_file",
    "practice:sign_off",
    "practice:session_calendar",
    "practice:calendar",
    "practice:calendar_stop",
    "region:trainings",
    "region:training",
    "region:training_new",
    "region:training_edit",
    "region:training_publish",
    "region:participation",
    "region:participation_csv",
    "region:support_strike",
    "region:session_new",
    "region:session_edit",
    "region:session_call_off",
    "region:session_close",
    "region:door",
    "practice:choose",
    "practice:objectives",
    "practice:team_invite",
    "practice:team_check",
    "practice:employee_add",
    "practice:year",
    "practice:edit",
    "practice:columns",
    "practice:form_blank",
    "practice:claim",
    "region:settlement_prepare",
    "region:settlement_close",
    "region:settlement_drop",
    "region:payment_file",
    "region:cashier",
    "practice:cashier",
    "practice:social_map",
    "practice:social_map_paper",
    "practice:item_strike",
    "practice:evidence_add",
    "practice:evidence_take_off",
    "practice:milestone_examples",
    "practice:milestone_progress",
    "practice:milestone_strike_out",
    "practice:partner_ask",
    "practice:partner_answer",
    "practice:hours_strike_out",
)


class SeenMiddleware:
    """Writes down what somebody in a practice or region was shown, and what was refused by saying it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or match.namespace not in ASK_WHO_IT_IS or request.actor.is_anonymous:
            return response
        if response.status_code == 404:
            _write_down_refusal(request, match)
        look = LOOKS.get(match.view_name)
        if look and response.status_code in (200, 409) and request.method != "HEAD":
            _write_down(request, match, look)
        return response


def _write_down(request: Request, match: ResolverMatch, look: Look) -> None:
    given = dict(match.kwargs)
    object_type, object_id = _object(match)
    practices, regions = access.practices(request.actor, look.right), access.regions(request.actor, look.right)
    insurers = access.insurers_of(request.actor, look.right)
    looking.seen(
        event=look.event,
        right=look.right,
        practice=practices.get(pk=given.pop("practice_id")) if "practice_id" in given else None,
        region=regions.get(pk=given.pop("region_key")) if "region_key" in given else None,
        insurer=insurers.get(pk=given.pop("insurer_key")) if "insurer_key" in given else None,
        object_type=object_type,
        object_id=object_id,
        lifecycle=look.lifecycle,
        sensitivity=look.sensitivity,
        detail={name: str(value) for name, value in given.items() if name != "list_id"} | _search(request, look),
        by=request.actor,
        at=request.at,
    )


def _search(request: Request, look: Look) -> dict[str, str]:
    """What was looked for, sealed: people type all sorts of things in such a field."""
    typed = {name: request.GET.get(name, "").strip().lower() for name in look.asked}
    return {name: salted_hmac(__name__, text).hexdigest()[:16] for name, text in typed.items() if text}


def _write_down_refusal(request: Request, match: ResolverMatch) -> None:
    object_type, object_id = _object(match)
    looking.not_found(
        route=match.view_name, object_type=object_type, object_id=object_id, by=request.actor, at=request.at
    )


def _object(match: ResolverMatch) -> tuple[str, str]:
    """What the address names: the smallest thing with an id of its own."""
    kinds = (
        ("list_id", "patientlist"),
        ("evidence_id", "evidence"),
        ("item_id", "item"),
        ("statement_id", "practicestatement"),
        ("claw_back_id", "clawback"),
        ("run_id", "settlementrun"),
        ("share_id", "scanshare"),
        ("device_id", "device"),
        ("slot_id", "interviewslot"),
        ("scan_id", "scan"),
        ("survey_id", "survey"),
        ("practice_id", "practice"),
        ("decision_id", "decision"),
        ("membership_id", "membership"),
        ("user_id", "user"),
        ("region_key", "region"),
        ("insurer_key", "insurer"),
    )
    named = ((kind, str(match.kwargs[name])) for name, kind in kinds if name in match.kwargs)
    return next(named, ("platform", ""))
