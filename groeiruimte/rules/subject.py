"""What a question of a practice is about: `form:action_plan`, `kpi:a1`, `objective:B`."""

from __future__ import annotations

from groeiruimte.programme.programme import Programme


def subject_title(programme: Programme, about: str) -> str:
    """The name of what a question is about; "" for what this programme does not have."""
    kind, _, key = about.partition(":")
    match kind:
        case "form":
            forms = [*programme.forms, *(scan.form for scan in programme.scans)]
            return next((each.title for each in forms if each.key == key), "")
        case "kpi":
            return next((each.title for each in programme.kpis if each.key == key), "")
        case "objective":
            return next((f"{each.key} {each.label}" for each in programme.objectives if each.key == key), "")
    return ""
