"""The fixtures of a running installation."""

from tests.site.faults.conftest import copies, prepared

__all__ = ["copies", "prepared"]
