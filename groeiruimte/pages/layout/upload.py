"""An upload is held in memory and never touches the disk; of one that is too large only the size is kept."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):
    """A file that was let go: nothing but its size in bytes is known."""


class InMemory(FileUploadHandler):
    """Keeps the files of one request while they are together no larger than the largest upload."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._room = settings.LARGEST_UPLOAD
        self._content = io.BytesIO()

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """A body that is twice too large is not read at all. A smaller one is, so that its form can say by how much."""
        if content_length > 2 * settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("the browser announces more than twice the largest upload")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is given back, so no other handler sees the bytes."""
        self._room -= len(raw_data)
        if self._room >= 0:
            self._content.write(raw_data)
        else:
            self._content = io.BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        if self._room < 0:
            return TooLarge(io.BytesIO(), self.file_name, self.content_type, file_size)
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
