"""Somebody in every role and every relation to one practice and its region; all else in the world is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.hashers import make_password

from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Insurer, Membership, Practice, RegionYear, User
from groeiruimte.records.models.membership import (
    ACTIVE,
    INSURER_ROLES,
    INVITED,
    PRACTICE_ROLES,
    REGION_ROLES,
    ROLES,
    SUSPENDED,
)
from tests.site import surveys
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.forms import NOTE, with_forms
from tests.site.practice import scans
from tests.site.rijnmond import PASSWORD, TODAY, Rijnmond

RELATIONS = ("own", "same_region", "other_region", "ended", "invited", "suspended")
# Who works for an insurer or for the platform is nowhere near or far from a practice. A membership that is over gives
# nothing, whatever its role, so the two with the most rights stand for all.
ABLEST = ("practice_owner", "region_lead")
# On SQLite the pages are the only wall, so everybody tries it; the second wall of PostgreSQL can only refuse more.
_ELSEWHERE = ABLEST if ON_POSTGRESQL else (*PRACTICE_ROLES, *REGION_ROLES)
ROLES_IN = {
    "own": ROLES,
    "same_region": _ELSEWHERE,
    "other_region": _ELSEWHERE,
    "ended": ABLEST,
    "invited": ABLEST,
    "suspended": ABLEST,
}
TRACK = """
[[tracks]]
key = "proeftraject"
label = "Proeftraject"
objective = "A"
source = { text = "rijnmond-2022", at = "r. 18" }
steps = [{ key = "intake", label = "Kennismaking" }]
"""


@dataclass(frozen=True)
class Ground:
    """`linde` is the practice that the addresses name; `nowhere` is the id of no record at all."""

    linde: Practice
    singel: Practice
    duin: Practice
    nowhere: str

    @cached_property
    def people(self) -> dict[tuple[str, str], User]:
        """By role and relation."""
        pairs = [(role, relation) for relation in RELATIONS for role in ROLES_IN[relation]]
        password = make_password(PASSWORD)
        users = User.objects.bulk_create(
            User(email=f"{role}.{relation}@example.org", name=f"{role} {relation}", password=password)
            for role, relation in pairs
        )
        found = dict(zip(pairs, users, strict=True))
        Membership.objects.bulk_create(self._membership(user, *pair) for pair, user in found.items())
        return found

    def _membership(self, user: User, role: str, relation: str) -> Membership:
        practice = {"same_region": self.singel, "other_region": self.duin}.get(relation, self.linde)
        return Membership(
            user=user,
            role=role,
            status={"invited": INVITED, "suspended": SUSPENDED}.get(relation, ACTIVE),
            practice=practice if role in PRACTICE_ROLES else None,
            region=practice.region if role in PRACTICE_ROLES + REGION_ROLES else None,
            insurer=Insurer.objects.get() if role in INSURER_ROLES else None,
            start=date(2019, 1, 1),
            end=date(2021, 6, 30) if relation == "ended" else None,
        )

    def actor(self, role: str) -> access.Actor:
        return access.actor(self.people[role, "own"], TODAY)

    def at(self, role: str) -> int:
        """The id of the membership of somebody at our own practice, region, insurer or platform."""
        return int(Membership.objects.get(user=self.people[role, "own"]).pk)

    def nothing_but(self, record: object) -> dict[str, str]:
        """An address that needs no more; the record was made on the way, before anybody asks."""
        assert record is not None
        return {}

    @property
    def bought(self) -> RegionYear:
        return RegionYear.objects.select_related("region", "edition", "insurer").get()

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment.objects.get(practice=self.linde)

    @property
    def _of_linde(self) -> dict[str, Any]:
        enrolment = Enrolment.objects.get(practice=self.linde)
        return {"enrolment": enrolment, "practice": self.linde, "region": self.linde.region}

    @cached_property
    def empty_note(self) -> str:
        """The key of a form that nobody began; with it come forms of every kind in the programme of the region."""
        more = TRACK + surveys.TEXT + scans.TEXT + scans.COPIES
        with_forms(Rijnmond(self.linde.region, RegionYear.objects.get()), more)
        return NOTE
