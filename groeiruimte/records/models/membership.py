"""What a person may do, for which organisation, from when to when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .organisation import Insurer, Practice, Region
from .user import User

PRACTICE_ROLES = ("practice_staff", "practice_manager", "practice_owner")
REGION_ROLES = ("region_staff", "region_lead", "region_finance", "region_director", "it_specialist", "trainer")
INSURER_ROLES = ("purchaser", "purchase_approver")
PLATFORM_ROLES = ("functional_admin", "log_manager")
ROLES = PRACTICE_ROLES + REGION_ROLES + INSURER_ROLES + PLATFORM_ROLES

INVITED, ACTIVE, SUSPENDED, ENDED = "invited", "active", "suspended", "ended"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> MembershipQuerySet:
        """Memberships that give rights on a day: confirmed, started and not ended."""
        return self.filter(status=ACTIVE, start__lte=on).filter(Q(end__isnull=True) | Q(end__gte=on))


class Membership(models.Model):
    """A role of a person at one practice, region or insurer (or at the platform itself)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", null=True)
    role = models.CharField(max_length=30)
    status = models.CharField(max_length=10, default=INVITED)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=ROLES)),
            models.CheckConstraint(
                name="membership_status_is_known", condition=Q(status__in=(INVITED, ACTIVE, SUSPENDED, ENDED))
            ),
            models.CheckConstraint(
                name="membership_belongs_where_its_role_works",
                condition=(
                    Q(role__in=PRACTICE_ROLES, practice__isnull=False, region__isnull=False, insurer__isnull=True)
                    | Q(role__in=REGION_ROLES, practice__isnull=True, region__isnull=False, insurer__isnull=True)
                    | Q(role__in=INSURER_ROLES, practice__isnull=True, region__isnull=True, insurer__isnull=False)
                    | Q(role__in=PLATFORM_ROLES, practice__isnull=True, region__isnull=True, insurer__isnull=True)
                ),
            ),
            *(
                models.UniqueConstraint(
                    name=f"membership_is_held_once_at_a_{place}",
                    fields=("user", "role", place),
                    condition=Q(user__isnull=False, practice__isnull=place != "practice") & ~Q(status=ENDED),
                )
                for place in ("practice", "region", "insurer")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.status})"

    def is_active(self, on: date) -> bool:
        """What `active` asks of the database."""
        return self.status == ACTIVE and self.start <= on and (self.end is None or self.end >= on)


class Invitation(models.Model):
    """A link to take up a membership; bound to the role, not to a typed address. Used once, until it expires.

    The link itself is not stored, only its hash: who reads the table or the log cannot use it.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="invitation")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    # nobody: the very first one, made by the command that sets the product up
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at
