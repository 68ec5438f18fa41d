"""Somebody in every role and every relation to one practice and its region, and something of everything to ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from groeiruimte.actions import invitations, lists
from groeiruimte.actions.demo import accounts
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Insurer, Membership, PatientList, Practice, Region, User
from groeiruimte.records.models.membership import (
    ACTIVE,
    INSURER_ROLES,
    INVITED,
    PRACTICE_ROLES,
    REGION_ROLES,
    ROLES,
    SUSPENDED,
)
from tests.pipeline.lists.lists import GOOD, HEADER, make_csv
from tests.site.rijnmond import NOW, PASSWORD, TODAY, make_practices, make_region, steps_taken

RELATIONS = ("own", "same_region", "other_region", "ended", "invited", "suspended")
A_DEMO_ACCOUNT = accounts.accounts()[0].email
IN_DECEMBER = date(2021, 12, 15)
A_LIST = make_csv([HEADER, GOOD])
STRANGE_LIST = make_csv([["p", "q", "r", "s", "t", "u"], GOOD])


@dataclass(frozen=True)
class World:
    """`linde` is the practice that the addresses name; `nowhere` is the id of no record at all."""

    linde: Practice
    singel: Practice
    duin: Practice
    nowhere: str

    @cached_property
    def people(self) -> dict[tuple[str, str], User]:
        """By role and relation."""
        pairs = [(role, relation) for role in ROLES for relation in RELATIONS]
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

    def sessions(self) -> Iterator[tuple[tuple[str, str], str]]:
        """The session of everybody, and of nobody."""
        yield ("anonymous", ""), ""
        for pair, user in self.people.items():
            yield pair, session_of(user)

    @cached_property
    def checked(self) -> PatientList:
        """Of the second quarter, and not handed in."""
        return self._delivered(Quarter(2022, 2), A_LIST)

    @cached_property
    def counting(self) -> PatientList:
        """Of the first quarter, handed in, with a claim file."""
        found = self._delivered(Quarter(2022, 1), A_LIST)
        by = self.actor("practice_manager")
        lists.hand_in(practice=self.linde, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key=new_id())
        return found

    @cached_property
    def strange(self) -> PatientList:
        """Refused, because its columns must be pointed out."""
        return self._delivered(Quarter(2022, 1), STRANGE_LIST)

    def _delivered(self, quarter: Quarter, file: bytes) -> PatientList:
        enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(
            practice=self.linde
        )
        by = self.actor("practice_manager")
        return lists.deliver(enrolment=enrolment, quarter=quarter, file=file, test=True, by=by, at=NOW, key=new_id())

    @cached_property
    def invitation(self) -> str:
        _, secret = invitations.invite(
            role="practice_staff",
            name="Nieuw",
            email="nieuw@example.org",
            practice=self.linde,
            region=None,
            by=self.actor("practice_owner"),
            at=NOW,
            key=new_id(),
        )
        return secret


def make_world(*, enrolled: bool = True) -> World:
    rijnmond = make_region()
    linde, singel = make_practices(rijnmond, ["De Linde", "Singel"], enrolled=enrolled)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    duin = Practice.objects.create(region=elsewhere, agb_code="01000009", name="Duin")
    User.objects.create_user(A_DEMO_ACCOUNT, accounts.PASSWORD, name="Demo")
    return World(linde, singel, duin, new_id())


def session_of(user: User) -> str:
    """As after logging in; the hash of the password is what ends it when that changes."""
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.update(steps_taken(user, "password"))
    session.create()
    return str(session.session_key)


def client_with(session: str, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks, raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client
