"""How often a program that runs for long looks for what nothing refers to any more.

From the moment that this is imported until `seldom` is called it never does: what is being loaded is no garbage.
"""

from __future__ import annotations

import gc

_NEWER, _OLDER, _OLDEST = 20_000, 10, 10
"""Objects before the new ones are looked at, and how many such looks before older ones are."""

gc.disable()


def seldom() -> None:
    """Call it when all modules are loaded: they stay for ever, and Python would walk through them again and again.

    A page makes thousands of objects, and nearly all are gone as soon as nothing refers to them, without any looking.
    What loading itself left behind stays too: a megabyte, while to find it takes a tenth of a second at each start.
    """
    gc.freeze()
    gc.set_threshold(_NEWER, _OLDER, _OLDEST)
    gc.enable()
