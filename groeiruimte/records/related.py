"""What hangs on a record, as `prefetch_related` fetches it, by sentences that are written once for each process.

A page of a practice is worked out from some twenty kinds of rows, and most practices have none of most kinds. The
database answers that at once; writing the same twenty sentences again for each page took as long as all else of it.
For the practices of a region it takes a quarter less as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, repeat
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, ManyToOneRel, Model

_FETCHED = "_prefetched_objects_cache"  # where Django looks when `all` is asked of what hangs on a record
_MOST = 4096
"""Values that are said at once; SQLite takes 32,766."""


def fetch(records: Sequence[Model], lookups: Iterable[str]) -> None:
    """Fetch along foreign keys, either way round. What was fetched before is not fetched again."""
    for lookup in lookups:
        fetch_along(records, lookup)


def fetch_along(records: Sequence[Model], lookup: str) -> None:
    """The same along one way."""
    for name in lookup.split("__"):
        records = _next(records, name) if records else ()


def rows_by(model: Any, column: str, values: Iterable[Any]) -> Iterator[Any]:
    """Those with one of these values in a column, in the order of the model for the rows of each value.

    The last value is said more than once, so that few sentences do for any number.
    """
    left = iter(values)
    while some := list(islice(left, _MOST)):
        places = 1 << (len(some) - 1).bit_length()
        said = [*some, *repeat(some[-1], places - len(some))]
        yield from _sentence(model, column, places, connection.vendor).rows(said)


def holds(record: Model, lookups: Iterable[str]) -> bool:
    """Whether all that hangs on the record itself was fetched already, in whatever way."""
    there = record.__dict__.get(_FETCHED, {})
    return all(lookup.split("__")[0] in there for lookup in lookups)


def forget(record: Model) -> None:
    """As if nothing had been fetched. What a copy holds is the same as what the record holds, so that stays."""
    record.__dict__[_FETCHED] = {}


def _next(level: Sequence[Model], name: str) -> Sequence[Model]:
    field: Any = level[0]._meta.get_field(name)
    return _pointed_at(level, field) if isinstance(field, ForeignKey) else _hanging_on(level, name, field)


def _pointed_at(level: Sequence[Model], key: ForeignKey[Any, Any]) -> Sequence[Model]:
    unknown = [each for each in level if not key.is_cached(each)]
    rows = rows_by(key.related_model, "pk", {getattr(each, key.attname) for each in unknown} - {None})
    found = {row.pk: row for row in rows}
    for each in unknown:
        key.set_cached_value(each, found.get(getattr(each, key.attname)))
    known = (key.get_cached_value(each) for each in level)
    return tuple({row.pk: row for row in known if row is not None}.values())


def _hanging_on(level: Sequence[Model], name: str, relation: ManyToOneRel) -> Sequence[Model]:
    key = relation.field
    unknown = {each.pk: each for each in level if name not in each.__dict__.setdefault(_FETCHED, {})}
    found: dict[Any, list[Model]] = defaultdict(list)
    for row in rows_by(relation.related_model, key.attname, unknown):
        holder = getattr(row, key.attname)
        key.set_cached_value(row, unknown[holder])
        found[holder].append(row)
    for pk, each in unknown.items():
        rows = getattr(each, name).all()
        rows._result_cache, rows._prefetch_done = found[pk], True
        each.__dict__[_FETCHED][name] = rows
    return tuple(chain.from_iterable(each.__dict__[_FETCHED][name] for each in level))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A question to the database, and what makes records of the answer: `read` by the place of a column."""

    model: Any
    text: str
    names: tuple[str, ...]
    read: tuple[tuple[int, Any, tuple[Callable[..., Any], ...]], ...]

    def rows(self, said: Sequence[Any]) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self.text, said)
            found = cursor.fetchall()
        for row in found:
            values = list(row)
            for place, column, readers in self.read:
                for reader in readers:
                    values[place] = reader(values[place], column, connection)
            yield self.model.from_db(connection.alias, self.names, values)


@cache
def _sentence(model: Any, column: str, places: int, vendor: str) -> _Sentence:
    """`vendor` because each kind of database has its own way to say it, and to answer."""
    asked = model._default_manager.filter(**{f"{column}__in": range(places)})
    compiler = asked.query.get_compiler(connection=connection)
    text, _ = compiler.as_sql()
    columns = [expression for expression, _, _ in compiler.select]
    readers = compiler.get_converters(columns)
    return _Sentence(
        model,
        text,
        tuple(field.attname for field in model._meta.concrete_fields),
        tuple((place, column, tuple(found)) for place, (found, column) in readers.items()),
    )
