"""Compiled templates, kept in the site's own folder: saves each start of a worker half a second.

A template's text, Jinja2, the engine and what writes figures drop what was compiled from them, and
each language has its own: Jinja2 may have written out a figure that is the same on every page.
Python runs what is kept here: the folder is the owner's alone (config/privacy.py), no backup or
upload leads to it.
"""

from copy import copy
from pathlib import Path
from typing import Any, Final

import jinja2
import structlog
from django.conf import settings
from django.template import engines
from django.utils.translation import override
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from tweipress.language import figures

FOLDER: Final = "templates"
MADE_BY: Final = (Path(__file__).parent, Path(figures.__file__).parent)
"""The newest module in these folders says which compiled templates are of today's code."""

log = structlog.get_logger(__name__)


class Compiled(FileSystemBytecodeCache):
    """Jinja2's store; a page is shown all the same where nothing can be stored."""

    def __init__(self) -> None:
        kept: Path = settings.TWEIPRESS_DATA / FOLDER
        kept.mkdir(mode=0o700, exist_ok=True)
        modules = (module for folder in MADE_BY for module in folder.rglob("*.py"))
        newest_ns = max(module.stat().st_mtime_ns for module in modules)
        self._start = f"{jinja2.__version__}-{newest_ns:x}-"
        super().__init__(str(kept), f"{self._start}%s")

    def speaking(self, language: str | None) -> "Compiled":
        """Return the store of one language."""
        spoken = copy(self)
        spoken.pattern = f"{self._start}{language or ''}-%s"
        return spoken

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the disk lets it."""
        try:
            super().dump_bytecode(bucket)
        except OSError as error:
            log.warning("template_not_kept", error=str(error))

    def drop_others(self) -> None:
        """Delete what another Jinja2, or other code of ours, has compiled, as far as we may."""
        try:
            for file in Path(self.directory).iterdir():
                if not file.name.startswith(self._start):
                    file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("templates_not_dropped", error=str(error))


def warm() -> None:
    """Have every template of ours at hand, in each language, before a page asks for one."""
    backend: Any = engines["jinja2"]
    backend.env.bytecode_cache.drop_others()
    for language, _ in settings.LANGUAGES:
        with override(language):
            environment = backend.speaking().env
        for name in environment.list_templates():
            environment.get_template(name)
