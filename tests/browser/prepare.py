"""A program: in a demo that is not running, put a region that has yet to begin, and a session for everybody.

`python -m tests.browser.prepare SESSIONS` writes a JSON file with the cookie of each person. How somebody logs in is
tested where it is about that; everywhere else a password, slow to check by design, proves nothing.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import transaction  # noqa: E402

from groeiruimte.actions import programmes  # noqa: E402
from groeiruimte.actions.demo.accounts import PASSWORD  # noqa: E402
from groeiruimte.records import access, guard  # noqa: E402
from groeiruimte.records.models import (  # noqa: E402
    Enrolment,
    Insurer,
    Membership,
    Practice,
    Region,
    RegionYear,
    Standing,
    User,
)
from groeiruimte.records.models.membership import ACTIVE  # noqa: E402
from tests.browser import people  # noqa: E402
from tests.browser.new_region import KEY, NAME, PEOPLE, PRACTICES, PROGRAMME, texts_of  # noqa: E402
from tests.site.rijnmond import steps_taken  # noqa: E402

SINCE = date(2019, 1, 1)
PUBLISHED = datetime(2021, 7, 1, 8, 0, tzinfo=UTC)
A_DAY = 24 * 60 * 60
STANDINGS = (
    ("affiliation", KEY),
    ("region_contract", KEY),
    ("preferred_insurer", "zilveren-kruis"),
    ("insurer_contract", "zilveren-kruis"),
)


def put_region() -> None:
    """A region with its people and practices, and a year of which nothing was agreed. No screen makes a practice."""
    text, base, cases = texts_of(settings.DEFINITIONS)
    by = access.system(PUBLISHED.date(), "test")
    edition = programmes.publish(text=text, base=base, cases=cases, by=by, at=PUBLISHED, key=f"publish-{PROGRAMME}")
    region = Region.objects.create(key=KEY, name=NAME, project_lead=PEOPLE["region_lead"])
    RegionYear.objects.create(
        region=region,
        insurer=Insurer.objects.get(),
        edition=edition,
        programme=PROGRAMME,
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
    )
    password = make_password(PASSWORD)
    for role, email in PEOPLE.items():
        put_person(role, email, password, region=region)
    for plan in PRACTICES:
        practice = Practice.objects.create(
            region=region, agb_code=plan.agb_code, name=plan.name, registered_patients=plan.patients
        )
        put_person("practice_owner", plan.owner, password, region=region, practice=practice)
        Standing.objects.bulk_create(
            Standing(practice=practice, region=region, standing=standing, value=value, start=SINCE)
            for standing, value in STANDINGS
        )


def put_person(role: str, email: str, password: str, **place: Region | Practice) -> None:
    user = User.objects.create(email=email, name=email.partition("@")[0].replace(".", " ").title(), password=password)
    Membership.objects.create(user=user, role=role, status=ACTIVE, start=SINCE, **place)


def put_scan_ahead() -> None:
    """At ROHA everybody with the combined subject did the praktijkscan; one more practice has it, and did nothing."""
    Enrolment.objects.filter(practice__agb_code=people.SCAN_OF_ROHA.agb_code).update(objectives=["A", "B", "D"])


def session_of(user: User, ago: float = -A_DAY) -> str:
    """The cookie of somebody who gave a password; during the tests nobody is asked to confirm who it is."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"_auth_user_id": str(user.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0]})
    session.update({"_auth_user_hash": user.get_session_auth_hash()} | steps_taken(user, "password", ago=ago))
    session.create()
    key: str = session.session_key
    return key


def main() -> None:
    with guard.everything(), transaction.atomic():
        put_region()
        put_scan_ahead()
        sessions = {user.email: session_of(user) for user in User.objects.filter(memberships__status=ACTIVE)}
        weary = User.objects.get(email=people.PLAYS_SCAN.manager.email)
        sessions[people.LONG_AGO] = session_of(weary, ago=A_DAY)
    Path(sys.argv[1]).write_text(json.dumps(sessions))


if __name__ == "__main__":
    main()
