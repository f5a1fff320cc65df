"""The scene of a strike: what is there to be struck, and what was felt of it."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.faults.callers.load import Load
from tests.faults.machine.ground import Ground
from tests.faults.machine.proxy import Proxy, Trap
from tests.faults.machine.site import Site
from tweipress.bank.storage.connection import Connection

HOUR_MS = 3_600_000
SPRUNG_S = 1.5
STEP_S = 0.01
AWAITED_S = 120.0


@dataclass
class Scene:
    """What a fault can strike, the luck that decides how, and what honest visitors complain of."""

    ground: Ground
    site: Site
    load: Load
    connection: Connection
    luck: Random
    felt: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def pause(self, least_s: float, most_s: float) -> None:
        """Let a random time pass."""
        time.sleep(self.luck.uniform(least_s, most_s))

    def is_ahead_of_clock(self) -> bool:
        """Tell whether the books' last posting is later than the site's clock by half an hour."""
        (at_ms,) = self.connection.rows("SELECT at_ms FROM bank_head")[0]
        self.connection.close()
        return bool(at_ms - self.site.clock.now_ms() > HOUR_MS // 2)

    def wait_for(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, for two minutes at most."""
        deadline = time.monotonic() + AWAITED_S
        while not is_so():
            assert time.monotonic() < deadline, "a fault found nothing to strike"
            self.pause(0.05, 0.1)

    def spring(self, proxy: Proxy, trap: Trap, times: int = 1) -> None:
        """Set a trap and wait until it has caught what it was set for, or nothing came by."""
        proxy.set(trap, times)
        deadline = time.monotonic() + SPRUNG_S
        while proxy.is_set and time.monotonic() < deadline:
            time.sleep(STEP_S)
        self.felt["cut"] += times - proxy.clear()
