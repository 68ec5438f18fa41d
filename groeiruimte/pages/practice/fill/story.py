"""What became of a form: sent, sent back, agreed. In words, with the way to what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from groeiruimte.pages.layout.parts import Entry
from groeiruimte.programme.calendar import AMSTERDAM, short_date
from groeiruimte.records.models import FormSubmission
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED, SUBMITTED
from groeiruimte.rules.answers import WHOLE

from .filling import Filling


@dataclass(frozen=True, slots=True)
class Notice:
    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A remark of the region, with the way to the question."""

    about: str
    text: str
    url: str


def year_url(filling: Filling) -> str:
    return reverse("practice:year", kwargs={"practice_id": filling.year.practice.pk})


def notice(filling: Filling, remarks: Mapping[str, str], sent: Sequence[FormSubmission]) -> Notice | None:
    """Where the form stands, when that is not plain from the page itself."""
    filled, region = filling.filled, filling.year.practice.region.name
    if filled is None or (not sent and filling.availability.state == "open"):
        if filling.availability.state == "not_yet":
            return Notice("info", "Dit kan nog niet", filling.availability.because)
        return None
    match filled.status:
        case "submitted" if filling.definition.reviewed:
            return Notice("ok", "Verstuurd", f"{region} bekijkt het. U hoeft nu niets te doen.")
        case "submitted":
            return Notice("ok", "Verstuurd", "U hoeft niets meer te doen.")
        case "changes_requested" if filled.reason:
            return Notice("warn", f"{region} zette dit weer open", filled.reason)
        case "changes_requested":
            many = len(remarks)
            asks = "Er is 1 opmerking" if many == 1 else f"Er zijn {many} opmerkingen"
            return Notice("warn", f"{region} vraagt een aanvulling", f"{asks}. Pas aan en verstuur opnieuw.")
        case "approved":
            return Notice("ok", f"{region} is akkoord", "U kunt aan het werk.")
        case "carried_out" if filled.carried_out_on:
            return Notice("ok", "Uitgevoerd", f"U voerde dit uit op {short_date(filled.carried_out_on)}.")
    return Notice("info", "U haalde dit terug", "Verstuur het opnieuw als u klaar bent.") if sent else None


def remarks(filling: Filling, said: Mapping[str, str]) -> list[Said]:
    """What the region said: first about the whole, then in the order of the form."""
    found = [Said("Over het geheel", said[""], "")] if said.get("") else []
    for question in filling.definition.questions:
        if said.get(question.key):
            url = filling.place(question.section or WHOLE, question) if filling.may_change else ""
            found.append(Said(question.text, said[question.key], url))
    return found


def entries(filling: Filling, sent: Sequence[FormSubmission]) -> list[Entry]:
    """What happened, newest first."""
    found = [
        Entry(
            each.submitted_at,
            each.submitted_by.name,
            f"Verstuurd, versie {each.number}",
            f"Ontvangstbewijs {each.receipt}{'. Dit was te laat' if each.late else ''}",
            f"{filling.url('form_changes')}{'&' if filling.year.query else '?'}versie={each.number}"
            if each.number > 1
            else "",
            "Bekijk wat er wijzigde",
        )
        for each in sent
    ]
    filled = filling.filled
    if filled and filled.decided_at and filled.status in (APPROVED, CARRIED_OUT, CHANGES_REQUESTED):
        what = "Akkoord" if filled.status != CHANGES_REQUESTED or filled.reason else "Teruggestuurd met opmerkingen"
        found.append(Entry(filled.decided_at, filling.year.practice.region.name, what))
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def urls(filling: Filling, sent: Sequence[FormSubmission]) -> dict[str, str]:
    """Where one can go from here."""
    found = {"blank": filling.url("form_blank"), "back": year_url(filling), "here": filling.url("form")}
    if filling.filled:
        found["paper"] = filling.url("form_paper")
    if sent:
        found["sent"] = filling.url("form_sent")
        found["receipt"] = filling.url("form_receipt")
    if sent and filling.may_change:
        found["changes"] = filling.url("form_changes")
    return found


def may_be_carried_out(filling: Filling) -> bool:
    return filling.status == (APPROVED if filling.definition.reviewed else SUBMITTED)


def sent_at(sent: FormSubmission) -> str:
    """`31 augustus 2022 om 23:59`."""
    at = sent.submitted_at.astimezone(AMSTERDAM)
    return f"{short_date(at.date())} om {at:%H:%M}"
