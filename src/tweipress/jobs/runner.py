"""A runner: the process that does the jobs of a lane, one after the other, while there are any.

A watch starts it and holds the other end of its input: when the watch is gone, the runner ends
after its job. At rest there is none, so jobs cost a site no memory, and none of them ever holds the
lock of a web worker's Python.
"""

import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Final

import structlog
from django.db import close_old_connections

from tweipress.core.units import MS_PER_S
from tweipress.jobs import queue
from tweipress.jobs.kinds import KINDS, Kind, Lane
from tweipress.jobs.models import Job

LINGER_S: Final = 10.0
"""How long it waits for another job: a start takes a second of a core."""
PAUSE_S: Final = 0.5
GRACE_S: Final = 2.0
"""So long may a job go on when the site is stopped; then it is interrupted, and comes again."""
JOBS_MAX: Final = 1_000
"""Then another process goes on, with fresh memory."""
NICENESS: Final = {Lane.QUICK: 5, Lane.HEAVY: 10}
"""Pages come first."""

log = structlog.get_logger("tweipress.jobs")


class Stopped(BaseException):
    """The site is being stopped, and the job has not ended in time."""


class Runner:
    """Does jobs until none is due for a while, or until it is told to stop."""

    def __init__(self, name: str, lane: Lane, linger_s: float = LINGER_S) -> None:
        """Prepare; `run` begins."""
        self._name = name
        self._lane = lane
        self._linger_s = linger_s
        self._is_ending = False
        self._is_doing = False

    def run(self) -> None:
        """Do what is due."""
        for number, row in enumerate(self._jobs(), 1):
            if not self._is_ended(row) or number == JOBS_MAX:
                return

    def stop(self, *_: object) -> None:
        """End after the job that is being done, which has a short while."""
        self._is_ending = True
        if self._is_doing:
            signal.setitimer(signal.ITIMER_REAL, GRACE_S)

    def interrupt(self, *_: object) -> None:
        """End the job that is being done, if it still is."""
        if self._is_doing:
            raise Stopped

    def _jobs(self) -> Iterator[Job]:
        """Yield leased jobs, until there has been none for a while."""
        rests_since_s = time.monotonic()
        while not self._is_ending:
            close_old_connections()
            if row := queue.claim(self._name, self._lane):
                yield row
                rests_since_s = time.monotonic()
            elif time.monotonic() - rests_since_s >= self._linger_s:
                return
            else:
                time.sleep(PAUSE_S)

    def _is_ended(self, row: Job) -> bool:
        """Do a job and note how it ended; return False if it was interrupted."""
        kind = KINDS.get(row.kind)
        if kind is None:
            log.error("job_unknown", job=row.pk, kind=row.kind)
            return queue.fail(row, queue.UNKNOWN) or True
        begun_s = time.monotonic()
        try:
            self._do(kind, row)
        except Stopped:
            queue.give_back(row)
            log.info("job_given_back", job=row.pk, kind=row.kind)
            return False
        except Exception as error:  # whatever it is, the next job has to be done
            log.exception("job_failed", job=row.pk, kind=row.kind, attempt=row.attempts)
            return queue.fail(row, f"{type(error).__name__}: {error}") or True
        said = "job_done" if queue.finish(row) else "job_lease_over"
        took_ms = int((time.monotonic() - begun_s) * MS_PER_S)
        log.info(said, job=row.pk, kind=row.kind, took_ms=took_ms)
        return True

    def _do(self, kind: Kind, row: Job) -> None:
        """Call the function; the whole process ends, whoever holds its lock, at the limit."""
        faulthandler.dump_traceback_later(kind.limit_s, exit=True)
        self._is_doing = True
        try:
            if self._is_ending:
                raise Stopped
            kind.do(**row.ids)
        finally:
            self._is_doing = False
            faulthandler.cancel_dump_traceback_later()


def _end_with_the_watch() -> None:
    """Stop when the other end of the input is closed, however the watch ended."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(name: str, lane: str) -> None:
    """Do the jobs of a lane under a runner's name, in a process of its own."""
    runner = Runner(name, Lane(lane))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, runner.stop)
    signal.signal(signal.SIGALRM, runner.interrupt)
    os.nice(NICENESS[Lane(lane)])
    threading.Thread(target=_end_with_the_watch, name="watch", daemon=True).start()
    runner.run()
