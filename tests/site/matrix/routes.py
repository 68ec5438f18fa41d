"""Every route of the product: its address in the world of these tests, and the form that it takes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from groeiruimte.records.models.membership import REGION_ROLES, ROLES
from tests.site.rijnmond import PROGRAMME

from .evening import CODE, DAY, SECRET, TITLE
from .world import A_DEMO_ACCOUNT, A_LIST, World

URLS = "tests.site.demo.urls"
MATRIX = Path(__file__).with_name("matrix.csv")
WHO = ("anonymous", *ROLES)

Made = Callable[[World], dict[str, Any]]
_OWN: Made = lambda world: {"practice_id": world.linde.pk}  # noqa: E731
_REGION: Made = lambda world: {"region_key": world.linde.region_id}  # noqa: E731


@dataclass(frozen=True)
class Row:
    """A line of the matrix. `whose` is what the address names: of a practice, of a region, or of nobody.

    `decisions` says for who is in the right relation what happens, `not_yours` what happens to everybody else.
    """

    route: str
    method: str
    whose: str
    not_yours: str
    decisions: dict[str, str]

    def expected(self, role: str, relation: str) -> str:
        if role == "anonymous" or self.whose == "nobody" or relation == "own":
            return self.decisions[role]
        in_region = relation == "same_region" and role in REGION_ROLES
        return self.decisions[role] if in_region else self.not_yours


def matrix() -> list[Row]:
    with MATRIX.open(newline="") as file:
        return [
            Row(line["route"], line["method"], line["whose"], line["not_yours"], {who: line[who] for who in WHO})
            for line in csv.DictReader(file)
        ]


def names_of_routes() -> Iterator[str]:
    return _names(get_resolver(URLS), ())


def _names(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _names(found, (*spaces, *([found.namespace] if found.namespace else [])))
        elif isinstance(found, URLPattern):
            yield ":".join((*spaces, found.name or str(found.pattern)))


# Where an address needs more than its practice or region.
ADDRESSES: dict[str, Made] = {
    "account_reset_password_from_key": lambda world: {
        "uidb36": user_pk_to_url_str(world.people["practice_owner", "own"]),
        "key": default_token_generator.make_token(world.people["practice_owner", "own"]),
    },
    "mfa_remove_webauthn": lambda world: {"pk": 1},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "invitation": lambda world: {"token": world.invitation},
    "practice:enrol_programme": lambda world: {"programme": PROGRAMME},
    "practice:choose": lambda world: {"programme": world.choosing},
    "practice:commit": lambda world: {"programme": PROGRAMME},
    "practice:team_stop": lambda world: {"membership_id": world.colleague.pk},
    "practice:employee": lambda world: {"employee_id": world.employee.pk},
    "practice:form": lambda world: {"form": world.sent_plan.form},
    "practice:form_section": lambda world: {"form": world.empty_note, "section": "form"},
    "practice:form_check": lambda world: {"form": world.note.form},
    "practice:form_sent": lambda world: {"form": world.sent_plan.form},
    "practice:form_changes": lambda world: {"form": world.sent_plan.form},
    "practice:form_receipt": lambda world: {"form": world.sent_plan.form},
    "practice:form_paper": lambda world: {"form": world.sent_plan.form},
    "practice:form_blank": lambda world: {"form": world.sent_plan.form},
    "practice:deliver_quarter": lambda world: {"quarter": "2022Q2"},
    "practice:outcome": lambda world: {"list_id": world.checked.pk},
    "practice:findings": lambda world: {"list_id": world.checked.pk},
    "practice:columns": lambda world: {"list_id": world.strange.pk},
    "practice:milestone": lambda world: {"milestone_id": world.milestone.pk},
    "practice:milestone_progress": lambda world: {"milestone_id": world.milestone.pk},
    "practice:milestone_strike_out": lambda world: {"milestone_id": world.milestone.pk},
    "practice:partner_answer": lambda world: {"partner_id": world.partner.pk},
    "practice:hours_edit": lambda world: {"hours_id": world.hours.pk},
    "practice:hours_strike_out": lambda world: {"hours_id": world.hours.pk},
    "practice:amount_quarter": lambda world: {"quarter": world.counting.quarter},
    "practice:claim": lambda world: {"quarter": world.counting.quarter},
    "practice:kpi": lambda world: {"kpi": "a1"},
    "practice:items": lambda world: {"kind": "digital_skills"},
    "practice:item_add": lambda world: {"kind": "measurement_channel"},
    "practice:item": lambda world: {"kind": "measurement_channel", "item_id": world.item.pk},
    "practice:item_strike": lambda world: {"kind": "measurement_channel", "item_id": world.item.pk},
    "practice:social_map": lambda world: {"practice_id": world.with_a_map.pk},
    "practice:social_map_paper": lambda world: {"practice_id": world.with_a_map.pk},
    "practice:evidence_file": lambda world: {"evidence_id": world.proof.pk},
    "practice:evidence_copy": lambda world: {"evidence_id": world.proof.pk},
    "practice:evidence_take_off": lambda world: {"evidence_id": world.proof.pk},
    "region:review": lambda world: {"form_id": world.sent_plan.pk},
    "region:evidence_check": lambda world: {"evidence_id": world.proof.pk},
    "region:close": lambda world: {"programme_key": PROGRAMME, "quarter": "2022Q1"},
    "region:mail": lambda world: {"mail_id": world.mail.pk},
    "region:outbox": lambda world: world.nothing_but(world.mail),
    "region:remind": lambda world: {"programme_key": PROGRAMME, "obligation": world.late},
    "practice:article": lambda world: {"article_id": world.article.pk},
    "practice:article_file": lambda world: {"article_id": world.article.pk},
    "practice:thread": lambda world: {"thread_id": world.thread.pk},
    "region:article": lambda world: {"article_id": world.article.pk},
    "region:article_publish": lambda world: {"article_id": world.article.pk},
    "region:article_file": lambda world: {"article_id": world.article.pk},
    "region:story": lambda world: {"story_id": world.story.pk},
    "region:question": lambda world: {"thread_id": world.thread.pk},
    "calendar_feed": lambda world: world.evening.nothing | {"secret": SECRET},
    "practice:trainings": lambda world: world.evening.nothing,
    "practice:attend": lambda world: world.evening.nothing,
    "practice:attendance": lambda world: world.evening.nothing,
    "practice:outside": lambda world: world.evening.nothing,
    "practice:training": lambda world: {"session_id": world.evening.here.pk},
    "practice:sign_up": lambda world: {"session_id": world.evening.here.pk},
    "practice:sign_off": lambda world: {
        "session_id": world.evening.coming.pk,
        "sign_up_id": world.evening.sign_up.pk,
    },
    "practice:session_calendar": lambda world: {"session_id": world.evening.here.pk},
    "practice:strike": lambda world: {"attendance_id": world.evening.elsewhere.pk},
    "practice:certificate": lambda world: {"attendance_id": world.evening.attended.pk},
    "region:trainings": lambda world: world.evening.nothing,
    "region:training": lambda world: {"training_id": world.evening.training.pk},
    "region:training_edit": lambda world: {"training_id": world.evening.training.pk},
    "region:training_publish": lambda world: {"training_id": world.evening.training.pk},
    "region:session_new": lambda world: {"training_id": world.evening.training.pk},
    "region:session": lambda world: {"session_id": world.evening.here.pk},
    "region:session_edit": lambda world: {"session_id": world.evening.here.pk},
    "region:session_call_off": lambda world: {"session_id": world.evening.coming.pk},
    "region:session_close": lambda world: {"session_id": world.evening.here.pk},
    "region:door": lambda world: {"session_id": world.evening.here.pk},
    "region:attendance_add": lambda world: {"session_id": world.evening.here.pk},
    "region:attendance_off": lambda world: {
        "session_id": world.evening.here.pk,
        "attendance_id": world.evening.attended.pk,
    },
    "region:attendance_list": lambda world: {"session_id": world.evening.here.pk},
    "demo:lists": _OWN,
    "demo:sample": lambda world: _OWN(world) | {"quarter": "2022Q2", "kind": "goed"},
}

# What a good form of a route holds, but for its key.
FORMS: dict[str, Made] = {
    "invitation": lambda world: {"name": "Nieuw", "password1": _PASSWORD, "password2": _PASSWORD},
    "practice:edit": lambda world: {
        "name": "De Linde", "street": "Laan 1", "registered_patients": "3.100", "version": str(world.linde.version),
    },
    "practice:enrol_programme": lambda world: {"objectives": ["A"], "sign": "on"},
    "practice:intention": lambda world: {"answer": "yes", "support_need": "", "version": "0"},
    "practice:objectives": lambda world: {"objectives": ["A"], "note": "", "aligned_on": "", "version": "0"},
    "practice:choose": lambda world: {"choice_C_concept": ["krachtige-basiszorg"], "was": ""},
    "practice:commit": lambda world: {"sign": "on"},
    "practice:team_invite": lambda world: {"name": "Nieuw", "email": "nieuw2@example.org", "role": "practice_staff"},
    "practice:team_stop": lambda world: {},
    "practice:team_check": lambda world: {},
    "practice:employee_add": lambda world: _EMPLOYEE,
    "practice:employee": lambda world: _EMPLOYEE | {"version": str(world.employee.version)},
    "practice:form": lambda world: {"doe": "terughalen"},
    "practice:form_section": lambda world: {"v-keuze": "Scholing", "version": "0"},
    "practice:form_check": lambda world: {"version": str(world.note.version)},
    "practice:deliver_quarter": lambda world: {"file": SimpleUploadedFile("lijst.csv", A_LIST)},
    "practice:outcome": lambda world: {"confirmed": "on"},
    "practice:columns": lambda world: {
        "bsn": "0", "birth_date": "2", "uzovi_code": "3", "ion_start": "4", "version": "0",
    },
    "practice:milestone_examples": lambda world: {"examples": [world.example]},
    "practice:milestone_add": lambda world: _MILESTONE,
    "practice:milestone": lambda world: _MILESTONE | {"version": str(world.milestone.version)},
    "practice:milestone_progress": lambda world: {
        "progress": "Begonnen", "done_on": "", "evidence": "", "version": str(world.milestone.version),
    },
    "practice:milestone_strike_out": lambda world: {},
    "practice:partner_ask": lambda world: {"partner": world.singel.pk, "title": "Samen bellen"},
    "practice:partner_answer": lambda world: {"answer": "ja"},
    "practice:hours_add": lambda world: _HOURS,
    "practice:hours_edit": lambda world: _HOURS | {"version": str(world.hours.version)},
    "practice:hours_strike_out": lambda world: {},
    "practice:claim": lambda world: {},
    "practice:items": lambda world: {"version": "0"},
    "practice:item_add": lambda world: {"v-channel": "App", "v-day": "1-3-2022"},
    "practice:item": lambda world: {"v-channel": "App", "v-day": "2-3-2022", "version": str(world.item.version)},
    "practice:item_strike": lambda world: {},
    "practice:evidence_add": lambda world: {"link": "https://www.example.org/", "title": "", "day": "4-4-2022"},
    "practice:evidence_take_off": lambda world: {},
    "region:review": lambda world: {"doe": "akkoord", "version": "1", "c-past": "ja"},
    "region:evidence_check": lambda world: {"on": "5-4-2022", "version": str(world.proof.version)},
    "region:close": lambda world: {},
    "region:outbox": lambda world: {},
    "region:mail": lambda world: {},
    "region:remind": lambda world: {},
    "practice:ask": lambda world: {"title": "Scholing", "text": "Wanneer begint het?"},
    "practice:thread": lambda world: {"text": "Dank u."},
    "practice:story": lambda world: {"title": "Bellen", "text": "Het werkte."},
    "region:article_add": lambda world: {"kind": "aid", "title": "Sjabloon", "text": "Vul het in."},
    "region:article": lambda world: {"kind": "aid", "title": "Nieuw", "text": "Vul het in.", "version": "1"},
    "region:article_publish": lambda world: {"published": "nee"},
    "region:story": lambda world: {"title": "Bellen", "text": "Het werkte."},
    "region:question": lambda world: {"text": "In mei.", "closed": "on"},
    "practice:sign_up": lambda world: {"employees": [world.evening.vera.pk]},
    "practice:sign_off": lambda world: {},
    "practice:attend": lambda world: {"code": CODE, "employees": [world.evening.vera.pk]},
    "practice:calendar": lambda world: {},
    "practice:calendar_stop": lambda world: {},
    "practice:outside": lambda world: {
        "title": "E-consult", "topics": ["zorg-op-afstand"], "day": "1-3-2022",
        "employees": [world.evening.vera.pk], "link": "https://example.org/bewijs",
    },
    "practice:strike": lambda world: {"reason": "Verkeerde dag"},
    "region:training_new": lambda world: {"title": "LEAN", "kind": "training"},
    "region:training_edit": lambda world: {
        "title": TITLE, "kind": "training", "topics": ["zorg-op-afstand"], "objectives": ["A"], "version": "1",
    },
    "region:training_publish": lambda world: {"tonen": "ja"},
    "region:session_new": lambda world: DAY,
    "region:session_edit": lambda world: DAY | {"version": str(world.evening.here.version)},
    "region:session_call_off": lambda world: {},
    "region:session_close": lambda world: {},
    "region:door": lambda world: {},
    "region:attendance_add": lambda world: {
        "employees": [world.evening.vera.pk], "reason": "Kwam later", "praktijk": world.linde.pk,
    },
    "region:attendance_off": lambda world: {"reason": "Was er niet"},
    "demo:move": lambda world: {"day": "6-4-2022"},
    "demo:become": lambda world: {"email": A_DEMO_ACCOUNT},
}  # fmt: skip
_PASSWORD = "een-lang-wachtwoord"
_EMPLOYEE = {"name": "Vera Duin", "function": "gp", "hours_a_week": "28,5", "user": "", "end": ""}
_MILESTONE = {"title": "Werkafspraak", "shows": "Het blad hangt er", "due": "1-6-2022", "owner": "", "training": ""}
_HOURS = {"who": "function:gp", "type": "non_patient_time", "hours": "6,5", "start": "1-2-2022", "end": ""}


def address(world: World, route: str, **other: str) -> str:
    """Where a route is; `other` puts another part in the place of ours."""
    given = ADDRESSES.get(route, lambda world: {})(world)
    if route.startswith("practice:"):
        given |= _OWN(world)
    if route.startswith("region:"):
        given |= _REGION(world)
    return reverse(route, URLS, kwargs=given | {name: part for name, part in other.items() if name in given})
