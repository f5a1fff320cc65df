"""Rounds: load, a strike at a random moment, recovery, rest, and what the witness has to say."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random

from harness.process import PATIENCE_S
from tests.faults.callers.caller import OPEN_REFUSALS
from tests.faults.callers.load import WAYS, WEB, Load
from tests.faults.machine.ground import Ground
from tests.faults.machine.site import Site
from tests.faults.strikes.faults import Fault
from tests.faults.strikes.scene import Scene
from tests.faults.witness import Witness
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.ticket import Receipt, Ticket
from tweipress.bank.transport.client import Client
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.state.codec import from_data
from tweipress.core.state.registry import Act

PAUSE_S = 0.02
BROKEN_PATIENCE_S = 30
"""How long a teller that is broken on purpose is waited for: some never answer again."""


@dataclass
class Round:
    """What one round was, what the site and its callers felt of it, and what was found."""

    fault: Fault
    seed: str
    seconds: float
    felt: Counter[str]
    findings: list[str]


class Set:
    """Some rounds on the same books, one after another."""

    def __init__(self, ground: Ground, seed: str, *, broken: str = "") -> None:
        """Play on a ground; `broken` names how the tellers err."""
        self._ground = ground
        self._seed = seed
        self._broken = broken
        self._patience_s = BROKEN_PATIENCE_S if broken else PATIENCE_S
        self._witness: Witness | None = None

    @property
    def told(self) -> Counter[str]:
        """Return how often callers were told what."""
        return self._witness.counts if self._witness is not None else Counter()

    def play(self, faults: Sequence[Fault]) -> Iterator[Round]:
        """Strike with each of the faults in turn; the last round waits for every answer."""
        with self._ground.fresh_books() as alias, ExitStack() as to_end:
            connection = Connection(alias)
            to_end.callback(connection.close)
            self._witness = Witness(connection)
            site = Site(self._ground, web=not self._broken, broken=self._broken)
            to_end.callback(site.stop)
            ways = tuple(way for way in WAYS if way.place != WEB or not self._broken)
            load = Load(site, ways, self._patience_s)
            to_end.callback(load.stop)
            site.wait()
            load.wait()
            for number, fault in enumerate(faults):
                started = time.monotonic()
                seed = f"{self._seed}.{number}"
                scene = Scene(self._ground, site, load, connection, Random(seed))
                late = self._strike(scene, fault, seed, number)
                if number + 1 == len(faults):
                    late += load.finish()
                findings = late + scene.complaints + self._look(scene)
                felt = Counter(site.noticed()) + scene.felt
                yield Round(fault, seed, time.monotonic() - started, felt, findings)

    def _strike(self, scene: Scene, fault: Fault, seed: str, number: int) -> list[str]:
        scene.load.work(seed, number)
        scene.pause(0.05, 0.4)
        fault.strike(scene)
        self._ask(scene.site, Deposit(MemberId(0), 1), f"{seed}.after")
        scene.pause(0.02, 0.15)
        return scene.load.rest()

    def _look(self, scene: Scene) -> list[str]:
        """Settle what dead callers left open, and ask the witness."""
        assert self._witness is not None
        self._witness.hear(scene.load.diaries())
        for key, body in list(self._witness.left_open()):
            self._ask(scene.site, from_data(body), key)
        return self._witness.findings()

    def _ask(self, site: Site, act: Act, key: str) -> None:
        """Ask until there is an answer, and let the witness know it."""
        assert self._witness is not None
        ticket = Ticket(act, key)
        line = {"member": ticket.member, "key": key}
        self._witness.hear([{**line, "what": "asked", "body": ticket.body}])
        deadline = time.monotonic() + self._patience_s
        while time.monotonic() < deadline:
            answer = Client(site.socket).do(act, key)
            if isinstance(answer, Receipt):
                self._witness.hear([{**line, "what": "accepted", "receipt": list(answer)}])
                return
            if answer.name not in OPEN_REFUSALS:
                self._witness.hear([{**line, "what": "refused", "name": answer.name}])
                return
            time.sleep(PAUSE_S)
        self._witness.hear([{**line, "what": "unanswered"}])
