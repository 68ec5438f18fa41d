"""The addresses of the product."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from groeiruimte.pages.layout import addresses
from groeiruimte.pages.layout.style import show as show_style
from groeiruimte.pages.practice.training import feed as training

addresses.register()

urlpatterns = [
    path("", include("groeiruimte.pages.public.urls")),
    path("", include("groeiruimte.pages.account.urls")),
    path("praktijk/<id:practice_id>/", include("groeiruimte.pages.practice.urls")),
    path("regio/<key:region_key>/", include("groeiruimte.pages.region.urls")),
    path("verzekeraar/<key:insurer_key>/", include("groeiruimte.pages.insurer.urls")),
    path("scan/<key:region_key>/", include("groeiruimte.pages.scan.urls")),
    path("gedeeld/", include("groeiruimte.pages.shared_scans.urls")),
    path("beheer/", include("groeiruimte.pages.platform.urls")),
    path("v/", include("groeiruimte.pages.respond.urls")),
    path("agenda/<secret:secret>.ics", training.feed, name="calendar_feed"),
    path("aanwezig", training.door, name="door"),
    path("stijl", show_style, name="style"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("groeiruimte.pages.demo.urls")))

handler400 = "groeiruimte.pages.layout.trouble.bad_request"
handler403 = "groeiruimte.pages.layout.trouble.not_allowed"
handler404 = "groeiruimte.pages.layout.trouble.not_found"
handler500 = "groeiruimte.pages.layout.trouble.broken_without_view"
