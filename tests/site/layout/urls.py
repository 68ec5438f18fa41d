"""The addresses of the product, and views in which something goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from groeiruimte.actions.refusal import Difference, Refused, Stale
from groeiruimte.config.urls import handler400, handler403, handler404, handler500
from groeiruimte.config.urls import urlpatterns as of_the_product
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def refuse(request: HttpRequest, code: str) -> HttpResponse:
    raise Refused("De inleverdatum was 14 april.", "Vraag uitstel aan uw regio.", code=code)


def stale(request: HttpRequest) -> HttpResponse:
    raise Stale(
        "Praktijk De Linde",
        [Difference("district", "Wijk", "Noord en Oost", "Noord")],
        version=1234,
        changed_by="Bo Voorbeeld",
        changed_at=datetime(2022, 4, 5, 12, 2, tzinfo=UTC),
        unchanged={"city": "Rotterdam"},
    )


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError("BSN 999993653")


def no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to 10.0.0.5 refused")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("the practice exists")


def download(request: HttpRequest) -> HttpResponse:
    return attachment(b"<script>alert(1)</script>", "lijst é.html", "text/html")


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    return HttpResponse(submission_key(request))


urlpatterns = [
    path("test/refuse/<str:code>", refuse),
    path("test/stale", stale),
    path("test/fail", fail),
    path("test/no-database", no_database),
    path("test/forbidden", forbidden),
    path("test/download", download),
    path("test/save", save),
    *of_the_product,
]
