"""docs/requirements.md is up to date, and every row of it stands somewhere and is tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_row_stands_in_the_text_or_the_code_and_is_tested() -> None:
    run = subprocess.run([sys.executable, "docs/requirements.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "")
