"""What the regions of the demo tell their practices, in our own words. Pure.

Links lead to the public pages that the programmes name as their source. Rows: R135, R145, R150, R161, R168, R176, R177.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.records.models.article import AID, FAQ, INSPIRATION, NEWS, THEME

RIJNMOND_PAGE = (
    "https://www.izer.nl/projecten/algemeen/toekomstbestendige-huisartsenzorg/aanmelding-declaratie-en-verantwoording"
)
UTRECHT_PAGE = "https://huisartsenutrechtstad.nl/facilitair/toekomstbestendige-huisartsenzorg/"
ROHA_PAGE = "https://2021.rohajaarverslag.nl/toekomstbestendige-huisartsenzorg/"


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """One article of a region. `phase` and `form` are keys of its programme; `objective` is a letter."""

    kind: str
    title: str
    text: str
    day: date
    link: str = ""
    phase: str = ""
    form: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """What a practice at a place in the region sent in, and the region published."""

    place: int
    title: str
    text: str
    objective: str
    name_us: bool
    sent: date
    published: date


_START = date(2022, 1, 3)

_ANSWERS = (
    (
        "Wanneer komt het geld?",
        "Het geld volgt uit het aantal ingeschreven patiënten. Bij Vergoeding ziet u elk bedrag met uitleg.",
    ),
    (
        "Mag ik meer dan één doelstelling kiezen?",
        "Dat mag. Wij raden aan om met één te beginnen. U krijgt er niet meer geld door.",
    ),
    (
        "Wie tekent de verantwoording?",
        "De praktijkhouder tekent. Iedereen met toegang kan de antwoorden vooraf klaarzetten.",
    ),
    (
        "Een collega kon niet bij de scholing zijn. Wat nu?",
        "Kies een andere dag bij Scholing. Een scholing van een ander mag u ook opgeven, met bewijs.",
    ),
    (
        "Moet ik alles nog eens intypen aan het eind van het jaar?",
        "Nee. Wat u door het jaar heen vastlegt, staat dan al klaar. U kijkt of het klopt.",
    ),
    (
        "Mag ik namen van patiënten opschrijven?",
        "Nee, nergens. Schrijf ook geen BSN. Een aantal of een voorbeeld zonder naam is genoeg.",
    ),
    (
        "Kan ik mijn keuze nog wijzigen?",
        "Ja, bij uw aanmelding. Bespreek het eerst met uw projectleider.",
    ),
)

_THEMES = {
    "A": (
        "Zorg op afstand",
        "Niet elke vraag heeft een bezoek nodig. Denk aan e-consult, beeldbellen of metingen van thuis.\n\n"
        "Begin klein. Kies één middel en één groep patiënten. Oefen eerst met uw team.",
    ),
    "B": (
        "Taken anders verdelen",
        "Een andere verdeling van taken geeft de huisarts meer tijd voor moeilijke vragen.\n\n"
        "Schrijf eerst op wie nu wat doet. Kies dan twee of drie taken om te verplaatsen.",
    ),
    "C": (
        "Persoonsgericht werken",
        "U bespreekt wat iemand belangrijk vindt, niet alleen de klacht.\n\n"
        "Een gespreksinstrument helpt daarbij. Uw sociale kaart laat zien wie in de wijk kan helpen.",
    ),
    "D": (
        "Slimmer werken in de praktijk",
        "Kleine verbeteringen tellen op. Kijk samen waar het werk vastloopt.\n\n"
        "Meet een week lang hoe het nu gaat. Verbeter één ding, en meet daarna opnieuw.",
    ),
}

_AIDS = {
    "rijnmond": (
        ArticlePlan(
            AID,
            "Zo maakt u een projectplan",
            "Vul eerst de taken van nu in. Noem dan wat u wilt verbeteren.\n\nEén verbeterpunt is genoeg.",
            _START,
            form="project_plan",
            objective="B",
        ),
        ArticlePlan(
            AID,
            "Van lijst naar vergoeding",
            "Lever elk kwartaal uw patiëntenlijst aan. U ziet meteen hoeveel patiënten meetellen.",
            _START,
            link=RIJNMOND_PAGE,
        ),
        ArticlePlan(
            AID,
            "Uw sociale kaart in een uur",
            "Noem per wijk de organisaties waarnaar u vaak verwijst. Vraag de wijkverpleging om mee te kijken.",
            date(2022, 2, 7),
            objective="C",
        ),
        ArticlePlan(
            AID,
            "Klaar voor de verantwoording",
            "Loop in november uw KPI's na. Wat ontbreekt, kunt u dan nog regelen.",
            date(2022, 3, 1),
        ),
    ),
    "utrecht": (
        ArticlePlan(
            AID,
            "Hulpmiddelen bij uw plan van aanpak",
            "Kies eerst één thema. Bedenk dan wat er over een jaar anders is.\n\n"
            "Uw projectleider kijkt graag vooraf met u mee.",
            _START,
            link=UTRECHT_PAGE,
            phase="action_plan",
            form="action_plan",
        ),
        ArticlePlan(
            AID,
            "Ideeën verzamelen met uw team",
            "Print het inventarisatieblad. Vul het in tijdens het teamoverleg. Neem daar een half uur voor.",
            _START,
            phase="action_plan",
            form="inventory",
        ),
        ArticlePlan(
            AID,
            "Mijlpalen die werken",
            "Een goede mijlpaal heeft een dag, een eigenaar en iets waaraan u het ziet.",
            date(2022, 1, 24),
            phase="execution",
        ),
        ArticlePlan(
            AID,
            "Terugkijken in drie vragen",
            "Wat ging goed? Wat leerde u? Wat moet u doen om het te houden?",
            date(2022, 2, 14),
            phase="evaluation",
            form="evaluation",
        ),
    ),
    "roha": (
        ArticlePlan(
            AID,
            "Beeldbellen in uw praktijk",
            "Zet op uw website dat beeldbellen kan. Geef die pagina daarna op als bewijs.",
            date(2021, 1, 4),
            form="video_calling",
            objective="A",
        ),
        ArticlePlan(
            AID,
            "Werken met cBoards Ouderen",
            "Spreek met uw wijkgroep af wie meedoet. Schrijf nooit een naam van een patiënt bij een board.",
            date(2021, 1, 4),
            objective="A",
        ),
        ArticlePlan(
            AID,
            "Wat ROHA in 2021 deed",
            "Het jaarverslag laat zien hoe andere praktijken het aanpakten.",
            date(2022, 2, 21),
            link=ROHA_PAGE,
        ),
    ),
}

_INSPIRATION = {
    "rijnmond": "Een praktijk zette een knop voor het e-consult boven aan haar website.\n\nDe telefoon werd rustiger.",
    "utrecht": "Drie praktijken begonnen met een kort overleg bij een bord.\n\nZij lossen nu elke week één ding op.",
    "roha": "Een wijkgroep bespreekt elke maand vijf boards met de wijkverpleging.\n\nIedereen weet wie wat doet.",
}

_NEWS = {
    "rijnmond": (
        (
            "Lijst van kwartaal 2 tot en met 14 april",
            "U kunt uw lijst aanleveren. Dat kost drie minuten.",
            (2022, 4, 1),
        ),
        (
            "Nieuwe dag voor ‘Organiseer je praktijk’",
            "Op 21 april is er nog een avond. Meld u op tijd aan.",
            (2022, 3, 14),
        ),
        ("Wij zijn begonnen", "Fijn dat u meedoet in 2022. Kijk bij Mijn jaar wat uw eerste stap is.", (2022, 1, 3)),
    ),
    "utrecht": (
        ("Lever uw plan in voor 31 augustus", "Wilt u eerst overleggen? Stel uw vraag bij Hulp.", (2022, 3, 28)),
        (
            "Bijeenkomsten staan in de agenda",
            "Per thema is er een bijeenkomst. U mag ook bij een ander thema.",
            (2022, 2, 1),
        ),
    ),
    "roha": (
        (
            "Scholing persoonsgericht werken gaat door",
            "Er zijn weer drie scholingen. Ook assistenten zijn welkom.",
            (2022, 3, 7),
        ),
        ("Meer praktijken gaan beeldbellen", "Ook in 2022 helpt ROHA u met een bezoek aan uw praktijk.", (2022, 1, 17)),
    ),
}

STORIES = {
    "rijnmond": StoryPlan(
        8,
        "Samen oefenen met het portaal",
        "Op dinsdag zit een assistente een uur klaar met een tablet.\n\n"
        "Patiënten oefenen met inloggen. Na vier weken kwamen er twee keer zoveel e-consulten.",
        "A",
        True,
        date(2022, 2, 22),
        date(2022, 3, 2),
    ),
    "utrecht": StoryPlan(
        12,
        "Elke week tien minuten bij het bord",
        "Wij kiezen elke week één verbetering. De volgende week kijken wij of het lukte.\n\n"
        "De wachttijd aan de telefoon werd de helft korter.",
        "D",
        False,
        date(2022, 3, 1),
        date(2022, 3, 9),
    ),
    "roha": StoryPlan(
        10,
        "Beeldbellen op vaste tijden",
        "Wij bellen elke middag tussen twee en drie met beeld.\n\nPatiënten kiezen die tijd zelf in de agenda.",
        "A",
        True,
        date(2022, 2, 8),
        date(2022, 2, 15),
    ),
}
"""One best practice per region (R146)."""


def articles_of(region: str) -> list[ArticlePlan]:
    """Everything that a region published before the demo starts, but for the best practices."""
    found = list(_AIDS[region])
    found += [ArticlePlan(FAQ, title, text, _START) for title, text in _ANSWERS]
    found += [ArticlePlan(THEME, title, text, _START, objective=key) for key, (title, text) in _THEMES.items()]
    found.append(ArticlePlan(INSPIRATION, "Zo doen anderen het", _INSPIRATION[region], date(2022, 2, 28)))
    return found + [ArticlePlan(NEWS, title, text, date(*day)) for title, text, day in _NEWS[region]]
