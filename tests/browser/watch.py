"""Writes down what no page may do: break its policy, raise an error, ask elsewhere, or ask for what is not there."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

from groeiruimte.pages.layout.headers import FILE_POLICY, PAGE_POLICY

_ANSWER = "Failed to load resource"
"""How the browser says that a page came with a status of 400 or more; `_answered` judges those."""

_POLICIES = (PAGE_POLICY, FILE_POLICY)


@dataclass
class Watch:
    """`faults` are sentences; an empty list means that every page behaved."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ANSWER):
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.faults.append(f"asks elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"not there: {response.url} ({response.status})")
        if response.url.startswith(self.origin) and response.headers.get("content-security-policy") not in _POLICIES:
            self.faults.append(f"without its policy: {response.url}")
