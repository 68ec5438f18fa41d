"""The settlement run (afrekening): prepared by one person, closed by a second; a statement for each practice.

Source: R013, R040, R043, R054. Whole cents. What is closed never changes: a correction is on the next statement.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groeiruimte.records.identity import LENGTH, new_id

from .enrolment import Enrolment
from .organisation import Practice, Region
from .region_year import RegionYear
from .settlement_line import SettlementLine
from .user import User

PREPARED, CLOSED, DROPPED = "prepared", "closed", "dropped"
OPEN, SETTLED = "open", "settled"


class SettlementRun(models.Model):
    """One settlement of a quarter. `number` 2 and up: corrections after the last quarter was closed.

    `sha256` is over what was prepared (`rules.statement.Draft`): closing refuses when the lines are others by then.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="runs")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    number = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, default=PREPARED)
    lines_cents = models.BigIntegerField(default=0)
    cut_cents = models.BigIntegerField(default=0)
    payable_cents = models.BigIntegerField(default=0)
    claw_back_cents = models.BigIntegerField(default=0)
    oi_cents = models.BigIntegerField(default=0)
    exceptions = models.JSONField(default=list, help_text="what asked for a look, as sentences without names")
    sha256 = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = [
            models.UniqueConstraint(
                name="settlement_run_is_made_once",
                fields=("region_year", "quarter", "number"),
                condition=~Q(status=DROPPED),
            ),
            models.UniqueConstraint(
                name="settlement_run_is_prepared_one_at_a_time", fields=("region_year",), condition=Q(status=PREPARED)
            ),
            models.CheckConstraint(
                name="settlement_run_takes_two_people",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="settlement_run_is_closed_by_somebody",
                condition=Q(status=CLOSED, closed_by__isnull=False, closed_at__isnull=False)
                | Q(status__in=(PREPARED, DROPPED), closed_by__isnull=True, closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="settlement_run_adds_up",
                condition=Q(lines_cents=F("payable_cents") - F("claw_back_cents") - F("cut_cents")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.number} ({self.status})"


class PracticeStatement(models.Model):
    """What a run comes to for one practice: lines + cut = payable - claw_back. `cut_cents` is negative for what went
    over the maximum, positive for what went over in an earlier run and fits now, or need not be paid back. `by_region`:
    the region pays it out; else the practice claimed it itself. Append-only."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    run = models.ForeignKey(SettlementRun, on_delete=models.PROTECT, related_name="statements")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="statements")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6, help_text="of the run: a practice reads its statement, never the run")
    number = models.PositiveIntegerField(default=1)
    reference = models.CharField(max_length=40, unique=True)
    lines_cents = models.BigIntegerField()
    cut_cents = models.BigIntegerField(default=0)
    payable_cents = models.BigIntegerField()
    claw_back_cents = models.BigIntegerField(default=0)
    by_region = models.BooleanField()
    bank_account = models.CharField(max_length=34, blank=True, help_text="where it is paid to, as it stood")
    trace = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("reference",)
        constraints = [
            models.UniqueConstraint(name="statement_is_made_once", fields=("run", "enrolment")),
            models.CheckConstraint(
                name="statement_adds_up",
                condition=Q(lines_cents=F("payable_cents") - F("claw_back_cents") - F("cut_cents")),
            ),
            models.CheckConstraint(
                name="statement_pays_or_claws_back",
                condition=Q(payable_cents__gte=0, claw_back_cents=0) | Q(payable_cents=0, claw_back_cents__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class StatementLine(models.Model):
    """A booked line stands on one statement, once: nothing is paid twice. Append-only."""

    statement = models.ForeignKey(PracticeStatement, on_delete=models.PROTECT, related_name="lines")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField(SettlementLine, on_delete=models.PROTECT, related_name="on_statement")

    def __str__(self) -> str:
        return str(self.line_id)


class ClawBack(models.Model):
    """Money that a practice owes back, apart from any payment (Z12)."""

    statement = models.OneToOneField(PracticeStatement, on_delete=models.PROTECT, related_name="claw_back")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    status = models.CharField(max_length=10, default=OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="claw_back_is_an_amount", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(
                name="claw_back_is_settled_on_a_day",
                condition=Q(status=OPEN, settled_on__isnull=True) | Q(status=SETTLED, settled_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.status


class PaymentFile(models.Model):
    """The SEPA credit transfer (pain.001) of a closed run in which the region pays. Append-only."""

    run = models.OneToOneField(SettlementRun, on_delete=models.PROTECT, related_name="payment_file")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class OiLine(models.Model):
    """Money of the other stream: O&I, for the region itself (R013, R042, R187), apart from S3. Append-only."""

    reference = models.CharField(primary_key=True, max_length=60)
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="oi_lines")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(SettlementRun, on_delete=models.PROTECT, null=True, related_name="oi_lines")
    quarter = models.CharField(max_length=6)
    amount_cents = models.BigIntegerField()
    trace = models.JSONField(default=list)
    booked_at = models.DateTimeField()

    class Meta:
        ordering = ("booked_at", "reference")

    def __str__(self) -> str:
        return self.reference


class CashierConsent(models.Model):
    """A practice agrees that its region pays it out (kassier, R043). Withdrawn, not deleted."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="cashier_consents")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_year = models.ForeignKey(RegionYear, on_delete=models.PROTECT, related_name="cashier_consents")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="cashier_consent_is_given_once",
                fields=("practice", "region_year"),
                condition=Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.given_at}"
