"""Made-up claims: BSNs from the test range 9999xxxxx, hand-picked orders, strategies for all others."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from stdnum.nl import bsn

from groeiruimte.pipeline.vektis.claim import NO_BSN, ClaimOrder, Insured
from groeiruimte.pipeline.vektis.layout import ELEMENTS, line
from groeiruimte.pipeline.vektis.write import invoice_number
from groeiruimte.programme.calendar import Quarter

QUARTER = Quarter(2022, 2)
BSNS = [f"9999{i:05d}" for i in range(100_000) if bsn.is_valid(f"9999{i:05d}")]

ORDER = ClaimOrder(
    uzovi_code="3311",
    practice_agb="01012345",
    quarter=QUARTER,
    service_code="99999",
    service_code_list="008",
    tariff_cents=79,
    invoice_number="22K23311A001",
    invoice_date=date(2022, 4, 12),
    test=True,
)
ANNA = Insured(
    bsn=BSNS[0],
    uzovi_code="3311",
    birth_date=date(1967, 4, 13),
    insured_number="904080291",
    name="Test",
    prefix="van de",
    initials="AB",
    sex="2",
    postcode="1506CK",
    house_number="131",
    house_number_addition="A",
)
NOBODY = Insured(bsn=NO_BSN, uzovi_code="3311", birth_date=date(2000, 2, 29))

# A claim of two insured with a comment on the first performance, line by line. Record 98 is made here, because the
# writer never needs one.
OPENING = {
    "0105": "P", "0108": "3311", "0111": "01012345", "0113": "03", "0114": "20220401", "0115": "20220630",
    "0116": "22K23311A001", "0117": "20220701",
}  # fmt: skip
FIRST = {
    "0202": "1", "0203": BSNS[0], "0204": "3311", "0205": "904080291", "0206": "77", "0207": "19670413", "0208": "2",
    "0209": "1", "0210": "Test", "0211": "van de", "0212": "2", "0213": "Proef", "0214": "de", "0215": "AB",
    "0216": "3", "0217": "1506CK", "0218": "B-1000", "0219": "131", "0220": "A", "0221": "NL", "0222": "55",
    "0223": "2",
}  # fmt: skip
CLAIMED = {
    "0402": "2", "0403": BSNS[0], "0404": "3311", "0405": "904080291", "0406": "M1", "0407": "2", "0408": "20220401",
    "0409": "20220401", "0410": "008", "0411": "99999", "0412": "2", "0413": "01054321", "0414": "79", "0415": "158",
    "0416": "D", "0417": "0", "0418": "158", "0419": "D", "0420": "R1", "0421": "",
}  # fmt: skip
COMMENT = {"9802": "2", "9803": "1", "9804": "Twee keer"}
SECOND = FIRST | {"0202": "3", "0203": BSNS[1]}
CREDITED = CLAIMED | {
    "0402": "4", "0403": BSNS[1], "0416": "C", "0419": "C", "0420": "R2", "0421": "OUD1", "0412": "1", "0415": "79",
    "0418": "79",
}  # fmt: skip
CLOSING = {"9902": "2", "9903": "0", "9904": "2", "9905": "1", "9906": "5", "9907": "79", "9908": "D"}

LINES: list[tuple[str, dict[str, str]]] = [
    ("01", OPENING), ("02", FIRST), ("04", CLAIMED), ("98", COMMENT), ("02", SECOND), ("04", CREDITED), ("99", CLOSING),
]  # fmt: skip


def made(lines: list[tuple[str, dict[str, str]]]) -> bytes:
    """The bytes of a file of these records."""
    return "".join(line(mark, values) for mark, values in lines).encode("latin-1")


def changed(number: int, element: str, text: str) -> bytes:
    """The sample with one element of line `number` (from 1) replaced by `text`, whatever it is."""
    place = ELEMENTS[element]
    assert len(text) == place.length
    lines = made(LINES).decode("latin-1").splitlines(keepends=True)
    old = lines[number - 1]
    lines[number - 1] = old[: place.start - 1] + text + old[place.end :]
    return "".join(lines).encode("latin-1")


def orders() -> st.SearchStrategy[ClaimOrder]:
    def order(
        quarter: Quarter, uzovi_code: str, agb: int, code: int, tariff: int, serial: int, late: int, test: bool
    ) -> ClaimOrder:
        return ClaimOrder(
            uzovi_code=uzovi_code,
            practice_agb=f"01{agb:06d}",
            quarter=quarter,
            service_code=f"{code:05d}",
            service_code_list="008",
            tariff_cents=tariff,
            invoice_number=invoice_number(quarter, uzovi_code, serial),
            invoice_date=date.fromordinal(quarter.first_day.toordinal() + late),
            test=test,
        )

    return st.builds(
        order,
        st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4)),
        st.sampled_from(["3311", "3313", "0201", "9086"]),
        st.integers(0, 999_999),
        st.integers(1, 99_999),
        st.integers(1, 99_999_999),
        st.integers(1, 25_999),
        st.integers(0, 400),
        st.booleans(),
    )


def people(uzovi_code: str) -> st.SearchStrategy[list[Insured]]:
    """Insured with any text that a list could bring, of any script and length."""
    one = st.builds(
        Insured,
        bsn=st.one_of(st.sampled_from(BSNS), st.just(NO_BSN)),
        uzovi_code=st.just(uzovi_code),
        birth_date=st.dates(date(1890, 1, 1), date(2099, 12, 31)),
        insured_number=st.one_of(st.from_regex(r"[0-9]{0,18}", fullmatch=True), st.text(max_size=20)),
        name=st.text(max_size=40),
        prefix=st.one_of(st.sampled_from(["", "van", "van der", "op den dijk van"]), st.text(max_size=14)),
        initials=st.one_of(st.sampled_from(["", "J.H.", "Th.A.", "abcdefgh"]), st.text(max_size=10)),
        sex=st.sampled_from(["", "0", "1", "2", "9", "M"]),
        postcode=st.one_of(st.sampled_from(["", "1506CK", "1506 ck", "B-1000"]), st.text(max_size=8)),
        house_number=st.one_of(st.from_regex(r"[0-9]{0,6}[ -]?[a-zA-Z]{0,3}", fullmatch=True), st.text(max_size=8)),
        house_number_addition=st.text(max_size=8),
    )
    return st.lists(one, min_size=1, max_size=6)
