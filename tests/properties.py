"""How properties are tried: while other tests run beside them, so that how long an example takes says nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def on_a_busy_machine() -> None:
    """For a conftest: settings hold for the properties that are read after it."""
    settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy machine")
