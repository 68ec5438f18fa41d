"""Write a claim: one HA304 file for one insurer (UZOVI), one practice, one quarter.

Per insured one record 02 and one record 04; no 03, because the claim goes to an insurer. A 98 is never needed: nothing
in such a claim asks for words. The payee is the practice (0113 is 03, R060), the currency euro, GP care carries no btw
(0118 and 0417 stay unknown; no source confirms the exemption).

Three elements must hold a code and no list brings one. We choose, without a source: name codes 0209, 0212 and 0216 are
0 (unknown), because a list does not say whose name it brings; 0223 is 2 (not deceased), because the patient was
registered on the reference date; 0407 is 2 (do not forward), because it shares least.
"""

from __future__ import annotations

from collections.abc import Sequence

from groeiruimte.programme.calendar import Quarter

from .claim import ClaimFile, ClaimOrder, Insured, claim_period, is_bsn, performance_period
from .layout import line, template, write_date
from .spelling import normal
from .transport import pack

__all__ = ["ClaimFile", "file_name", "invoice_number", "pack", "write"]

HIGHEST_SERIAL = 25_999  # a letter and three digits
MOST_INSURED = 999_999  # 9902 and 9904 hold six positions

_INSURED_SLOTS = frozenset(
    ("0202", "0203", "0205", "0207", "0208", "0210", "0211", "0215", "0217", "0219", "0220")
)  # fmt: skip
_PERFORMANCE_SLOTS = frozenset(("0402", "0403", "0405", "0420"))


def invoice_number(quarter: Quarter, uzovi_code: str, serial: int) -> str:
    """The invoice number (0116) of the `serial`-th claim of a practice for a quarter and insurer: `22K23311A001`.

    Twelve positions, unique per practice for a century. The letter counts the thousands of the serial and, like the K,
    keeps every run of digits under eight, so that the number can never be taken for a BSN. Raises ValueError for a
    serial below 1 or above 25999.
    """
    if not 1 <= serial <= HIGHEST_SERIAL:
        raise ValueError(f"serial {serial}")
    thousands, rest = divmod(serial, 1000)
    return f"{quarter.year % 100:02d}K{quarter.number}{uzovi_code}{chr(ord('A') + thousands)}{rest:03d}"


def write(order: ClaimOrder, insured: Sequence[Insured]) -> ClaimFile:
    """The claim file for these insured, in their order; `verify` finds nothing in it and `read` gives it back.

    Raises ValueError, with the place in the sequence and never a value, when an insured cannot be claimed: another
    insurer than the order's or a BSN that fails the elfproef. Also for no insured at all: a nil return is no claim.
    """
    if not 1 <= len(insured) <= MOST_INSURED:
        raise ValueError(f"a claim holds 1 to {MOST_INSURED} insured, not {len(insured)}")
    people = [normal(one) for one in insured]
    for place, one in enumerate(people, start=1):
        if one.uzovi_code != order.uzovi_code or not is_bsn(one.bsn):
            raise ValueError(f"insured {place} cannot stand in this claim")
    total = order.tariff_cents * len(people)
    parts = [_opening(order), *_details(order, people), _closing(len(people), total)]
    return ClaimFile(file_name(order), "".join(parts).encode("ascii"), len(people), total, _unknown(people))


def file_name(order: ClaimOrder) -> str:
    """The name of a file, in signs VECOZO takes: practice, quarter, insurer, invoice. Underscores join the parts."""
    invoice = "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in order.invoice_number)
    kind = "_TEST" if order.test else ""
    return f"HA304_{order.practice_agb}_{order.quarter}_{order.uzovi_code}_{invoice}{kind}.txt"


def _opening(order: ClaimOrder) -> str:
    begin, end = claim_period(order.quarter, order.invoice_date)
    return line(
        "01",
        {
            "0105": "T" if order.test else "P",
            "0108": order.uzovi_code,
            "0111": order.practice_agb,
            "0113": "03",
            "0114": str(write_date(begin)),
            "0115": str(write_date(end)),
            "0116": order.invoice_number,
            "0117": str(write_date(order.invoice_date)),
        },
    )


def _details(order: ClaimOrder, people: Sequence[Insured]) -> list[str]:
    """Record 02 and 04 of each insured; what is the same for all already stands in their templates."""
    insured, performance = _insured_template(order), _performance_template(order)
    parts = []
    for place, one in enumerate(people, start=1):
        bsn = int(one.bsn)
        parts.append(
            insured
            % (
                2 * place - 1,
                bsn,
                one.insured_number,
                write_date(one.birth_date),
                int(one.sex or 0),
                one.name,
                one.prefix,
                one.initials,
                one.postcode,
                int(one.house_number or 0),
                one.house_number_addition,
            )
        )
        parts.append(performance % (2 * place, bsn, one.insured_number, f"{order.invoice_number}R{place:06d}"))
    return parts


def _insured_template(order: ClaimOrder) -> str:
    fixed = {"0204": order.uzovi_code, "0209": "0", "0212": "0", "0216": "0", "0223": "2"}
    return template("02", fixed, _INSURED_SLOTS)


def _performance_template(order: ClaimOrder) -> str:
    """NUM362 (0420), the slot, is the invoice number, R and the place in the file: unique as long as the invoice is."""
    begin, end = performance_period(order.quarter)
    amount = str(order.tariff_cents)
    fixed = {
        "0404": order.uzovi_code,
        "0407": "2",
        "0408": str(write_date(begin)),
        "0409": str(write_date(end)),
        "0410": order.service_code_list,
        "0411": order.service_code,
        "0412": "1",
        "0414": amount,
        "0415": amount,
        "0416": "D",
        "0418": amount,
        "0419": "D",
    }
    return template("04", fixed, _PERFORMANCE_SLOTS)


def _closing(insured: int, total: int) -> str:
    counts = {"9902": insured, "9904": insured, "9906": 2 * insured, "9907": total}
    return line("99", {element: str(count) for element, count in counts.items()} | {"9908": "D"})


def _unknown(people: Sequence[Insured]) -> tuple[str, ...]:
    """The Dutch names of what at least one insured lacks: 0210, 0215, 0208, 0217 with 0219, 0205."""
    lacking = {
        "naam": any(not one.name for one in people),
        "voorletters": any(not one.initials for one in people),
        "geslacht": any(not one.sex for one in people),
        "adres": any(not one.postcode or not one.house_number for one in people),
        "verzekerdennummer": any(not one.insured_number for one in people),
    }
    return tuple(name for name, lacks in lacking.items() if lacks)
