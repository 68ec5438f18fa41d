"""The browser that stands on this machine."""

from __future__ import annotations

import shutil

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first one that is there is used: without a window to draw it needs half of the work."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",
    "--blink-settings=acceleratedCompositingEnabled=false",
    "--js-flags=--no-opt --no-maglev",
]
"""It asks nobody anything, draws without a card and in one layer, and compiles the code of a page once.

A page lives for a moment: code that is compiled again to run faster is gone before it is used, and layers that would
make scrolling smooth are never scrolled. Each was a sixth of what measuring a screen took. No more programs are started
than there must be: starting one takes longer than showing a page.
"""


def chromium() -> str:
    found = [path for name in CHROMIUMS if (path := shutil.which(name))]
    assert found, "no chromium on this machine: `make chromium` installs it"
    return found[0]
