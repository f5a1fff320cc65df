"""Templates with what they include written into them: saves a context of its own for each include.

A page includes some forty small templates, each for a few µs more than its text costs. Nothing is
kept here: a text is put together when it is compiled, and what was compiled is known by it.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from jinja2 import BaseLoader, Environment

INCLUDE: Final = re.compile(r'\{% include "([^"]+)" %\}')
STANDS_ALONE: Final = re.compile(r"\{%-? (?:extends|block) ")
"""A template that fills another's blocks, or has some, cannot be a part of one."""


class Whole(BaseLoader):
    """Gives a text with those that it includes by name, each in a scope of its own."""

    def __init__(self, loader: BaseLoader) -> None:
        """Take the texts from `loader`."""
        self._loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's text, where it is, and what tells whether that is still so."""
        text, path, is_current = self._loader.get_source(environment, template)
        return self._whole(environment, text, (template,)), path, is_current

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self._loader.list_templates()

    def _whole(self, environment: Environment, text: str, within: Sequence[str]) -> str:
        def included(match: re.Match[str]) -> str:
            name = match[1]
            if name in within:
                return match[0]
            part, _, _ = self._loader.get_source(environment, name)
            if STANDS_ALONE.search(part):
                return match[0]
            whole = self._whole(environment, part, (*within, name))
            return f"{{% with %}}{whole}{{% endwith %}}"

        return INCLUDE.sub(included, text)
