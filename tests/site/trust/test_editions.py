"""A sealed text stays what it is: in its table, in what a process remembers of it, and when its table is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext

from groeiruimte.actions.programmes import keep, programme_of
from groeiruimte.records import access
from groeiruimte.records.models import Edition, Wording
from tests.site.faults.place import ON_POSTGRESQL, empty_place
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, edition

pytestmark = pytest.mark.django_db

SEALED = pytest.raises(DatabaseError, match=r"append-only|permission denied")
SYSTEM = access.system(TODAY, "test")
TABLES = {"records_edition": "number = 9", "records_wording": "text = 'x'"}


@pytest.mark.parametrize("model", [Edition, Wording])
def test_a_sealed_text_cannot_be_changed_or_removed(model: type[Edition] | type[Wording]) -> None:
    made = edition()
    with SEALED, transaction.atomic():
        Edition.objects.update(number=9) if model is Edition else Wording.objects.update(text="x")
    with SEALED, transaction.atomic():
        model.objects.filter(pk=made.pk)._raw_delete("default")
    assert (Edition.objects.get().number, Wording.objects.get().pk) == (1, made.pk)


def test_who_reads_a_year_does_not_read_the_text_and_a_process_reads_it_once() -> None:
    real = edition().wording
    one = keep(PROGRAMME, 2, f"{real.text}# gezegd", real.base, real.cases, SYSTEM, NOW)
    same = keep(PROGRAMME, 3, f"{real.text}# gezegd", real.base, real.cases, SYSTEM, NOW)
    with CaptureQueriesContext(connection) as asked:
        assert programme_of(Edition.objects.get(pk=one.pk)) is programme_of(Edition.objects.get(pk=same.pk))
    assert ["records_wording" in each["sql"] for each in asked] == [False, True, False]


def test_another_text_under_the_same_seal_is_refused() -> None:
    real = edition().wording
    for number, sha256 in enumerate(("0" * 64, "1" * 64), 2):
        false = Edition.objects.create(key=PROGRAMME, number=number, sha256=sha256, published_at=NOW)
        with pytest.raises(Wording.DoesNotExist):
            programme_of(false)
        Wording.objects.create(edition=false, text=real.text, base=real.base, cases=real.cases)
        with pytest.raises(RuntimeError, match=r"the seal of edition [01]{12} is broken"):
            programme_of(false)


@pytest.fixture
def owner(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own, as who owns it and may change its tables."""
    place = empty_place(tmp_path / "place", tmp_path_factory.getbasetemp())
    other: Any = connection.copy()
    other.settings_dict["NAME"] = place.database or str(place.database_file)
    if ON_POSTGRESQL:
        other.settings_dict["OPTIONS"]["assume_role"] = None
    yield other
    other.close()
    place.remove()


def test_texts_that_are_there_come_along(owner: BaseDatabaseWrapper) -> None:
    """0010: there and back, with rows. Both tables stay append-only, the new one for the application's role too."""
    rows = [(number, f"tekst {number} ", f"kader {number}", "één\r\n%s") for number in (1, 2)]
    migrate(owner, "0009_scan_walls")
    for row in rows:
        said = (*row, "0" * 64, NOW)
        ask(owner, "INSERT INTO records_edition (key, number, text, base, cases, sha256, published_at) "
            "VALUES ('x', %s, %s, %s, %s, %s, %s) RETURNING id", *said)  # fmt: skip
    migrate(owner, "0010_wording")
    assert ask(owner, "SELECT number, text, base, cases FROM records_edition JOIN records_wording "
               "ON edition_id = id ORDER BY number") == rows  # fmt: skip
    for table, change in TABLES.items():
        for way in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match=f"{table} is append-only"):
                ask(owner, way)
        if ON_POSTGRESQL:
            may = f"SELECT has_table_privilege('groeiruimte_app', '{table}', %s)"
            rights = ("SELECT", "INSERT", "UPDATE", "DELETE")
            assert [ask(owner, may, right) for right in rights] == [[(True,)], [(True,)], [(False,)], [(False,)]]
    migrate(owner, "0009_scan_walls")
    assert ask(owner, "SELECT number, text, base, cases FROM records_edition ORDER BY number") == rows
    with pytest.raises(DatabaseError, match="records_edition is append-only"):
        ask(owner, "UPDATE records_edition SET text = ''")


def migrate(database: BaseDatabaseWrapper, name: str) -> None:
    MigrationExecutor(database).migrate([("records", name)])


def ask(database: BaseDatabaseWrapper, sql: str, *given: object) -> list[tuple[object, ...]]:
    with database.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
