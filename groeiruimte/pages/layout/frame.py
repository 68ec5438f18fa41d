"""What stands around every page: for whom, which year, where one can go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from groeiruimte.records import access, clock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Membership
from groeiruimte.records.models.membership import PLATFORM_ROLES

HELP = "Hulp"
HOME = "Mijn jaar"
"""Every page of a practice lies under it."""

Page = tuple[str, str, str]
"""In the menu: label, name of the address, and the right that its page asks for."""

Group = tuple[str, tuple[Page, ...]]
"""Pages that belong together; in the menu by one word, and side by side once one of them is open."""

PRACTICE_MENU: tuple[Page, ...] = (
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
REGION_MENU: tuple[Group, ...] = (
    ("Werkvoorraad", (("Werkvoorraad", "region:queue", "region.read"),)),
    (
        "Praktijken",
        (
            ("Alle praktijken", "region:practices", "dossier.read"),
            ("Stand van zaken", "region:heat_map", "dossier.read"),
            ("Aanmeldingen", "region:enrolments", "region.read"),
            ("Ondersteuning", "region:support", "support.read"),
            ("Scans", "region:scans", "region.read"),
            ("Gedeelde scans", "shared:region_reports", "scan.shared"),
            ("Vragenlijsten", "region:surveys", "survey.status"),
        ),
    ),
    (
        "Beoordelen",
        (("Plannen", "region:reviews", "form.read"), ("Bewijs", "region:evidence", "evidence.check")),
    ),
    ("Scholing", (("Scholing", "region:trainings", "training.run"),)),
    (
        "Geld",
        (
            ("Patiëntenlijsten", "region:lists", "region.read"),
            ("Afrekening", "region:settlement", "settlement.read"),
        ),
    ),
    (
        "Verzekeraar",
        (("Regioplan", "region:plan", "document.read"), ("Rapportage", "region:report", "document.read")),
    ),
    (
        "Contact",
        (
            ("Vragen", "region:questions", "library.read"),
            ("Bibliotheek", "region:library", "library.read"),
            ("Post", "region:outbox", "mail.read"),
        ),
    ),
    ("Scans", (("Scans", "scan:queue", "scan.review"), ("Momenten", "scan:slots", "scan.review"))),
    ("Inrichten", (("Jaar inrichten", "region:set_up", "year.prepare"), ("Team", "region:team", "region.team"))),
)

INSURER_MENU: tuple[Page, ...] = (
    ("Regio's", "insurer:regions", "insurer.read"),
    ("Budget", "insurer:budget", "insurer.read"),
    ("Rapportages", "insurer:reports", "insurer.read"),
    ("Resultaten", "insurer:results", "insurer.read"),
    ("Gedeelde scans", "shared:insurer_reports", "scan.shared"),
)

PLATFORM_MENU: tuple[Page, ...] = (
    ("Organisaties", "platform:organisations", "organisation.manage"),
    ("Jaren", "platform:years", "year.publish"),
    ("Logboek", "platform:log", "log.read"),
    ("Systeemstatus", "platform:status", "status.read"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """`here`: this is the page; `within`: the page lies under it. `beside`: the pages of its group, if it has more."""

    label: str
    url: str
    here: bool
    within: bool
    beside: tuple[Link, ...] = ()


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
    beside: tuple[Link, ...]
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
            beside=next((link.beside for link in links if link.here or link.within), ()),
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
    if "insurer_key" in given:
        return next((m for m in who.memberships if m.insurer_id == given["insurer_key"]), None)
    if request.resolver_match and request.resolver_match.namespace == "platform":
        return next((m for m in who.memberships if m.role in PLATFORM_ROLES), None)
    if "region_key" in given:
        return next((m for m in of_region if m.region_id == given["region_key"]), None)
    return next(iter(who.memberships), None)


def place_of(membership: Membership) -> tuple[str, str]:
    if membership.practice_id:
        return "practice", membership.practice_id
    if membership.insurer_id:
        return "insurer", membership.insurer_id
    return ("region", str(membership.region_id)) if membership.region_id else ("other", membership.role)


def organisation(membership: Membership) -> str:
    place = membership.practice or membership.region or membership.insurer
    return place.name if place else "Beheer"


def menu(here: Membership, who: Actor, path: str) -> tuple[Link, ...]:
    """The pages that somebody may open in the practice, region or insurer of a membership."""
    groups, place = _menu_of(here)
    found = []
    for label, pages in groups:
        open_to = tuple(
            _link(page, reverse(name, kwargs=place), path)
            for page, name, right in pages
            if access.may(who, right, practice=here.practice, region=here.region, insurer=here.insurer)
        )
        open_to = _deepest(open_to)
        if len(open_to) == 1:
            found.append(replace(open_to[0], label=label if len(pages) == 1 else open_to[0].label))
        elif open_to:
            inside = any(link.here or link.within for link in open_to)
            found.append(Link(label, open_to[0].url, here=False, within=inside, beside=open_to))
    return tuple(found)


def _deepest(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Of pages of a group that lie under each other, only the last one is where somebody is."""
    last = max((len(link.url) for link in links if link.here or link.within), default=0)
    return tuple(link if len(link.url) == last else replace(link, here=False, within=False) for link in links)


def _menu_of(here: Membership) -> tuple[tuple[Group, ...], dict[str, str]]:
    if here.practice_id:
        return _each_alone(PRACTICE_MENU), {"practice_id": here.practice_id}
    if here.region_id:
        return REGION_MENU, {"region_key": str(here.region_id)}
    if here.insurer_id:
        return _each_alone(INSURER_MENU), {"insurer_key": str(here.insurer_id)}
    return _each_alone(PLATFORM_MENU), {}


def _each_alone(pages: tuple[Page, ...]) -> tuple[Group, ...]:
    return tuple((page[0], (page,)) for page in pages)


def _link(label: str, url: str, path: str) -> Link:
    return Link(label, url, here=path == url, within=label != HOME and path != url and path.startswith(url))
