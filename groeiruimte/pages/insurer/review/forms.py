"""The verdicts of a purchaser on the KPIs of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from groeiruimte.actions.plan_review import Verdict
from groeiruimte.pages.insurer.questions import LONGEST
from groeiruimte.pages.insurer.submissions import Tests
from groeiruimte.pages.layout.forms import Form
from groeiruimte.rules.decision import TESTS

_WHY = "Reden, als het niet voldoet"
_PASSES = (("ja", "Ja"), ("nee", "Nee"))


class TestsForm(Form):
    """Three verdicts for each KPI, each with room for a reason. `shown` are the verdicts to begin with."""

    __test__ = False  # no test, for pytest

    def __init__(self, kpis: Iterable[str], shown: Tests, data: QueryDict | None = None) -> None:
        super().__init__(data=data, prefix="t")
        self.names = {(kpi, test): f"{number}-{test}" for number, kpi in enumerate(kpis) for test in TESTS}
        for (kpi, test), name in self.names.items():
            before = shown.get(kpi, {}).get(test)
            self.fields[name] = forms.ChoiceField(
                label=TESTS[test], required=False, choices=_PASSES, widget=forms.RadioSelect()
            )
            self.fields[f"{name}-reden"] = forms.CharField(label=_WHY, required=False, max_length=LONGEST)
            if before is not None:
                self.initial[name] = "ja" if before.passes else "nee"
                self.initial[f"{name}-reden"] = before.reason

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.names.values():
            if given.get(name) == "nee" and not given.get(f"{name}-reden"):
                self.add_error(f"{name}-reden", "Schrijf waarom deze KPI niet voldoet.")
        return given

    def of(self, kpi: str) -> Iterator[tuple[BoundField, BoundField]]:
        """The verdict and the reason for each test of a KPI."""
        for test in TESTS:
            name = self.names[kpi, test]
            yield self[name], self[f"{name}-reden"]

    def verdicts(self) -> dict[tuple[str, str], Verdict]:
        """What was filled in; a test without a verdict is left alone."""
        given: dict[str, Any] = self.cleaned_data
        return {
            place: Verdict(given[name] == "ja", "" if given[name] == "ja" else given[f"{name}-reden"])
            for place, name in self.names.items()
            if given.get(name)
        }
