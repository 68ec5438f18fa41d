"""What people write within a practice or region never reaches the insurer: planted words, a walk over all links."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records import guard
from groeiruimte.records.models import (
    Alignment,
    DocumentPart,
    Employee,
    Evidence,
    FilledForm,
    FormAnswer,
    FormSubmission,
    Intention,
    Item,
    Mail,
    Message,
    Milestone,
    Practice,
    RegionNote,
    Remark,
    Story,
    SupportRecord,
    Thread,
)
from tests.site import plans
from tests.site.canaries.scan import unzipped
from tests.site.matrix.world import World, client_with, make_world, session_of
from tests.site.paper_text import words_of
from tests.site.rijnmond import NOW, TODAY

MARKER = "Kwikstaartgeheim"
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
PLANTED: tuple[tuple[type[Model], dict[str, object]], ...] = (
    (Practice, {"street": MARKER, "city": MARKER, "email": f"{MARKER}@example.org", "phone": MARKER}),
    (Employee, {"name": MARKER}),
    (Evidence, {"title": MARKER, "note": MARKER}),
    (FilledForm, {"reason": MARKER}),
    (Item, {"answers": {"channel": MARKER}}),
    (Mail, {"subject": MARKER, "body": MARKER}),
    (Milestone, {"title": MARKER, "shows": MARKER, "progress": MARKER}),
    (Story, {"title": MARKER, "text": MARKER}),
    (SupportRecord, {"text": MARKER}),
    (Thread, {"title": MARKER}),
)
_MADE_WHEN_ASKED = ("employee", "proof", "item", "mail", "milestone", "story", "support", "thread")


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.REQUIRE_SECOND_FACTOR, settings.TODAY = False, TODAY
    made = make_world()
    assert made.note
    assert made.sent_plan
    assert made.sent_report
    assert [getattr(made, name) for name in _MADE_WHEN_ASKED]
    plant_rows(made)
    for model, fields in PLANTED:
        known = {field.name for field in model._meta.fields}
        rows = model._default_manager.update(**{name: text for name, text in fields.items() if name in known})
        assert rows > 0, model
    plans.decide(made.plan.waiting, made.actor("purchase_approver"), confirm=False, reason="Nog niet")
    return made


def plant_rows(made: World) -> None:
    """Where a row is only ever added: what was answered, sent in, said about it, noted and not yet sent."""
    lead = made.people["region_lead", "own"]
    of_linde = {"practice": made.linde, "region": made.linde.region}
    said = {"text": MARKER, "by": lead, "at": NOW}
    form, newest = made.sent_plan, made.plan.waiting.submission
    RegionNote.objects.create(**of_linde, **said, kind="note")
    Message.objects.create(**of_linde, **said, thread=made.thread)
    Remark.objects.create(**of_linde, **said, filled_form=form, number=1)
    FormAnswer.objects.create(
        **of_linde, filled_form=form, question="kanarie", form_version=1, value=MARKER, given_by=lead, given_at=NOW
    )
    sent = form.submissions.latest("number")
    FormSubmission.objects.create(
        **of_linde,
        filled_form=form,
        number=sent.number + 1,
        receipt="2022-KANARIE",
        answers={key: MARKER if isinstance(value, str) else value for key, value in sent.answers.items()},
        kpis=[{**kpi, "because": MARKER} for kpi in sent.kpis],
        statement=MARKER,
        sha256="0" * 64,
        submitted_by=lead,
        submitted_at=NOW,
    )
    about = {**of_linde, "region_year": newest.region_year}
    Alignment.objects.create(**about, objective="A", note=MARKER, number=99, by=lead, at=NOW)
    Intention.objects.update_or_create(
        practice=made.linde,
        region_year=newest.region_year,
        defaults={
            "region": made.linde.region,
            "answer": "yes",
            "support_need": MARKER,
            "note": MARKER,
            "given_by": lead,
            "given_at": NOW,
        },
    )
    part = newest.document.parts.filter(kind="section").latest("version")
    DocumentPart.objects.create(
        document=part.document,
        region=part.region,
        kind=part.kind,
        key=part.key,
        version=part.version + 1,
        content={"text": MARKER},
        document_version=part.document_version + 1,
        saved_by=lead,
        saved_at=NOW,
    )


def read(content: bytes) -> str:
    """As text: of a sheet its parts, of a paper its words."""
    if content.startswith(b"PK"):
        return "\n".join(part.decode("utf-8", "replace") for part in unzipped(content))
    return words_of(content) if content.startswith(b"%PDF") else content.decode("utf-8", "replace")


def walk(client: Client) -> dict[str, str]:
    """Every page and file that links lead to from the first one, as text."""
    found: dict[str, str] = {}
    waiting = ["/", "/plaatsen"]
    while waiting:
        path = waiting.pop().replace("&amp;", "&")
        if path in found or path.startswith("/static/"):
            continue
        answer = client.get(path)
        found[path] = read(answer.content if hasattr(answer, "content") else b"".join(answer.streaming_content))
        to = answer.headers.get("Location", "")
        waiting += [to] if to.startswith("/") else _LINK.findall(found[path])
    return found


def test_nothing_of_a_practice_is_found_by_the_insurer(world: World) -> None:
    seen: dict[str, str] = {}
    for role in ("purchaser", "purchase_approver"):
        seen |= walk(client_with(session_of(world.people[role, "own"])))
    assert {path for path, page in seen.items() if MARKER in page} == set()
    reached = {path.partition("?")[0] for path in seen if path.startswith("/verzekeraar/")}
    home = "/verzekeraar/zilveren-kruis"
    year = f"{home}/regios/rijnmond/2022-rijnmond"
    letter = f"{year}/besluit/{world.plan.decided.pk}/brief.pdf"
    pages = {f"{home}/{page}" for page in ("regios/", "regios/regios.csv", "budget/", "rapportages/", "resultaten/")}
    own = ("plan/", "plan/toetsen/", "besluit/", "rapportage/", "rapportage/besluit/", "rapportage/rapportage.pdf")
    assert reached == pages | {f"{year}/{page}" for page in own} | {letter}
    assert not [path for path in seen if path.startswith(("/praktijk/", "/regio/"))]
    assert "Rijnmond" in seen[letter]


def test_the_walk_finds_what_was_planted(world: World) -> None:
    """For who works there it is on the pages, so a walk that finds nothing looked for the right thing."""
    client, region = client_with(session_of(world.people["region_lead", "own"])), "/regio/rijnmond"
    assert world.proof
    assert world.thread
    pages = [
        f"{region}/plannen/{world.sent_plan.pk}/",
        f"{region}/praktijken/{world.linde.pk}/",
        f"{region}/regioplan/",
    ]
    pages += [f"{region}/vragen/{world.thread.pk}/", f"{region}/bewijs/{world.proof.pk}/", f"{region}/vragen/behoefte/"]
    assert {page: MARKER in read(client.get(page).content) for page in pages} == dict.fromkeys(pages, True)


def test_wall_2_hides_it_from_the_connection_as_well(world: World) -> None:
    """But for the mails that somebody gets."""
    found: list[type[Model]] = [*(model for model, _ in PLANTED if model is not Mail), RegionNote]
    with guard.scope_of(world.actor("purchaser")):
        seen = [model.__name__ for model in found if model._default_manager.exists()]
    assert seen == ([] if connection.vendor == "postgresql" else [model.__name__ for model in found])
