"""A pytest plugin: the surroundings of a test run, set before Django reads its settings."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile

os.environ.setdefault("GROEIRUIMTE_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groeiruimte.config.settings")
if "GROEIRUIMTE_DATA" not in os.environ:
    os.environ["GROEIRUIMTE_DATA"] = tempfile.mkdtemp(prefix="groeiruimte-test-")
    atexit.register(shutil.rmtree, os.environ["GROEIRUIMTE_DATA"], ignore_errors=True)

gc.disable()


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector of garbage need not walk through it, now or time and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
