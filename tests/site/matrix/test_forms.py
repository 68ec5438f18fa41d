"""Every form of ours: without its key or token it does nothing, and sent twenty times it does one thing.

Who saves a record second sees both texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    AdviceItem,
    Article,
    ArticleVersion,
    ClawBack,
    ColumnMapping,
    Decision,
    Device,
    DocumentPart,
    Employee,
    Event,
    Evidence,
    ExtraHours,
    FilledForm,
    FormAnswer,
    Intention,
    Interview,
    InterviewSlot,
    Item,
    Milestone,
    Practice,
    RegionDocument,
    RegionYear,
    Scan,
    ScanAnswer,
    ScanJudgement,
    Session,
    SettlementRun,
    Submission,
    SupportRecord,
    Survey,
    SurveyBox,
    Training,
    YearDraft,
)
from tests.site.faults import whole
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.rijnmond import TODAY

from .crowd import Crowd, crowd_of
from .routes import FORMS, WHO, address, matrix
from .test_matrix import ENROLLING
from .world import IN_DECEMBER, World, client_with, make_world, session_of

POSTS = {row.route: row.decisions for row in matrix() if row.method == "POST"}
# It logs in as somebody else, and writes nothing.
WITHOUT_VERB = ("demo:become",)
# Refused in this world, whose practices claim for themselves: the region's tests of the settlement agree and withdraw.
REFUSED_HERE = ("practice:cashier",)
# Every time that a file leaves is an export of its own.
EVERY_TIME = ("practice:claim", "region:payment_file")
OURS = [route for route in FORMS if route not in REFUSED_HERE]
# What gives the right is in the address, and no cookie: a form of another site could do no more than its sender.
WITHOUT_COOKIE = ("respond:survey",)
# An answer to a survey leaves no row but its box, which knows itself which forms were sent.
IN_A_BOX = ("respond:survey",)
VERBS = [route for route in OURS if route not in WITHOUT_VERB]
# On SQLite one waits for the other: a few show that, and on PostgreSQL all of them are at work at the same moment.
AT_ONCE = 20 if ON_POSTGRESQL else 4
# Logging in follows, and that lets no more than five tries in at the same moment.
FEWER_AT_ONCE = {"invitation": 4}
NOT_UNDERSTOOD = "<h1>Wij begrijpen niet wat uw browser stuurde</h1>"


@pytest.fixture(scope="module")
def crowd(emptied_row_by_row: None, django_db_setup: None) -> Iterator[Crowd]:
    with crowd_of(AT_ONCE) as crowd:
        yield crowd


@pytest.fixture
def world(whole_product: None, settings: Settings, request: pytest.FixtureRequest) -> World:
    route = request.node.callspec.params["route"]
    settings.TODAY = IN_DECEMBER if route in ENROLLING else TODAY
    return make_world(enrolled=route not in ENROLLING)


def who_may(world: World, route: str) -> str:
    """The session of the last role that may do it; the one with the most rights stands last."""
    able = [who for who in WHO if POSTS[route][who] in ("does", "moved")]
    return "" if "anonymous" in able else session_of(world.people[able[-1], "own"])


def test_every_form_of_ours_is_here() -> None:
    assert sorted(VERBS) == sorted(route for route, decisions in POSTS.items() if "does" in decisions.values())


@pytest.mark.only_sqlite  # refused before anything is asked of a database
@pytest.mark.django_db
@pytest.mark.parametrize("enrolled", [True, False], ids=["enrolled", "enrolling"])
def test_without_its_key_or_from_another_site_a_form_does_nothing(
    whole_product: None, settings: Settings, enrolled: bool
) -> None:
    """All forms in one world with the same people, that takes longer to make than to ask: each finds it as new."""
    settings.TODAY = TODAY if enrolled else IN_DECEMBER
    world = make_world(enrolled=enrolled)
    assert world.people
    routes = [route for route in OURS if (route not in ENROLLING) == enrolled]
    found = {route: undone(world, route) for route in routes}
    assert (routes != [], {route: wrong for route, wrong in found.items() if wrong}) == (True, {})


def undone(world: World, route: str) -> list[str]:
    """What `taken` says; what a route needed is gone afterwards, from the database and from the world."""
    with transaction.atomic():
        wrong = taken(copy(world), route)
        transaction.set_rollback(True)
    return wrong


def taken(world: World, route: str) -> list[str]:
    """What a form of this route does that it may not: without a good key, from another site, or in the database."""
    where, session, given = address(world, route), who_may(world, route), FORMS[route](world)
    before = whole.rows()
    wrong = []
    for key in ({}, {"submission_key": ""}, {"submission_key": "x' OR 1=1"}):
        # Made anew for each: a file can be read once. What that makes is there by now.
        response = client_with(session).post(where, FORMS[route](world) | key)
        if (response.status_code, NOT_UNDERSTOOD in response.content.decode(errors="replace")) != (400, True):
            wrong.append(f"{response.status_code} with the key {key}")
    if route not in WITHOUT_COOKIE:
        response = client_with(session, enforce_csrf_checks=True).post(where, given | {"submission_key": new_id()})
        if response.status_code != 403:
            wrong.append(f"{response.status_code} from another site")
    after = whole.rows()
    return wrong if after == before else [*wrong, f"rows: {before} became {after}"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", VERBS)
def test_twenty_equal_posts_at_once_are_one_effect(crowd: Crowd, world: World, route: str) -> None:
    where, session, key = address(world, route), who_may(world, route), new_id()
    times = min(FEWER_AT_ONCE.get(route, AT_ONCE), AT_ONCE)
    given = [FORMS[route](world) | {"submission_key": key} for _ in range(times)]
    before = list(Submission.objects.values_list("key", flat=True))
    written = list(Event.objects.values_list("pk", flat=True))
    responses = crowd([partial(client_with(session).post, where, form) for form in given])
    answers = [(response.status_code, response.headers.get("Location", "")) for response in responses]
    assert answers == [answers[0]] * times
    assert answers[0][0] in (200, 302)
    done = Submission.objects.exclude(key__in=before)
    effects = times if route in EVERY_TIME else 0 if route in IN_A_BOX else 1
    events = Event.objects.exclude(pk__in=written).filter(
        event__in=done.values("verb"), outcome=0, object_id__in=done.values("result_id")
    )
    assert (done.count(), events.count()) == (effects, effects)
    if route in IN_A_BOX:
        assert [len(box.answers) for box in SurveyBox.objects.all()] == [1]
    assert whole.breaches() == []


# Every record that two people can edit: the page that does it, and a field with what each of them types in it.
EDITED: dict[type[models.Model], tuple[str, str, str, str]] = {
    Practice: ("practice:edit", "city", "Delft", "Schiedam"),
    Article: ("region:article", "title", "Sjabloon van 2022", "Nieuw sjabloon"),
    Milestone: ("practice:milestone", "title", "Andere werkafspraak", "Nog een werkafspraak"),
    ExtraHours: ("practice:hours_edit", "hours", "7", "8"),
    Device: ("practice:device", "make", "Dell", "Apple"),
    Employee: ("practice:employee", "name", "Vera Duin", "Vera Dijk"),
    Interview: ("practice:scan_topics", "topics", "De telefoon", "De wifi"),
    Intention: ("practice:intention", "support_need", "Hulp bij beeldbellen", "Hulp bij e-consulten"),
    Training: ("region:training_edit", "title", "Beeldbellen 2", "Beeldbellen voor iedereen"),
    Session: ("region:session_edit", "place", "Delft", "Schiedam"),
    SupportRecord: ("region:support_edit", "text", "Gebeld", "Gemaild"),
    ColumnMapping: ("practice:columns", "ion_start", "4", "5"),
}
# A version of an answer or an article is a row of its own, and is never edited.
# A run is closed or dropped, what is owed back is settled, a survey is closed or called off: once, and never edited.
NOT_EDITED_ON_A_PAGE: set[type[models.Model]] = {
    RegionYear, FormAnswer, ArticleVersion, SettlementRun, ClawBack, DocumentPart, Survey,
    ScanAnswer, InterviewSlot,
}  # fmt: skip


# Both texts stand above the form itself (tests of the items), only a region edits it (tests of the evidence), or one
# chooses per question and all others are merged (tests of the forms, of the regional plan). A decision is made once
# (tests of the insurer). A programme text is too long to mark its words (tests of the years). What a specialist judges
# and advises is edited by specialists alone (tests of the scans).
ELSEWHERE: set[type[models.Model]] = {
    Item, Evidence, FilledForm, Decision, RegionDocument, YearDraft, Scan, ScanJudgement, AdviceItem,
}  # fmt: skip


def test_every_record_with_a_version_is_here() -> None:
    versioned = {
        model
        for model in apps.get_app_config("records").get_models()
        if "version" in {f.name for f in model._meta.fields}
    }
    assert versioned == EDITED.keys() | NOT_EDITED_ON_A_PAGE | ELSEWHERE


def stored(world: World, model: type[models.Model]) -> dict[str, Any]:
    if model is Article:
        return dict(Article.objects.values().get())
    if model in (Training, Session):
        mine = world.evening.training if model is Training else world.evening.here
        return dict(model._default_manager.values().get(pk=mine.pk))
    by = "pk" if model is Practice else "practice"
    return dict(model._default_manager.values().get(**{by: world.linde.pk}))


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "route"), [(model, edited[0]) for model, edited in EDITED.items()])
def test_who_saves_second_sees_both_texts(world: World, model: type[models.Model], route: str) -> None:
    _, field, first, second = EDITED[model]
    where, form = address(world, route), FORMS[route](world)
    at_the_desk = route.startswith("region:")
    roles = ("region_staff", "region_lead") if at_the_desk else ("practice_manager", "practice_owner")
    manager, owner = (client_with(session_of(world.people[role, "own"])) for role in roles)

    def send(client: Any, typed: str, version: str) -> Any:
        return client.post(where, form | {field: typed, "version": version, "submission_key": new_id()})

    assert send(manager, first, form["version"]).status_code == 302
    kept = stored(world, model)
    conflict = send(owner, second, form["version"])
    page = conflict.content.decode()
    (difference,) = conflict.context["stale"].fields
    assert (conflict.status_code, "<h1>Iemand anders was u voor</h1>" in page) == (409, True)
    assert (difference.name, stored(world, model)) == (field, kept)
    assert [text in page for text in (difference.mine, difference.theirs, f"{roles[0]} own")] == [True] * 3
    # The choice on that page is an ordinary form again, with the version that is stored now.
    assert send(owner, difference.mine, str(conflict.context["stale"].version)).status_code == 302
    assert stored(world, model) != kept
