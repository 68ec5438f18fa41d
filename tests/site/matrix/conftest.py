"""The addresses of the product are read once, by whoever asks first: here, where the demo is off as in all tests."""

from __future__ import annotations

import groeiruimte.config.urls  # noqa: F401
