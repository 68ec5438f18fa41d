"""What a visitor of the demo can choose."""

from __future__ import annotations

from groeiruimte.actions.demo.moments import FIRST, LAST
from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.programme.calendar import short_date


class DayForm(Form):
    day = DayField(
        label="Een andere dag",
        help_text=f"Bijvoorbeeld 14-4-2022. De demo speelt van {short_date(FIRST)} tot en met {short_date(LAST)}.",
        error_messages={"required": "Vul een dag in, bijvoorbeeld 14-4-2022."},
    )
