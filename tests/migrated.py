"""A SQLite database with every table and no records: migrated once, and copied by whoever needs one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MIGRATE = (sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0")
"""`make check` checks the code, once."""


def migrated_in(folder: Path) -> Path:
    """The file, made in the temporary folder of the run when it is first asked for. Nobody works in it: copy it."""
    data = folder / "migrated"
    if not data.exists():
        bare = {name: value for name, value in os.environ.items() if not name.startswith("GROEIRUIMTE_")}
        own = {"GROEIRUIMTE_MODE": "test", "GROEIRUIMTE_DATA": str(data)}
        own["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
        subprocess.run(MIGRATE, env=bare | own, check=True)
    return data / "groeiruimte.sqlite3"
