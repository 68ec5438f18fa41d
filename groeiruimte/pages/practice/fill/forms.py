"""The one question that a practice answers about a form as a whole."""

from __future__ import annotations

from groeiruimte.pages.layout.forms import DayField, Form


class DoneForm(Form):
    day = DayField(
        label="Op welke dag was alles uitgevoerd?",
        error_messages={"required": "Vul in op welke dag alles was uitgevoerd."},
    )
