"""`make faults`: many rounds of faults on each database, with seeds to play them again.

A set is each fault once, in the order that its seed gives, on fresh books. The seed of a run plays
all its sets again, the seed of a set (`RUN.NUMBER`) that one. A seed repeats what is asked, what
strikes and how long after; what the machine makes of it in the same moment is never quite the same.
Both databases have their rounds at the same time, in a process each: a round is mostly waiting.
"""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

import django

from tests.faults.machine import network

if TYPE_CHECKING:
    from tests.faults.rounds import Round
    from tests.faults.strikes.faults import Fault

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
DATABASES = ("sqlite", "postgres")
MOST_FINDINGS = 20
FINDING_CHARS = 400
SEED_BYTES = 4


def main() -> None:
    """Play the rounds; end with status 1 when anything was found."""
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    parser.add_argument("--rounds", type=int, default=300, help="on each database")
    parser.add_argument("--seed", default=secrets.token_hex(SEED_BYTES))
    parser.add_argument("--fault", default="", help="only faults whose name has this in it")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    if chosen.database == "both":
        sys.exit(play_both(["--seed", chosen.seed, *sys.argv[1:]]))
    django.setup()
    run = Run(chosen.database, chosen.seed, chosen.fault)
    if not run.faults:
        parser.error(f"no fault of {chosen.database} has {chosen.fault!r} in its name")
    sys.exit(1 if run.play(chosen.rounds) else 0)


def play_both(words: Sequence[str]) -> int:
    """Play on each database in a process of its own; return 1 when either found anything."""
    command = [sys.executable, "-m", "tests.faults", *words, "--database"]
    runs = [subprocess.Popen([*command, name]) for name in DATABASES]
    try:
        return max(abs(run.wait()) for run in runs)
    except KeyboardInterrupt:  # a terminal sends it to both as well: they clear away
        return max(abs(run.wait()) for run in runs)
    finally:
        for run in runs:
            run.terminate()
            run.wait()


class Run:
    """The rounds on one database, and what became of them."""

    def __init__(self, database: str, seed: str, only: str) -> None:
        from tests.faults.strikes.faults import faults_of  # noqa: PLC0415  # Django is set up first

        self._database = database
        self._seed = seed
        self._has_network = network.enter()
        known = faults_of(database, has_network=self._has_network)
        self.faults = [fault for fault in known if only in fault.name]
        self._rounds: list[Round] = []
        self._told: Counter[str] = Counter()

    def play(self, rounds: int) -> int:
        """Play so many rounds; return how much was found."""
        from tests.faults.machine.ground import ground  # noqa: PLC0415  # as said above
        from tests.faults.rounds import Set  # noqa: PLC0415  # as said above

        started = time.monotonic()
        with ground(self._database, has_network=self._has_network) as place:
            reach = "a network that can be cut" if self._has_network else "no network to be cut"
            full = f"a full disk is {place.disk.kind}"
            print(f"{self._database}: seed {self._seed}, {full}, {reach}", flush=True)
            for seed, faults in self._sets(rounds):
                one = Set(place, seed)
                for played in one.play(faults):
                    self._tell(played)
                self._told += one.told
        self._sum_up(time.monotonic() - started)
        return sum(len(played.findings) for played in self._rounds)

    def _sets(self, rounds: int) -> Iterator[tuple[str, Sequence["Fault"]]]:
        """Yield the seed and the faults of each set."""
        for number, start in enumerate(range(0, rounds, len(self.faults))):
            seed = self._seed if "." in self._seed else f"{self._seed}.{number}"
            order = Random(seed).sample(self.faults, len(self.faults))
            yield seed, order[: rounds - start]

    def _tell(self, played: "Round") -> None:
        self._rounds.append(played)
        felt = ", ".join(f"{name} {number}" for name, number in played.felt.items())
        line = f"{played.seed:14} {played.fault.name:40} {played.seconds:5.1f} s  {felt}"
        print(f"  {self._database:8} {line}", flush=True)
        for finding in played.findings[:MOST_FINDINGS]:
            print(f"    {self._database} FOUND {finding[:FINDING_CHARS]}", flush=True)

    def _sum_up(self, seconds: float) -> None:
        findings = sum(len(played.findings) for played in self._rounds)
        lines = [f"{self._database}: {len(self._rounds)} rounds in {seconds / 60:.1f} min"]
        for fault in self.faults:
            struck = [played for played in self._rounds if played.fault is fault]
            felt = sum(1 for played in struck if played.felt)
            lines.append(f"  {fault.name:40} {len(struck):3} rounds, felt in {felt}")
        told = ", ".join(f"{number} {what}" for what, number in sorted(self._told.items()))
        lines.append(f"  {told}; {findings} findings; seed {self._seed}")
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
