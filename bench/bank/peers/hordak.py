"""The peer django-hordak, in its own process: a transaction and its legs for each act.

hordak keeps the money; an act's other rows are the same as for the other peers. The worker
(hordak_worker.py) answers each line of JSON with one.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from bench.bank.databases import Database
from bench.bank.driving import Timing
from bench.bank.stage import Stage
from harness.command import ROOT


class Hordak:
    """Likes by django-hordak."""

    name = "django-hordak, locked and checked"

    def __init__(self, database: Database, stage: Stage) -> None:
        """Start the worker; it opens an account for everybody."""
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "bench.bank.peers.hordak_worker"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "bench.bank.peers.hordak_settings",
                "HORDAK_NAME": database.name,
                "HORDAK_HOST": database.host,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ask(asdict(stage))

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with `callers` callers for `seconds`."""
        acts, elapsed_s, waits_s = self._ask({"callers": callers, "seconds": seconds})
        return Timing(acts, elapsed_s, tuple(waits_s))

    def close(self) -> None:
        """End the worker."""
        assert self._worker.stdin
        self._worker.stdin.close()
        self._worker.wait()

    def _ask(self, question: dict[str, float]) -> tuple[int, float, list[float]]:
        assert self._worker.stdin
        assert self._worker.stdout
        self._worker.stdin.write(json.dumps(question) + "\n")
        self._worker.stdin.flush()
        answer = self._worker.stdout.readline()
        if not answer:
            raise RuntimeError("the worker of django-hordak has gone")
        acts, elapsed_s, waits_s = json.loads(answer)
        return acts, elapsed_s, waits_s
