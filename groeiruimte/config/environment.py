"""Every setting comes from the environment, once, typed; a name or value that nobody knows stops the start.

docs/settings.md lists them; a test keeps the two alike.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "GROEIRUIMTE_"
MODES = ("demo", "test", "production")
NEEDED = ("SECRET_KEY", "VAULT_KEY", "DATABASE_URL", "HOSTS", "SITE", "MAIL_URL", "MAIL_FROM")
"""In production nothing of this has a default: what is forgotten stops the start."""

_SHORTEST_SECRET = 50
_FEWEST_SIGNS = 10  # any random key has more different ones, also when it is written in hexadecimals
_SITE = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?/?", re.IGNORECASE)


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
    backup_marker: Path | None


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
    "BACKUP_MARKER",
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
    if mode == "production":
        _demand_safe(given)
    return Environment(
        mode=mode,
        data=data,
        secret_key=given.get("SECRET_KEY") or _kept(data, "secret.key"),
        vault_key=_vault_key(given.get("VAULT_KEY") or _kept(data, "vault.key")),
        database_url=given.get("DATABASE_URL") or f"sqlite:///{data / 'groeiruimte.sqlite3'}",
        hosts=_hosts(given.get("HOSTS", "localhost,127.0.0.1,[::1]")),
        today=_day(given.get("TODAY", "")),
        mail_url=_mail_url(given.get("MAIL_URL", "")),
        mail_from=given.get("MAIL_FROM", "tbhz@example.org"),
        lanes=_whole(given.get("LANES", "2"), "LANES"),
        proxies=_whole(given.get("PROXIES", "0"), "PROXIES"),
        site=given.get("SITE", "http://localhost:8000").rstrip("/"),
        database_role=given.get("DATABASE_ROLE", ""),
        failpoint=given.get("FAILPOINT", ""),
        backup_marker=Path(given["BACKUP_MARKER"]) if given.get("BACKUP_MARKER") else None,
    )


def _demand_safe(given: Mapping[str, str]) -> None:
    """Raise WrongSetting for what would start in production, but without one of its walls."""
    for name in ("TODAY", "FAILPOINT"):
        if given.get(name):
            raise WrongSetting(f"{PREFIX}{name} is refused in production. Take it out of the environment.")
    for name in NEEDED:
        if not given.get(name):
            raise WrongSetting(f"{PREFIX}{name} is needed in production.")
    secret, hosts = given["SECRET_KEY"], _hosts(given["HOSTS"])
    if len(secret) < _SHORTEST_SECRET or len(set(secret)) < _FEWEST_SIGNS:
        raise WrongSetting(f"{PREFIX}SECRET_KEY must be at least {_SHORTEST_SECRET} random characters.")
    if not given["DATABASE_URL"].startswith(("postgresql://", "postgres://")):
        raise WrongSetting(f"{PREFIX}DATABASE_URL must start with postgresql:// in production.")
    if not hosts or any("*" in host for host in hosts):
        raise WrongSetting(f"{PREFIX}HOSTS must name the hosts of the site in production, without *.")
    if not _SITE.fullmatch(given["SITE"]):
        raise WrongSetting(f"{PREFIX}SITE must be an address such as https://tbhz.example.org in production.")


def _kept(data: Path, name: str) -> str:
    """A key of 32 random bytes, made once and kept outside the database; for demo and tests only.

    Of programs that start at the same moment the first one makes it, as what is sealed with another is lost.
    """
    path = data / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
        fresh.chmod(0o600)
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text()


def _vault_key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32 or len(set(key)) < _FEWEST_SIGNS:
        raise WrongSetting(f"{PREFIX}VAULT_KEY must be 32 random bytes in base64.")
    return key


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(host.strip() for host in text.split(",") if host.strip())


def _mail_url(text: str) -> str:
    """The address of a mail server. A slip in it must not send mail to a folder."""
    try:
        server = urlsplit(text)
        known = server.scheme in ("smtp", "smtps") and bool(server.hostname) and server.port != 0
    except ValueError:
        known = False
    if text and not known:
        raise WrongSetting(
            f"{PREFIX}MAIL_URL must be an address such as smtp://user:password@host:587 or smtps://host."
        )
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongSetting(f"{PREFIX}TODAY must be a date such as 2022-04-05, not {text!r}.") from None


def _whole(text: str, name: str) -> int:
    if not text.isdigit():
        raise WrongSetting(f"{PREFIX}{name} must be a whole number, not {text!r}.")
    return int(text)
