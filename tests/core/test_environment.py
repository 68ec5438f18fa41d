"""Settings come from the environment; what is missing, unknown or unsafe stops the start with a sentence."""

from __future__ import annotations

import base64
import json
import os
import secrets
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from groeiruimte.config.environment import Environment, WrongSetting, read

ROOT = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "GROEIRUIMTE_SECRET_KEY": "0123456789abcdef" * 4,
    "GROEIRUIMTE_VAULT_KEY": KEY,
    "GROEIRUIMTE_DATABASE_URL": "postgresql://a@b/c",
    "GROEIRUIMTE_HOSTS": "tbhz.example.org, www.tbhz.example.org",
    "GROEIRUIMTE_SITE": "https://tbhz.example.org/",
    "GROEIRUIMTE_MAIL_URL": "smtps://user:pass%3Aword@mail.example.org:465",
    "GROEIRUIMTE_MAIL_FROM": "tbhz@example.org",
}


def test_production_is_the_default() -> None:
    found = read(PRODUCTION)
    assert (found.mode, found.site) == ("production", "https://tbhz.example.org")
    assert found.hosts == ("tbhz.example.org", "www.tbhz.example.org")


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_needs_its_settings(name: str) -> None:
    rest = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(WrongSetting, match=f"^{name} is needed in production\\.$"):
        read(rest)


@pytest.mark.parametrize("name", ["GROEIRUIMTE_TODAY", "GROEIRUIMTE_FAILPOINT"])
def test_what_is_for_tests_is_refused_in_production(name: str) -> None:
    with pytest.raises(WrongSetting, match=f"^{name} is refused in production"):
        read({**PRODUCTION, name: "2022-04-05"})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "x", "SECRET_KEY must be at least 50 random characters"),
        ("SECRET_KEY", "0123456789abcdef" * 3, "SECRET_KEY must be at least 50 random characters"),
        ("SECRET_KEY", "x" * 64, "SECRET_KEY must be at least 50 random characters"),
        ("VAULT_KEY", base64.b64encode(bytes(32)).decode(), "VAULT_KEY must be 32 random bytes"),
        ("VAULT_KEY", base64.b64encode(b"ab" * 16).decode(), "VAULT_KEY must be 32 random bytes"),
        ("DATABASE_URL", "sqlite:////var/groeiruimte.sqlite3", "DATABASE_URL must start with postgresql://"),
        ("DATABASE_URL", "mysql://a@b/c", "DATABASE_URL must start with postgresql://"),
        ("HOSTS", "*", "HOSTS must name the hosts"),
        ("HOSTS", "tbhz.example.org,*.example.org", "HOSTS must name the hosts"),
        ("HOSTS", ", ", "HOSTS must name the hosts"),
        ("SITE", "http://tbhz.example.org", "SITE must be an address such as https://"),
        ("SITE", "https://", "SITE must be an address such as https://"),
        ("SITE", "https://tbhz.example.org/regio", "SITE must be an address such as https://"),
        ("SITE", "tbhz.example.org", "SITE must be an address such as https://"),
        ("MAIL_URL", "smpt://mail.example.org", "MAIL_URL must be an address such as smtp://"),
        ("MAIL_URL", "mail.example.org:587", "MAIL_URL must be an address such as smtp://"),
        ("MAIL_URL", "smtp://", "MAIL_URL must be an address such as smtp://"),
        ("MAIL_URL", "smtp://mail.example.org:many", "MAIL_URL must be an address such as smtp://"),
    ],
)
def test_what_is_not_safe_is_refused_in_production(name: str, value: str, sentence: str) -> None:
    with pytest.raises(WrongSetting, match=f"^GROEIRUIMTE_{sentence}"):
        read({**PRODUCTION, f"GROEIRUIMTE_{name}": value})


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
        ("VAULT_KEY", "short", "VAULT_KEY must be 32 random bytes"),
        ("VAULT_KEY", base64.b64encode(bytes(range(31))).decode(), "VAULT_KEY must be 32 random bytes"),
        ("MAIL_URL", "smpt://mail.example.org", "MAIL_URL must be an address"),
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


def test_of_programs_that_start_at_the_same_moment_the_first_one_makes_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"GROEIRUIMTE_MODE": "demo", "GROEIRUIMTE_DATA": str(tmp_path)}
    of_the_other: list[Environment] = []

    def meanwhile(size: int) -> bytes:
        monkeypatch.undo()
        of_the_other.append(read(given))
        return bytes(range(size))

    monkeypatch.setattr(secrets, "token_bytes", meanwhile)
    assert [read(given)] == of_the_other
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["secret.key", "vault.key"]


def test_production_is_strict_and_mails_by_smtp() -> None:
    names = (
        "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_TIMEOUT",
        "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "REQUIRE_SECOND_FACTOR", "DEBUG",
    )  # fmt: skip
    program = f"import json, groeiruimte.config.settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GROEIRUIMTE_")}
    words = [sys.executable, "-c", program]
    said = subprocess.run(words, env=bare | PRODUCTION, capture_output=True, text=True, cwd=ROOT)
    assert json.loads(said.stdout) == [
        "django.core.mail.backends.smtp.EmailBackend", "mail.example.org", 465, "pass:word", True, 10,
        ["https://tbhz.example.org"], True, True, False,
    ]  # fmt: skip
