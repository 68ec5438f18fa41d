"""The fixtures of a running installation."""

from tests.site.faults.conftest import copies, place, player, prepared

__all__ = ["copies", "place", "player", "prepared"]
