"""The payment file of a region that pays its practices: a SEPA credit transfer (pain.001, R043).

Made by `sepaxml` and checked against the schema of the message before it leaves. The library names messages by the
clock and by chance; here names and moment come from the run, so the same run gives the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError, try_valid_xml

from groeiruimte.programme.calendar import AMSTERDAM
from groeiruimte.programme.money import Cents

SCHEMA = "pain.001.001.09"
CONTENT_TYPE = "application/xml"
_NOT_IN_SEPA = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_NAME, _TEXT, _ID = 70, 140, 35


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; `reference` comes back on the statement of the bank of who is paid (at most 35 signs)."""

    name: str
    iban: str
    cents: Cents
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """Everything that one region pays in one run. `number` names the run; `at` is when it was closed."""

    number: str
    name: str
    iban: str
    at: datetime
    execute_on: date
    payments: tuple[Payment, ...]


def write(order: PaymentOrder) -> tuple[bytes | None, str]:
    """The file, or None with a Dutch sentence that says what does not fit the schema.

    Amounts are positive whole cents; an order without payments is a mistake of the caller (ValueError).
    """
    if not order.payments or any(payment.cents <= 0 for payment in order.payments):
        raise ValueError("a payment order pays something to somebody")
    transfer = SepaTransfer(
        {"name": plain(order.name, _NAME), "IBAN": order.iban, "batch": True, "currency": "EUR"},
        schema=SCHEMA,
        clean=False,  # names are made plain here
    )
    for payment in order.payments:
        transfer.add_payment(
            {
                "name": plain(payment.name, _NAME),
                "IBAN": payment.iban,
                "amount": payment.cents,
                "execution_date": order.execute_on,
                "description": plain(payment.text, _TEXT),
                "endtoend_id": plain(payment.reference, _ID),
            }
        )
    content = _named(transfer.export(validate=False).decode(), order)
    try:
        try_valid_xml(content, SCHEMA)
    except ValidationError:
        return None, "De bank kan dit bestand niet lezen. Controleer namen en rekeningnummers."
    return content, ""


def plain(text: str, most: int) -> str:
    """A text in the signs that every bank takes: letters lose their accents, other signs become a space."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(_NOT_IN_SEPA.sub(" ", letters).split())[:most].strip() or "-"


def _named(content: str, order: PaymentOrder) -> bytes:
    moment = f"{order.at.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M:%S}"
    named: Sequence[tuple[str, str]] = (
        ("MsgId", plain(order.number, _ID)),
        ("PmtInfId", plain(f"{order.number}-1", _ID)),
        ("CreDtTm", moment),
    )
    for element, value in named:
        content = re.sub(f"<{element}>[^<]*</{element}>", f"<{element}>{value}</{element}>", content, count=1)
    return content.encode()
