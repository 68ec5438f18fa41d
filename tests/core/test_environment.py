"""Settings come from the environment; what is missing, unknown or unsafe stops the start with a sentence."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from groeiruimte.config.environment import WrongSetting, read

KEY = base64.b64encode(bytes(32)).decode()
PRODUCTION = {
    "GROEIRUIMTE_SECRET_KEY": "x" * 50,
    "GROEIRUIMTE_VAULT_KEY": KEY,
    "GROEIRUIMTE_DATABASE_URL": "postgresql://a@b/c",
    "GROEIRUIMTE_HOSTS": "tbhz.example.org",
    "GROEIRUIMTE_MAIL_URL": "smtp://localhost",
}


def test_production_is_the_default() -> None:
    assert read(PRODUCTION).mode == "production"


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_needs_its_settings(name: str) -> None:
    rest = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(WrongSetting, match=f"^{name} is needed in production\\.$"):
        read(rest)


@pytest.mark.parametrize("name", ["GROEIRUIMTE_TODAY", "GROEIRUIMTE_FAILPOINT"])
def test_what_is_for_tests_is_refused_in_production(name: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name} is refused in production"):
        read({**PRODUCTION, name: "2022-04-05"})


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(WrongSetting, match=r"^GROEIRUIMTE_TODDAY is not a setting"):
        read({"GROEIRUIMTE_MODE": "demo", "GROEIRUIMTE_TODDAY": "2022-04-05"})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MODE", "live", "MODE must be one of"),
        ("TODAY", "5 april", "TODAY must be a date"),
        ("TODAY", "2022-04-31", "TODAY must be a date"),
        ("LANES", "two", "LANES must be a whole number"),
        ("PROXIES", "-1", "PROXIES must be a whole number"),
        ("VAULT_KEY", "short", "VAULT_KEY must be 32 bytes"),
        ("VAULT_KEY", base64.b64encode(bytes(31)).decode(), "VAULT_KEY must be 32 bytes"),
    ],
)
def test_a_wrong_value_is_refused(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    with pytest.raises(WrongSetting, match=sentence):
        read({"GROEIRUIMTE_MODE": "demo", "GROEIRUIMTE_DATA": str(tmp_path), f"GROEIRUIMTE_{name}": value})


def test_the_demo_moves_the_clock_and_keeps_its_keys(tmp_path: Path) -> None:
    given = {"GROEIRUIMTE_MODE": "demo", "GROEIRUIMTE_DATA": str(tmp_path), "GROEIRUIMTE_TODAY": "2022-04-05"}
    first, second = read(given), read(given)
    assert first.today == date(2022, 4, 5)
    assert (first.secret_key, first.vault_key) == (second.secret_key, second.vault_key)
    assert len(first.vault_key) == 32
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}
