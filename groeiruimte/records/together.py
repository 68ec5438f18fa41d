"""Migrations that make many tables: Django works out all models once, and not anew for each table.

A new table may belong to any other, so Django makes the classes of all its relations again; with a hundred tables that
is half of the time of migrating.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations import Migration as OneByOne
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Migration(OneByOne):
    """Makes tables that stand one after the other in its operations together. Undoing goes one by one."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        listed = self.operations
        self.operations = list(_joined(listed))  # type: ignore[misc]  # Django, too, gives each migration its own
        try:
            return super().apply(project_state, schema_editor, collect_sql)
        finally:
            self.operations = listed  # type: ignore[misc]


def _joined(operations: Sequence[Operation]) -> Iterator[Operation]:
    for make_tables, found in groupby(operations, lambda each: isinstance(each, CreateModel)):
        if make_tables:
            yield _Tables(list(found))
        else:
            yield from found


class _Tables(Operation):
    def __init__(self, tables: list[Operation]) -> None:
        self.tables = tables

    def describe(self) -> str:
        return "; ".join(table.describe() for table in self.tables)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # while it is not there, a model that is added is only noted
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)
