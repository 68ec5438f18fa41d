"""The Dutch words for everything that can be found in a list: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .outcome import Refusal

Weight = Literal["fault", "ask", "info"]
"""`fault`: mend it; `ask`: look, and confirm or explain; `info`: nothing to do."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one code. `group` holds `{rows}`, the words "In 12 rijen" or "In 1 rij"; empty for a whole list."""

    weight: Weight
    message: str
    mend: str
    group: str = ""


REFUSALS: dict[str, tuple[str, str]] = {
    "empty": ("Dit bestand is leeg.", "Maak de lijst opnieuw in uw HIS en kies dat bestand."),
    "not_a_list": (
        "Kies een Excel- of csv-bestand. U koos {kind}.",
        "Bewaar de lijst in uw HIS als xlsx of csv en kies dat bestand.",
    ),
    "xls": (
        "Dit Excel-bestand is van een soort die wij niet lezen ({kind}).",
        "Open het in Excel, bewaar het als xlsx en kies het opnieuw.",
    ),
    "password": (
        "Dit bestand is beveiligd met een wachtwoord.",
        "Haal het wachtwoord weg en kies het bestand opnieuw.",
    ),
    "too_big": (
        "Het bestand is te groot ({size} MB). Het mag {most} MB zijn.",
        "Laat alleen het tabblad met patiënten staan en bewaar het opnieuw.",
    ),
    "too_many_rows": (
        "De lijst heeft meer dan {most} rijen.",
        "Wis de rijen onder de lijst en lever alleen uw eigen patiënten aan.",
    ),
    "too_many_columns": (
        "De lijst heeft meer dan {most} kolommen.",
        "Wis de cellen rechts van de lijst en bewaar het bestand opnieuw.",
    ),
    "bomb": (
        "Dit bestand is zo ingepakt dat wij het niet veilig openen.",
        "Maak de lijst opnieuw in uw HIS, of bewaar die in Excel als nieuw xlsx-bestand.",
    ),
    "damaged": (
        "Dit bestand is beschadigd. Wij kunnen het niet lezen.",
        "Bewaar het in Excel opnieuw, of maak een nieuwe lijst in uw HIS.",
    ),
    "no_sheet": (
        'Wij vinden het tabblad "{sheet}" niet. Het bestand heeft {seen}.',
        'Geef het tabblad met patiënten de naam "{sheet}" en kies het bestand opnieuw.',
    ),
    "columns": (
        "Wij vinden niet alle kolommen. Wij missen: {missing}.",
        "Wijs de kolommen zelf aan, of zet deze namen boven de kolommen.",
    ),
    "encoding": (
        "Wij kunnen de tekens in dit bestand niet lezen.",
        "Bewaar de lijst als xlsx, of als csv met UTF-8.",
    ),
    "too_slow": (
        "Deze lijst is te zwaar. De controle is gestopt.",
        "Laat alleen het tabblad met patiënten staan en bewaar het als nieuw bestand.",
    ),
    "busy": (
        "De controle kon nu niet af. Er is niets bewaard.",
        "Wacht een minuut en kies het bestand opnieuw.",
    ),
}

KINDS = {
    "pdf": "een pdf",
    "word": "een Word-bestand",
    "slides": "een presentatie",
    "opendocument": "een OpenDocument-bestand",
    "zip": "een zipbestand",
    "image": "een afbeelding",
    "html": "een webpagina",
    "xml": "een xml-bestand",
    "program": "een programma",
    "unknown": "een ander soort bestand",
}

