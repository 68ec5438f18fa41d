from __future__ import annotations

from django.urls import path

from .enrolments.views import enrolments
from .lists.views import close, lists

app_name = "region"

urlpatterns = [
    path("lijsten/", lists, name="lists"),
    path("lijsten/<key:programme_key>/<quarter:quarter>/sluiten/", close, name="close"),
    path("aanmeldingen/", enrolments, name="enrolments"),
]
