"""Static files as browsers get them: hashed, small, compressed beforehand, and kept for ever.

A stylesheet is one file: sheets that it imports are put in their place, without comments. A module
names those that it imports by their hashed names. What was compressed at an earlier start stays, as
a file's name changes with its content.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import brotli
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE: Final = ".css"
IMPORT: Final = re.compile(r'@import "([\w.-]+)";')
MODULES: Final = (
    "pages/editor/*.js",
    ((r"""(?P<matched>from "(?P<url>\./[\w-]+\.js)")""", 'from "%(url)s"'),),
)
"""Where modules import each other, and how: Django's own patterns take comments of libraries for
imports too."""
ADMINS: Final = "/admin/"
BEST_MAX_BYTES: Final = 64 * 1024
"""Django's own files are many and for staff, and larger ones no page has: the best brotli takes
seconds of a start there."""
LIGHT: Final = 5
BEST: Final = 11
ENDINGS: Final = (".br", ".gz")


class Files(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it ships no types
    """Whitenoise's storage, with small stylesheets and modules that find each other."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, MODULES)

    def save(self, name: str, content: Any, max_length: int | None = None) -> str:
        """Keep a file that is collected."""
        if name.endswith(STYLE):
            content = ContentFile(cssmin(_whole(name, content.read().decode())).encode())
        saved: str = super().save(name, content, max_length)
        return saved

    def post_process(self, paths: Iterable[str], **options: Any) -> Iterator[Any]:
        """Hash and compress what was collected, rather than what it was collected from."""
        hashed: Iterator[Any] = super().post_process(
            {path: (self, path) for path in paths}, **options
        )
        return hashed

    def create_compressor(self, **options: Any) -> Compressor:
        """Return what compresses the files."""
        return _Once(**options)


class _Once(Compressor):  # type: ignore[misc]  # as above
    """Compresses a file once; only where both forms are there it was."""

    def compress(self, path: str) -> list[str]:
        forms = [Path(path + ending) for ending in ENDINGS]
        if all(form.exists() for form in forms):
            return [*map(str, forms)]
        content = Path(path).read_bytes()
        is_light = ADMINS in path or len(content) > BEST_MAX_BYTES
        quality = LIGHT if is_light else BEST
        small = (brotli.compress(content, quality=quality), self.compress_gzip(content))
        if not self.is_compressed_effectively("Brotli", path, len(content), small[0]):
            return []
        return [_write(form, content) for form, content in zip(forms, small, strict=True)]


def _whole(name: str, sheet: str) -> str:
    """Return a stylesheet with those that it imports from its folder."""

    def imported(match: re.Match[str]) -> str:
        part = str(Path(name).with_name(match[1]))
        place = finders.find(part)
        if place is None:
            raise FileNotFoundError(f"{name} imports {part}, which is not there")
        return _whole(part, Path(place).read_text(encoding="utf-8"))

    return IMPORT.sub(imported, sheet)


def _write(path: Path, content: bytes) -> str:
    """Write a file whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    return str(unfinished.replace(path))
