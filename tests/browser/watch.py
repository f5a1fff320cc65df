"""Watches a browser's windows for faults: scripts, the content security policy, answers."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

SEE_VIOLATIONS: Final = """addEventListener('securitypolicyviolation', (it) =>
  console.error(`CSP: ${it.effectiveDirective} refuses ${it.blockedURI}`))"""
ANSWERS: Final = ("Failed to load resource:", "Response Status Error Code")
"""How the browser and htmx tell of an answer of 400 or more, which is seen as an answer."""

REFUSED: Final = 400


@dataclass
class Watch:
    """All that went wrong; a test may ask for refusals, and names their statuses in `expected`."""

    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Look at every page of a context from now on."""
        context.add_init_script(SEE_VIOLATIONS)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(ANSWERS):
            self.faults.append(message.text)

    def _broke(self, error: WebError) -> None:
        self.faults.append(str(error.error))

    def _answered(self, response: Response) -> None:
        if response.status >= REFUSED and response.status not in self.expected:
            self.faults.append(f"{response.status} {urlsplit(response.url).path}")
