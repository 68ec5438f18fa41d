"""The headers of every response, static files and errors included (trust.md 1b.4), and of downloads."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

# connect-src lets htmx and the passkey script talk to this site, and to nothing else.
PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
FILE_POLICY = "sandbox; default-src 'none'"

# A passkey is made and read by the page itself; everything else that a browser could lend to a page stays off.
_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "X-Frame-Options": "DENY",
}


class HeadersMiddleware:
    """The outermost layer, so that no response leaves without its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        who = getattr(request, "actor", None)
        if who is not None and not who.is_anonymous:
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep, never to show: whatever is in it cannot act as a page of this site."""
    return HttpResponse(
        content,
        headers={
            "Content-Type": content_type,
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Content-Security-Policy": FILE_POLICY,
            "Cache-Control": "no-store",
        },
    )
