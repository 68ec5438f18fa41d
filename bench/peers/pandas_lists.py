"""The checks of `groeiruimte lists check`, written with pandas and openpyxl the way a good analyst would: the peer.

Run as `python bench/peers/pandas_lists.py FOLDER --quarter-start 2022-04-01 [--processes N]`; prints per list the
counts and per row that does not count the reason, as JSON. It shares no code with the product, only its data files.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

DEFINITIONS = Path(__file__).parents[2] / "definitions"
NEEDED = ("bsn", "birth_date", "uzovi_code", "ion_start", "ion_end")
ELIGIBLE = {"3311", "3313", "3351", "3358", "9086"}
WEIGHTS = np.array([9, 8, 7, 6, 5, 4, 3, 2, -1])


def plain(text: object) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", str(text).lower()) if sign.isalnum())


def read_synonyms() -> dict[str, list[str]]:
    programme = tomllib.loads((DEFINITIONS / "zilveren-kruis" / "2022-rijnmond.toml").read_text(encoding="utf-8"))
    return {each["key"]: [plain(header) for header in each["headers"]] for each in programme["lists"]["columns"]}


def read_register() -> set[str]:
    text = (DEFINITIONS / "registers" / "uzovi.toml").read_text(encoding="utf-8")
    return {each["code"] for each in tomllib.loads(text)["code"]}


def read_list(path: Path, synonyms: dict[str, list[str]]) -> pd.DataFrame:
    """The needed columns of the right sheet, indexed by the row number that a spreadsheet shows."""
    with pd.ExcelFile(path, engine="openpyxl") as book:
        sheet = next(str(name) for name in book.sheet_names if "segment3" in plain(name))
        raw = pd.read_excel(book, sheet_name=sheet, header=None, dtype=object)
    words = set().union(*synonyms.values())
    top = raw.head(25)
    header = top.index[top.map(plain).isin(words).sum(axis=1).argmax()]
    names = [plain(name) for name in raw.loc[header]]
    places = {key: next(names.index(word) for word in synonyms[key] if word in names) for key in NEEDED}
    body = raw.loc[header + 1 :, list(places.values())].dropna(how="all")
    body.columns = list(places)
    body.index = body.index + 1
    return body


def read_dates(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The dates in a column, and which cells hold something that is no date."""
    empty = column.isna() | column.astype(str).str.strip().eq("")
    dates = pd.to_datetime(column.where(~column.map(lambda cell: isinstance(cell, str))), errors="coerce")
    text = column.where(dates.isna() & ~empty).astype("string").str.strip()
    for layout in ("%d-%m-%Y", "%Y-%m-%d", "%Y%m%d", "%d/%m/%Y"):
        dates = dates.fillna(pd.to_datetime(text, format=layout, errors="coerce"))
    return dates, dates.isna() & ~empty


def passes_eleven_test(bsn: pd.Series) -> pd.Series:
    sound = bsn.str.fullmatch(r"\d{7,9}").fillna(False)
    digits = np.array([[int(sign) for sign in number] for number in bsn.where(sound, "0").str.zfill(9)])
    total = digits @ WEIGHTS
    return sound & pd.Series((total % 11 == 0) & (total > 0), index=bsn.index)


def check(path: Path, first_day: pd.Timestamp, synonyms: dict[str, list[str]], register: set[str]) -> dict[str, object]:
    rows = read_list(path, synonyms)
    bsn = rows["bsn"].astype("string").str.strip().str.removesuffix(".0").fillna("")
    uzovi = rows["uzovi_code"].astype("string").str.strip().str.removesuffix(".0").str.zfill(4).fillna("")
    birth, birth_bad = read_dates(rows["birth_date"])
    start, start_bad = read_dates(rows["ion_start"])
    end, end_bad = read_dates(rows["ion_end"])
    eligible = uzovi.isin(ELIGIBLE)
    no_bsn = bsn == "999999999"
    late = birth > start.fillna(first_day)
    birth_wrong = (
        birth.isna() | birth_bad | (birth < "1900-01-01") | late | (birth > first_day + pd.Timedelta(days=366))
    )
    reason = np.select(
        [
            uzovi.isin(register - ELIGIBLE),
            ~(passes_eleven_test(bsn) | no_bsn),
            birth_wrong,
            ~eligible,
            start.isna() | start_bad | end_bad | (end < start),
            (start > first_day) | (end < first_day),
        ],
        ["other_insurer", "bsn", "birth", "uzovi", "dates", "not_active"],
        default="",
    )
    reasons = pd.Series(reason, index=rows.index)
    open_rows = reasons.eq("") & ~no_bsn
    reasons[open_rows & bsn.where(open_rows).duplicated()] = "double"
    counts = reasons.eq("")
    told = reasons[~counts & reasons.ne("other_insurer")]
    return {
        "file": path.name,
        "rows": len(rows),
        "counted": {str(code): int(count) for code, count in uzovi[counts].value_counts().sort_index().items()},
        "other_insurer": int(reasons.eq("other_insurer").sum()),
        "not_active": int(reasons.eq("not_active").sum()),
        "reasons": {int(row): code for row, code in told.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quarter-start", default="2022-04-01")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.iterdir() if re.fullmatch(r".*\.xlsx", path.name))
    one = partial(
        check, first_day=pd.Timestamp(arguments.quarter_start), synonyms=read_synonyms(), register=read_register()
    )
    if arguments.processes == 1:
        found = [one(path) for path in files]
    else:
        with ProcessPoolExecutor(arguments.processes) as pool:
            found = list(pool.map(one, files))
    print(json.dumps({"lists": found}))


if __name__ == "__main__":
    main()
