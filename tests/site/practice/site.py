"""Using the site as a person of a practice does: log in, send a form, read the page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import PatientList, Practice, User
from tests.site.rijnmond import steps_taken

GOOD_BSNS = ("999990019", "999990020", "999990032", "999990044", "999990056", "999990068", "999990081", "999990093")
HEADER = "BSN;Naam;Geboortedatum;UZOVI-code;Inschrijfdatum;Uitschrijfdatum"

_APART = {"caption", "dd", "div", "dt", "h1", "h2", "li", "p", "td", "th", "tr", "option"}
_WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle"}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session.update(steps_taken(user, "password"))
    session.save()
    return client


class _Reader(HTMLParser):
    """Collects the text of every element that has a class or is a tag."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.found: list[str] = []
        self._open: list[tuple[int, list[str]]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_END:
            return
        if tag in _APART:
            self.handle_data(" ")
        self._depth += 1
        if tag == self.wanted or self.wanted in (dict(attrs).get("class") or "").split():
            self._open.append((self._depth, []))

    def handle_data(self, data: str) -> None:
        for _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _WITHOUT_END:
            return
        if self._open and self._open[-1][0] == self._depth:
            self.found.append(" ".join("".join(self._open.pop()[1]).replace("\xa0", " ").split()))
        self._depth -= 1
        if tag in _APART:
            self.handle_data(" ")


def texts(response: Any, wanted: str) -> list[str]:
    """The text of every element with this class or tag, in order of their end."""
    reader = _Reader(wanted)
    reader.feed(response.content.decode())
    return reader.found


def text(response: Any) -> str:
    """All text of the page's main part."""
    return texts(response, "main")[0]


def address(practice: Practice, path: str = "") -> str:
    return f"/praktijk/{practice.pk}/{path}"


def row(bsn: str, *, uzovi: str = "3311", birth: str = "18-06-1949", start: str = "01-02-2015", end: str = "") -> str:
    return f"{bsn};Jansen;{birth};{uzovi};{start};{end}"


def queries(client: Client, path: str) -> int:
    """How many queries a page takes, once the programme text was read."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def a_list(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def good_list(patients: int = 3, **same: str) -> bytes:
    """A list on which every row counts."""
    return a_list(*(row(bsn, **same) for bsn in GOOD_BSNS[:patients]))


def post(client: Client, path: str, key: str = "", **fields: Any) -> Any:
    return client.post(path, {"submission_key": key or new_id(), **fields})


def deliver(client: Client, practice: Practice, content: bytes, quarter: str = "2022Q2", key: str = "") -> Any:
    file = SimpleUploadedFile("lijst.csv", content)
    return post(client, address(practice, f"lijst/kwartaal/{quarter}/"), key, file=file)


def delivered(client: Client, practice: Practice, content: bytes, quarter: str = "2022Q2") -> PatientList:
    """The delivery that came of a file."""
    response = deliver(client, practice, content, quarter)
    assert response.status_code == 302, text(response)
    return PatientList.objects.get(pk=response.url.rstrip("/").rsplit("/", 1)[-1])


def hand_in(client: Client, patient_list: PatientList, key: str = "", **fields: Any) -> Any:
    return post(client, address(patient_list.practice, f"lijst/{patient_list.pk}/"), key, **fields)


def handed_in(
    client: Client, practice: Practice, content: bytes, quarter: str = "2022Q2", **fields: Any
) -> PatientList:
    """A list that counts."""
    patient_list = delivered(client, practice, content, quarter)
    response = hand_in(client, patient_list, **fields)
    assert response.status_code == 302, text(response)
    patient_list.refresh_from_db()
    return patient_list
