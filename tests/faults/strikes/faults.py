"""The faults: each strikes a running site, and mends what an operator would mend."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from tests.faults.callers.load import DIRECT
from tests.faults.machine import network
from tests.faults.machine.disk import Process
from tests.faults.machine.proxy import Trap
from tests.faults.machine.site import FAR, SECOND, TELLER, WEB
from tests.faults.strikes.clients import sign_in_flood, slow_bodies
from tests.faults.strikes.scene import HOUR_MS, STEP_S, Scene
from tests.faults.strikes.traps import commits_fail

BY_NETWORK = "SELECT 1 FROM pg_stat_activity WHERE client_addr IS NOT NULL"


class Fault(NamedTuple):
    """A fault with its name; `database` is the only one it can strike, if there is but one."""

    name: str
    strike: Callable[[Scene], None]
    database: str = ""
    needs_network: bool = False


def _teller_killed(scene: Scene) -> None:
    scene.site.kill(TELLER)


def _web_killed(scene: Scene) -> None:
    scene.site.kill(WEB)


def _leader_killed(scene: Scene) -> None:
    scene.site.signal_leader(signal.SIGKILL)


def _all_killed(scene: Scene) -> None:
    scene.site.kill(TELLER)
    scene.site.kill(WEB)


def _callers_killed(scene: Scene) -> None:
    scene.load.kill(scene.luck.choice(scene.load.numbers(DIRECT)))
    scene.felt["callers killed"] += 1


def _killed_after_commit(scene: Scene) -> None:
    def kill() -> None:
        scene.site.signal_leader(signal.SIGKILL)

    scene.spring(scene.site.proxy, Trap(b"\n", b"\n", then=kill))


def _answer_lost(scene: Scene) -> None:
    scene.spring(scene.site.proxy, Trap(b"\n", b"\n"), scene.luck.randint(1, 3))


def _answer_torn(scene: Scene) -> None:
    part = scene.luck.uniform(0.1, 0.99)
    scene.spring(scene.site.proxy, Trap(b"\n", b"\n", down_part=part), scene.luck.randint(1, 3))


def _question_torn(scene: Scene) -> None:
    part = scene.luck.uniform(0.1, 0.99)
    scene.spring(scene.site.proxy, Trap(b"\n", up_part=part), scene.luck.randint(1, 3))


def _commit_fails(scene: Scene) -> None:
    with commits_fail(scene.ground):
        scene.pause(0.0, 0.3)


def _disk_full(scene: Scene) -> None:
    server = scene.ground.server

    def writers() -> list[Process]:
        own: list[Process] = [(number, None) for number in scene.site.processes]
        return own + (server.owned_processes if server else [])

    scene.ground.disk.fill(writers())
    scene.pause(0.1, 0.6)
    scene.ground.disk.free(writers)
    if server is not None:
        server.revive()


def _clock_back(scene: Scene) -> None:
    """Set it back and, later, right; what is posted meanwhile bears the time from before."""
    scene.site.clock.advance(-HOUR_MS)
    scene.pause(0.05, 0.5)
    if scene.is_ahead_of_clock():
        scene.felt["time stood still"] += 1
    scene.site.clock.advance(HOUR_MS)


def _leader_paused(scene: Scene) -> None:
    """Stop the leader's process in its tracks; on PostgreSQL its lock goes meanwhile."""
    leader = scene.site.signal_leader(signal.SIGSTOP)
    if scene.ground.server is not None and scene.luck.choice((True, False)):
        scene.ground.server.terminate(scene.ground.books)
    scene.pause(0.1, 1.5)
    if leader is not None:
        os.kill(leader, signal.SIGCONT)


def _second_teller(scene: Scene) -> None:
    """Start a teller that takes no lock: some callers stay with the first, others find it."""
    before = scene.site.leader
    scene.site.start(SECOND, broken=scene.site.broken or "lockless")
    deadline = time.monotonic() + 10
    while scene.site.leader in {before, None} and time.monotonic() < deadline:
        time.sleep(STEP_S)
    scene.site.proxy.cut()
    scene.pause(0.2, 0.6)
    scene.site.end(SECOND)


def _books_locked(scene: Scene) -> None:
    with sqlite3.connect(scene.ground.file, timeout=20, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        scene.felt["locked"] += 1
        scene.pause(0.1, 1.0)
        other.execute("ROLLBACK")
    other.close()


def _server_killed(scene: Scene) -> None:
    server = scene.ground.postgres
    server.kill()
    scene.pause(0.0, 0.3)
    server.start()


def _server_process_killed(scene: Scene) -> None:
    scene.ground.postgres.kill_backend(scene.luck)
    scene.ground.postgres.revive()


def _server_restarted(scene: Scene) -> None:
    server = scene.ground.postgres
    server.stop(scene.luck.choice((signal.SIGINT, signal.SIGQUIT)))
    scene.pause(0.0, 0.3)
    server.start()


def _connections_ended(scene: Scene) -> None:
    for _ in range(scene.luck.randint(1, 3)):
        scene.ground.postgres.terminate(scene.ground.books)
        scene.pause(0.0, 0.1)


def _commit_unanswered(scene: Scene) -> None:
    assert scene.ground.proxy is not None
    scene.spring(scene.ground.proxy, Trap(b"COMMIT", b"COMMIT\0"), scene.luck.randint(1, 2))


def _network_cut(scene: Scene) -> None:
    """Let a teller lead by network, cut it off, and see who leads by the time it is heard again."""
    scene.site.start(FAR)
    scene.wait_for(lambda: scene.ground.postgres.run(BY_NETWORK))
    scene.site.kill(TELLER)
    scene.site.kill(WEB)
    scene.wait_for(lambda: scene.site.leader is not None)
    scene.pause(0.1, 0.5)
    network.cut()
    scene.pause(0.1, 9.0)
    if scene.site.leader not in {scene.site.number(FAR), None}:
        scene.felt["taken over"] += 1
    network.mend()
    scene.pause(0.1, 0.5)
    scene.site.end(FAR)


FAULTS: Final = (
    Fault("teller killed", _teller_killed),
    Fault("web process killed", _web_killed),
    Fault("leader killed", _leader_killed),
    Fault("teller and web process killed", _all_killed),
    Fault("teller killed between commit and answer", _killed_after_commit),
    Fault("callers killed", _callers_killed),
    Fault("answer lost after the commit", _answer_lost),
    Fault("answer torn", _answer_torn),
    Fault("question torn", _question_torn),
    Fault("commit fails", _commit_fails),
    Fault("disk full", _disk_full),
    Fault("clock back an hour", _clock_back),
    Fault("leader paused", _leader_paused),
    Fault("second teller without a lock", _second_teller),
    Fault("bodies byte by byte", slow_bodies),
    Fault("sign-in flood", sign_in_flood),
    Fault("books locked by another program", _books_locked, "sqlite"),
    Fault("database killed", _server_killed, "postgres"),
    Fault("one database process killed", _server_process_killed, "postgres"),
    Fault("database restarted", _server_restarted, "postgres"),
    Fault("database connections ended", _connections_ended, "postgres"),
    Fault("connection cut at the commit", _commit_unanswered, "postgres"),
    Fault("network cut", _network_cut, "postgres", needs_network=True),
)


def faults_of(database: str, *, has_network: bool) -> list[Fault]:
    """Return what can strike a database."""
    fit = [fault for fault in FAULTS if fault.database in {"", database}]
    return [fault for fault in fit if has_network or not fault.needs_network]
