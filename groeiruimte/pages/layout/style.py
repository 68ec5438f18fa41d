"""The page that shows every component with all its states; the screenshot tests run on it too."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.programme.calendar import AMSTERDAM

from .actor import Request
from .forms import CountField, DayField, Form, MoneyField
from .parts import STATUSES, TONES, Cell, Column, Crumb, Entry, NextTask, Part, Row, Stop, Task, TaskGroup, bar

_AT = datetime(2022, 4, 5, 14, 3, tzinfo=AMSTERDAM)
_DUE = date(2022, 4, 14)
_LABELS = ("meegeteld", "andere verzekeraar", "niet actief op 1 april", "dubbel", "fout")
_CHOICES = [("a", "Zorg op afstand"), ("b", "Meer tijd voor de patiënt"), ("c", "Samen in de wijk")]


class Example(Form):
    """One field of each kind."""

    name = forms.CharField(label="Naam van de praktijk", help_text="Zoals op uw contract")
    email = forms.EmailField(label="E-mailadres")
    count = CountField(label="Ingeschreven patiënten")
    amount = MoneyField(label="Bedrag")
    day = DayField(label="Begindatum")
    note = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    region = forms.ChoiceField(label="Regio", choices=_CHOICES)
    objective = forms.ChoiceField(label="Doelstelling", choices=_CHOICES, widget=forms.RadioSelect)
    tracks = forms.MultipleChoiceField(label="Onderwerpen", choices=_CHOICES, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(label="Ik teken namens de praktijk")
    file = forms.FileField(label="Patiëntenlijst", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))


@require_safe
def show(request: Request) -> HttpResponse:
    typed = {"count": "2,5", "amount": "veel", "day": "31-4-2022", "email": "praktijk", "region": "a"}
    wrong = Example({f"fout-{name}": value for name, value in typed.items()}, prefix="fout")
    return render(
        request,
        "layout/style.html",
        {
            **_journeys(),
            **_numbers(),
            "example": Example(initial={"name": "Praktijk De Linde", "count": 2095, "amount": 165505, "day": _DUE}),
            "wrong": wrong,
            "page": Paginator(range(5000), 50).page(2),
            "kinds": ("info", "ok", "warn", "error", "confidential"),
            "statuses": STATUSES,
            "at": _AT,
        },
    )


def _journeys() -> dict[str, object]:
    tasks = tuple(Task(f"Taak: {word.lower()}", "#taken", status, due=_DUE) for status, word in STATUSES.items())
    return {
        "crumbs": [Crumb("Praktijken", "#"), Crumb("Praktijk De Linde")],
        "task": NextTask(
            "Lever de patiëntenlijst van kwartaal 2 aan", "#", minutes=3, due=_DUE, needs="de export uit uw HIS"
        ),
        "late": NextTask("Lever de patiëntenlijst van kwartaal 1 aan", "#", due=date(2022, 1, 14), late=True),
        "groups": [TaskGroup("Uitvoeren", tasks)],
        "stops": [
            Stop(1, "Lijst kwartaal 1", "1 tot en met 14 januari", "done"),
            Stop(3, "Nulmeting", "31 maart", "late"),
            Stop(4, "Lijst kwartaal 2", "1 tot en met 14 april", "open"),
            Stop(8, "Plan van aanpak", "31 augustus", "later"),
            Stop(12, "Verantwoording", "31 december", "later"),
        ],
        "rows": [Row("AGB-code", "01059999"), Row("Plaats", "Voorbeeldstad", "#"), Row("Patiënten", 3575, "#")],
        "entries": [
            Entry(_AT, "An Voorbeeld", "Lijst van kwartaal 2 ingestuurd", "2.095 patiënten tellen mee", "#"),
            Entry(datetime(2022, 1, 8, 9, 30, tzinfo=AMSTERDAM), "An Voorbeeld", "Lijst van kwartaal 1 ingestuurd"),
        ],
    }


def _numbers() -> dict[str, object]:
    counts = (2095, 1434, 31, 3, 12)
    parts = [Part(label, number, tone) for label, number, tone in zip(_LABELS, counts, TONES, strict=True)]
    return {
        "bar": bar("Uw lijst van 3.575 rijen", parts, "Deze getallen komen uit uw bestand van 5 april."),
        "columns": [
            Column("Praktijk"),
            Column("Stand", "status"),
            Column("Aantal", "number"),
            Column("Bedrag", "money"),
            Column("Ontvangen", "date"),
        ],
        "table": [
            [Cell("Praktijk De Linde", "#", "Voorbeeldstad"), "done", 2095, 165505, date(2022, 4, 5)],
            [Cell("Praktijk Singel", "#"), Cell("in_progress", note="12 rijen te verbeteren"), 1480, 116920, _DUE],
            [Cell("Praktijk Ver weg", "#"), "late", None, None, None],
        ],
        "foot": ["Samen", Cell("done", note="1 van 3"), 3575, 282425, None],
    }
