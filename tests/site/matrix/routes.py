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
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION
from tests.site import plans, surveys
from tests.site.practice import scans
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


def names_of_routes() -> list[str]:
    return [name for name, _ in views_of_routes()]


def views_of_routes() -> Iterator[tuple[str, Callable[..., Any]]]:
    return _views(get_resolver(URLS), ())


def _views(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[tuple[str, Callable[..., Any]]]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _views(found, (*spaces, *([found.namespace] if found.namespace else [])))
        elif isinstance(found, URLPattern):
            yield ":".join((*spaces, found.name or str(found.pattern))), found.callback


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
    **dict.fromkeys(
        ("region:dossier", "region:visit", "region:note_add"), lambda world: {"practice_id": world.linde.pk}
    ),
    "practice:scan": lambda world: {"scan": world.sent_scan.kind},
    "practice:scan_section": lambda world: {"scan": world.begun_scan.kind, "section": "kopie"},
    "practice:scan_check": lambda world: {"scan": world.begun_scan.kind},
    "practice:scan_slot": lambda world: world.nothing_but(world.free_slot) | {"scan": scans.LOOKED_AT},
    "practice:scan_topics": lambda world: {"scan": world.sent_scan.kind},
    **dict.fromkeys(
        ("practice:scan_follow_up", "practice:scan_report", "practice:scan_report_paper"),
        lambda world: {"scan": world.finished_scan.kind},
    ),
    "practice:scan_share": lambda world: {"scan": world.finished_scan.kind, "party": "regio"},
    "practice:device": lambda world: {"device_id": world.device.pk},
    "practice:device_remove": lambda world: {"device_id": world.device.pk},
    "practice:evidence_file": lambda world: {"evidence_id": world.proof.pk},
    "practice:evidence_copy": lambda world: {"evidence_id": world.proof.pk},
    "practice:evidence_take_off": lambda world: {"evidence_id": world.proof.pk},
    "practice:surveys": lambda world: world.nothing_but(world.survey),
    "practice:survey_start": lambda world: world.nothing_but(world.survey) | {"kind": surveys.TEAM},
    **dict.fromkeys(
        (
            "practice:survey",
            "practice:survey_cards",
            "practice:survey_invite",
            "practice:survey_close",
            "practice:survey_call_off",
        ),
        lambda world: {"survey_id": world.survey.pk},
    ),
    "practice:survey_poster": lambda world: {"survey_id": world.survey_of_patients.pk},
    "region:scans": lambda world: world.nothing_but(world.sent_scan),
    "region:surveys": lambda world: world.nothing_but(world.survey),
    "respond:survey": lambda world: {"survey_id": world.survey.pk, "secret": world.survey_link},
    "respond:nothing": lambda world: {"rest": "nergens"},
    "region:review": lambda world: {"form_id": world.sent_plan.pk},
    "region:plan_part": lambda world: world.nothing_but(world.draft) | _PLAN | {"kind": "activiteit", "part": "nieuw"},
    "region:plan_kpis": lambda world: world.nothing_but(world.draft) | _PLAN,
    "region:plan_sign": lambda world: world.nothing_but(world.draft) | _PLAN,
    "region:plan_answer": lambda world: world.nothing_but(world.asked_plan) | _PLAN,
    "region:plan_receipt": lambda world: world.nothing_but(world.asked_plan) | _PLAN,
    "region:plan_changes": lambda world: world.nothing_but(world.asked_plan) | _PLAN,
    "region:plan_letter": lambda world: _PLAN | {"decision_id": world.letter.pk},
    "region:plan_paper": lambda world: world.nothing_but(world.asked_plan) | _PLAN,
    "region:report": lambda world: world.nothing_but(world.open_report),
    "region:report_part": lambda world: world.nothing_but(world.report) | _PLAN | {"kind": "uitleg", "part": "all"},
    "region:report_sign": lambda world: world.nothing_but(world.report) | _PLAN,
    "region:report_answer": lambda world: world.nothing_but(world.sent_report) | _PLAN,
    "region:report_receipt": lambda world: world.nothing_but(world.sent_report) | _PLAN,
    "region:report_paper": lambda world: world.nothing_but(world.sent_report) | _PLAN,
    "region:align": lambda world: {"practice_id": world.linde.pk, "objective": "A"},
    "region:support_objective": lambda world: {"objective": "A"},
    "region:track": lambda world: {"track": world.track},
    "region:track_step": lambda world: {"track": world.track, "step": "intake", "enrolment_id": world.enrolment.pk},
    "region:support_edit": lambda world: {"support_id": world.support.pk},
    "region:support_strike": lambda world: {"support_id": world.support.pk},
    "region:evidence_check": lambda world: {"evidence_id": world.proof.pk},
    "practice:statement": lambda world: {"statement_id": world.settled.statement.pk},
    "practice:statement_paper": lambda world: {"statement_id": world.settled.statement.pk},
    "practice:cashier": lambda world: {"programme": PROGRAMME},
    "region:settlement_prepare": lambda world: (
        world.nothing_but(world.drop_runs())
        | {
            "programme_key": PROGRAMME,
            "quarter": "2022Q1",
        }
    ),
    "region:settlement_close": lambda world: {"run_id": world.prepared_run().pk},
    "region:settlement_drop": lambda world: {"run_id": world.prepared_run().pk},
    "region:payment_file": lambda world: {"run_id": world.settled.run.pk},
    "region:claw_back": lambda world: {"claw_back_id": world.settled.claw_back.pk},
    "region:cashier": lambda world: {"programme_key": PROGRAMME},
    "region:mail": lambda world: {"mail_id": world.mail.pk},
    "region:outbox": lambda world: world.nothing_but(world.mail),
    "region:practice": lambda world: {"practice_id": world.linde.pk},
    "region:remind_practices": lambda world: world.nothing_but(world.late),
    "region:view_remove": lambda world: world.nothing_but(world.view),
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
    "region:team_stop": lambda world: {"membership_id": world.at("region_staff")},
    **dict.fromkeys(
        ("region:year_draft", "region:year_drop", "region:year_effects", "region:year_effects_csv", "region:year_play"),
        lambda world: {"draft_id": world.next_year.pk},
    ),
    **dict.fromkeys(
        ("platform:year_draft", "platform:year_drop", "platform:year_play", "platform:year_publish"),
        lambda world: {"draft_id": world.next_year.pk},
    ),
    "region:succession": lambda world: {"practice_id": world.linde.pk},
    "platform:succession": lambda world: {"place": world.linde.pk},
    "platform:organisation": lambda world: {"kind": "regio", "place": "rijnmond"},
    "platform:organisation_invite": lambda world: {"kind": "regio", "place": "rijnmond"},
    "platform:organisation_check": lambda world: {"kind": "verzekeraar", "place": "zilveren-kruis"},
    "platform:person": lambda world: {"user_id": world.people["region_staff", "own"].pk},
    "platform:person_log_out": lambda world: {"user_id": world.people["region_staff", "own"].pk},
    "platform:membership": lambda world: {"membership_id": world.at("region_staff")},
    "platform:membership_stop": lambda world: {"membership_id": world.at("region_staff")},
    "platform:log_by": lambda world: {"user_id": world.people["region_staff", "own"].pk},
    "platform:log_about": lambda world: {"user_id": world.people["region_staff", "own"].pk},
    "platform:job_retry": lambda world: {"job_id": world.parked.pk},
    "insurer:review": lambda world: _BOUGHT | world.nothing_but(world.plan),
    "insurer:kpi_tests": lambda world: _BOUGHT | world.nothing_but(world.plan),
    "insurer:decision": lambda world: _BOUGHT | world.nothing_but(world.plan),
    "insurer:decide": lambda world: _BOUGHT | {"decision_id": world.plan.waiting.pk},
    "insurer:letter": lambda world: _BOUGHT | {"decision_id": world.plan.decided.pk},
    "insurer:report": lambda world: _BOUGHT | world.nothing_but(world.sent_report),
    "insurer:report_decide": lambda world: _BOUGHT | world.nothing_but(world.sent_report),
    "insurer:report_paper": lambda world: _BOUGHT | world.nothing_but(world.sent_report),
    "insurer:publish": lambda world: world.nothing_but(world.accepted_report) | {"year": 2022},
    "scan:slot_remove": lambda world: {"slot_id": world.free_slot.pk},
    **dict.fromkeys(
        ("scan:review", "scan:reviewed", "scan:interview", "scan:device_add", "scan:device_import"),
        lambda world: {"scan_id": world.sent_scan.pk},
    ),
    "scan:judge": lambda world: {"scan_id": world.sent_scan.pk, "section": "kopie"},
    "scan:held": lambda world: {"scan_id": world.talk.pk},
    **dict.fromkeys(
        ("scan:device", "scan:device_remove"),
        lambda world: {"scan_id": world.sent_scan.pk, "device_id": world.device.pk},
    ),
    **dict.fromkeys(
        ("scan:report", "scan:pick", "scan:line_add", "scan:in_order_add", "scan:preview", "scan:publish"),
        lambda world: {"scan_id": world.talked_scan.pk},
    ),
    **dict.fromkeys(
        ("scan:line", "scan:line_move", "scan:line_remove"),
        lambda world: {"scan_id": world.talked_scan.pk, "item_id": world.line.pk},
    ),
    "shared:region_report": lambda world: {"share_id": world.share(TO_REGION).pk},
    "shared:insurer_report": lambda world: {"share_id": world.share(TO_INSURER).pk},
    "public:results_of": lambda world: {"year": world.published},
    "public:results_csv": lambda world: {"year": world.published},
    "public:programme": lambda world: {"programme_key": PROGRAMME},
    "demo:lists": _OWN,
    "demo:sample": lambda world: _OWN(world) | {"quarter": "2022Q2", "kind": "goed"},
}

