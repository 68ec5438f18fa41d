"""The statements of a practice: what each closed settlement came to, opened to its explanation, and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.programme.calendar import Quarter, local_date
from groeiruimte.programme.money import euro
from groeiruimte.records import access
from groeiruimte.records.models import ClawBack, Practice, PracticeStatement, SettlementLine
from groeiruimte.records.models.settlement_run import OPEN
from groeiruimte.reports import pdf
from groeiruimte.rules.why import Trace, number

_SHOWN_OF_ACCOUNT = 4


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A booked line on a statement, with the steps behind it."""

    line: SettlementLine
    quarter: str
    insurer: str
    trace: tuple[Trace, ...]


@require_safe
def statement(request: Request, practice_id: str, statement_id: str) -> HttpResponse:
    """One statement: what it comes to, why, and every line behind it."""
    practice, found = _found(request, practice_id, statement_id)
    context = {
        "practice": practice,
        "statement": found,
        "quarter": Quarter.read(found.quarter),
        "account": masked(found.bank_account),
        "steps": [Trace(**step) for step in found.trace],
        "lines": _lines(request, found),
        "claw_back": _claw_back(request, found),
        "is_own": access.may(request.actor, "list.read", practice=practice),
    }
    return render(request, "practice/entitlement/statement.html", context)


@require_safe
def statement_paper(request: Request, practice_id: str, statement_id: str) -> HttpResponse:
    """The same on paper."""
    practice, found = _found(request, practice_id, statement_id)
    year = found.enrolment.region_year
    paper = pdf.StatementPaper(
        title=f"Specificatie {Quarter.read(found.quarter).label}",
        practice=practice.name,
        agb_code=practice.agb_code,
        region=year.region.name,
        programme=programme_of(year.edition).title,
        number=found.reference,
        at=found.made_at,
        outcome=_outcome(found),
        account=masked(found.bank_account),
        lines=tuple(_row(shown) for shown in _lines(request, found)),
        total=euro(found.lines_cents),
        steps=tuple((step["label"], step["value"], step["source"]) for step in found.trace),
        printed_on=local_date(found.made_at),
    )
    return attachment(pdf.statement(paper), f"specificatie-{found.reference}.pdf", pdf.CONTENT_TYPE)


def of_practice(request: Request, practice: Practice) -> list[tuple[PracticeStatement, Quarter]]:
    """All statements of a practice, the newest first."""
    found = access.statements(request.actor).filter(practice=practice).order_by("-made_at", "reference")
    return [(one, Quarter.read(one.quarter)) for one in found]


def owed_back(request: Request, practice: Practice) -> list[ClawBack]:
    """What the practice still has to pay back."""
    found = access.claw_backs(request.actor).filter(practice=practice, status=OPEN)
    return list(found.order_by("statement__made_at"))


def masked(account: str) -> str:
    """Only the end of a bank account, enough to recognise it by."""
    return f"•••• {account[-_SHOWN_OF_ACCOUNT:]}" if account else ""


def _found(request: Request, practice_id: str, statement_id: str) -> tuple[Practice, PracticeStatement]:
    practice = get_object_or_404(access.practices(request.actor, "amount.read"), pk=practice_id)
    mine = access.statements(request.actor).filter(practice=practice)
    wanted = mine.select_related("enrolment__region_year__edition", "enrolment__region_year__region")
    return practice, get_object_or_404(wanted, pk=statement_id)


def _lines(request: Request, found: PracticeStatement) -> list[ShownLine]:
    """In order of quarter; a line that turns another back stands before the one that follows."""
    funding = programme_of(found.enrolment.region_year.edition).funding
    mine = access.settlement_lines(request.actor).filter(on_statement__statement=found)
    return [
        ShownLine(
            line,
            Quarter.read(line.quarter).label,
            funding.insurer_name(line.uzovi_code),
            tuple(Trace(**step) for step in line.trace),
        )
        for line in mine.order_by("quarter", "booked_at", "amount_cents", "uzovi_code")
    ]


def _claw_back(request: Request, found: PracticeStatement) -> ClawBack | None:
    return access.claw_backs(request.actor).filter(statement=found).first()


def _outcome(found: PracticeStatement) -> str:
    if found.claw_back_cents and not found.by_region:
        return f"Te verrekenen met de verzekeraar: {euro(found.claw_back_cents)}"
    if found.claw_back_cents:
        return f"Terug te betalen: {euro(found.claw_back_cents)}"
    words = "Uw regio betaalt u" if found.by_region else "Uw vergoeding is"
    return f"{words} {euro(found.payable_cents)}"


def _row(shown: ShownLine) -> tuple[str, ...]:
    line = shown.line
    return (
        f"{shown.quarter}, {shown.insurer} ({line.uzovi_code})",
        number(line.count),
        euro(line.tariff_cents),
        euro(line.amount_cents),
    )
