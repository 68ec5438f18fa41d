from __future__ import annotations

from django.urls import path

from . import programme, results, views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("plaatsen", views.places, name="places"),
    path("resultaten/", results.results, name="results"),
    path("resultaten/<year:year>/", results.results_of, name="results_of"),
    path("resultaten/<year:year>/resultaten.csv", results.results_csv, name="results_csv"),
    path("programma/<key:programme_key>/", programme.programme, name="programme"),
    path("over", views.about, name="about"),
    path("gezond", views.health, name="health"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
