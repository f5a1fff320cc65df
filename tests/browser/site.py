"""The real site for browser tests: a filled demo, served as an operator serves it.

It has a test clock, so no test waits for the time that reading takes. Where the suite is on
PostgreSQL, so is this site; there the story alone is told, as the pages look the same.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from harness import site as harness
from tests import run
from tests.templates import demo_site
from tweipress.bank.clock import OffsetClock
from tweipress.core.units import MS_PER_S

RESET_LINK: Final = re.compile(r"http://[^\s/]+(/accounts/password/reset/key/\S+)")


@dataclass
class Site:
    """A served demo; `states` keeps who of the cast has signed in already, by name."""

    place: harness.Site
    address: str
    states: dict[str, Any] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """Return what the whole cast signs in with."""
        return (self.place.data / "demo-password").read_text()

    def advance(self, seconds: int) -> None:
        """Let time pass, for the server."""
        OffsetClock(self.place.data / "clock").advance(seconds * MS_PER_S)

    def reset_link(self) -> str:
        """Return the path of the newest link to a new password in the site's mails."""
        return str(RESET_LINK.findall(self.place.log("serve").read_text())[-1])


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a filled demo in an empty folder, on the suite's database."""
    place = demo_site(folder, on_postgres=run.is_on_postgres())
    with place.serving() as server:
        yield Site(place, server.address)
