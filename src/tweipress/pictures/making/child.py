"""The process that decodes: it bounds itself, reads one file from its input, and answers in JSON.

`read FOLDER` writes what is kept of an upload into a folder; `make FOLDER NAME…` makes variants of
what was kept. It is started with nothing of the site's environment.
"""

import json
import os
import resource
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image

from tweipress.pictures import plan
from tweipress.pictures.making import bounds, reading, writing
from tweipress.pictures.plan import Kind

READ: Final = "read"
KINDLY: Final = 10
"""Readers are served first."""


def main(asked: str, folder: Path, names: list[str]) -> dict[str, Any]:
    """Do what is asked with the file on the input; return the answer."""
    is_reading = asked == READ
    _bound(
        bounds.MEMORY_MAX_BYTES if is_reading else bounds.MAKING_MEMORY_BYTES,
        bounds.CPU_MAX_S if is_reading else bounds.MAKING_CPU_S,
    )
    try:
        content = sys.stdin.buffer.read()
        return _read(content, folder) if is_reading else _make(content, folder, names)
    except reading.RefusedError as refused:
        return {"refused": refused.name, "figures": refused.figures}
    except MemoryError:
        return {"refused": "PICTURE_HEAVY", "figures": {}}


def _bound(memory_bytes: int, cpu_s: int) -> None:
    """Take little memory and time, leave nothing behind after a crash, and let others go first."""
    os.nice(KINDLY)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, bounds.FILE_MAX_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows no bound of memory; or a lower one holds
            resource.setrlimit(what, (most, most))


def _read(content: bytes, folder: Path) -> dict[str, Any]:
    picture, is_drawing = reading.read(content)
    width, height = picture.size
    writing.keep(picture, folder / plan.kept(width).name, is_drawing=is_drawing)
    basic = plan.basic(width)
    writing.write(picture, folder / basic.name, basic.width, basic.kind)
    return {"width": width, "height": height}


def _make(content: bytes, folder: Path, names: list[str]) -> dict[str, Any]:
    with Image.open(BytesIO(content), formats=("WEBP",)) as picture:
        picture.load()
        for name in names:
            width, _, kind = name.partition(".")
            writing.write(picture, folder / name, int(width), Kind(kind))
    return {}


if __name__ == "__main__":
    answer = main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
    sys.stdout.write(json.dumps(answer))
