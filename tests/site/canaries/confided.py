"""What people confided, each in a word that stands nowhere else, and who may find it."""

from __future__ import annotations

ENOUGH, TOO_FEW = 8, 4
"""How many people answer a survey: enough to show what they wrote, too few to show anything."""

_WORDS = ("answer", "judgement", "device", "topic", "notes", "summary", "advice", "reason", "wish")
_OF = {"De Linde": "lindegeheim", "Singel": "singelgeheim"}


def of_practice(name: str) -> dict[str, str]:
    """What was said at a practice: one word each, so that no line break on a paper hides it."""
    return {word: f"{_OF[name]}{word}" for word in _WORDS}


MARKERS = tuple(marker for name in _OF for marker in of_practice(name).values())

# The region reads a report that is shared with it; the practice reads what it answered as well.
_REPORT = frozenset({"device", "summary", "advice", "reason"})
_PRACTICE = _REPORT | {"answer"}
_SPECIALIST = _REPORT | {"answer", "topic", "judgement", "notes"}


def _at(name: str, words: frozenset[str] | set[str]) -> set[str]:
    said = of_practice(name)
    return {said[word] for word in words}


MANAGER = _at("De Linde", _PRACTICE | {"wish"})
MAY_SEE: dict[str, set[str]] = {
    "practice_owner": MANAGER,
    "practice_manager": MANAGER,
    "manager of Singel": _at("Singel", _PRACTICE),
    "it_specialist": _at("De Linde", _SPECIALIST) | _at("Singel", _SPECIALIST),
    **dict.fromkeys(("region_staff", "region_lead", "region_finance", "region_director"), _at("Singel", _REPORT)),
}
"""By who logs in; everybody else sees nothing of it. What too few people wrote is gone for good."""

IN_TABLES = {
    "scananswer": {"answer"},
    "scanjudgement": {"judgement"},
    "device": {"device"},
    "interview": {"topic", "notes", "summary"},
    "adviceitem": {"advice", "reason"},
    "scanreport": set(_REPORT),
    "surveyoutcome": {"wish"},
    "surveybox": {"wish"},
}
"""The only tables that hold any of it, by the end of their names."""
