"""Where surveys are answered; mounted at /v/. Everything under it is answered here, so that no address is logged."""

from __future__ import annotations

from django.urls import path, re_path

from groeiruimte.records.identity import LENGTH

from . import views

app_name = "respond"

urlpatterns = [
    # With or without the last stroke: Django would redirect, and write the address in the log.
    re_path(rf"^(?P<survey_id>[a-z]{{{LENGTH}}})/(?P<secret>[a-z]{{{LENGTH}}})/?$", views.survey, name="survey"),
    path("<path:rest>", views.nothing, name="nothing"),
]
