"""Every screen of the product with the states that matter, and how somebody comes to see it."""

from __future__ import annotations

from .account import ACCOUNT
from .beginning import BEGINNING
from .entry import ENTRY
from .lists import LISTS
from .practice import PRACTICE
from .region import REGION
from .rest import REST
from .screen import Screen

__all__ = ["SCREENS", "Screen"]

SCREENS = (*ENTRY, *ACCOUNT, *PRACTICE, *BEGINNING, *LISTS, *REGION, *REST)
