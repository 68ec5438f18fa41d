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
    "practice:deliver": Look("list.history", "list.deliver"),
    "practice:deliver_quarter": Look("list.history", "list.deliver"),
    "practice:outcome": Look("list.view", "list.read", "special"),
    "practice:findings": Look("list.export", "list.read", "special", "export"),
    "practice:amount": Look("amount.view", "amount.read"),
    "practice:amount_quarter": Look("amount.view", "amount.read"),
    "region:lists": Look("region.lists", "region.read"),
    "region:enrolments": Look("region.enrolments", "region.read"),
}
# Pages of a practice or region that name nobody; what their forms do is for the verbs to write down.
NAMES_NOBODY = ("practice:year", "practice:edit", "practice:columns", "practice:claim", "region:close")


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
    kinds = (("list_id", "patientlist"), ("practice_id", "practice"), ("region_key", "region"))
    return next((kind, str(match.kwargs[name])) for name, kind in kinds if name in match.kwargs)
