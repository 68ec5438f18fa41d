"""Who is logged in, as allauth finds them."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from groeiruimte.records import related
from groeiruimte.records.models import User


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        """Django asks the same; this sentence is written once, and every page asks it."""
        found = next(related.rows_by(User, "pk", (user_id,)), None)
        return found if self.user_can_authenticate(found) else None
