"""How far a practice is in a programme, from its intention to its account: grouped queries, never one a practice."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When

from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, SUBMITTED
from groeiruimte.records.models.intention import NO, YES

SILENT, DECLINED, INTENDS, ENROLLED = "stil", "nee", "voornemen", "aangemeld"
PLAN_IN, PLAN_AGREED, CARRIED, ACCOUNTED = "plan", "akkoord", "uitgevoerd", "verantwoord"
STAGES = {
    SILENT: "Nog geen voornemen",
    DECLINED: "Doet niet mee",
    INTENDS: "Voornemen",
    ENROLLED: "Aangemeld",
    PLAN_IN: "Plan ingestuurd",
    PLAN_AGREED: "Plan akkoord",
    CARRIED: "Uitgevoerd",
    ACCOUNTED: "Verantwoord",
}
"""In order: a practice is in the last one that it reached."""

# Of several plans the one that is least far: a plan that was sent back asks for attention first.
SENT_BACK, AT_REGION, AGREED, DONE = range(4)
PLAN_WORDS = {
    SENT_BACK: "Vraagt aanvulling",
    AT_REGION: "Ingestuurd",
    AGREED: "Akkoord",
    DONE: "Uitgevoerd",
}
_PLAN = Case(
    When(status=CHANGES_REQUESTED, then=Value(SENT_BACK)),
    When(status=APPROVED, then=Value(AGREED)),
    When(status=CARRIED_OUT, then=Value(DONE)),
    default=Value(AT_REGION),
    output_field=IntegerField(),
)
_PLANS, _ACCOUNTS = ("action_plan",), ("accountability", "final_report")
_ARRIVED = (SUBMITTED, APPROVED, CARRIED_OUT)


@dataclass(frozen=True, slots=True)
class Standing:
    """`stage` is a key of STAGES; `plan` one of PLAN_WORDS, None while no plan was sent in."""

    stage: str
    plan: int | None = None


def standing(*, enrolled: bool, said: str, plan: int | None, accounted: bool) -> Standing:
    """Where a practice stands. `said` is its intention; who enrolled without one has answered."""
    if accounted:
        return Standing(ACCOUNTED, plan)
    if plan is not None:
        return Standing({DONE: CARRIED, AGREED: PLAN_AGREED}.get(plan, PLAN_IN), plan)
    return Standing(ENROLLED if enrolled else {YES: INTENDS, NO: DECLINED}.get(said, SILENT))


def standings(who: Actor, year: RegionYear, programme: Programme, whose: Q | None = None) -> dict[str, Standing]:
    """Per practice that said or did something; all others are silent. Three queries. `whose` narrows to practices."""
    here = Q(region=year.region_id) & (whose or Q())
    enrolled = set(access.enrolments(who).filter(here, region_year=year).order_by().values_list("practice", flat=True))
    intentions = access.intentions(who).filter(here, region_year=year).exclude(answer="")
    said = dict(intentions.order_by().values_list("practice", "answer"))
    sent = access.filled_forms(who, "form.read").filter(
        here, enrolment__region_year=year, about__isnull=True, submitted_at__isnull=False
    )
    accounts = Q(form__in=_keys(programme, _ACCOUNTS), status__in=_ARRIVED)
    forms = {
        practice: (plan, accounted > 0)
        for practice, plan, accounted in sent.order_by()
        .values_list("practice")
        .annotate(plan=Min(_PLAN, filter=Q(form__in=_keys(programme, _PLANS))), accounted=Count("pk", filter=accounts))
    }
    return {
        practice: standing(enrolled=practice in enrolled, said=said.get(practice, ""), plan=plan, accounted=accounted)
        for practice in {*enrolled, *said, *forms}
        for plan, accounted in (forms.get(practice, (None, False)),)
    }


def _keys(programme: Programme, kinds: tuple[str, ...]) -> list[str]:
    return [form.key for form in programme.forms if form.kind in kinds]
