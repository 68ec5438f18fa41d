"""The verbs that are not killed one by one, because they write rows inside the one transaction and do nothing else.

That they do nothing else is read from their source. `reached` follows every name that a verb uses, through all of
`groeiruimte.actions`, to the names that it takes from elsewhere; each of those must be known here. Verbs share most of
what they use, so a statement is walked through once.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import groeiruimte

HOUSE = Path(groeiruimte.__file__).parent
MECHANISM = "groeiruimte.actions.verb"
"""Of every verb: what it does is killed with each verb that is."""

ROWS_ALONE = (
    "access.check",
    "article.add",
    "article.publish",
    "attendance.add",
    "attendance.elsewhere",
    "attendance.strike",
    "attendance.take_off",
    "calendar.make",
    "calendar.stop",
    "cashier.consent",
    "cashier.set",
    "cashier.withdraw",
    "choice.align",
    "choice.align_many",
    "claw_back.settle",
    "decision.decide",
    "decision.propose",
    "report.decide",
    "results.publish",
    "document.answer",
    "document.ask",
    "document.remove_part",
    "document.save",
    "document.start",
    "document.submit",
    "employee.add",
    "employee.change",
    "enrolment.choose",
    "enrolment.commit",
    "evidence.check",
    "evidence.take_off",
    "form.agree",
    "form.ask_to_sign",
    "form.carry_out",
    "form.note",
    "form.reopen",
    "form.take_back",
    "hours.change",
    "hours.strike_out",
    "intention.prefer",
    "item.change",
    "item.note_for_everybody",
    "item.strike_out",
    "job.retry",
    "kpi.test",
    "log.ask_check",
    "log.review",
    "mail.drop",
    "mail.send_again",
    "membership.period",
    "membership.stop",
    "milestone.add",
    "milestone.change",
    "milestone.report",
    "milestone.strike_out",
    "note.add",
    "objective.support",
    "organisation.add",
    "organisation.check",
    "partner.answer",
    "partner.ask",
    "payment.download",
    "platform.set_up",
    "question.answer",
    "question.reply",
    "region_access.check",
    "region_access.stop",
    "reminder.send_many",
    "scan.judge",
    "scan.review",
    "scan.save_interview",
    "scan.interview_held",
    "scan.publish",
    "slot.offer",
    "slot.remove",
    "advice.pick",
    "advice.add",
    "advice.change",
    "advice.remove",
    "advice.move",
    "device.add",
    "device.import",
    "device.change",
    "device.remove",
    "scan.save",
    "scan.submit",
    "scan.take_back",
    "scan.bring_up",
    "scan.pick_slot",
    "scan.give_slot_back",
    "scan.follow_up",
    "scan.improve",
    "scan.share",
    "scan.take_share_back",
    "session.call_off",
    "session.change",
    "session.close",
    "session.open",
    "session.plan",
    "sessions.end",
    "settlement.drop",
    "story.publish",
    "story.send",
    "succession.arrange",
    "succession.carry_out",
    "support.change",
    "support.log",
    "support.note_step",
    "support.strike_out",
    "survey.call_off",
    "survey.close",
    "survey.close_by_day",
    "survey.invite",
    "survey.issue",
    "survey.start",
    "training.edit",
    "training.make",
    "training.publish",
    "training.sign_off",
    "view.remove",
    "view.save",
    "year.drop",
    "year.publish",
    "year.save",
    "year.start",
)

KNOWN = (
    # Rows, what is asked of them, and the queue in the same database.
    "django.db.models",
    "django.db.transaction.atomic",
    "groeiruimte.records.access",
    "groeiruimte.records.audit.write",
    "groeiruimte.records.guard",
    "groeiruimte.records.identity",
    "groeiruimte.records.jobs.again",
    "groeiruimte.records.jobs.queue",
    "groeiruimte.records.lock",
    "groeiruimte.records.models",
    "groeiruimte.records.related",
    # What is worked out, without a trace: rules and definitions know no database and no disk.
    "groeiruimte.pipeline.devices.FIRST_YEAR",
    "groeiruimte.pipeline.devices.MOST_DEVICES",
    "groeiruimte.pipeline.devices.MOST_ROWS",
    "groeiruimte.programme.calendar",
    "groeiruimte.programme.difference",
    "groeiruimte.programme.form",
    "groeiruimte.programme.item",
    "groeiruimte.programme.kpi",
    "groeiruimte.programme.money",
    "groeiruimte.programme.next_year",
    "groeiruimte.programme.problems",
    "groeiruimte.programme.programme",
    "groeiruimte.programme.read.read",
    "groeiruimte.programme.region",
    "groeiruimte.programme.scan",
    "groeiruimte.programme.seal",
    "groeiruimte.programme.survey",
    "groeiruimte.programme.syntax",
    "groeiruimte.reports.calendar_feed",
    "groeiruimte.rules",
    "django.conf.settings.SECRET_KEY",
    "django.conf.settings.SITE",
    # Sessions are rows in the same database.
    "django.contrib.auth.SESSION_KEY",
    "django.contrib.sessions.models",
    "django.core.exceptions",
    "django.core.validators.URLValidator",
    "django.core.validators.validate_email",
    # Python itself. A zip is read from bytes in memory.
    "collections",
    "copy.copy",
    "dataclasses",
    "datetime",
    "decimal",
    "functools.lru_cache",
    "hashlib",
    "hmac",
    "io.BytesIO",
    "itertools",
    "json.dumps",
    "re",
    "secrets",
    "stdnum.iban",
    "struct",
    "typing",
    "zipfile.BadZipFile",
    "zipfile.ZipFile",
)
"""All that a verb of ROWS_ALONE may take from outside `groeiruimte.actions`: each with everything in it."""
NEVER = tuple(f"builtins.{name}" for name in ("__import__", "breakpoint", "compile", "eval", "exec", "input", "open"))

Modules = Mapping[str, "Module"]


@dataclass(frozen=True, eq=False)
class Module:
    """What stands at the top of a module by its name, and where each name that it imports comes from."""

    name: str
    statements: tuple[ast.stmt, ...]
    defined: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)


def sources() -> dict[str, str]:
    """The text of every module of the actions, by its name."""
    paths = sorted(path for path in (HOUSE / "actions").rglob("*.py") if path.name != "__init__.py")
    return {".".join(path.relative_to(HOUSE.parent).with_suffix("").parts): path.read_text() for path in paths}


def read(texts: Mapping[str, str]) -> dict[str, Module]:
    return {name: _module(name, ast.parse(text)) for name, text in texts.items()}


def verbs_of(modules: Modules) -> dict[str, tuple[str, ast.stmt]]:
    """The module and the statement that make each verb, by its event."""
    return {
        event: (name, statement)
        for name, module in modules.items()
        for statement in module.statements
        for event in _events(statement, module)
    }


def unknown(modules: Modules, event: str) -> list[str]:
    """What a verb reaches and may not, when it writes rows alone."""
    return sorted(name for name in reached(modules, event) if not _is_known(name))


def _is_known(name: str) -> bool:
    if name.startswith("builtins."):
        return name not in NEVER
    return any(f"{name}.".startswith(f"{known}.") for known in KNOWN)


def reached(modules: Modules, event: str) -> set[str]:
    """The whole name of all from outside the actions that a verb, or who calls it in its own module, may use."""
    home, first = verbs_of(modules)[event]
    outside: set[str] = set()
    seen: set[ast.stmt] = set()
    waiting = [(home, statement) for statement in _with_callers(modules[home], first)]
    while waiting:
        name, statement = waiting.pop()
        if statement in seen:
            continue
        seen.add(statement)
        for used in _used(modules[name], statement):
            place, what = _place(modules, used)
            if not place:
                outside.add(what)
            elif place != MECHANISM:
                waiting += [(place, found) for found in modules[place].defined[what]]
    return outside


@cache
def _nodes(statement: ast.stmt) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(statement))


@cache
def _events(statement: ast.stmt, module: Module) -> tuple[str, ...]:
    return tuple(event for node in _nodes(statement) for event in _events_of(node, module))


def _events_of(node: ast.AST, module: Module) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "verb":
        match node.args[0]:
            case ast.Constant(value=str(event)):
                yield event
            case ast.JoinedStr(values=[ast.Constant(value=str(begin)), ast.FormattedValue(value=ast.Name(id=name))]):
                yield from (f"{begin}{each}" for each in _each(name, module))
            case other:  # an event that cannot be read here is in no list, and so it is found
                yield ast.unparse(other)


def _each(name: str, module: Module) -> Iterator[str]:
    """What a name stands for in the comprehensions of a module."""
    for node in (node for statement in module.statements for node in _nodes(statement)):
        if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield from ast.literal_eval(node.iter)


def _module(name: str, tree: ast.Module) -> Module:
    made = Module(name, tuple(tree.body))
    for statement in tree.body:
        for defined in _names(statement):
            made.defined.setdefault(defined, []).append(statement)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            made.imported.update({each.asname or each.name: each.name for each in node.names})
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            made.imported.update({each.asname or each.name: f"{origin}.{each.name}" for each in node.names})
    return made


@cache
def _names(statement: ast.stmt) -> set[str]:
    """What a statement at the top of a module gives a name."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return set()
    return {node.id for node in _nodes(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


@cache
def _named(statement: ast.stmt) -> set[str]:
    """Every name in a statement."""
    return {node.id for node in _nodes(statement) if isinstance(node, ast.Name)}


def _with_callers(module: Module, first: ast.stmt) -> set[ast.stmt]:
    """A statement, and everything in its module that leads to it: what is done around the verb counts as well."""
    found, more = set[ast.stmt](), {first}
    while more - found:
        found |= more
        names = {name for statement in found for name in _names(statement)}
        more = {each for each in module.statements if names & _named(each)}
    return found


@cache
def _used(module: Module, statement: ast.stmt) -> frozenset[str]:
    """The whole name of what a statement takes from its own module, from another one, or from Python itself."""
    return frozenset(_each_used(module, statement))


def _each_used(module: Module, statement: ast.stmt) -> Iterator[str]:
    nodes = _nodes(statement)
    of_modules = [node for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    dotted = {node.value: node.attr for node in of_modules}
    if "*" in module.imported:  # whatever that is
        yield module.imported["*"]
    for node in nodes:
        if not isinstance(node, ast.Name):
            continue
        if node.id in module.imported:
            part = f".{dotted[node]}" if node in dotted else ""
            yield f"{module.imported[node.id]}{part}"
        elif node.id in module.defined:
            yield f"{module.name}.{node.id}"
        elif hasattr(builtins, node.id):
            yield f"builtins.{node.id}"


def _place(modules: Modules, used: str) -> tuple[str, str]:
    """The module of ours and the name in it that a whole name stands for, also when it was handed on; "" and the whole
    name of what is not ours."""
    home = next((name for name in sorted(modules, key=len, reverse=True) if used.startswith(f"{name}.")), "")
    name, *parts = used.removeprefix(f"{home}.").split(".")
    if not home or name in modules[home].defined:
        return (home, name) if home else ("", used)
    if name in modules[home].imported:
        return _place(modules, ".".join([modules[home].imported[name], *parts]))
    return "", used
