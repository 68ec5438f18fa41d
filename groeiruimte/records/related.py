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
    """Fetch along foreign keys, either way round. What was fetched before is not fetched again.

    What is equally far away is asked at once, for PostgreSQL answers many sentences as fast as a few.
    """
    ways: list[tuple[Sequence[Model], _Ways]] = [(records, _ways(lookups))]
    while ways:
        further = [(_step(found, name), onward) for found, names in ways if found for name, onward in names.items()]
        answers = _answers([step.question for step, _ in further])
        ways = [(step.settle(rows), onward) for (step, onward), rows in zip(further, answers, strict=True)]


def rows_by(model: Any, column: str, values: Iterable[Any]) -> Iterator[Any]:
    """Those with one of these values in a column, in the order of the model for the rows of each value."""
    return chain.from_iterable(_answers([_Question(model, column, tuple(values))]))


def holds(record: Model, lookups: Iterable[str]) -> bool:
    """Whether all that hangs on the record itself was fetched already, in whatever way."""
    there = record.__dict__.get(_FETCHED, {})
    return all(lookup.split("__")[0] in there for lookup in lookups)


def forget(record: Model) -> None:
    """As if nothing had been fetched. What a copy holds is the same as what the record holds, so that stays."""
    record.__dict__[_FETCHED] = {}


_Ways = dict[str, "_Ways"]
"""Names to go along, and where to go on from there."""


def _ways(lookups: Iterable[str]) -> _Ways:
    ways: _Ways = {}
    for lookup in lookups:
        onward = ways
        for name in lookup.split("__"):
            onward = onward.setdefault(name, {})
    return ways


@dataclass(frozen=True, slots=True)
class _Question:
    """Which rows have one of these values in a column."""

    model: Any
    column: str
    values: tuple[Any, ...]

    def said(self) -> Iterator[tuple[_Sentence, list[Any]]]:
        """In sentences; the last value is said more than once, so that few sentences do for any number."""
        left = iter(self.values)
        while some := list(islice(left, _MOST)):
            places = 1 << (len(some) - 1).bit_length()
            yield (
                _sentence(self.model, self.column, places, connection.vendor),
                [*some, *repeat(some[-1], places - len(some))],
            )


@dataclass(frozen=True, slots=True)
class _Step:
    """One name further: what to ask for it, and what lays the rows where Django looks; that gives where one is then."""

    question: _Question
    settle: Callable[[Iterable[Any]], Sequence[Model]]


def _step(level: Sequence[Model], name: str) -> _Step:
    field: Any = level[0]._meta.get_field(name)
    return _pointed_at(level, field) if isinstance(field, ForeignKey) else _hanging_on(level, name, field)


def _pointed_at(level: Sequence[Model], key: ForeignKey[Any, Any]) -> _Step:
    unknown = [each for each in level if not key.is_cached(each)]

    def settle(rows: Iterable[Any]) -> Sequence[Model]:
        found = {row.pk: row for row in rows}
        for each in unknown:
            key.set_cached_value(each, found.get(getattr(each, key.attname)))
        known = (key.get_cached_value(each) for each in level)
        return tuple({row.pk: row for row in known if row is not None}.values())

    wanted = {getattr(each, key.attname) for each in unknown} - {None}
    return _Step(_Question(key.related_model, "pk", tuple(wanted)), settle)


def _hanging_on(level: Sequence[Model], name: str, relation: ManyToOneRel) -> _Step:
    key = relation.field
    unknown = {each.pk: each for each in level if name not in each.__dict__.setdefault(_FETCHED, {})}

    def settle(rows: Iterable[Any]) -> Sequence[Model]:
        found: dict[Any, list[Model]] = defaultdict(list)
        for row in rows:
            holder = getattr(row, key.attname)
            key.set_cached_value(row, unknown[holder])
            found[holder].append(row)
        for pk, each in unknown.items():
            hanging = getattr(each, name).all()
            hanging._result_cache, hanging._prefetch_done = found[pk], True
            each.__dict__[_FETCHED][name] = hanging
        return tuple(chain.from_iterable(each.__dict__[_FETCHED][name] for each in level))

    return _Step(_Question(relation.related_model, key.attname, tuple(unknown)), settle)


def _answers(questions: Sequence[_Question]) -> list[list[Any]]:
    """The rows of each question."""
    said = [list(question.said()) for question in questions]
    answered = iter(_asked(list(chain.from_iterable(said))))
    return [[row for sentence, _ in one for row in sentence.records(next(answered))] for one in said]


def _asked(said: Sequence[tuple[_Sentence, list[Any]]]) -> list[list[Any]]:
    """What the database answers to each sentence. PostgreSQL takes them in one message."""
    if not said:
        return []
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [cursor.execute(sentence.text, values).fetchall() for sentence, values in said]
        cursor.execute("; ".join(sentence.text for sentence, _ in said), [*chain.from_iterable(v for _, v in said)])
        answered = [cursor.fetchall()]
        while cursor.nextset():
            answered.append(cursor.fetchall())
        return answered


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A question to the database, and what makes records of the answer: `read` by the place of a column."""

    model: Any
    text: str
    names: tuple[str, ...]
    read: tuple[tuple[int, Any, tuple[Callable[..., Any], ...]], ...]

    def records(self, answered: Iterable[Sequence[Any]]) -> Iterator[Any]:
        for row in answered:
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
