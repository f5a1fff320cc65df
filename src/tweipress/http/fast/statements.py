"""Statements: queries whose SQL Django makes once, for what nearly every request asks.

Saves the making, which is most of what a small query costs, and what Django does around each row.
Keeps no row: each is read anew, and they are the objects or tuples that the query gives.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Generic, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import (  # type: ignore[attr-defined]  # no stub
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from tweipress.bank import driver

R = TypeVar("R")
One = int | str
Value = One | Sequence[int] | Sequence[str]
LENGTHS_MAX: Final = 100
"""For how many lengths of its lists a statement keeps the SQL."""
LIST_MAX: Final = 200
"""Longer lists are rare, and Django makes their query each time."""
NUMBER_MAX: Final = 2**63
PLAIN: Final = (ModelIterable, ValuesListIterable, FlatValuesListIterable)
MARKS: Final = -(2**40)
"""Below it are the numbers that stand for values while SQL is made: no row has such a number."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Which columns of a row are an object's fields, and which objects belong to it and how."""

    model: Any
    columns: slice
    names: Sequence[str]
    key: int
    related: tuple[tuple["_Kind", Callable[..., None], Callable[..., None]], ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """A query's SQL, which value is where in it, and what a row becomes.

    That is an object of `kind`; without one a tuple, or the only value if the query is flat.
    """

    alias: str
    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    width: int
    kind: _Kind | None
    is_flat: bool


class Statement(Generic[R]):
    """A query of numbers, words and lists of them, which `build` gets in their order."""

    def __init__(self, build: Callable[..., QuerySet[Any, R]]) -> None:
        self._build = build
        self._made: dict[tuple[int | None, ...], _Made] = {}

    def rows(self, *values: Value) -> list[R]:
        """Return what the query gives for these values."""
        lengths = tuple(None if isinstance(value, One) else len(value) for value in values)
        if 0 in lengths:
            return []  # nothing is in an empty list
        if any(length and length > LIST_MAX for length in lengths) or not _fit(values):
            return list(self._build(*values))
        made = self._made.get(lengths)
        if made is None:
            made = _make(self._build, values)
            if len(self._made) < LENGTHS_MAX:
                self._made[lengths] = made
        return _rows(made, list(_flat(values)))

    def first(self, *values: Value) -> R | None:
        """Return the first of the rows, None if there is none."""
        return next(iter(self.rows(*values)), None)


def raw(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a query of the site's database that is written by hand."""
    return driver.rows(connection, sql, values)


def _fit(values: Sequence[Value]) -> bool:
    """Tell whether every number is one that a column can hold: Django knows that no row has it."""
    return all(abs(value) < NUMBER_MAX for value in _flat(values) if isinstance(value, int))


def _flat(values: Sequence[Value]) -> Iterator[One]:
    for value in values:
        if isinstance(value, One):
            yield value
        else:
            yield from value


def _make(build: Callable[..., QuerySet[Any, Any]], values: Sequence[Value]) -> _Made:
    """Let Django make the SQL with marks in place of the values, and find them in it."""
    numbers = count(MARKS, -1)

    def mark(value: One) -> One:
        return f"\0{next(numbers)}" if isinstance(value, str) else next(numbers)

    marks: list[Any] = [
        mark(value) if isinstance(value, One) else [mark(one) for one in value] for value in values
    ]
    queryset = build(*marks)
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    gives = queryset._iterable_class  # noqa: SLF001  # there is no public name for it
    assert gives in PLAIN, gives
    order = {written: place for place, written in enumerate(_flat(marks))}
    places = tuple(order.get(param) for param in params)
    assert {place for place in places if place is not None} == set(order.values()), sql
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return _Made(
        queryset.db,
        sql,
        tuple(params),
        places,
        tuple((number, told, expression) for number, (told, expression) in converters.items()),
        len(compiler.select),
        _kind(compiler) if gives is ModelIterable else None,
        gives is FlatValuesListIterable,
    )


def _kind(compiler: Any) -> _Kind:
    described, select = compiler.klass_info, compiler.select
    first, last = described["select_fields"][0], described["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    populators = get_related_populators(described, select, compiler.using)
    return _checked(described["model"], slice(first, last), names, populators)


def _checked(
    model: type[Model], columns: slice, names: Sequence[str], populators: Sequence[Any]
) -> _Kind:
    """Return a kind whose objects are nothing but their fields, so that each can be filled in."""
    assert model.__init__ is Model.__init__, model
    assert model.from_db.__func__ is Model.from_db.__func__, model  # type: ignore[attr-defined]  # a class method
    related = []
    for one in populators:
        assert one.reorder_for_init is None, one.model_cls
        where = slice(one.cols_start, one.cols_end)
        kind = _checked(one.model_cls, where, one.init_list, one.related_populators)
        related.append((kind, one.local_setter, one.remote_setter))
    key = columns.start + names.index(str(model._meta.pk.attname))
    return _Kind(model, columns, names, key, tuple(related))


def _rows(made: _Made, values: Sequence[One]) -> list[Any]:
    connection = connections[made.alias]
    params = [
        param if place is None else values[place]
        for param, place in zip(made.params, made.places, strict=True)
    ]
    rows = [list(row[: made.width]) for row in driver.rows(connection, made.sql, params)]
    for number, converters, expression in made.converters:
        for convert in converters:
            for row in rows:
                row[number] = convert(row[number], expression, connection)
    kind = made.kind
    if kind is None:
        return [row[0] if made.is_flat else tuple(row) for row in rows]
    return [_object(made.alias, kind, row) for row in rows]


def _object(alias: str, kind: _Kind, row: list[Any]) -> Any:
    """Return an object with these fields and no others, as Django's own `from_db` does."""
    one = kind.model.__new__(kind.model)
    fields = one.__dict__
    fields["_state"] = state = ModelState()
    state.adding, state.db = False, alias
    fields.update(zip(kind.names, row[kind.columns], strict=True))
    for related, set_here, set_there in kind.related:
        other = None if row[related.key] is None else _object(alias, related, row)
        set_here(one, other)
        if other is not None:
            set_there(other, one)
    return one
