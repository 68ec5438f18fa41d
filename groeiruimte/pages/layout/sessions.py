"""Sessions in the database. A cookie that cannot be a key of ours is not looked up: PostgreSQL stumbles over some."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from groeiruimte.records import related

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(InDatabase):
    def _validate_session_key(self, key: Any) -> bool:
        return bool(key) and _KEY.fullmatch(str(key)) is not None

    def _get_session_from_db(self) -> Session | None:
        """Django asks the same; this sentence is written once, and every page asks it."""
        for found in related.rows_by(Session, "session_key", (self.session_key,)):
            if found.expire_date > timezone.now():
                return found
        self._session_key = None
        return None
