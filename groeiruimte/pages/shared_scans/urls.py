from __future__ import annotations

from django.urls import path

from . import views

app_name = "shared"

urlpatterns = [
    path("regio/<key:region_key>/", views.region_reports, name="region_reports"),
    path("regio/<key:region_key>/<id:share_id>/", views.region_report, name="region_report"),
    path("verzekeraar/<key:insurer_key>/", views.insurer_reports, name="insurer_reports"),
    path("verzekeraar/<key:insurer_key>/<id:share_id>/", views.insurer_report, name="insurer_report"),
]
