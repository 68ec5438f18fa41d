"""A program: put one region with its people in an empty installation.

`python -m tests.site.faults.prepare SESSIONS` writes a JSON file with a session for each person.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
django.setup()

from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in with a password
from django.test import Client  # noqa: E402

from groeiruimte.actions import obligations  # noqa: E402
from groeiruimte.records import guard  # noqa: E402
from groeiruimte.records.models import Practice, User  # noqa: E402
from tests.site.forms import with_forms  # noqa: E402
from tests.site.rijnmond import TODAY, make_person, make_practices, make_region, steps_taken  # noqa: E402

PRACTICES = ["De Linde", "Singel", "Duin"]
A_DAY = 24 * 60 * 60
OF_LINDE = ("practice_owner", "practice_manager", "practice_staff")
OF_REGION = ("region_staff", "region_lead", "region_finance", "region_director")


EXAMPLE = """
[[milestones]]
key = "proef-werkafspraak"
title = "Werkafspraak over proefbellen"
shows = "De werkafspraak hangt in de koffiekamer"
objective = "A"
weeks = 6
source = { text = "rijnmond-2022", at = "r. 16" }
"""


def world() -> dict[str, User]:
    """De Linde with its people, two more practices with a manager, and the desk of the region."""
    rijnmond = with_forms(make_region(), EXAMPLE)
    linde, singel, duin = make_practices(rijnmond, PRACTICES)
    # The last one is not enrolled yet; what it books is its own.
    duin.enrolments.all().delete()
    # What the others owe is laid down already, so no verb does that on its way, whichever comes first.
    for practice in (linde, singel):
        obligations.lay_down(practice, rijnmond.year, TODAY)
    people = {role: make_person(role, practice=linde) for role in OF_LINDE}
    people |= {role: make_person(role, region=rijnmond.region) for role in OF_REGION}
    people["manager of Singel"] = make_person("practice_manager", practice=singel)
    people["owner of Duin"] = make_person("practice_owner", practice=duin)
    return people


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    # The programs that use it run for longer than the ten minutes in which nobody is asked to confirm.
    session.update(steps_taken(user, "password", ago=-A_DAY))
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def main(sessions: Path) -> None:
    with guard.everything():
        people = world()
        sessions.write_text(
            json.dumps(
                {
                    "sessions": {name: session_of(user) for name, user in people.items()},
                    "practices": dict(Practice.objects.values_list("name", "pk")),
                }
            )
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
