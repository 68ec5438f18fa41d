"""Every breach in a claim file, whoever made it: HA304 4.2 addressed to an insurer.

Lines first (length, CR LF, signs, types, fixed values, code lists), then what lines say about each other (order,
numbering, a 04 that repeats its 02, amounts, references) and last the control totals of record 99. Sources: the
conventions and closing-record checks of the layout; the debit/credit rules are return codes 8062 and 8064. A line of
the wrong length is not read further, because none of its positions can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from . import transport
from .breach import Breach, of_element, of_file, of_length, of_line_end, sentence, shape
from .claim import is_bsn
from .dates import read_date
from .layout import DEBTOR_MARK, ELEMENTS, LINE_END, RECORD_LENGTH, RECORDS, Record

__all__ = ["MOST_BREACHES", "Breach", "Verified", "verify", "verify_file"]

MOST_BREACHES = 100_000  # a file of 300 MB without one good line may not fill the memory

