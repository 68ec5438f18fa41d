"""The verbs that are not killed one by one do nothing but write rows, and the look that says so misses nothing."""

from __future__ import annotations

import pytest

from .rows_alone import ROWS_ALONE, read, sources, unknown, verbs_of

MODULES = read(sources())
HERE = "groeiruimte.actions.made_up"
BEGIN = "from .verb import Done, verb\n"
MORE = {
    "a file": ('@verb("x")\ndef do(): open("a")\n', ["builtins.open"]),
    "a program": ('import subprocess\n@verb("x")\ndef do(): subprocess.run([])\n', ["subprocess.run"]),
    "an import within": ('@verb("x")\ndef do():\n    import os as o\n    o.remove("a")\n', ["os.remove"]),
    "every name": ('from shutil import *\n@verb("x")\ndef do(): rmtree("a")\n', ["shutil.*"]),
    "a helper": ('import requests\ndef ask(): requests.get("a")\n@verb("x")\ndef do(): ask()\n', ["requests.get"]),
    "a table of helpers": (
        'from django.core import cache\nASK = {"a": lambda: cache.cache.clear()}\n@verb("x")\ndef do(): ASK["a"]()\n',
        ["django.core.cache.cache"],
    ),
    "who calls it": (
        'import os\n@verb("x")\ndef _do(): pass\ndef do(): _do(); os.remove("a")\n',
        ["os.remove"],
    ),
    "a mail past the outbox": (
        'from . import outbox\n@verb("x")\ndef do(): outbox.send("a", None)\n',
        [
            "django.core.mail.EmailMultiAlternatives",
            "django.template.defaultfilters.linebreaks_filter",
            "django.template.defaultfilters.urlize",
            "django.utils.html.format_html",
            "email.mime.text.MIMEText",
        ],
    ),
    "the sandbox": (
        'from .reading import sandbox\n@verb("x")\ndef do(): sandbox().run(b"")\n',
        ["django.conf.settings.LANES", "groeiruimte.pipeline.lists.sandbox.Sandbox"],
    ),
    "what is handed on": (
        'from .lists import vault\n@verb("x")\ndef do(): vault.fresh_key()\n',
        ["cryptography.hazmat.primitives.ciphers.aead.AESGCM.generate_key"],
    ),
    "a module as a whole": (
        'from . import vault\n@verb("x")\ndef do(): getattr(vault, "wrap")\n',
        ["groeiruimte.actions.vault"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("event", ROWS_ALONE)
def test_it_writes_rows_alone(event: str) -> None:
    assert unknown(MODULES, event) == []


@pytest.mark.parametrize("what", MORE)
def test_what_does_more_is_found(what: str) -> None:
    text, expected = MORE[what]
    assert unknown(MODULES | read({HERE: BEGIN + text}), "x") == expected


def test_every_way_to_make_a_verb_is_found() -> None:
    text = (
        'MADE = {d: verb(f"form.{d}")(do) for d in ("a", "b")}\n'
        'def make():\n    return verb("c")(do)\n'
        "def hide(name):\n    return verb(name)(do)\n"
    )
    assert sorted(verbs_of(read({HERE: BEGIN + text}))) == ["c", "form.a", "form.b", "name"]
