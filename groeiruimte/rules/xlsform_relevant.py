"""Reads `relevant` of an XLSForm: conditions that all hold, each about one question.

${wifi} = 'c1' and (${backup} = 'c1' or ${backup} = 'c2') and selected(${systems}, 'c3') and ${note} != ''
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .xlsform import AGREED, YES, key_of

_NAME = r"\$\{\s*([^}\s]+)\s*\}"
_LITERAL = r"('[^']*'|\"[^\"]*\")"
_EQUAL = rf"(?:{_NAME}\s*=\s*{_LITERAL}|selected\(\s*{_NAME}\s*,\s*{_LITERAL}\s*\))"
_ONE = re.compile(_EQUAL)
_SOME = re.compile(rf"\(\s*{_EQUAL}(?:\s+or\s+{_EQUAL})*\s*\)")
_ANY = re.compile(rf"{_NAME}\s*!=\s*(?:''|\"\")|count\(\s*{_NAME}\s*\)\s*>\s*0")
_AND = re.compile(r"\s+and\s+")

Wrong = tuple[str, str]


def whens(
    text: str, types: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[dict[str, Any], ...], Wrong | None]:
    """The conditions in a text, and what is wrong with it. `types` and `choices` are those of each question."""
    found: list[dict[str, Any]] = []
    text, at = text.strip(), 0
    while True:
        when, end = _next(text, at, types, choices)
        if when is None:
            shown = text[at : at + 40]
            return (), (f"Deze voorwaarde lezen wij niet: {shown}.", "Schrijf bijvoorbeeld ${vraag} = 'c1'.")
        found.append(when)
        following = _AND.match(text, end)
        if following is None:
            rest = text[end:].strip()
            return tuple(found), (f"Deze voorwaarde lezen wij niet: {rest[:40]}.", "Verbind met and.") if rest else None
        at = following.end()


def _next(
    text: str, at: int, types: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, Any] | None, int]:
    some = _SOME.match(text, at)
    if some is not None:
        pairs = [_pair(each) for each in _ONE.finditer(some[0])]
        name = pairs[0][0]
        answers = [_answer(name, word, types, choices) for _, word in pairs]
        if any(other != name for other, _ in pairs) or (len(answers) > 1 and isinstance(answers[0], bool)):
            return None, at
        said = {"equals": answers[0]} if isinstance(answers[0], bool) else {"one_of": tuple(answers)}
        return {"question": name, **said}, some.end()
    one = _ONE.match(text, at)
    if one is not None:
        name, word = _pair(one)
        return {"question": name, "equals": _answer(name, word, types, choices)}, one.end()
    answered = _ANY.match(text, at)
    if answered is not None:
        return {"question": key_of(answered[1] or answered[2]), "answered": True}, answered.end()
    return None, at


def _pair(found: re.Match[str]) -> tuple[str, str]:
    """The question and the word that it is compared with."""
    return key_of(found[1] or found[3]), (found[2] or found[4])[1:-1]


def _answer(name: str, word: str, types: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> str | bool:
    kind = types.get(name)
    if kind in ("yes_no", "kpi"):
        return word == YES
    if kind == "statement":
        return word == AGREED
    return choices.get(name, {}).get(word, word)
