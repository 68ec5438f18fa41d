"""Amounts, statements and payments."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import CashierConsent, ClaimFile, ClawBack, PaymentFile, PracticeStatement, SettlementLine, SettlementRun
from .doorkeeper import Actor, held, narrow


def settlement_lines(who: Actor, right: str = "amount.read") -> QuerySet[SettlementLine]:
    return SettlementLine.objects.filter(narrow(who, right))


def claim_files(who: Actor, right: str = "claim.download") -> QuerySet[ClaimFile]:
    return ClaimFile.objects.filter(practice__in=held(who, right)[0]).select_related("patient_list", "practice")


def settlement_runs(who: Actor, right: str = "settlement.read") -> QuerySet[SettlementRun]:
    return SettlementRun.objects.filter(region__in=held(who, right)[1]).select_related("prepared_by", "closed_by")


def statements(who: Actor, right: str = "amount.read") -> QuerySet[PracticeStatement]:
    return PracticeStatement.objects.filter(narrow(who, right)).select_related("practice")


def claw_backs(who: Actor, right: str = "amount.read") -> QuerySet[ClawBack]:
    return ClawBack.objects.filter(narrow(who, right)).select_related("statement", "practice")


def payment_files(who: Actor, right: str = "payment.download") -> QuerySet[PaymentFile]:
    return PaymentFile.objects.filter(region__in=held(who, right)[1]).select_related("run")


def cashier_consents(who: Actor, right: str = "amount.read") -> QuerySet[CashierConsent]:
    return CashierConsent.objects.filter(narrow(who, right)).select_related("practice", "given_by")
