"""The addresses as the demo has them: with its own pages."""

from __future__ import annotations

from django.urls import include, path

from groeiruimte.config import urls

urlpatterns = [*urls.urlpatterns, path("demo/", include("groeiruimte.pages.demo.urls"))]
handler400, handler404 = urls.handler400, urls.handler404
