"""Every setting comes from the environment, once, typed; a name or value that nobody knows stops the start.

docs/settings.md lists them; a test keeps the two alike.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PREFIX = "GROEIRUIMTE_"
MODES = ("demo", "test", "production")


class WrongSetting(Exception):
    """A setting is missing, unknown or has a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the surroundings say. `today` moves the clock and is refused in production."""

    mode: str
    data: Path
    secret_key: str
    vault_key: bytes
    database_url: str
    hosts: tuple[str, ...]
    today: date | None
    mail_url: str
    mail_from: str
    lanes: int
    proxies: int
    site: str
    database_role: str
    failpoint: str


NAMES = {
    "MODE",
    "DATA",
    "SECRET_KEY",
    "VAULT_KEY",
    "DATABASE_URL",
    "HOSTS",
    "TODAY",
    "MAIL_URL",
    "MAIL_FROM",
    "LANES",
    "PROXIES",
    "SITE",
    "DATABASE_ROLE",
    "FAILPOINT",
}


def read(environ: Mapping[str, str]) -> Environment:
    """The settings in `environ`; raises WrongSetting with a sentence that says how to mend it."""
    given = {name.removeprefix(PREFIX): value for name, value in environ.items() if name.startswith(PREFIX)}
    unknown = sorted(set(given) - NAMES)
    if unknown:
        raise WrongSetting(f"{PREFIX}{unknown[0]} is not a setting. See docs/settings.md for the names.")
    mode = given.get("MODE", "production")
    if mode not in MODES:
        raise WrongSetting(f"{PREFIX}MODE must be one of {', '.join(MODES)}, not {mode!r}.")
    data = Path(given.get("DATA", "var")).absolute()
    production = mode == "production"
    for name in ("TODAY", "FAILPOINT"):
        if production and given.get(name):
            raise WrongSetting(f"{PREFIX}{name} is refused in production. Take it out of the environment.")
    for name in ("SECRET_KEY", "VAULT_KEY", "DATABASE_URL", "HOSTS", "MAIL_URL"):
        if production and not given.get(name):
            raise WrongSetting(f"{PREFIX}{name} is needed in production.")
    return Environment(
        mode=mode,
        data=data,
        secret_key=given.get("SECRET_KEY") or _kept(data, "secret.key"),
        vault_key=_vault_key(given.get("VAULT_KEY") or _kept(data, "vault.key")),
        database_url=given.get("DATABASE_URL") or f"sqlite:///{data / 'groeiruimte.sqlite3'}",
        hosts=tuple(host.strip() for host in given.get("HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
        today=_day(given.get("TODAY", "")),
        mail_url=given.get("MAIL_URL", ""),
        mail_from=given.get("MAIL_FROM", "tbhz@example.org"),
        lanes=_whole(given.get("LANES", "2"), "LANES"),
        proxies=_whole(given.get("PROXIES", "0"), "PROXIES"),
        site=given.get("SITE", "http://localhost:8000"),
        database_role=given.get("DATABASE_ROLE", ""),
        failpoint=given.get("FAILPOINT", ""),
    )


def _kept(data: Path, name: str) -> str:
    """A key of 32 random bytes, made once and kept outside the database; for demo and tests only."""
    path = data / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
        fresh.chmod(0o600)
        fresh.replace(path)
    return path.read_text()


def _vault_key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise WrongSetting(f"{PREFIX}VAULT_KEY must be 32 bytes in base64.")
    return key


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongSetting(f"{PREFIX}TODAY must be a date such as 2022-04-05, not {text!r}.") from None


def _whole(text: str, name: str) -> int:
    if not text.isdigit():
        raise WrongSetting(f"{PREFIX}{name} must be a whole number, not {text!r}.")
    return int(text)
