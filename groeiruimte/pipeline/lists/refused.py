"""How the reading of a file ends early."""

from __future__ import annotations

from .messages import refusal


class RefusedError(Exception):
    """This file is not read; `refusal` says why, without a value of a row."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.refusal = refusal(code, **facts)
