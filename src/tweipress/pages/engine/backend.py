"""Django's backend for Jinja2, with an environment for each language.

Saves asking for each sentence and each figure which language is in force. Nothing drops an
environment: languages are settings.
"""

from copy import copy
from typing import Any

from django.template.backends.jinja2 import Jinja2, Template
from django.utils.translation import get_language

from tweipress.pages.engine.environment import Pages


class Backend(Jinja2):
    """Our pages: a template is one of the language in force when it is asked for."""

    env: Pages

    def __init__(self, params: dict[str, Any]) -> None:
        """Begin with no language; each is made when it is first in force."""
        super().__init__(params)
        self._spoken: dict[str | None, Backend] = {}

    def get_template(self, template_name: str) -> Template:
        """Return a template."""
        return Jinja2.get_template(self.speaking(), template_name)

    def from_string(self, template_code: str) -> Template:
        """Return a template that is no file."""
        return Jinja2.from_string(self.speaking(), template_code)

    def speaking(self) -> "Backend":
        """Return the backend of the language in force."""
        language = get_language()
        spoken = self._spoken.get(language)
        if spoken is None:
            spoken = copy(self)
            spoken.env = self.env.speaking(language)
            self._spoken[language] = spoken
        return spoken
