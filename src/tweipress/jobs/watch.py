"""The watch: a thread that looks for jobs that are due, and starts a runner for each lane of them.

It is in a web worker, or in a process of its own (`tweipress jobs`). Of all watches of a site's
folder one leads. It also adds the jobs that come by themselves.
"""

import subprocess
import sys
import threading
import time
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.db import close_old_connections

from tweipress.jobs import bell, queue, schedule
from tweipress.jobs.kinds import Lane
from tweipress.jobs.lead import Lead

LOOK_S: Final = 5.0
"""What this process adds is seen at once; what another one adds, after so long at most."""
STOP_S: Final = 4.0
"""A runner interrupts its job after 2 s; a web worker is killed after 5 s."""
REST_S: Final = 30.0
"""After a runner that broke without a job: it may break again at its start."""

log = structlog.get_logger("tweipress.jobs")
Process = subprocess.Popen[bytes]


class Watch:
    """Keeps the runners of a folder while it leads."""

    def __init__(self, folder: Path, look_s: float = LOOK_S) -> None:
        """Prepare; `start` begins."""
        self._lead = Lead(folder)
        self._look_s = look_s
        self._ending = threading.Event()
        self._guard = threading.Lock()
        self._runners: dict[Lane, Process] = {}
        self._rests_until_s = dict.fromkeys(Lane, 0.0)
        self._schedule = schedule.Schedule()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        Finalize(self, self.stop, exitpriority=0)  # a forked web worker runs no atexit
        self._thread.start()

    def stop(self) -> None:
        """End the watch and its runners: nothing writes after the site."""
        with self._guard:
            self._ending.set()
        bell.ring()
        runners = list(self._runners.values())
        for process in runners:
            process.terminate()
        until_s = time.monotonic() + STOP_S
        for process in runners:
            try:
                process.wait(max(until_s - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._lead.give()

    def _run(self) -> None:
        """Look again and again."""
        while not self._ending.is_set():
            try:
                close_old_connections()
                if self._lead.is_held or self._has_taken_the_lead():
                    self._look()
            except Exception:  # the database may be away for a while: the site goes on
                log.exception("jobs_not_watched")
            bell.wait(self._look_s)

    def _has_taken_the_lead(self) -> bool:
        """Lead if nobody does; what runners of this folder had begun, nobody is doing now."""
        if not self._lead.take():
            return False
        for lane in Lane:
            queue.collect(self._runner(lane))
        return True

    def _look(self) -> None:
        """Add what comes by itself, take back what was killed, and start whom work waits for."""
        self._schedule.add_due()
        queue.collect_lapsed()
        for lane in Lane:
            if self._is_free(lane) and queue.due(lane).exists():
                self._start(lane)

    def _is_free(self, lane: Lane) -> bool:
        """Tell whether a runner may be started; take back the job of one that has ended."""
        process = self._runners.get(lane)
        if process and process.poll() is None:
            return False
        if process:
            jobs = queue.collect(self._runner(lane))
            del self._runners[lane]
            if process.returncode:
                log.error("jobs_runner_broke", lane=lane, status=process.returncode, jobs=jobs)
            if process.returncode and not jobs:
                self._rests_until_s[lane] = time.monotonic() + REST_S
        return time.monotonic() >= self._rests_until_s[lane]

    def _start(self, lane: Lane) -> None:
        with self._guard:  # what is stopping starts nobody
            if not self._ending.is_set():
                self._runners[lane] = subprocess.Popen(  # noqa: S603  # our own module, without a shell
                    (sys.executable, "-m", "tweipress.jobs", self._runner(lane), lane),
                    stdin=subprocess.PIPE,
                    pass_fds=(self._lead.file,),
                )

    def _runner(self, lane: Lane) -> str:
        return f"{self._lead.name}-{lane}"


_watches: list[Watch] = []


def start() -> None:
    """Watch in the background, once in this process."""
    if not _watches:
        _watches.append(Watch(settings.TWEIPRESS_DATA))
        _watches[0].start()
