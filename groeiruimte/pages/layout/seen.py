"""Which pages show something about people, so that looking at them is written down before they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from groeiruimte.actions import looking
from groeiruimte.records import access

from .actor import ASK_WHO_IT_IS, Request


@dataclass(frozen=True, slots=True)
class Look:
    """What looking at a page is called in the log, and the right by which the page opens."""

    event: str
    right: str
    sensitivity: str = "personal"
    lifecycle: str = "view"


LOOKS: dict[str, Look] = {
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
    "practice:kpis": Look("kpi.list", "kpi.read"),
    "practice:kpi": Look("kpi.view", "kpi.read"),
    "practice:items": Look("item.list", "item.note"),
    "practice:item_add": Look("item.form", "item.note"),
    "practice:item": Look("item.view", "item.note"),
    "practice:evidence": Look("evidence.list", "evidence.read"),
    "practice:evidence_file": Look("evidence.export", "evidence.read", lifecycle="export"),
    "practice:evidence_copy": Look("evidence.export", "evidence.read", lifecycle="export"),
    "region:evidence": Look("region.evidence", "evidence.read"),
    "region:evidence_check": Look("evidence.view", "evidence.check"),
    "region:lists": Look("region.lists", "region.read"),
    "region:enrolments": Look("region.enrolments", "region.read"),
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
    "region:outbox": Look("mail.list", "mail.read"),
    "region:mail": Look("mail.view", "mail.read"),
    "region:remind": Look("reminder.preview", "mail.send"),
}
# Pages of a practice or region that name nobody; what their forms do is for the verbs to write down.
NAMES_NOBODY = (
    "practice:article",
    "practice:article_file",
    "practice:ask",
    "practice:story",
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
    "region:close",
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
        if look and response.status_code == 200 and request.method != "HEAD":
            _write_down(request, match, look)
        return response


def _write_down(request: Request, match: ResolverMatch, look: Look) -> None:
    given = dict(match.kwargs)
    object_type, object_id = _object(match)
    practices, regions = access.practices(request.actor, look.right), access.regions(request.actor, look.right)
    looking.seen(
        event=look.event,
        right=look.right,
        practice=practices.get(pk=given.pop("practice_id")) if "practice_id" in given else None,
        region=regions.get(pk=given.pop("region_key")) if "region_key" in given else None,
        object_type=object_type,
        object_id=object_id,
        lifecycle=look.lifecycle,
        sensitivity=look.sensitivity,
        detail={name: str(value) for name, value in given.items() if name != "list_id"},
        by=request.actor,
        at=request.at,
    )


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
        ("practice_id", "practice"),
        ("region_key", "region"),
    )
    return next((kind, str(match.kwargs[name])) for name, kind in kinds if name in match.kwargs)
