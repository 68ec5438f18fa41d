"""A region that exists only as the text beside this file, with one practice, its people and its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from groeiruimte.actions import programmes
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Edition, Insurer, Practice, Region, RegionYear, Standing
from tests.definition_texts import texts
from tests.site.practice.site import client_of, text
from tests.site.rijnmond import make_person

from .sent_form import form_of

KEY = "2022-veenrand"
HERE = Path(__file__).parent


def definition() -> tuple[str, str, str]:
    """The text, the frame of the insurer under it, and its worked examples."""
    frame, _, _ = texts("2021", settings.DEFINITIONS)
    return (HERE / f"{KEY}.toml").read_text(), frame, (HERE / f"{KEY}.cases.toml").read_text()


def published(text: str = "", cases: str = "") -> Edition:
    """The text as an edition that practices use; another text or other examples where given."""
    own, base, own_cases = definition()
    at = datetime(2021, 8, 1, 8, 0, tzinfo=UTC)
    by = access.system(at.date(), "test")
    return programmes.publish(text=text or own, base=base, cases=cases or own_cases, by=by, at=at, key=new_id())


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person at the pages of one practice or region; `home` is where the addresses count from."""

    client: Client
    home: str

    def see(self, path: str = "") -> Any:
        page = self.client.get(self.home + path)
        assert page.status_code == 200, (path, page.status_code, getattr(page, "url", ""))
        return page

    def send(self, path: str, **fields: Any) -> Any:
        """Open the page, change these fields, leave the others as they stand, and send it as a browser does.

        Every field must stand on the page, and the page must go on elsewhere.
        """
        form = form_of(self.see(path).content.decode())
        assert set(fields) - form.names - {"doe"} == set(), path
        answer = self.client.post(self.home + path, form.values | fields)
        assert answer.status_code == 302, text(answer)
        return answer


@dataclass(frozen=True, slots=True)
class Veenrand:
    region: Region
    year: RegionYear
    practice: Practice
    manager: Somebody
    owner: Somebody
    desk: Somebody


def make_veenrand() -> Veenrand:
    """The region as it begins: an edition, an approved plan, and one practice that meets every condition."""
    region = Region.objects.create(key="veenrand", name="Huisartsen Veenrand")
    year = RegionYear.objects.create(
        region=region,
        insurer=Insurer.objects.create(key="zilveren-kruis", name="Zilveren Kruis"),
        edition=published(),
        programme=KEY,
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
        approved_on=date(2021, 12, 1),
        maximum_cents=10_000_000,
    )
    practice = Practice.objects.create(
        region=region, agb_code="01077001", name="De Pluktuin", district="Kade", registered_patients=2400
    )
    for standing, value in (("affiliation", "veenrand"), ("insurer_contract", "zilveren-kruis")):
        Standing.objects.create(
            practice=practice, region=region, standing=standing, value=value, start=date(2019, 1, 1)
        )
    home = f"/praktijk/{practice.pk}/"
    return Veenrand(
        region,
        year,
        practice,
        Somebody(client_of(make_person("practice_manager", practice=practice)), home),
        Somebody(client_of(make_person("practice_owner", practice=practice)), home),
        Somebody(client_of(make_person("region_lead", region=region)), "/regio/veenrand/"),
    )
