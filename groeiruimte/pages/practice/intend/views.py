"""P04 and P06."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import enrolments, intentions
from groeiruimte.actions.facts import NEEDED, fetched
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Row
from groeiruimte.pages.practice.choice import Card, cards, choice_labels, labels_of, money_note
from groeiruimte.pages.practice.choosing import shown_cards
from groeiruimte.pages.practice.offered import Offered, offered, to_begin
from groeiruimte.pages.practice.talk import Talk, to_talk_over
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.records.models import Intention, Practice
from groeiruimte.rules.forms import Availability
from groeiruimte.rules.intention import availability
from groeiruimte.rules.why import listed

from .forms import IntentionForm, PreferenceForm

_NOT_NOW = Availability("not_for_you", "Uw regio zet het programma van volgend jaar klaar.", None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about: the programme, what the practice said about it, and whether it can still say so."""

    practice: Practice
    offered: Offered
    intention: Intention | None
    when: Availability
    may_give: bool

    @property
    def open(self) -> bool:
        return self.when.state == "open" and self.offered.enrolment is None and self.may_give

    @property
    def version(self) -> int:
        return self.intention.version if self.intention else 0


@require_http_methods(["GET", "HEAD", "POST"])
def intention(request: Request, practice_id: str) -> HttpResponse:
    """Yes, no or not yet, with the help that is needed."""
    practice = _practice(request, practice_id)
    asked = _asked(request, practice)
    if asked is None:
        return _nothing(request, practice)
    version = typed_version(request) if request.method == "POST" else asked.version
    form = IntentionForm(request.POST) if request.method == "POST" else IntentionForm(initial=_answer_of(asked))
    if request.method == "POST" and form.is_valid():
        try:
            intentions.give(
                practice=practice,
                region_year=asked.offered.region_year,
                version=version,
                **form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return HttpResponseRedirect(_to("intention", practice))
        except Refused as refusal:
            form.refuse(refusal)
    given = asked.intention if asked.intention and asked.intention.answer else None
    context = _context(asked) | {
        "form": form,
        "version": version,
        "given": given,
        "given_rows": _given_rows(given) if given else [],
        "is_late": given is not None and intentions.is_late(given, asked.offered.programme),
        "asks": asked.open and (given is None or form.is_bound or "wijzig" in request.GET),
    }
    return render(request, "practice/intend/intention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def objectives(request: Request, practice_id: str) -> HttpResponse:
    """The objectives side by side, and the choice of the practice."""
    practice = _practice(request, practice_id)
    asked = _asked(request, practice, needs_intention=False)
    if asked is None:
        return _nothing(request, practice)
    all_cards = cards(asked.offered.programme, request.actor.on)
    version = typed_version(request) if request.method == "POST" else asked.version
    if request.method == "POST":
        form = PreferenceForm(request.POST, cards=all_cards)
    else:
        form = _preference_form(asked, all_cards)
    if request.method == "POST" and form.is_valid() and _prefer(request, asked, form, version):
        return HttpResponseRedirect(_to("objectives", practice))
    chosen = asked.intention.objectives if asked.intention else []
    talk = to_talk_over(request, practice, asked.offered.region_year, chosen, asked.intention)
    context = _context(asked) | {
        "form": form,
        "version": version,
        "cards": shown_cards(all_cards, form if asked.open else None),
        "money_note": money_note(asked.offered.programme, request.actor.on),
        "chosen": chosen,
        "rows": _chosen_rows(asked),
        "warnings": _warnings(request, asked, chosen, talk),
        "talk": talk,
        "may_enrol": asked.offered.can_begin(request.actor.on),
    }
    return render(request, "practice/intend/objectives.html", context)


def _prefer(request: Request, asked: Asked, form: PreferenceForm, version: int) -> bool:
    """Keep the choice; False when it was refused, and the form says why."""
    try:
        intentions.prefer(
            practice=asked.practice,
            region_year=asked.offered.region_year,
            version=version,
            objectives=form.chosen(),
            choices=form.choices_in(form.chosen()),
            note=form.cleaned_data["note"],
            aligned_on=form.cleaned_data["aligned_on"],
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, "Uw keuze is bewaard.")
    return True


def _practice(request: Request, practice_id: str) -> Practice:
    return fetched(get_object_or_404(access.practices(request.actor, "practice.read"), pk=practice_id), NEEDED)


def _asked(request: Request, practice: Practice, *, needs_intention: bool = True) -> Asked | None:
    """The programme that the practice can still say something about; else the last one it said something about."""
    found = [e for e in offered(request, practice) if e.programme.intention is not None or not needs_intention]
    this = to_begin(found, request.actor.on) or next((each for each in reversed(found) if each.enrolment), None)
    if this is None:
        return None
    when = availability(this.programme, request.actor.on)
    if not needs_intention and this.programme.intention is None:
        when = replace(_NOT_NOW, state="open")
    return Asked(
        practice,
        this,
        access.intentions(request.actor).filter(practice=practice, region_year=this.region_year).first(),
        when,
        access.may(request.actor, "intention.give", practice=practice),
    )


def _nothing(request: Request, practice: Practice) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    return render(request, "practice/intend/nothing.html", {"practice": practice})


def _to(name: str, practice: Practice) -> str:
    return reverse(f"practice:{name}", kwargs={"practice_id": practice.pk})


def _context(asked: Asked) -> dict[str, object]:
    return {
        "practice": asked.practice,
        "programme": asked.offered.programme,
        "enrolment": asked.offered.enrolment,
        "when": asked.when,
        "is_open": asked.open,
        "may_give": asked.may_give,
    }


def _answer_of(asked: Asked) -> dict[str, str]:
    found = asked.intention
    return {"answer": found.answer, "support_need": found.support_need} if found else {}


def _preference_form(asked: Asked, all_cards: Sequence[Card]) -> PreferenceForm:
    found = asked.intention
    if found is None:
        return PreferenceForm(cards=all_cards)
    initial = {"note": found.note, "aligned_on": found.aligned_on}
    return PreferenceForm(cards=all_cards, objectives=found.objectives, choices=found.choices, initial=initial)


def _given_rows(given: Intention) -> list[Row]:
    return [
        Row("Meedoen", intentions.ANSWERS[given.answer]),
        Row("Hulp die u nodig hebt", given.support_need or "niet ingevuld"),
        Row("Doorgegeven door", given.given_by.name),
    ]


def _chosen_rows(asked: Asked) -> list[Row]:
    found, programme = asked.intention, asked.offered.programme
    if found is None or not found.objectives:
        return []
    rows = [Row("Doelstelling", listed(labels_of(programme, found.objectives)))]
    if found.choices:
        rows.append(Row("Daarbinnen", listed(choice_labels(programme, found.choices))))
    if found.aligned_on:
        rows.append(Row("Afgestemd met uw regio", short_date(found.aligned_on)))
    return rows


def _warnings(request: Request, asked: Asked, chosen: Sequence[str], talk: Talk) -> list[str]:
    """What to know about the choice: more than one (R012, R154, R164), or one that needs a talk first (R039)."""
    if not chosen or asked.offered.enrolment:
        return []
    answers = enrolments.answers(asked.practice, asked.offered.region_year, list(chosen), request.actor.on)
    found = [
        f"{answer.because} Bron: {answer.source}." for answer in answers if answer.severity == "warn" and not answer.met
    ]
    if talk:
        labels = listed(list(talk.labels))
        found.append(f"Uw regio ondersteunt dit jaar niet: {labels}. Bel uw regio en vul de dag van het overleg in.")
    return found
