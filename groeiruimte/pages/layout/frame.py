"""What stands around every page: for whom, which year, where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from groeiruimte.records import access, clock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Membership

HELP = "Hulp"
HOME = "Mijn jaar"
"""Every page of a practice lies under it."""

# The menu: label, name of the address, and the right that its page asks for.
PRACTICE_MENU: tuple[tuple[str, str, str], ...] = (
    (HOME, "practice:year", "practice.read"),
    ("Plan", "practice:plan", "plan.read"),
    ("KPI's en bewijs", "practice:kpis", "kpi.read"),
    ("Scholing", "practice:trainings", "training.sign_up"),
    ("Patiëntenlijst", "practice:deliver", "list.deliver"),
    ("Vergoeding", "practice:amount", "amount.read"),
    (HELP, "practice:help", "question.ask"),
    ("Onze praktijk", "practice:profile", "practice.read"),
    ("Team", "practice:team", "team.read"),
)
REGION_MENU: tuple[tuple[str, str, str], ...] = (
    ("Patiëntenlijsten", "region:lists", "region.read"),
    ("Aanmeldingen", "region:enrolments", "region.read"),
    ("Plannen", "region:reviews", "form.read"),
    ("Bewijs", "region:evidence", "evidence.check"),
    ("Scholing", "region:trainings", "training.run"),
    ("Bibliotheek", "region:library", "library.read"),
    ("Vragen", "region:questions", "library.read"),
    ("Post", "region:outbox", "mail.read"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """`here`: this is the page; `within`: the page lies under it."""

    label: str
    url: str
    here: bool
    within: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """`year` is text: as a number it would be printed with a dot."""

    organisation: str
    home: str
    year: str
    today: date
    clock_moved: bool
    demo: bool
    person: str
    links: tuple[Link, ...]
    help: str
    several_places: bool


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor; gives nothing to a page that is made before the actor is known."""
    who: Actor | None = getattr(request, "actor", None)
    if who is None:
        return {}
    here = membership_of_page(request, who)
    links = menu(here, who, request.path) if here else ()
    return {
        "frame": Frame(
            organisation=organisation(here) if here else "",
            home=links[0].url if links else "/",
            year=str(who.on.year),
            today=who.on,
            clock_moved=clock.is_moved(),
            demo=settings.DEMO,
            person=who.user.name if who.user else "",
            links=links,
            help=next((link.url for link in links if link.label == HELP), f"{reverse('public:about')}#hulp"),
            several_places=len({place_of(membership) for membership in who.memberships}) > 1,
        )
    }


def membership_of_page(request: HttpRequest, who: Actor) -> Membership | None:
    """The membership through which this page is seen: the practice or region in its address, else the first one."""
    given = request.resolver_match.kwargs if request.resolver_match else {}
    of_practice = [m for m in who.memberships if m.practice_id and m.practice_id == given.get("practice_id")]
    of_region = [m for m in who.memberships if m.region_id and not m.practice_id]
    if "practice_id" in given:
        return next(iter(of_practice or of_region), None)
    if "region_key" in given:
        return next((m for m in of_region if m.region_id == given["region_key"]), None)
    return next(iter(who.memberships), None)


def place_of(membership: Membership) -> tuple[str, str]:
    if membership.practice_id:
        return "practice", membership.practice_id
    return ("region", str(membership.region_id)) if membership.region_id else ("other", membership.role)


def organisation(membership: Membership) -> str:
    place = membership.practice or membership.region or membership.insurer
    return place.name if place else "Beheer"


def menu(here: Membership, who: Actor, path: str) -> tuple[Link, ...]:
    """The pages that somebody may open in the practice or region of a membership."""
    if here.practice_id:
        items, place = PRACTICE_MENU, {"practice_id": here.practice_id}
    elif here.region_id:
        items, place = REGION_MENU, {"region_key": here.region_id}
    else:
        return ()
    found = [
        (label, reverse(name, kwargs=place))
        for label, name, right in items
        if access.may(who, right, practice=here.practice, region=here.region)
    ]
    return tuple(
        Link(label, url, here=path == url, within=label != HOME and path != url and path.startswith(url))
        for label, url in found
    )
