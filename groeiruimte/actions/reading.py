"""The readers of patient lists of this process: child processes with limits, started at the first list."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from groeiruimte.pipeline.lists.register import load_register
from groeiruimte.pipeline.lists.sandbox import Sandbox


@lru_cache(maxsize=1)
def sandbox() -> Sandbox:
    return Sandbox(lanes=settings.LANES)


def close() -> None:
    """End the child processes; the next list starts new ones."""
    sandbox().close()
    sandbox.cache_clear()


@lru_cache(maxsize=1)
def register() -> frozenset[str]:
    """The UZOVI codes that exist."""
    return load_register(settings.DEFINITIONS / "registers" / "uzovi.toml")
