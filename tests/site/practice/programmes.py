"""The real programme of 2022 with one thing said otherwise, as a new edition of a region year."""

from __future__ import annotations

from django.conf import settings

from groeiruimte.actions import programmes
from groeiruimte.records import access
from groeiruimte.records.models import Edition, RegionYear
from tests.definition_texts import texts
from tests.site.rijnmond import NOW, PROGRAMME

# Each is a part of the text, and what stands there instead.
UNSUPPORTED_D = ('key = "D"\nlabel =', 'key = "D"\nsupported = false\nlabel =')
OTHER_KPI = (
    'title = "U of uw medewerkers volgden ten minste twee scholingen over zorg op afstand"',
    'title = "U of uw medewerkers volgden ten minste drie scholingen over zorg op afstand"',
)
OTHER_WORDS = (
    'explanation = "Noem het middel, bijvoorbeeld een app of het portaal, en de dag waarop het begon."',
    'explanation = "Noem het middel en de dag waarop het begon."',
)


def say_otherwise(year: RegionYear, was: str, becomes: str) -> Edition:
    """Let a region year follow an edition with one part replaced. Its examples are those of the real text, so it does
    not go through publishing."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    assert text.count(was) == 1, was
    changed = text.replace(was, becomes)
    number = Edition.objects.filter(key=PROGRAMME).count() + 1
    by = access.system(NOW.date(), "test")
    year.edition = programmes.keep(PROGRAMME, number, changed, base, cases, by, NOW)
    year.save(update_fields=["edition"])
    return year.edition
