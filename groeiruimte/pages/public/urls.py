from __future__ import annotations

from django.urls import path

from . import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("plaatsen", views.places, name="places"),
    path("over", views.about, name="about"),
    path("gezond", views.health, name="health"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
