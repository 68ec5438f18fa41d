"""Money through the region (kassier, R043): who agreed, on which account, and the file that goes to the bank."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from stdnum import iban

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    CashierConsent,
    PaymentFile,
    Practice,
    PracticeStatement,
    Region,
    RegionYear,
    SettlementRun,
)
from groeiruimte.records.models.settlement_run import CLOSED
from groeiruimte.reports import sepa

from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A payment file in the making."""

    content: str
    sha256: str
    count: int
    total_cents: int


@verb("cashier.set", right="cashier.set", purpose="afrekening")
def set_cashier(
    *, region: Region, region_year: RegionYear, cashier: bool, bank_account: str, by: Actor, at: datetime
) -> Done:
    """Say whether the region pays its practices out, and from which account.

    Refused where the programme says that practices claim themselves: then no payment by the region can exist. And
    after the first closed run: what it settled was paid by one of the two.
    """
    year = RegionYear.objects.select_for_update().get(pk=region_year.pk)
    if cashier and programme_of(year.edition).funding.route == "direct":
        raise Refused(
            "In dit programma declareren praktijken zelf bij de verzekeraar.",
            "Uw regio kan hier geen kassier zijn.",
            "direct",
        )
    if cashier != year.cashier and year.runs.filter(status=CLOSED).exists():
        raise Refused(
            "Er is al een kwartaal afgerekend. Wie betaalt, verandert niet meer.",
            "Regel dit voor het volgende programma.",
            "settled",
        )
    if cashier:
        region.bank_account = account(bank_account)
        region.save(update_fields=["bank_account"])
    year.cashier = cashier
    year.version += 1
    year.save(update_fields=["cashier", "version"])
    return Done(year, region=region, detail={"cashier": cashier})


@verb("cashier.consent", right="cashier.consent", purpose="afrekening")
def give_consent(*, practice: Practice, region_year: RegionYear, bank_account: str, by: Actor, at: datetime) -> Done:
    """Agree that the region pays this practice out, on this account."""
    assert by.user is not None
    Practice.objects.select_for_update().get(pk=practice.pk)
    if programme_of(region_year.edition).funding.route == "direct":
        raise Refused("In dit programma declareert u zelf bij de verzekeraar.", "U hoeft niets te doen.", "direct")
    if CashierConsent.objects.filter(practice=practice, region_year=region_year, withdrawn_at=None).exists():
        raise Refused("Uw praktijk stemde hier al mee in.", "U hoeft niets te doen.", "given")
    if not region_year.enrolments.filter(practice=practice).exists():
        raise Refused("Uw praktijk doet niet mee aan dit programma.", "Meld u eerst aan.", "not_enrolled")
    practice.bank_account = account(bank_account)
    practice.save(update_fields=["bank_account"])
    given = CashierConsent.objects.create(
        practice=practice, region=region_year.region, region_year=region_year, given_by=by.user, given_at=at
    )
    return Done(given, practice=practice, lifecycle="create")


@verb("cashier.withdraw", right="cashier.consent", purpose="afrekening")
def withdraw_consent(*, practice: Practice, region_year: RegionYear, by: Actor, at: datetime) -> Done:
    """No longer agree. What is already paid stays; what comes waits until the practice agrees again."""
    given = (
        CashierConsent.objects.select_for_update()
        .filter(practice=practice, region_year=region_year, withdrawn_at=None)
        .first()
    )
    if given is None:
        raise Refused("Uw praktijk stemde hier niet mee in.", "U hoeft niets te doen.", "not_given")
    given.withdrawn_by, given.withdrawn_at = by.user, at
    given.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return Done(given, practice=practice)


@verb("payment.download", right="payment.download", purpose="afrekening")
def download(*, region: Region, payment_file: PaymentFile, by: Actor, at: datetime) -> Done:
    """Note that the payment file left; each time is an export of its own."""
    return Done(payment_file, region=region, lifecycle="export", detail={"sha256": payment_file.sha256})


def account(text: str) -> str:
    """An IBAN without spaces; refuses what is none."""
    if not iban.is_valid(text):
        raise Refused(
            "Dit is geen rekeningnummer (IBAN).", "Controleer het nummer, bijvoorbeeld op uw pas.", "bank_account"
        )
    return str(iban.compact(text))


def make_payment_file(
    run: SettlementRun, region: Region, statements: Sequence[PracticeStatement], title: str, on: date, at: datetime
) -> MadeFile | None:
    """The file of a run, to be executed on the first weekday after `on`; None when nobody is paid anything."""
    text = f"{title}, {Quarter.read(run.quarter).label}"
    payments = tuple(
        sepa.Payment(one.practice.name, one.bank_account, one.payable_cents, one.reference, text)
        for one in sorted(statements, key=attrgetter("reference"))
        if one.payable_cents
    )
    if not payments:
        return None
    if not region.bank_account:
        raise Refused(
            "Het rekeningnummer van uw regio ontbreekt.", "De directeur vult het in bij Kassier.", "no_account"
        )
    number = f"{run.quarter}-{run.number}-{run.region_year_id}"
    order = sepa.PaymentOrder(number, region.name, region.bank_account, at, _next_weekday(on), payments)
    content, problem = sepa.write(order)
    if content is None:
        raise Refused(problem, "Er is niets geboekt.", "payment_file")
    total = sum(payment.cents for payment in payments)
    return MadeFile(content.decode(), hashlib.sha256(content).hexdigest(), len(payments), total)


def _next_weekday(day: date) -> date:
    day += timedelta(days=1)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= _SATURDAY else day
