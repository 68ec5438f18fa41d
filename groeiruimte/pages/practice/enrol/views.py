"""P05."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import enrolments
from groeiruimte.actions.facts import NEEDED
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Row
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.condition import ObjectivesAtMost
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Practice, RegionYear
from groeiruimte.rules.eligibility import Answer, first_day, may_take_part
from groeiruimte.rules.why import listed

from .choice import cards, labels_of, objectives_of
from .forms import EnrolForm


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme that this practice can see, with what the practice signed for it."""

    region_year: RegionYear
    programme: Programme
    enrolment: Enrolment | None

    def can_begin(self, request: Request) -> bool:
        day = first_day(self.programme, request.actor.on)
        return self.enrolment is None and self.region_year.start <= day <= self.region_year.end


@require_safe
def enrol(request: Request, practice_id: str) -> HttpResponse:
    """The programme that there is something to do for; else the last one that was signed."""
    practice = _practice(request, practice_id)
    offered = _offered(request, practice)
    open_now = [each for each in offered if each.can_begin(request)]
    signed = [each for each in offered if each.enrolment]
    found = next(iter([*open_now, *reversed(signed), *offered]), None)
    if found is None:
        return render(request, "practice/enrol/closed.html", {"practice": practice})
    return _signed(request, practice, found, offered) if found.enrolment else _ask(request, practice, found, offered)


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_programme(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """One programme by its key: what it asks and the signature, or what was signed."""
    practice = _practice(request, practice_id)
    offered = _offered(request, practice)
    found = next((each for each in offered if each.region_year.programme == programme), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _there(practice, found) if found.enrolment else _sign(request, practice, found, offered)
    return _signed(request, practice, found, offered) if found.enrolment else _ask(request, practice, found, offered)


def _practice(request: Request, practice_id: str) -> Practice:
    practices = access.practices(request.actor, "practice.read").prefetch_related(*NEEDED)
    return get_object_or_404(practices, pk=practice_id)


def _offered(request: Request, practice: Practice) -> list[Offered]:
    """The programmes of the region that are not over, and those the practice is in; the first to begin first."""
    signed = {enrolment.region_year_id: enrolment for enrolment in practice.enrolments.all()}
    found = access.region_years(request.actor).filter(region=practice.region_id).order_by("start")
    return [
        Offered(each, programme_of(each.edition), signed.get(each.pk))
        for each in found
        if each.end >= request.actor.on or each.pk in signed
    ]


def _there(practice: Practice, offered: Offered) -> HttpResponse:
    where = {"practice_id": practice.pk, "programme": offered.region_year.programme}
    return HttpResponseRedirect(reverse("practice:enrol_programme", kwargs=where))


def _sign(request: Request, practice: Practice, this: Offered, offered: Sequence[Offered]) -> HttpResponse:
    """Enrol, unless something must be mended, or a warning about this choice was not seen yet."""
    form = EnrolForm(request.POST, cards=cards(this.programme))
    sound = form.is_valid()
    chosen = objectives_of(form.cleaned_data.get("objectives", []))
    answers = enrolments.answers(practice, this.region_year, chosen, request.actor.on)
    unseen = any(_warns(answer) for answer in answers) and request.POST.get("warned") != ",".join(chosen)
    if sound and not (unseen and may_take_part(answers)):
        try:
            enrolments.enrol(
                practice=practice,
                region_year=this.region_year,
                objectives=chosen,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _there(practice, this)
        except Refused as refusal:
            form.add_error(None, f"{refusal.message} {refusal.mend}")
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
    form = form or EnrolForm(cards=cards(this.programme))
    answers = answers or enrolments.answers(practice, this.region_year, [], request.actor.on)
    options = {str(option.data["value"]): option for option in form["objectives"]}
    labels = labels_of(this.programme, chosen)
    context = _context(practice, this, offered) | {
        "form": form,
        "answers": _to_show(this.programme, answers, chosen),
        "may_take_part": may_take_part(answers),
        "cards": [(card, options.get(card.value)) for card in cards(this.programme)],
        "first_day": first_day(this.programme, request.actor.on),
        "may_sign": access.may(request.actor, "enrolment.sign", practice=practice),
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
    rows = [
        Row("Programma", this.programme.title),
        Row("Doelstelling" if len(labels) == 1 else "Doelstellingen", listed(labels)),
        Row("U doet mee vanaf", short_date(enrolment.effective)),
        Row("Getekend door", enrolment.signed_by.name if enrolment.signed_by else "uw regio"),
    ]
    answers = [Answer(**each) for each in enrolment.answers]
    context = _context(practice, this, offered) | {"enrolment": enrolment, "rows": rows, "answers": answers}
    return render(request, "practice/enrol/signed.html", context)


def _context(practice: Practice, this: Offered, offered: Sequence[Offered]) -> dict[str, object]:
    others = [each for each in offered if each.region_year.pk != this.region_year.pk]
    return {
        "practice": practice,
        "region_year": this.region_year,
        "programme": this.programme,
        "others": [(each.programme.short_title, each.region_year.programme) for each in others],
    }
