"""Which names of columns and tabs may leave a list: those made of the words that headers are made of. Pure.

A practice may write a patient in a header, in a title above it or on a tab. A number can be seen as one, but a name
looks like any other word. So what is not known is not shown; its place in the spreadsheet says as much: `Kolom H`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,3}\d){3,}")
"""Four digits or more, whatever stands between them: `999,990,019` is a BSN too."""

_LONGEST = 40
_MOST_DIGITS = 3  # in one name, far apart
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_LETTERS = re.compile(r"[^\W\d_]+")

# No word here is part of a Dutch surname that is often heard, and no word joins such a name, as `van` does.
_COMMON = """
    aantal actief adres afdeling afgemeld agb apotheek automatisch bedrag begin behandelaar bericht beroep betaler
    bewerkt bijzonderheden blad bron bundel burgerlijke categorie code contact contactpersoon contract controle dag
    data datum declaratie deelname diagnose document dossier e eind einde email en export fax formulier functie
    geboorte geboren gegevens gemaakt gemeente gewijzigd goedgekeurd groep herkomst hoofdverzekerde huisarts
    huisartsen huisartsenpraktijk identificatie import in indicatie ingang inschrijf inschrijving is ja jaar kenmerk
    klant kolom kwartaal laatste lijst locatie maand maatschappij mail medewerker met mobiel module mutatie naam nee
    niet nr num nummer o omschrijving op opmerking opmerkingen organisatie overleden overlijden overzicht pakket
    partner pat patient patienten patientenlijst peil per periode plaats polis praktijk programma provincie reden
    regel regio register relatie rij roepnaam segment selectie sheet sinds soort staat stand status straat straatnaam
    systeem t tab tabblad tarief tel telefoon telefoonnummer tm toestemming tot totaal tussen type uit uitschrijf
    uitschrijving vast verjaardag verloop versie verwijderd verzekeraar verzekerd verzekerde verzekering volg voor
    voornaam voornamen waar wanneer weg werkblad wie wijziging woonplaats zonder zorg zorggroep zorgverlener
"""
# `Huisartscode` is made of two known words. Only these may come last, because `Eigenhuis` is a surname.
_LAST = ("naam", "datum", "nummer", "nr", "code", "id", "soort", "type", "status", "adres", "agb")
_SHORTEST_FIRST = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`names` are headers that are known as a whole, as `plain` writes them; of `words` other names may be made."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """What a layout calls its columns and its tab is known, and so is every word of it."""
        known = tuple(texts)
        words = _COMMON.split() + [word for text in known for word in _letters(_folded(text))]
        return cls(frozenset(map(plain, known)), frozenset(words))

    def show(self, text: str) -> str:
        """The name of a column or tab, fit to show; an empty text when it may say who somebody is."""
        name = clean_name(text)
        known = plain(name) in self.names or self._is_made_of_known_words(_folded(name))
        return name if known and plain(name) else ""

    def _is_made_of_known_words(self, name: str) -> bool:
        words = _letters(name)
        return bool(words) and sum(map(str.isnumeric, name)) <= _MOST_DIGITS and all(map(self._knows, words))

    def _knows(self, word: str) -> bool:
        if word in self.words:
            return True
        firsts = [word.removesuffix(last) for last in _LAST if word.endswith(last)]
        return any(
            len(first) >= _SHORTEST_FIRST and (first in self.words or first.removesuffix("s") in self.words)
            for first in firsts
        )


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A header or the name of a sheet without case, accents, spaces and signs."""
    text = text.casefold()
    return "".join(filter(str.isalnum, text if text.isascii() else unicodedata.normalize("NFKD", text)))


def clean_name(text: str) -> str:
    """One line, short, and without anything that may be a number. It may still hold the name of a person."""
    text = " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFKC", text)).split())
    return LONG_NUMBER.sub("…", text)[:_LONGEST]


def column_name(place: int) -> str:
    """What a column without a header is called: `Kolom A`, by the letter that a spreadsheet shows."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"Kolom {letters}"


def _folded(text: str) -> str:
    """Without case and accents, but with its spaces and signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def _letters(text: str) -> list[str]:
    """The words of a folded text: runs of letters."""
    return _LETTERS.findall(text)
