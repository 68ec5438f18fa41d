from __future__ import annotations

from django.urls import path

from .budget.views import budget
from .decision.views import decide, decision, letter
from .regions.views import regions, regions_csv
from .reports.views import decide_report, report, report_paper, reports
from .results.views import publish, results
from .review.views import kpi_tests, review

app_name = "insurer"

_YEAR = "regios/<key:region>/<key:programme_key>/"

urlpatterns = [
    path("regios/", regions, name="regions"),
    path("regios/regios.csv", regions_csv, name="regions_csv"),
    path("budget/", budget, name="budget"),
    path("rapportages/", reports, name="reports"),
    path("resultaten/", results, name="results"),
    path("resultaten/<year:year>/publiceren/", publish, name="publish"),
    path(f"{_YEAR}rapportage/", report, name="report"),
    path(f"{_YEAR}rapportage/besluit/", decide_report, name="report_decide"),
    path(f"{_YEAR}rapportage/rapportage.pdf", report_paper, name="report_paper"),
    path(f"{_YEAR}plan/", review, name="review"),
    path(f"{_YEAR}plan/toetsen/", kpi_tests, name="kpi_tests"),
    path(f"{_YEAR}besluit/", decision, name="decision"),
    path(f"{_YEAR}besluit/<id:decision_id>/", decide, name="decide"),
    path(f"{_YEAR}besluit/<id:decision_id>/brief.pdf", letter, name="letter"),
]
