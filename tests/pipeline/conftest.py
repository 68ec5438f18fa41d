"""Bulk work needs no Django: `pytest -p no:django tests/pipeline` runs it without."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know the one setting in pyproject.toml that belongs to pytest-django when that plugin is left out."""
    if not pluginmanager.hasplugin("django"):
        parser.addini("DJANGO_SETTINGS_MODULE", "the settings of the site; not used here")
