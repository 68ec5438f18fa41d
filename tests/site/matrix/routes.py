"""Every route of the product: its address in the world of these tests, and the form that it takes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from groeiruimte.records.models.membership import REGION_ROLES, ROLES
from tests.site.rijnmond import PROGRAMME

from .world import A_DEMO_ACCOUNT, A_LIST, World

URLS = "tests.site.demo.urls"
MATRIX = Path(__file__).with_name("matrix.csv")
WHO = ("anonymous", *ROLES)

Made = Callable[[World], dict[str, Any]]
_OWN: Made = lambda world: {"practice_id": world.linde.pk}  # noqa: E731
_REGION: Made = lambda world: {"region_key": world.linde.region_id}  # noqa: E731


@dataclass(frozen=True)
class Row:
    """A line of the matrix. `whose` is what the address names: of a practice, of a region, or of nobody.

    `decisions` says for who is in the right relation what happens, `not_yours` what happens to everybody else.
    """

    route: str
    method: str
    whose: str
    not_yours: str
    decisions: dict[str, str]

    def expected(self, role: str, relation: str) -> str:
        if role == "anonymous" or self.whose == "nobody" or relation == "own":
            return self.decisions[role]
        in_region = relation == "same_region" and role in REGION_ROLES
        return self.decisions[role] if in_region else self.not_yours


def matrix() -> list[Row]:
    with MATRIX.open(newline="") as file:
        return [
            Row(line["route"], line["method"], line["whose"], line["not_yours"], {who: line[who] for who in WHO})
            for line in csv.DictReader(file)
        ]


def names_of_routes() -> Iterator[str]:
    return _names(get_resolver(URLS), ())


def _names(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _names(found, (*spaces, *([found.namespace] if found.namespace else [])))
        elif isinstance(found, URLPattern):
            yield ":".join((*spaces, found.name or str(found.pattern)))


# Where an address needs more than its practice or region.
ADDRESSES: dict[str, Made] = {
    "account_reset_password_from_key": lambda world: {
        "uidb36": user_pk_to_url_str(world.people["practice_owner", "own"]),
        "key": default_token_generator.make_token(world.people["practice_owner", "own"]),
    },
    "mfa_remove_webauthn": lambda world: {"pk": 1},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "invitation": lambda world: {"token": world.invitation},
    "practice:enrol_programme": lambda world: {"programme": PROGRAMME},
    "practice:deliver_quarter": lambda world: {"quarter": "2022Q2"},
    "practice:outcome": lambda world: {"list_id": world.checked.pk},
    "practice:findings": lambda world: {"list_id": world.checked.pk},
    "practice:columns": lambda world: {"list_id": world.strange.pk},
    "practice:amount_quarter": lambda world: {"quarter": world.counting.quarter},
    "practice:claim": lambda world: {"quarter": world.counting.quarter},
    "region:close": lambda world: {"programme_key": PROGRAMME, "quarter": "2022Q1"},
    "demo:lists": _OWN,
    "demo:sample": lambda world: _OWN(world) | {"quarter": "2022Q2", "kind": "goed"},
}

# What a good form of a route holds, but for its key.
FORMS: dict[str, Made] = {
    "invitation": lambda world: {"name": "Nieuw", "password1": _PASSWORD, "password2": _PASSWORD},
    "practice:edit": lambda world: {
        "name": "De Linde", "street": "Laan 1", "registered_patients": "3.100", "version": str(world.linde.version),
    },
    "practice:enrol_programme": lambda world: {"objectives": ["A"], "sign": "on"},
    "practice:deliver_quarter": lambda world: {"file": SimpleUploadedFile("lijst.csv", A_LIST)},
    "practice:outcome": lambda world: {"confirmed": "on"},
    "practice:columns": lambda world: {
        "bsn": "0", "birth_date": "2", "uzovi_code": "3", "ion_start": "4", "version": "0",
    },
    "practice:claim": lambda world: {},
    "region:close": lambda world: {},
    "demo:move": lambda world: {"day": "6-4-2022"},
    "demo:become": lambda world: {"email": A_DEMO_ACCOUNT},
}  # fmt: skip
_PASSWORD = "een-lang-wachtwoord"


def address(world: World, route: str, **other: str) -> str:
    """Where a route is; `other` puts another part in the place of ours."""
    given = ADDRESSES.get(route, lambda world: {})(world)
    if route.startswith("practice:"):
        given |= _OWN(world)
    if route.startswith("region:"):
        given |= _REGION(world)
    return reverse(route, URLS, kwargs=given | {name: part for name, part in other.items() if name in given})
