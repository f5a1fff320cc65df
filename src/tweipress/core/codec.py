"""Acts as plain data and back: what the journal keeps and the socket carries."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, get_args, get_origin, get_type_hints

from tweipress.core.acts import ACTS, NAMES, Act
from tweipress.core.money import MAX_TWEI

NUL: Final = "\0"  # PostgreSQL keeps no text with it


class ActUnreadableError(ValueError):
    """Data that is no act: an unknown name, or fields missing, unknown or of the wrong type."""


FIELD_TYPES: Final[dict[type[Act], dict[str, type]]] = {
    kind: {field.name: get_type_hints(kind)[field.name] for field in fields(kind)}
    for kind in ACTS.values()
}


def to_data(act: Act) -> dict[str, object]:
    """Return the act's name under `act`, and its fields."""
    kind = type(act)
    return {"act": NAMES[kind], **{name: getattr(act, name) for name in FIELD_TYPES[kind]}}


def from_data(data: Mapping[str, object]) -> Act:
    """Return the act that `to_data` made; raise ActUnreadableError for anything else."""
    kind = ACTS.get(str(data.get("act")))
    if kind is None:
        raise ActUnreadableError(f"no act is called {data.get('act')!r}")
    types = FIELD_TYPES[kind]
    values = {name: _frozen(value) for name, value in data.items() if name != "act"}
    for name, value in values.items():
        if name not in types or not _fits(value, types[name]):
            raise ActUnreadableError(f"{name} does not fit the act {data['act']}")
    try:
        return kind(**values)  # type: ignore[arg-type]  # the types were compared just above
    except TypeError as error:
        raise ActUnreadableError(str(error)) from error


def is_storable(act: Act) -> bool:
    """Tell whether every field has its type and is such as both databases can store."""
    return all(_fits(getattr(act, name), kind) for name, kind in FIELD_TYPES[type(act)].items())


def _fits(value: object, wanted: Any) -> bool:
    """Tell whether a value has a field's type; no number or text is one the books cannot store."""
    if get_origin(wanted) is tuple:
        parts = get_args(wanted)
        if not isinstance(value, tuple):
            return False
        if parts[-1] is Ellipsis:
            return all(_fits(part, parts[0]) for part in value)
        return len(value) == len(parts) and all(map(_fits, value, parts))
    if type(value) is not wanted:
        return False
    if isinstance(value, str):
        return NUL not in value
    return not isinstance(value, int) or -MAX_TWEI <= value <= MAX_TWEI


def _frozen(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_frozen(part) for part in value)
    return value
