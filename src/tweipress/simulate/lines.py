"""One scenario line as text, read into a checked value. What a line does is player.py's matter."""

import json
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NoReturn

from tweipress.core.money import MAX_TWEI
from tweipress.core.refusals import Refusal
from tweipress.core.rules.trust import WHOLE

NAME: Final = re.compile(r"[A-Za-z0-9-]+")
AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
REQUIRED: Final[dict[str, dict[str, str]]] = {
    "settings": {},
    "member": {"name": "name"},
    "open_day": {},
    "close_day": {},
    "deposit": {"to": "name", "twei": "count"},
    "publish": {"member": "name", "article": "name", "time_to_read_s": "count"},
    "agree": {"member": "name", "article": "name", "shares": "shares"},
    "open": {"member": "name", "article": "name"},
    "plus": {"member": "name"},
    "minus": {"member": "name"},
    "done": {"member": "name"},
    "expire": {"member": "name"},
    "comment": {"member": "name", "article": "name", "comment": "name"},
    "like": {"member": "name", "comment": "name"},
    "dislike": {"member": "name", "comment": "name"},
    "settle": {"comment": "name"},
    "report": {"member": "name", "article": "name"},
}
OPTIONAL: Final[dict[str, dict[str, str]]] = {
    "settings": {"gates": "flag", "tariff": "table"},
    "member": {"level": "count", "trusted": "flag", "trust": "trust"},
    "publish": {"reviewed": "flag", "shares": "shares"},
}


class LineWrongError(ValueError):
    """A line that is no line of this scenario, with the refusal that says so in the results."""

    def __init__(self, detail: str, reason: Refusal = Refusal.MALFORMED) -> None:
        """Keep the refusal beside the detail, which only a trace shows."""
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """What to do, with which values, and when (milliseconds; None is the last time)."""

    do: str
    values: dict[str, Any]
    at_ms: int | None


def read_line(text: str) -> Line:
    """Return the line; raise LineWrongError when it is malformed in any way."""
    try:
        data = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except LineWrongError:
        raise
    except (ValueError, RecursionError) as error:
        raise LineWrongError("not JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get("do"), str):
        raise LineWrongError("not an object that says what to do")
    do = data.pop("do")
    if do not in REQUIRED:
        raise LineWrongError(f"nobody can {do}")
    at_ms = _time_ms(data.pop("at")) if "at" in data else None
    wanted = {**REQUIRED[do], **OPTIONAL.get(do, {})}
    if not REQUIRED[do].keys() <= data.keys() <= wanted.keys():
        raise LineWrongError("a key is missing or unknown")
    for key, value in data.items():
        if not _fits(wanted[key], value):
            raise LineWrongError(f"{key} is malformed")
    return Line(do, data, at_ms)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise LineWrongError("a key stands twice")
    return data


def _no_number(text: str) -> NoReturn:
    raise LineWrongError(f"{text} is no number")


def _time_ms(value: object) -> int:
    if not isinstance(value, str) or not AT.fullmatch(value):
        raise LineWrongError("at is malformed")
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError as error:
        raise LineWrongError("at is no time") from error
    return timegm(moment.utctimetuple()) * 1000


def _fits(kind: str, value: object) -> bool:
    if kind == "name":
        return isinstance(value, str) and NAME.fullmatch(value) is not None
    if kind == "flag":
        return type(value) is bool
    if kind == "table":
        return isinstance(value, dict)
    if kind == "shares":
        return isinstance(value, dict) and all(
            _fits("name", name) and _fits("count", bps) for name, bps in value.items()
        )
    if type(value) is not int:
        return False
    return 0 <= value <= WHOLE if kind == "trust" else 1 <= value <= MAX_TWEI
