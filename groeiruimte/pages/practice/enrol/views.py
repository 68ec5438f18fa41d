"""P05."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import enrolments
from groeiruimte.actions.facts import NEEDED, fetched
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Row
from groeiruimte.pages.practice.choice import cards, choice_labels, labels_of, money_note
from groeiruimte.pages.practice.choosing import shown_cards
from groeiruimte.pages.practice.offered import Offered
from groeiruimte.pages.practice.offered import offered as all_offered
from groeiruimte.pages.practice.talk import to_talk_over
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.condition import ObjectivesAtMost
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Practice
from groeiruimte.rules.choices import open_kinds
from groeiruimte.rules.eligibility import Answer, first_day, may_take_part
from groeiruimte.rules.why import listed

from .forms import EnrolForm


@require_safe
def enrol(request: Request, practice_id: str) -> HttpResponse:
    """The programme that there is something to do for; else the last one that was signed."""
    practice = _practice(request, practice_id)
    offered = all_offered(request, practice)
    open_now = [each for each in offered if each.can_begin(request.actor.on)]
    signed = [each for each in offered if each.enrolment]
    found = next(iter([*open_now, *reversed(signed), *offered]), None)
    if found is None:
        return render(request, "practice/enrol/closed.html", {"practice": practice})
    return _signed(request, practice, found, offered) if found.enrolment else _ask(request, practice, found, offered)


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_programme(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """One programme by its key: what it asks and the signature, or what was signed."""
    practice = _practice(request, practice_id)
    offered = all_offered(request, practice)
    found = next((each for each in offered if each.region_year.programme == programme), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _there(practice, found) if found.enrolment else _sign(request, practice, found, offered)
    return _signed(request, practice, found, offered) if found.enrolment else _ask(request, practice, found, offered)


def _practice(request: Request, practice_id: str) -> Practice:
    practice = get_object_or_404(access.practices(request.actor, "practice.read"), pk=practice_id)
    return fetched(practice, (*NEEDED, "enrolments__commitments__edition"))


def _there(practice: Practice, offered: Offered) -> HttpResponse:
    where = {"practice_id": practice.pk, "programme": offered.region_year.programme}
    return HttpResponseRedirect(reverse("practice:enrol_programme", kwargs=where))


def _sign(request: Request, practice: Practice, this: Offered, offered: Sequence[Offered]) -> HttpResponse:
    """Enrol, unless something must be mended, or a warning about this choice was not seen yet."""
    form = EnrolForm(request.POST, cards=cards(this.programme, request.actor.on))
    sound = form.is_valid()
    chosen = form.chosen()
    answers = enrolments.answers(practice, this.region_year, chosen, request.actor.on)
    unseen = any(_warns(answer) for answer in answers) and request.POST.get("warned") != ",".join(chosen)
    if sound and not (unseen and may_take_part(answers)):
        try:
            enrolments.enrol(
                practice=practice,
                region_year=this.region_year,
                objectives=chosen,
                choices=form.choices_in(chosen),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _there(practice, this)
        except Refused as refusal:
            form.refuse(refusal)
    return _ask(request, practice, this, offered, form=form, answers=answers, chosen=chosen if sound else ())


def _warns(answer: Answer) -> bool:
    return not answer.met and answer.severity == "warn"


def _ask(
    request: Request,
    practice: Practice,
    this: Offered,
    offered: Sequence[Offered],
    *,
    form: EnrolForm | None = None,
    answers: Sequence[Answer] = (),
    chosen: Sequence[str] = (),
) -> HttpResponse:
    """Every condition with its answer, the choice, and the signature for who may sign."""
    all_cards = cards(this.programme, request.actor.on)
    intended = access.intentions(request.actor).filter(practice=practice, region_year=this.region_year).first()
    preferred = list(intended.objectives) if intended else []
    if form is None:  # nothing was sent yet: what the practice prefers stands there, with the warning it asks for
        within = intended.choices if intended else []
        form, chosen = EnrolForm(cards=all_cards, objectives=preferred, choices=within), preferred
    answers = answers or enrolments.answers(practice, this.region_year, preferred, request.actor.on)
    labels = labels_of(this.programme, chosen)
    may_sign = access.may(request.actor, "enrolment.sign", practice=practice)
    context = _context(practice, this, offered) | {
        "form": form,
        "answers": _to_show(this.programme, answers, chosen),
        "may_take_part": may_take_part(answers),
        "cards": shown_cards(all_cards, form if may_sign else None),
        "kpis_for_all": [kpi.title for kpi in this.programme.kpis if kpi.objective is None],
        "preferred": labels_of(this.programme, preferred),
        "money_note": money_note(this.programme, request.actor.on),
        "first_day": first_day(this.programme, request.actor.on),
        "may_sign": may_sign,
        "who_signs": _who_signs([each.user.name for each in access.signers(request.actor, practice) if each.user]),
        "warning": next((answer for answer in answers if chosen and _warns(answer)), None),
        "warned": ",".join(chosen),
        "deed": f"Meld aan met {len(labels)} doelstellingen" if len(labels) > 1 else "Meld de praktijk aan",
    }
    return render(request, "practice/enrol/page.html", context)


def _to_show(programme: Programme, answers: Sequence[Answer], chosen: Sequence[str]) -> list[Answer]:
    """How many objectives were chosen says nothing before there is a choice."""
    about_choice = {condition.key for condition in programme.conditions if isinstance(condition, ObjectivesAtMost)}
    return [answer for answer in answers if chosen or answer.key not in about_choice]


def _who_signs(names: list[str]) -> str:
    """What somebody who may not sign can do."""
    if not names:
        return "Uw praktijk heeft hier nog geen praktijkhouder. Vraag uw regio om een uitnodiging."
    return f"U mag dit voorbereiden. {listed(names, 'of')} tekent op deze pagina."


def _signed(request: Request, practice: Practice, this: Offered, offered: Sequence[Offered]) -> HttpResponse:
    """What was signed, with every answer as it stood then."""
    enrolment = this.enrolment
    assert enrolment is not None
    labels = labels_of(this.programme, enrolment.objectives)
    where = {"practice_id": practice.pk, "programme": this.region_year.programme}
    may_choose = access.may(request.actor, "plan.edit", practice=practice) and this.region_year.end >= request.actor.on
    change = reverse("practice:choose", kwargs=where) if may_choose else ""
    intention = access.intentions(request.actor).filter(practice=practice, region_year=this.region_year).first()
    talk = to_talk_over(request, practice, this.region_year, enrolment.objectives, intention)
    rows = [
        Row("Programma", this.programme.title),
        Row("Doelstelling" if len(labels) == 1 else "Doelstellingen", listed(labels)),
        *_chosen_rows(this.programme, enrolment, change),
        Row("U doet mee vanaf", short_date(enrolment.effective)),
        Row("Getekend door", enrolment.signed_by.name if enrolment.signed_by else "uw regio"),
    ]
    answers = [Answer(**each) for each in enrolment.answers]
    context = _context(practice, this, offered) | {
        "enrolment": enrolment,
        "rows": rows,
        "answers": answers,
        "kpis": enrolments.signed_kpis(enrolment),
        "must_sign": enrolments.must_sign(enrolment) and this.region_year.end >= request.actor.on,
        "talk": talk,
        "must_choose": [kind.title for kind in open_kinds(this.programme, enrolment.objectives, enrolment.choices)],
        "choose": change,
    }
    return render(request, "practice/enrol/signed.html", context)


def _chosen_rows(programme: Programme, enrolment: Enrolment, change: str) -> list[Row]:
    """The track and what else was chosen; nothing where there is nothing to choose."""
    if not any(card.groups for card in cards(programme) if set(card.keys) <= set(enrolment.objectives)):
        return []
    labels = choice_labels(programme, enrolment.choices)
    return [Row("Daarbinnen", listed(labels) or "nog niet gekozen", change, "Wijzig" if labels else "Kies")]


def _context(practice: Practice, this: Offered, offered: Sequence[Offered]) -> dict[str, object]:
    others = [each for each in offered if each.region_year.pk != this.region_year.pk]
    return {
        "practice": practice,
        "region_year": this.region_year,
        "programme": this.programme,
        "others": [(each.programme.short_title, each.region_year.programme) for each in others],
    }
