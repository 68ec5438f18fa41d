"""A browser for tests of a running server: keeps a session, finds the hidden fields of a form, and follows nothing."""

from __future__ import annotations

import http.client
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """`headers` by name in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Browser:
    """`cookies` by name. One connection for each request, so that a server that was killed is noticed at once."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    timeout: float = 60.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """Send a form as a browser does; `file` is a name and its content, in the field `file`."""
        border = uuid.uuid4().hex
        body = b"".join(
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        )
        if file is not None:
            head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
            body += head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + file[1] + b"\r\n"
        kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return self._ask("POST", path, body + f"--{border}--\r\n".encode(), kind)

    def form(self, path: str, holding: str = "submission_key") -> dict[str, str]:
        """The hidden fields of the form on a page that has a field `holding`."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        forms = (dict(_HIDDEN.findall(form)) for form in _FORM.findall(page.text))
        return {name: unescape(value) for name, value in next(form for form in forms if holding in form).items()}

    def _ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        home = f"http://127.0.0.1:{self.port}"
        said = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": home,
            "Referer": f"{home}{path}",
            **(headers or {}),
        }
        try:
            there.request(method, path, body, said)
            answer = there.getresponse()
            content = answer.read()
        finally:
            there.close()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, content)
