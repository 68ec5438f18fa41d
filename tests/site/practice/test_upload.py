"""An upload stays in memory, and one that is too large does not even get there."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from groeiruimte.pages.layout.upload import TooLarge

LARGEST = 20 * 1024 * 1024
BOUNDARY = "grens"


class Stream:
    """A body of any length, made while it is read."""

    def __init__(self, sizes: list[int]) -> None:
        self._pieces = self._body(sizes)
        self._rest = b""
        self.given = 0
        self.length = sum(map(len, self._body(sizes)))

    def _body(self, sizes: list[int]) -> Iterator[bytes]:
        for number, size in enumerate(sizes):
            yield (
                f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file{number}"; filename="l.csv"\r\n'
                "Content-Type: text/csv\r\n\r\n"
            ).encode()
            for start in range(0, size, 65_536):
                yield b"x" * min(65_536, size - start)
            yield b"\r\n"
        yield f"--{BOUNDARY}--\r\n".encode()

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        given, self._rest = self._rest[:size], self._rest[size:]
        self.given += len(given)
        return given

    readline = read


def request(*sizes: int) -> WSGIRequest:
    stream = Stream(list(sizes))
    made = RequestFactory().post("/", content_type=f"multipart/form-data; boundary={BOUNDARY}")
    made.environ.update({"wsgi.input": stream, "CONTENT_LENGTH": str(stream.length)})
    return WSGIRequest(made.environ)


def test_a_file_is_held_in_memory() -> None:
    file = request(1000).FILES["file0"]
    assert (type(file), file.size, file.read()) == (InMemoryUploadedFile, 1000, b"x" * 1000)


def test_the_largest_file_still_fits() -> None:
    assert type(request(LARGEST).FILES["file0"]) is InMemoryUploadedFile


def test_a_larger_file_leaves_nothing_but_its_size() -> None:
    file = request(LARGEST + 1).FILES["file0"]
    assert (type(file), file.size, file.read()) == (TooLarge, LARGEST + 1, b"")


def test_many_files_together_are_held_to_the_same_room(settings: Settings) -> None:
    settings.LARGEST_UPLOAD = 100_000
    files = request(60_000, 60_000, 10).FILES
    assert [type(files[f"file{number}"]) for number in range(3)] == [InMemoryUploadedFile, TooLarge, TooLarge]


def test_a_file_over_the_limit_takes_no_memory() -> None:
    sent = request(2 * LARGEST - 1000)
    tracemalloc.start()
    file = sent.FILES["file0"]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert type(file) is TooLarge
    assert most < 2.5 * LARGEST


def test_a_file_far_over_the_limit_is_not_read_at_all() -> None:
    sent = request(2 * LARGEST)
    with pytest.raises(RequestDataTooBig):
        sent.POST.get("csrfmiddlewaretoken")
    assert sent.environ["wsgi.input"].given == 0
