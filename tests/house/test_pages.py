"""The rules of the pages, read from their own files: no inline code, one palette, words people understand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "groeiruimte/pages"
CODE = sorted(PAGES.rglob("*.py"))
TEMPLATES = sorted([*PAGES.rglob("*.html"), *PAGES.rglob("*.txt")])
STYLE = sorted(PAGES.rglob("*.css"))
TOKENS = PAGES / "layout/look/tokens.css"

BANNED = (
    "ongeldig",
    "fout opgetreden",
    "helaas",
    "oeps",
    "verplicht veld",
    "veld is verplicht",
    "gelieve",
    "dient te",
    "dienen te",
    "reeds",
    "middels",
    "succesvol",
)
# What a button never begins with.
NOT_A_VERB = {"de", "een", "het", "ik", "ja", "klik", "mijn", "nee", "ok", "submit", "u", "uw", "volgende", "vorige"}


def name(path: Path) -> str:
    return str(path.relative_to(PAGES))


def found(paths: list[Path], pattern: str, flags: re.RegexFlag = re.NOFLAG) -> list[str]:
    """`file:line` of every line that matches."""
    return [
        f"{name(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line, flags)
    ]


def words_of(path: Path) -> str:
    """What a template says to a person: without comments, tags of the template language and markup."""
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", " ", path.read_text(), flags=re.S)
    text = re.sub(r"<script.*?</script>", " ", text, flags=re.S)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", " ", text, flags=re.S)


def test_there_is_something_to_read() -> None:
    assert min(len(CODE), len(TEMPLATES), len(STYLE)) > 5


def test_pages_ask_the_doorkeeper() -> None:
    assert found(CODE, r"\.objects\b|\._default_manager\b|\._base_manager\b") == []


def test_no_code_in_pages() -> None:
    assert found(TEMPLATES, r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:") == []


def test_scripts_are_files_or_data() -> None:
    scripts = [tag for path in TEMPLATES for tag in re.findall(r"<script[^>]*>", path.read_text())]
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []


def test_nothing_is_marked_as_safe() -> None:
    assert found(TEMPLATES, r"\|\s*safe\b|\{%\s*autoescape off", re.I) == [
        "account/templates/account/email/base_message.txt:1",
        "account/templates/account/email/password_reset_key_message.txt:1",
        "account/templates/account/email/unknown_account_message.txt:1",
    ]
    assert found(CODE, r"mark_safe|SafeString\(|safestring\.mark") == []


def test_nothing_comes_from_another_site() -> None:
    assert found([*TEMPLATES, *STYLE], r"(src|href|action)=[\"'](https?:)?//|url\(|@import") == []


def test_every_form_that_changes_something_has_its_token() -> None:
    forms = [
        (name(path), form)
        for path in TEMPLATES
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), flags=re.S)
    ]
    # Who answers a survey gets no cookie: the link itself gives the right, so there is nothing to borrow.
    assert sorted(where for where, form in forms if "{% csrf_token %}" not in form) == [
        "respond/check.html",
        "respond/promise.html",
        "respond/question.html",
    ]


def test_every_colour_is_a_token() -> None:
    others = [path for path in STYLE if path != TOKENS]
    named = r"(?<![-\w])(white|black|red|green|blue|gray|grey|yellow|orange|purple)(?![-\w])"
    assert found(others, r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(|" + named) == []


def test_every_token_is_known_and_used() -> None:
    defined = set(re.findall(r"^\s*(--[\w-]+):", TOKENS.read_text(), re.M))
    used = {token for path in STYLE for token in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert (used - defined, defined - used) == (set(), set())


def colours() -> dict[str, str]:
    return dict(re.findall(r"--color-([\w-]+): (#[0-9A-F]{6});", TOKENS.read_text()))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


READ_ON = {
    "white": ("ink", "muted", "primary", "primary-dark", "error", "error-box", "ok", "warn", "info", "neutral"),
    "ground": ("ink", "muted", "primary", "primary-dark"),
    "primary-tint": ("ink", "muted", "primary", "primary-dark"),
    "primary": ("white",),
    "primary-dark": ("white",),
    "focus": ("ink",),
    "error-tint": ("error-box",),
    "ok-tint": ("ok", "ink"),
    "warn-tint": ("warn", "ink"),
    "info-tint": ("info",),
    "neutral-tint": ("neutral",),
    "confidential-tint": ("confidential",),
    **{f"heat-{level}": ("ink",) for level in ("0", "1", "2", "missing")},
    **{f"heat-{level}": ("white",) for level in ("3", "4")},
}


@pytest.mark.parametrize(("ground", "text"), [(ground, text) for ground, texts in READ_ON.items() for text in texts])
def test_text_can_be_read(ground: str, text: str) -> None:
    assert contrast(colours()[ground], colours()[text]) >= 4.5


def test_the_edge_of_a_field_can_be_seen() -> None:
    assert contrast(colours()["field-border"], colours()["white"]) >= 3


def test_every_colour_is_measured_or_only_decorates() -> None:
    measured = {*READ_ON, *(text for texts in READ_ON.values() for text in texts), "field-border"}
    assert set(colours()) - measured == {"line"}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert (round(contrast("#000000", "#FFFFFF"), 2), round(contrast("#767676", "#FFFFFF"), 2)) == (21.0, 4.54)


def test_no_words_that_push_people_away() -> None:
    said = {name(path): words_of(path).lower() for path in TEMPLATES}
    said |= {name(path): " ".join(re.findall(r'"([^"]*)"', path.read_text())).lower() for path in CODE}
    assert [(where, word) for where, words in said.items() for word in BANNED if word in words] == []


def test_buttons_name_the_deed() -> None:
    wrong = []
    for path in TEMPLATES:
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
        for label in re.findall(r"<(?:button|a)\b[^>]*class=\"button[^>]*>(.*?)</(?:button|a)>", text, flags=re.S):
            first = re.sub(r"<[^>]+>|\{%.*?%\}", "", label).strip().split(" ")[0].lower()
            if not first or first in NOT_A_VERB:
                wrong.append((name(path), label))
    assert wrong == []


def test_a_name_is_used_in_the_block_that_makes_it() -> None:
    """Outside that block it is nothing: a link to nowhere."""
    lost = []
    for path in TEMPLATES:
        text = path.read_text()
        blocks = re.findall(r"\{% block \w+ %\}(.*?)\{% endblock %\}", text, re.S)
        for block in blocks:
            rest = "".join(other for other in blocks if other is not block)
            made = {*re.findall(r"\{% \w+ [^%]* as (\w+) %\}", block)} - {*re.findall(r" as (\w+) %\}", rest)}
            lost += [f"{name(path)}: {each}" for each in made if re.search(rf"\{{\{{ {each}\b", rest)]
    assert lost == []


def test_sentences_are_short() -> None:
    """At most 22 words; the median of all sentences is at most 12."""
    lengths = []
    for path in TEMPLATES:
        for block in re.split(r"<(?:p|li|h\d|dd|dt|td|th|div|label)\b", path.read_text()):
            text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", " ", block, flags=re.S)
            text = re.sub(r"\{%.*?%\}|<[^>]+>", " ", text[text.find(">") + 1 :], flags=re.S)
            text = re.sub(r"\{\{.*?\}\}", "X", text, flags=re.S)
            lengths += [(len(s.split()), name(path), s.strip()) for s in re.split(r"[.?!:](?:\s|$)", text) if s.strip()]
    assert [found for found in lengths if found[0] > 22] == []
    assert sorted(length for length, _, _ in lengths)[len(lengths) // 2] <= 12


def test_components_say_what_they_need() -> None:
    components = sorted((PAGES / "layout/components").glob("*.html"))
    assert [name(path) for path in components if "{% comment %}" not in path.read_text()[:60]] == []


def test_every_component_is_used() -> None:
    everything = "".join(path.read_text() for path in TEMPLATES)
    components = sorted((PAGES / "layout/components").glob("*.html"))
    assert [name(path) for path in components if f"layout/components/{path.name}" not in everything] == []
