"""The texts of the definitions, read once for each process: many tests publish the same one."""

from __future__ import annotations

from functools import lru_cache

from groeiruimte.programme import read

texts = lru_cache(maxsize=None)(read.texts)
