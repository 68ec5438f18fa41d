"""Sessions in the database. A cookie that cannot be a key of ours is not looked up: PostgreSQL stumbles over some."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(InDatabase):
    def _validate_session_key(self, key: Any) -> bool:
        return bool(key) and _KEY.fullmatch(str(key)) is not None
