"""Numbers, money and days as people type them, and sentences that help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.test.html import parse_html

from groeiruimte.pages.layout.forms import CountField, DayField, Form, MoneyField, Select

WHOLE = "Vul een heel getal in, bijvoorbeeld 2.095."
AMOUNT = "Vul een bedrag in, bijvoorbeeld 1.655,05."
DAY = "Vul een dag in, bijvoorbeeld 14-4-2022."


def outcome(field: forms.Field, typed: str) -> Any:
    """The cleaned value, or the sentence."""
    try:
        return field.clean(typed)
    except forms.ValidationError as problem:
        return problem.messages[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2.095", 2095),
        ("2095", 2095),
        (" 17 900 000 ", 17_900_000),
        ("0", 0),
        ("2,5", WHOLE),
        ("2.5", WHOLE),
        ("20.95", WHOLE),
        ("-3", WHOLE),
        ("twee", WHOLE),
        ("٣", WHOLE),
        ("999999999999", "Vul een getal in van 0 tot en met 99.999.999."),
        ("9" * 5000, "Vul een getal in van 0 tot en met 99.999.999."),
    ],
)
def test_count(typed: str, expected: object) -> None:
    assert outcome(CountField(), typed) == expected


def test_count_between_limits() -> None:
    assert outcome(CountField(lowest=1, highest=2000), "2.001") == "Vul een getal in van 1 tot en met 2.000."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1.655,05", 165505),
        ("€ 1655,05", 165505),
        ("1655.05", 165505),
        ("1.655", 165500),
        ("0,01", 1),
        ("1,5", AMOUNT),
        ("veel", AMOUNT),
        ("1.65,05", AMOUNT),
        ("-1,00", AMOUNT),
        ("9" * 5000, AMOUNT),
    ],
)
def test_money_is_cents(typed: str, expected: object) -> None:
    assert outcome(MoneyField(), typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14-4-2022", date(2022, 4, 14)),
        ("14/04/2022", date(2022, 4, 14)),
        ("2022-04-14", date(2022, 4, 14)),
        ("14 April 2022", date(2022, 4, 14)),
        ("31-4-2022", "De dag 31-4-2022 bestaat niet. Vul een dag in die bestaat."),
        ("29-2-2022", "De dag 29-2-2022 bestaat niet. Vul een dag in die bestaat."),
        ("14 avril 2022", DAY),
        ("morgen", DAY),
        ("14-4-22", DAY),
        ("1-1-0001", "Vul een jaar in van 1900 tot en met 2100."),
        ("31-12-9999", "Vul een jaar in van 1900 tot en met 2100."),
        ("31-12-1899", "Vul een jaar in van 1900 tot en met 2100."),
        ("1-1-1900", date(1900, 1, 1)),
        ("31-12-2100", date(2100, 12, 31)),
    ],
)
def test_day(typed: str, expected: object) -> None:
    assert outcome(DayField(), typed) == expected


class Everything(Form):
    name = forms.CharField(label="Naam", widget=forms.TextInput(attrs={"placeholder": "Naam"}))
    own = forms.CharField(error_messages={"required": "Vul uw straat in."})
    email = forms.EmailField(label="E-mailadres")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A")])
    agree = forms.BooleanField(label="Akkoord")
    file = forms.FileField(label="Lijst")
    note = forms.CharField(widget=forms.Textarea, required=False)


def test_an_empty_field_says_what_to_do() -> None:
    assert {name: list(sentences) for name, sentences in Everything({}).errors.items()} == {
        "name": ["Vul “Naam” in."],
        "own": ["Vul uw straat in."],
        "email": ["Vul “E-mailadres” in."],
        "kind": ["Maak een keuze bij “Soort”."],
        "agree": ["Zet een vinkje bij “Akkoord”."],
        "file": ["Kies een bestand."],
    }


def test_an_address_that_is_none_says_what_one_looks_like() -> None:
    assert Everything({"email": "praktijk"}).errors["email"] == [
        "Vul een e-mailadres in, bijvoorbeeld naam@praktijk.nl."
    ]


def test_the_browser_does_not_check_and_does_not_hint() -> None:
    form = Everything()
    assert (form.use_required_attribute, form.label_suffix) == (False, "")
    assert str(form["name"]) == '<input type="text" name="name" id="id_name">'
    assert form.fields["note"].widget.attrs["rows"] == "4"


def test_values_are_shown_as_people_write_them() -> None:
    fields = (CountField(), MoneyField(), DayField())
    shown = [field.prepare_value(value) for field, value in zip(fields, (2095, 165505, date(2022, 4, 14)), strict=True)]
    assert shown == ["2.095", "1.655,05", "14 april 2022"]


@pytest.mark.parametrize("value", [None, "", "huisarts", '"><script>', "staat er niet bij"])
def test_a_list_to_pick_from_is_the_one_of_django(value: str | None) -> None:
    choices = [("", "Maak een keuze"), ("huisarts", "huisarts"), ('"><script>', "<b>POH</b> & co")]
    given = {"id": "id_now", "aria-describedby": "id_now_helptext", "aria-invalid": "true", "disabled": False}
    ours, theirs = (
        kind(choices=choices, attrs={"class": "wide"}).render("now", value, given) for kind in (Select, forms.Select)
    )
    assert parse_html(ours) == parse_html(theirs)
