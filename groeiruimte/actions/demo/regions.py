"""The three regions of the demo: their sizes, their insured, and what was agreed. Source: domain.md section 5.

Amounts and sizes of regions that no source gives are made up to be plausible; names of people are made up always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

INSURER = "zilveren-kruis"
SERVICE_CODE = "99999"
"""A code that exists nowhere: the real one stands in a contract (prestatiecode). Good for test claims alone."""


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """A region of the demo. `patients` are those of all its practices together; `shares` are rows per UZOVI code.

    `enrol_from` and `enrol_until` are the days between which its practices enrolled. `maximum` is in cents.
    """

    key: str
    name: str
    programme: str
    number: int
    practices: int
    patients: int
    shares: Mapping[str, float]
    phone: str
    published_on: date
    approved_on: date
    maximum: int
    service_code: str
    enrol_from: date
    enrol_until: date


# Rows per UZOVI code. Zilveren Kruis has 29,3% of the country, and leads in Rijnmond and in Utrecht.
_RIJNMOND = {
    "3311": 0.29,
    "3313": 0.03,
    "3351": 0.03,
    "3358": 0.01,
    "9086": 0.02,
    "7119": 0.20,
    "7095": 0.17,
    "7029": 0.14,
    "3332": 0.06,
    "3343": 0.05,
}
_UTRECHT = {
    "3311": 0.31,
    "3313": 0.04,
    "3351": 0.03,
    "3358": 0.01,
    "9086": 0.02,
    "7095": 0.24,
    "7119": 0.17,
    "3332": 0.10,
    "7029": 0.03,
    "3343": 0.05,
}
_AMSTERDAM = {
    "3311": 0.24,
    "3313": 0.02,
    "3351": 0.02,
    "3358": 0.003,
    "9086": 0.01,
    "7095": 0.26,
    "7119": 0.19,
    "3332": 0.12,
    "7029": 0.05,
    "3343": 0.087,
}

REGIONS = (
    RegionPlan(
        key="rijnmond",
        name="Rijnmond Dokters",
        programme="2022-rijnmond",
        number=1,
        practices=60,
        patients=60 * 3_700,
        shares=_RIJNMOND,
        phone="010",
        published_on=date(2021, 8, 2),
        approved_on=date(2021, 12, 10),
        maximum=250_000_00,
        service_code=SERVICE_CODE,
        enrol_from=date(2021, 11, 8),
        enrol_until=date(2021, 12, 23),
    ),
    RegionPlan(
        key="utrecht",
        name="Huisartsen Utrecht Stad",
        programme="2022-utrecht",
        number=2,
        practices=50,  # R156
        patients=228_000,  # year report of 2020
        shares=_UTRECHT,
        phone="030",
        published_on=date(2021, 8, 2),
        approved_on=date(2021, 12, 3),
        maximum=310_000_00,
        service_code="",
        enrol_from=date(2021, 10, 18),
        enrol_until=date(2021, 12, 22),
    ),
    RegionPlan(
        key="roha",
        name="ROHA",
        programme="2021-roha",
        number=3,
        practices=55,  # 35 with video calls and 20 with cBoards (roha-2021, r. 23-27)
        patients=55 * 3_609,
        shares=_AMSTERDAM,
        phone="020",
        published_on=date(2020, 12, 1),
        approved_on=date(2020, 12, 18),
        maximum=200_000_00,
        service_code="",
        # This programme knows no fixed day to start: who enrols in January takes part from that day on.
        enrol_from=date(2022, 1, 3),
        enrol_until=date(2022, 1, 14),
    ),
)