FINDINGS: dict[str, Words] = {
    "bsn": Words(
        "fault",
        "Dit BSN klopt niet, of het ontbreekt. Meestal is dat een typefout.",
        "Zoek het BSN op in uw HIS en verbeter het.",
        "{rows} klopt het BSN niet. Meestal is dat een typefout.",
    ),
    "no_bsn": Words(
        "info",
        "Hier staat 999999999: deze patiënt heeft geen BSN. De rij telt mee.",
        "Heeft de patiënt intussen een BSN? Vul het dan in.",
        "{rows} staat 999999999: geen BSN. Deze rijen tellen mee.",
    ),
    "birth": Words(
        "fault",
        "Deze geboortedatum kan niet kloppen, of ontbreekt.",
        "Kijk de datum na in uw HIS. Schrijf die als dag-maand-jaar, zoals 18-06-1949.",
        "{rows} kan de geboortedatum niet kloppen.",
    ),
    "uzovi": Words(
        "fault",
        "Deze UZOVI-code is op de peildatum niet van een verzekeraar, of ontbreekt.",
        "Controleer in uw HIS bij welke verzekeraar de patiënt verzekerd is.",
        "{rows} klopt de UZOVI-code niet.",
    ),
    "dates": Words(
        "fault",
        "Het begin of einde van de inschrijving klopt niet.",
        "Vul het begin in. Laat het einde leeg, of kies een dag na het begin.",
        "{rows} klopt het begin of einde van de inschrijving niet.",
    ),
    "not_active": Words(
        "info",
        "Deze patiënt stond op de peildatum niet bij u ingeschreven. De rij telt niet mee.",
        "U hoeft niets te doen als de datums kloppen.",
        "{rows} was de patiënt op de peildatum niet ingeschreven.",
    ),
    "double": Words(
        "fault",
        "Deze patiënt staat al eerder in de lijst. De eerste rij telt.",
        "Haal deze rij weg, of verbeter het BSN.",
        "{rows} staat een patiënt die al eerder in de lijst staat.",
    ),
    "two_tabs": Words(
        "ask",
        "Meer dan één tabblad past bij de naam. Wij lazen het eerste dat past.",
        "Staat uw lijst op een ander tabblad? Geef dat een naam die maar één keer voorkomt.",
    ),
    "no_end": Words(
        "ask",
        "Uw lijst heeft geen kolom met het einde van de inschrijving.",
        "Voeg die kolom toe. Of haal eerst weg wie op de peildatum niet meer bij u stond.",
    ),
    "nil": Words(
        "ask",
        "Geen enkele patiënt op deze lijst telt mee.",
        "Klopt dat? Bevestig het dan. Kies anders de goede lijst.",
    ),
    "nobody": Words(
        "ask",
        "Geen enkele patiënt is verzekerd bij een verzekeraar van dit programma.",
        "Kijk of de kolom met UZOVI-codes klopt.",
    ),
    "many_faults": Words(
        "ask",
        "In veel rijen klopt iets niet. Misschien staan de kolommen verkeerd.",
        "Kijk of elke kolom het goede gegeven bevat, of maak de lijst opnieuw.",
    ),
    "many_doubles": Words(
        "ask",
        "Veel patiënten staan dubbel in deze lijst.",
        "Kijk of de lijst per ongeluk twee keer in het bestand staat.",
    ),
    "many_not_active": Words(
        "ask",
        "Veel patiënten stonden op de peildatum niet bij u ingeschreven.",
        "Kijk of u de lijst van het goede kwartaal koos.",
    ),
    "jump": Words(
        "ask",
        "Het aantal patiënten verschilt veel van vorig kwartaal.",
        "Klopt het? Schrijf dan kort op waardoor het aantal veranderde.",
    ),
}


def refusal(code: str, **facts: object) -> Refusal:
    """The refusal of a code with its facts filled in."""
    message, mend = REFUSALS[code]
    return Refusal(code, message.format(**facts), mend.format(**facts))


def describe(code: str) -> tuple[str, str]:
    """What is wrong and how to mend it, for one finding."""
    words = FINDINGS[code]
    return words.message, words.mend


def weight(code: str) -> Weight:
    return FINDINGS[code].weight


def grouped(code: str, rows: int) -> str:
    """Words for all rows with one finding: `In 12 rijen klopt het BSN niet. Meestal is dat een typefout.`"""
    words = FINDINGS[code]
    return words.group.format(rows=f"In {rows} rij" if rows == 1 else f"In {number(rows)} rijen") or words.message


def row_numbers(rows: Sequence[int], most: int = 20) -> str:
    """`Rijen: 14, 88, 131 en nog 9.`"""
    shown = ", ".join(str(row) for row in rows[:most])
    rest = f" en nog {number(len(rows) - most)}" if len(rows) > most else ""
    return f"{'Rij' if len(rows) == 1 else 'Rijen'}: {shown}{rest}."


def number(value: int) -> str:
    """A whole number as a Dutch reader writes it: 50.000."""
    return f"{value:,}".replace(",", ".")
