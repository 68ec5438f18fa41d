"""A pytest plugin: the surroundings of a test run, set before Django reads its settings."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from groeiruimte.operate import garbage

os.environ.setdefault("GROEIRUIMTE_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groeiruimte.config.settings")
if "GROEIRUIMTE_DATA" not in os.environ:
    os.environ["GROEIRUIMTE_DATA"] = tempfile.mkdtemp(prefix="groeiruimte-test-")
    atexit.register(shutil.rmtree, os.environ["GROEIRUIMTE_DATA"], ignore_errors=True)


def pytest_collection_finish() -> None:
    """From here on as in the product's own programs: what was imported stays to the end."""
    garbage.seldom()
