from __future__ import annotations

from django.urls import path

from . import views

app_name = "demo"

urlpatterns = [
    path("", views.home, name="home"),
    path("dag/", views.move, name="move"),
    path("inloggen/", views.become, name="become"),
    path("lijsten/<id:practice_id>/", views.lists, name="lists"),
    path("lijsten/<id:practice_id>/<quarter:quarter>/<slug:kind>/", views.sample, name="sample"),
]
