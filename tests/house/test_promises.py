"""What the documents and the project's own files promise is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from groeiruimte.config.environment import NAMES, PREFIX

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("definitions/**/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_every_setting_is_documented_and_nothing_else() -> None:
    told = set(re.findall(rf"^\| `{PREFIX}(\w+)`", (ROOT / "docs/settings.md").read_text(), re.M))
    assert told == NAMES


def test_there_are_at_most_25_direct_packages_at_run_time() -> None:
    assert len(PROJECT["project"]["dependencies"]) <= 25


def test_every_package_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert [line for line in lines if "#" not in line] == []


def test_the_locks_hold_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert text.count("--hash=sha256:") > text.count("==")
        assert re.findall(r"https?://|file://|--index|--find-links", text) == []


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text())
    gone = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert gone == []


def test_the_quick_start_has_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    start = readme[readme.index("## Quick start") :]
    block = start[start.index("```") : start.index("```", start.index("```") + 3)]
    commands = [line.split("#")[0].strip() for line in block.splitlines()[1:] if line.strip()]
    assert commands == ["make demo", "make test"]


def test_every_target_named_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z.-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z.-]+)", page.read_text())}
    assert named - targets == set()


def test_no_file_grows_into_a_junk_drawer() -> None:
    rooms = {path.name for path in (ROOT / "groeiruimte").rglob("*") if path.is_dir()}
    files = {path.stem for path in (ROOT / "groeiruimte").rglob("*.py")}
    assert (rooms | files) & {"utils", "util", "common", "core", "helpers", "helper", "services", "misc"} == set()


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "groeiruimte").rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}
