"""What a practice shows its region of what is known of it."""

from __future__ import annotations

from dataclasses import replace

from groeiruimte.programme.programme import Programme

from .facts import Facts
from .naming import function_label


def as_a_region_sees(programme: Programme, facts: Facts) -> Facts:
    """What a practice shows its region: no names of its people, and no form that it is still writing."""
    return replace(
        facts,
        staff=tuple(replace(one, name=function_label(programme, one.function)) for one in facts.staff),
        forms=tuple(form for form in facts.forms if form.status != "draft"),
    )
