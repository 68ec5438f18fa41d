"""What a browser would send of a page when nobody touches a field: the fields of its largest form, as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class SentForm:
    """`names` are all fields; `values` what is sent of them, without boxes and buttons that are not ticked."""

    names: set[str] = field(default_factory=set)
    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str | None) -> None:
        self.names.add(name)
        if value is not None:
            self.values.setdefault(name, []).append(value)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[SentForm] = []
        self._here: SentForm | None = None
        self._select = self._area = ""
        self._text: list[str] = []
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._here = SentForm()
            self.found.append(self._here)
        if self._here is None:
            return
        name = given.get("name", "")
        match tag:
            case "input" if name:
                ticks = given.get("type") in ("checkbox", "radio")
                silent = ticks and "checked" not in given
                self._here.add(name, None if silent else given.get("value", "on" if ticks else ""))
            case "textarea":
                self._area, self._text = name, []
            case "select":
                self._select, self._first = name, None
                self._here.add(name, None)
            case "option" if self._select:
                if "selected" in given:
                    self._here.add(self._select, given.get("value", ""))
                elif self._first is None:
                    self._first = given.get("value", "")

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._here is not None:
            self._here.add(self._area, "".join(self._text).removeprefix("\n"))
        elif tag == "select" and self._here is not None:
            if self._select not in self._here.values and self._first is not None:
                self._here.add(self._select, self._first)
            self._select = ""
        elif tag == "form":
            self._here = None


def form_of(page: str) -> SentForm:
    """The largest form of a page: the others log out, or hold one button."""
    reader = _Forms()
    reader.feed(page)
    return max(reader.found, key=lambda form: len(form.names), default=SentForm())