_BOUGHT = {"region": "rijnmond", "programme_key": PROGRAMME}
"""What the insurer buys, in an address."""

_CHANGE = {"kind": "agb", "effective": "1-7-2022", "new_agb": "01999999", "doe": "bevestigen"}

_PLAN = {"programme_key": PROGRAMME}

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
    "practice:scan": lambda world: {"doe": "terughalen"},
    "practice:scan_section": lambda world: {"v-kopie": "Elke dag", "v-waar": "Buiten", "version": "1"},
    "practice:scan_check": lambda world: {"version": str(world.begun_scan.version)},
    "practice:scan_slot": lambda world: {"taken": world.free_slot.pk},
    "practice:scan_topics": lambda world: {"topics": "De telefoon", "version": "0"},
    "practice:scan_follow_up": lambda world: {"follow_up": "lean"},
    "practice:scan_report": lambda world: {"advice": [world.advice]},
    "practice:scan_share": lambda world: {"doe": "delen", "report": world.finished_report.pk},
    "practice:device_add": lambda world: _DEVICE,
    "practice:device": lambda world: _DEVICE | {"version": str(world.device.version)},
    "practice:device_remove": lambda world: {},
    "practice:survey_start": lambda world: {"closes": "20-4-2022"},
    "practice:survey_cards": lambda world: {"number": "6"},
    "practice:survey_invite": lambda world: {"colleagues": world.colleagues},
    "practice:survey_close": lambda world: {},
    "practice:survey_call_off": lambda world: {},
    "respond:survey": lambda world: {
        "naar": "verstuur", **{f"a-{question}": said for question, said in surveys.HAPPY.items()},
    },
    "region:note_add": lambda world: {"kind": "call", "text": "Gebeld over het plan."},
    "region:review": lambda world: {"doe": "akkoord", "version": "1", "c-past": "ja"},
    "region:plan": lambda world: {"begin": "empty"},
    "region:plan_part": lambda world: {
        "objective": "A", "title": "Gesprek", "cost_cents": "100,00", "version": str(world.draft.version),
    },
    "region:plan_kpis": lambda world: {
        f"dimension-{plans.KPI_KEY}": "costs", f"target-{plans.KPI_KEY}": "40", "version": str(world.draft.version),
    },
    "region:plan_sign": lambda world: {"version": str(world.draft.version)},
    "region:plan_answer": lambda world: {"place": "", "text": "Dat klopt."},
    "region:report": lambda world: {},
    "region:report_part": lambda world: {"text": "Zij waren ziek.", "version": str(world.report.version)},
    "region:report_sign": lambda world: {"version": str(world.report.version)},
    "region:report_answer": lambda world: {"place": "", "text": "Dat klopt."},
    "region:align": lambda world: _JUDGED | {"version": "0"},
    "region:align_many": lambda world: _JUDGED | {"keuze": [f"{world.linde.pk}.A:0"]},
    "region:support_objective": lambda world: {"supported": "no", "note": "Nog geen begeleider", "version": "0"},
    "region:support_add": lambda world: _SUPPORT | {"enrolments": [world.enrolment.pk]},
    "region:support_edit": lambda world: _SUPPORT | {"version": str(world.support.version)},
    "region:support_strike": lambda world: {},
    "region:track_step": lambda world: {"day": "5-4-2022", "version": "0"},
    "region:evidence_check": lambda world: {"on": "5-4-2022", "version": str(world.proof.version)},
    "practice:cashier": lambda world: {"bank_account": "NL02ABNA0123456789"},
    "region:settlement_prepare": lambda world: {},
    "region:settlement_close": lambda world: {},
    "region:settlement_drop": lambda world: {},
    "region:payment_file": lambda world: {},
    "region:claw_back": lambda world: {"settled_on": "4-4-2022", "note": ""},
    "region:cashier": lambda world: {"cashier": "nee", "bank_account": ""},
    "region:outbox": lambda world: {},
    "region:mail": lambda world: {},
    "region:remind": lambda world: {},
    "region:remind_practices": lambda world: {"wie": world.linde.pk},
    "region:view_save": lambda world: {"name": "Noord", "query": "wijk=Noord"},
    "region:view_remove": lambda world: {"name": world.view},
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
    "region:team_invite": lambda world: _COLLEAGUE,
    "region:team_stop": lambda world: {},
    "region:team_check": lambda world: {},
    **dict.fromkeys(("region:set_up", "platform:years"), lambda world: {"jaar": world.enrolment.region_year_id}),
    **dict.fromkeys(("region:year_draft", "platform:year_draft"), lambda world: {"text": "a = 1", "version": "1"}),
    **dict.fromkeys(("region:year_drop", "platform:year_drop"), lambda world: {}),
    **dict.fromkeys(("region:succession", "platform:succession"), lambda world: _CHANGE),
    "platform:year_publish": lambda world: {"version": "1", "confirmed": "on"},
    "platform:organisation_add": lambda world: {"kind": "region", "name": "Noord", "slug": "noord"},
    "platform:organisation_invite": lambda world: _COLLEAGUE,
    "platform:organisation_check": lambda world: {},
    "platform:person_log_out": lambda world: {},
    "platform:membership": lambda world: {"start": "1-1-2020", "end": "", "was": "2019-01-01/"},
    "platform:membership_stop": lambda world: {},
    "platform:log_check": lambda world: {},
    "platform:log_reviews": lambda world: {"week": "2022W12", "note": "Niets bijzonders"},
    "platform:job_retry": lambda world: {},
    "insurer:review": lambda world: {"v-0": "Wie leidt dit?"},
    "insurer:kpi_tests": lambda world: {"t-0-burden": "ja", "version": "0"},
    "insurer:decision": lambda world: {
        "verdict": "send_back", "conditions": "Meet minder", "versie": str(world.plan.newest.number),
    },
    "insurer:report": lambda world: {"v-0": "Wie leidt dit?"},
    "insurer:report_decide": lambda world: {"doe": "akkoord", "reason": "", "versie": "1"},
    "insurer:publish": lambda world: {"seal": world.accepted_report},
    "insurer:decide": lambda world: {"doe": "wijs-af", "reason": "Nog niet"},
    "scan:slots": lambda world: {"day": "12-4-2022", "starts": "9:00", "minutes": "60", "place": "Hier"},
    "scan:slot_remove": lambda world: {},
    "scan:judge": lambda world: {"level.kopie": "risk", "note.kopie": "", "version": "0"},
    "scan:reviewed": lambda world: {"version": str(world.sent_scan.version)},
    "scan:interview": lambda world: {"topics": "De telefoon", "version": "0"},
    "scan:held": lambda world: {"day": "5-4-2022"},
    "scan:device_add": lambda world: _DEVICE,
    "scan:device": lambda world: _DEVICE | {"version": str(world.device.version)},
    "scan:device_remove": lambda world: {},
    "scan:device_import": lambda world: {"rows": "soort;aantal\nPrinter;2\n"},
    "scan:pick": lambda world: {"advice": "wifi"},
    "scan:line_add": lambda world: _LINE,
    "scan:in_order_add": lambda world: {"title": "De kast is op slot."},
    "scan:line": lambda world: _LINE | {"version": str(world.line.version)},
    "scan:line_move": lambda world: {"to": "2"},
    "scan:line_remove": lambda world: {},
    "scan:publish": lambda world: {"sha256": world.preview},
    "demo:move": lambda world: {"day": "6-4-2022"},
    "demo:become": lambda world: {"email": A_DEMO_ACCOUNT},
}  # fmt: skip
_COLLEAGUE = {"name": "Nieuw", "email": "nieuw3@example.org", "role": "region_staff"}
_PASSWORD = "een-lang-wachtwoord"
_JUDGED = {
    "preference": "yes", "feasibility": "with_help", "coherence": "yes", "aligned_on": "4-4-2022", "note": "",
    "confirmed": "on",
}  # fmt: skip
_SUPPORT = {"kind": "training", "day": "4-4-2022", "minutes": "45", "objective": "A", "text": "Samen gekeken"}
_EMPLOYEE = {"name": "Vera Duin", "function": "gp", "hours_a_week": "28,5", "user": "", "end": ""}
_LINE = {"title": "Koop een slot", "effort": "small", "cost": "low", "who": "practice", "weeks": "4"}
_DEVICE = {"kind": "Printer", "number": "1"}
_MILESTONE = {"title": "Werkafspraak", "shows": "Het blad hangt er", "due": "1-6-2022", "owner": "", "training": ""}
_HOURS = {"who": "function:gp", "type": "non_patient_time", "hours": "6,5", "start": "1-2-2022", "end": ""}


def named_in(world: World, route: str) -> dict[str, Any]:
    """What the address of a route names."""
    given = ADDRESSES.get(route, lambda world: {})(world)
    if route.startswith("practice:"):
        given |= _OWN(world)
    if route.startswith(("region:", "scan:", "shared:region")):
        given |= _REGION(world)
    if route.startswith(("insurer:", "shared:insurer")):
        given = given | {"insurer_key": "zilveren-kruis"}
    return given


def address(world: World, route: str) -> str:
    return reverse(route, URLS, kwargs=named_in(world, route))
