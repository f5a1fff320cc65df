"""A planned request, and a plan of them as load.py reads it, whichever site it is for."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

ACCEPTED: Final = {"Accept-Encoding": "gzip"}
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
Planned = dict[str, Any]


def write(file: Path, requests: Iterable[Planned]) -> Path:
    """Write a plan, a request a line."""
    file.write_text("".join(f"{json.dumps(line)}\n" for line in requests), encoding="ascii")
    return file


def asked(path: str, headers: Mapping[str, str] | None = None, body: str | None = None) -> Planned:
    """Return a request for a page, or one with a body."""
    return {"path": path, "headers": {**ACCEPTED, **(headers or {})}, "body": body}
