"""Where the pages of a practice live; mounted at /praktijk/<practice_id>/."""

from __future__ import annotations

from django.urls import path

from .deliver import outcome
from .deliver import views as deliver
from .enrol import views as enrol
from .entitlement import views as entitlement
from .profile import views as profile
from .year import views as year

app_name = "practice"

urlpatterns = [
    path("", year.year, name="year"),
    path("profiel/", profile.profile, name="profile"),
    path("profiel/wijzigen/", profile.edit, name="edit"),
    path("aanmelden/", enrol.enrol, name="enrol"),
    path("aanmelden/<key:programme>/", enrol.enrol_programme, name="enrol_programme"),
    path("lijst/", deliver.deliver, name="deliver"),
    path("lijst/kwartaal/<quarter:quarter>/", deliver.deliver_quarter, name="deliver_quarter"),
    path("lijst/<id:list_id>/", outcome.outcome, name="outcome"),
    path("lijst/<id:list_id>/bevindingen.xlsx", outcome.findings_file, name="findings"),
    path("lijst/<id:list_id>/kolommen/", deliver.map_columns, name="columns"),
    path("vergoeding/", entitlement.amount, name="amount"),
    path("vergoeding/<quarter:quarter>/", entitlement.amount_quarter, name="amount_quarter"),
    path("vergoeding/<quarter:quarter>/declaratiebestand/", entitlement.claim, name="claim"),
]
