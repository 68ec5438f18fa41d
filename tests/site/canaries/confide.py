"""A program: in a prepared installation, let people confide in scans and surveys, with words that nobody else may see.

`python -m tests.site.canaries.confide SAID` writes a JSON file with a session for everybody. De Linde has a report that
nobody else reads, and a survey of which the texts are shown. Singel shares its report with the region, took it back
from the insurer, and has a survey of too few people.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
django.setup()

from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in with a password

from groeiruimte.actions import (  # noqa: E402
    devices,
    interview_slots,
    programmes,
    scan_advice,
    scan_outcomes,
    scan_reviews,
    scans,
    survey_outcomes,
)
from groeiruimte.actions.devices import DeviceText  # noqa: E402
from groeiruimte.actions.scan_advice import Line  # noqa: E402
from groeiruimte.actions.scan_reviews import Judgement, Talk  # noqa: E402
from groeiruimte.records import access, guard  # noqa: E402
from groeiruimte.records.identity import new_id  # noqa: E402
from groeiruimte.records.models import (  # noqa: E402
    Enrolment,
    Insurer,
    Membership,
    Practice,
    Region,
    RegionYear,
    Scan,
    ScanReport,
    User,
)
from groeiruimte.records.models.membership import ACTIVE, INSURER_ROLES, PLATFORM_ROLES  # noqa: E402
from groeiruimte.records.models.scan_report import IMPROVE, TO_INSURER, TO_REGION  # noqa: E402
from tests.definition_texts import texts  # noqa: E402
from tests.site import surveys  # noqa: E402
from tests.site.faults.prepare import session_of  # noqa: E402
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, make_person  # noqa: E402
from tests.site.scan import example  # noqa: E402

from .confided import ENOUGH, TOO_FEW, of_practice  # noqa: E402

MOMENTS = {"De Linde": 9, "Singel": 11}
"""The hour at which each practice talks."""
PEOPLE = {"De Linde": ENOUGH, "Singel": TOO_FEW}
SINCE = datetime(2021, 10, 3, 8, 0, tzinfo=UTC)


def given(user: User) -> dict[str, Any]:
    return {"by": access.actor(user, TODAY), "at": NOW, "key": new_id()}


def with_both() -> None:
    """The same year, with a scan and surveys in its programme."""
    year = RegionYear.objects.select_related("edition").get()
    _, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    year.edition = programmes.publish(
        text=f"{year.edition.wording.text}\n{example.TEXT}\n{surveys.TEXT}",
        base=base,
        cases=cases,
        by=access.system(SINCE.date(), "test"),
        at=SINCE,
        key=new_id(),
    )
    year.save(update_fields=["edition"])


def others() -> dict[str, User]:
    """Who is not in the prepared installation: the specialist, a trainer, the insurer, the platform, another region."""
    region = Region.objects.get()
    people = {role: make_person(role, region=region) for role in ("it_specialist", "trainer")}
    elsewhere = Region.objects.create(key="elders", name="Elders Dokters")
    for role in ("it_specialist", "region_lead"):
        people[f"{role} of another region"] = make_person(role, region=elsewhere)
    for role in (*INSURER_ROLES, *PLATFORM_ROLES):
        people[role] = user = User.objects.create_user(f"{role}@example.org", name=role)
        place = {"insurer": Insurer.objects.get()} if role in INSURER_ROLES else {}
        Membership.objects.create(user=user, role=role, status=ACTIVE, start=SINCE.date(), **place)
    return people


def scanned(practice: Practice, manager: User, specialist: User) -> ScanReport:
    """From the first answer to a report that was sent."""
    said = of_practice(practice.name)
    enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(practice=practice)
    answers = example.ANSWERS | {"own_topics": said["answer"]}
    saved = scans.save(
        enrolment=enrolment,
        kind=example.KIND,
        section="kopie",
        version=0,
        answers=answers,
        **given(manager),
    )
    mine = {"practice": practice, "scan": saved}
    scans.submit(**mine, version=saved.version, **given(manager))
    scan = Scan.objects.select_related("practice__region", "region", "enrolment__region_year__edition").get(pk=saved.pk)
    performed = {"region": scan.region, "scan": scan}
    judgement = Judgement("risk", said["judgement"])
    scan_reviews.judge(**performed, judgements={"wifi": judgement}, version=0, **given(specialist))
    scan_reviews.reviewed(**performed, version=scan.version, **given(specialist))
    start = NOW.replace(day=12, hour=MOMENTS[practice.name])
    slot = interview_slots.offer(region=scan.region, starts=[start], minutes=60, place="Bij u", **given(specialist))
    scans.pick_slot(**mine, slot=slot, **given(manager))
    devices.add(practice=practice, text=DeviceText("Server", note=said["device"]), **given(specialist))
    talk = Talk((said["topic"],), said["notes"], said["summary"], 50)
    scan_reviews.save_interview(**performed, talk=talk, version=0, **given(specialist))
    scan_reviews.interview_held(**performed, day=NOW.date(), **given(specialist))
    line = Line(said["advice"], said["advice"], said["reason"], "small", "none", "practice", ("safe",), "Klaar", 4)
    scan_advice.add(**performed, kind=IMPROVE, line=line, **given(specialist))
    return example.publish(scan, specialist)


def surveyed(practice: Practice, manager: User, people: int) -> list[str]:
    """Everybody writes the same; at De Linde there are enough to show what. Gives the links, of which one is left."""
    wish = of_practice(practice.name)["wish"]
    held = surveys.started(practice, manager)
    secrets = surveys.links(held, manager, people + 1)
    surveys.answered(held, secrets[:-1], surveys.HAPPY | {"wens": wish})
    survey_outcomes.close(practice=practice, survey=held, **given(manager))
    return [f"/v/{held.pk}/{secret}/" for secret in secrets]


def main(said: Path) -> None:
    with guard.everything():
        with_both()
        people = others()
        practices = {each.name: each for each in Practice.objects.select_related("region")}
        managers = {
            name: User.objects.get(memberships__practice=practices[name], memberships__role="practice_manager")
            for name in MOMENTS
        }
        reports = {name: scanned(practices[name], managers[name], people["it_specialist"]) for name in MOMENTS}
        mine = {"practice": practices["Singel"]}
        for party in (TO_REGION, TO_INSURER):
            shared = scan_outcomes.share(**mine, report=reports["Singel"], party=party, **given(managers["Singel"]))
        scan_outcomes.take_share_back(**mine, share=shared, **given(managers["Singel"]))
        links = [surveyed(practices[name], managers[name], number) for name, number in PEOPLE.items()]
        sessions = {name: session_of(user) for name, user in people.items()}
        said.write_text(json.dumps({"sessions": sessions, "links": [link for each in links for link in each]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
