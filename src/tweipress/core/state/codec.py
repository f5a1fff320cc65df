"""Acts as plain data and back: what the journal keeps and the socket carries."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from tweipress.core.money import MAX_TWEI
from tweipress.core.state.registry import RULES_BY_NAME, Act, rule_of

Check = Callable[[object], bool]
NUL: Final = "\0"  # PostgreSQL keeps no text with it


class ActUnreadableError(ValueError):
    """Data that is no act: an unknown name, or fields missing, unknown or of the wrong type."""


def to_data(act: Act) -> dict[str, object]:
    """Return the act's name under `act`, and its fields, without tuples that need not be there."""
    data: dict[str, object] = {"act": rule_of(act).name}
    shape = shape_of(type(act))
    for name in shape.checks:
        value = getattr(act, name)
        if value != () or name not in shape.spared:
            data[name] = value
    return data


def from_data(data: Mapping[str, object]) -> Act:
    """Return the act that `to_data` made; raise ActUnreadableError for anything else."""
    rule = RULES_BY_NAME.get(str(data.get("act")))
    if rule is None:
        raise ActUnreadableError(f"no act is called {data.get('act')!r}")
    checks, named, _ = shape_of(rule.kind)
    values = {name: _read(value, named.get(name)) for name, value in data.items() if name != "act"}
    for name, value in values.items():
        if name not in checks or not checks[name](value):
            raise ActUnreadableError(f"{name} does not fit the act {data['act']}")
    try:
        return rule.kind(**values)
    except TypeError as error:
        raise ActUnreadableError(str(error)) from error


def is_storable(act: Act) -> bool:
    """Tell whether every field has its type and is such as both databases can store."""
    return all(check(getattr(act, name)) for name, check in shape_of(type(act)).checks.items())


def is_text(value: object) -> bool:
    """Tell whether a value is text that both databases can store."""
    if type(value) is not str or NUL in value:
        return False
    return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_whole(value: object) -> bool:
    return type(value) is int and -MAX_TWEI <= value <= MAX_TWEI


def _is_truth(value: object) -> bool:
    return type(value) is bool


def _check(wanted: Any) -> Check:
    """Return what tells whether a value has a field's type and can be stored."""
    wanted = getattr(wanted, "__supertype__", wanted)  # an id is stored as what it is made of
    if _is_enum(wanted):
        return lambda value: type(value) is wanted
    if get_origin(wanted) is not tuple:
        return {int: _is_whole, str: is_text, bool: _is_truth}[wanted]
    *parts, last = get_args(wanted)
    if last is Ellipsis:
        each = _check(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(each, value))
    checks = [_check(part) for part in (*parts, last)]
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(checks)
        and all(check(part) for check, part in zip(checks, value, strict=True))
    )


def _read(value: object, named: Mapping[str, StrEnum] | None) -> object:
    """Return a value as the act has it: a member of its field's enum, tuples in place of lists."""
    return named.get(value, value) if named and isinstance(value, str) else _frozen(value)


def _frozen(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_frozen(part) for part in value)
    return value


class Shape(NamedTuple):
    """What an act's fields must be; `named` has the members of those that are enums, by value.

    `spared` are the tuples that are empty unless somebody fills them: empty, they are left out.
    """

    checks: dict[str, Check]
    named: dict[str, dict[str, StrEnum]]
    spared: frozenset[str]


def shape_of(kind: type[Act]) -> Shape:
    """Return what an act's fields must be; read from the act's own types, once."""
    shape = _SHAPES.get(kind)
    if shape is None:
        hints = get_type_hints(kind)
        shape = _SHAPES[kind] = Shape(
            {name: _check(hint) for name, hint in hints.items()},
            {name: _members(hint) for name, hint in hints.items() if _is_enum(hint)},
            frozenset(field.name for field in fields(kind) if field.default == ()),
        )
    return shape


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def _members(hint: type[StrEnum]) -> dict[str, StrEnum]:
    return {member.value: member for member in hint}


_SHAPES: Final[dict[type[Act], Shape]] = {}
