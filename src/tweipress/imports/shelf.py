"""The files of an export: in a folder or in a zip, found by the end of their path, read in part.

Nothing is unpacked, no path leads out of the folder, and nothing is read without a bound.
"""

import io
import os
import re
import zipfile
import zlib
from collections import defaultdict
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Final
from urllib.parse import unquote, urlsplit

FILES_MAX: Final = 500_000
"""Files that are looked at: a paper of twenty years has as many pictures."""
FILE_MAX_BYTES: Final = 512 * 1024 * 1024
"""Of one file that is read whole; longer ones are read as a stream."""
SIZES: Final = (
    re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled)(?=\.\w+$)"),
    re.compile(r"(?:^|/)size/w\d+(?=/)"),
)
"""How WordPress and Ghost name a smaller copy of a picture, whose original is beside it."""


class Shelf:
    """Files by their path from the root."""

    def __init__(self, root: Path) -> None:
        """Take a folder or a zip; OSError if it is neither."""
        try:
            self._zip = zipfile.ZipFile(root) if root.is_file() else None
        except (zipfile.BadZipFile, ValueError) as error:
            raise OSError(str(error)) from error
        self._root = root.resolve()
        self._ends: dict[str, list[PurePosixPath]] | None = None

    @cached_property
    def names(self) -> list[str]:
        """Return the paths of all files, looked up once."""
        return sorted(self._found())

    def _found(self) -> list[str]:
        if self._zip is not None:
            infos = self._zip.infolist()[:FILES_MAX]
            return [
                info.filename for info in infos if not info.is_dir() and _is_shown(info.filename)
            ]
        paths: list[str] = []
        for folder, below, files in os.walk(self._root):
            below[:] = [name for name in sorted(below) if _is_shown(name)]
            at = Path(folder).relative_to(self._root)
            paths += [(at / name).as_posix() for name in files if _is_shown(name)]
            if len(paths) >= FILES_MAX:
                break
        return paths[:FILES_MAX]

    def open(self, name: str) -> IO[bytes]:
        """Open a file by its path; OSError if that cannot be done, or leads out of the folder."""
        if self._zip is not None:
            try:
                return self._zip.open(name)
            except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                raise OSError(str(error)) from error
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root):
            raise OSError(f"{name} leads out of the folder")
        return path.open("rb")

    def read(self, name: str, most: int = FILE_MAX_BYTES) -> bytes:
        """Return what is in a file; OSError if it has more than `most` bytes, or is damaged."""
        try:
            with self.open(name) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise OSError(str(error)) from error
        if len(content) > most:
            raise OSError(f"{name} has more than {most // 1024 // 1024} MiB")
        return content

    def find(self, address: str, folder: str = "") -> str | None:
        """Return the file that an address meant: the one whose path ends most like it."""
        path = _path_in(address)
        for name in (path, *(smaller.sub("", path) for smaller in SIZES)):
            if folder and (near := _joined(folder, name)) in self._known():
                return near
            if name and (best := self._like(name)):
                return best
        return None

    def _known(self) -> dict[str, list[PurePosixPath]]:
        if self._ends is None:
            self._ends = defaultdict(list)
            for name in self.names:
                self._ends[name].append(PurePosixPath(name))
                self._ends[f"/{PurePosixPath(name).name}"].append(PurePosixPath(name))
        return self._ends

    def _like(self, path: str) -> str | None:
        wanted = PurePosixPath(path).parts[::-1]
        best, most = None, 0
        for candidate in self._known().get(f"/{wanted[0]}", []) if wanted else []:
            have = candidate.parts[::-1]
            shared = next(
                (n for n, (a, b) in enumerate(zip(wanted, have, strict=False)) if a != b), None
            )
            alike = min(len(wanted), len(have)) if shared is None else shared
            if (shared is None or alike > 1) and alike > most:
                best, most = candidate.as_posix(), alike
        return best


def in_memory(file: IO[bytes], most: int = FILE_MAX_BYTES) -> io.BytesIO:
    """Return what is in a file, to be read from the start again; OSError if it is too much."""
    content = file.read(most + 1)
    if len(content) > most:
        raise OSError(f"the file has more than {most // 1024 // 1024} MiB")
    return io.BytesIO(content)


def _path_in(address: str) -> str:
    """Return the path of an address without what leads upwards."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    return "/".join(
        part for part in path.split("/") if part not in {"", ".", "..", "__GHOST_URL__"}
    )


def _joined(folder: str, path: str) -> str:
    return f"{folder.strip('/')}/{path}".strip("/")


def _is_shown(name: str) -> bool:
    """Tell whether a file is one of the export: hidden ones and those of tools are not."""
    parts = PurePosixPath(name).parts
    return not any(part.startswith((".", "__MACOSX")) or part == "node_modules" for part in parts)
