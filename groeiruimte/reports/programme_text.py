"""A form, scan or survey as part of a programme text: TOML that somebody puts in a definition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from groeiruimte.programme.form import Form
from groeiruimte.programme.scan import Scan
from groeiruimte.rules.xlsform import Asked


def toml(asked: Asked) -> str:
    """A block with a line for each field, and a line for each item of a list; what is as usual is left out."""
    block = "forms" if isinstance(asked, Form) else "scans" if isinstance(asked, Scan) else "surveys"
    lines = [f"[[{block}]]"]
    for name, value in asked.model_dump(exclude_defaults=True).items():
        if value is None:
            continue
        if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            lines += [f"{name} = [", *(f"    {_inline(item)}," for item in value), "]"]
        else:
            lines.append(f"{name} = {_inline(value)}")
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return f"{{ {', '.join(f'{name} = {_inline(part)}' for name, part in value.items() if part is not None)} }}"
        case tuple():
            return f"[{', '.join(_inline(part) for part in value)}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
