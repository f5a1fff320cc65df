"""Statements: queries whose SQL Django makes once, for what nearly every request asks.

Saves the making, which is most of what a small query costs. Drops nothing: rows are read anew each
time, and come back as the objects that the query itself would give.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # no stub

M = TypeVar("M", bound=Model)
Value = int | str | Sequence[int]
LENGTHS_MAX: Final = 100
"""For how many lengths of its lists a statement keeps the SQL."""
LIST_MAX: Final = 200
"""Longer lists are rare, and Django makes their query each time."""
NUMBER_MAX: Final = 2**63
MARKS: Final = -(2**40)
"""Below it are the numbers that stand for values while SQL is made: no row has such a number."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A query's SQL, which value is where in it, and how a row becomes an object."""

    alias: str
    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    model: type[Any]
    columns: slice
    names: Sequence[str]
    related: Sequence[Any]


class Statement(Generic[M]):
    """A query of numbers, words and lists of numbers, which `build` gets in their order."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self._build = build
        self._made: dict[tuple[int | None, ...], _Made] = {}

    def rows(self, *values: Value) -> list[M]:
        """Return the objects that the query gives for these values."""
        lengths = tuple(None if isinstance(value, int | str) else len(value) for value in values)
        if 0 in lengths:
            return []  # nothing is in an empty list
        if any(length and length > LIST_MAX for length in lengths) or not _fit(values):
            return list(self._build(*values))
        made = self._made.get(lengths)
        if made is None:
            made = _make(self._build, values)
            if len(self._made) < LENGTHS_MAX:
                self._made[lengths] = made
        return list(_objects(made, list(_flat(values))))

    def first(self, *values: Value) -> M | None:
        """Return the first of the objects, None if there is none."""
        return next(iter(self.rows(*values)), None)


def _fit(values: Sequence[Value]) -> bool:
    """Tell whether every number is one that a column can hold: Django knows that no row has it."""
    return all(abs(value) < NUMBER_MAX for value in _flat(values) if isinstance(value, int))


def _flat(values: Sequence[Value]) -> Iterator[int | str]:
    for value in values:
        yield from (value,) if isinstance(value, int | str) else value


def _make(build: Callable[..., QuerySet[Any]], values: Sequence[Value]) -> _Made:
    """Let Django make the SQL with marks in place of the values, and find them in it."""
    numbers = count(MARKS, -1)

    def mark(value: Value) -> Value:
        if isinstance(value, str):
            return f"\0{next(numbers)}"
        return next(numbers) if isinstance(value, int) else [next(numbers) for _ in value]

    marks = [mark(value) for value in values]
    queryset = build(*marks)
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    order = {written: place for place, written in enumerate(_flat(marks))}
    places = tuple(order.get(param) for param in params)
    assert {place for place in places if place is not None} == set(order.values()), sql
    select, described = compiler.select, compiler.klass_info
    first, last = described["select_fields"][0], described["select_fields"][-1]
    return _Made(
        queryset.db,
        sql,
        tuple(params),
        places,
        tuple(
            (number, converters, expression)
            for number, (converters, expression) in compiler.get_converters(
                [column[0] for column in select]
            ).items()
        ),
        described["model"],
        slice(first, last + 1),
        [column[0].target.attname for column in select[first : last + 1]],
        get_related_populators(described, select, queryset.db),
    )


def _objects(made: _Made, values: Sequence[int | str]) -> Iterator[Any]:
    connection = connections[made.alias]
    params = [
        param if place is None else values[place]
        for param, place in zip(made.params, made.places, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(made.sql, params)
        rows = cursor.fetchall()
    for row in map(list, rows):
        for number, converters, expression in made.converters:
            for convert in converters:
                row[number] = convert(row[number], expression, connection)
        one = made.model.from_db(made.alias, made.names, row[made.columns])
        for related in made.related:
            related.populate(row, one)
        yield one
