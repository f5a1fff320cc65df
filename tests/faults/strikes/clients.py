"""Clients that are a fault: bodies that come byte by byte, and many who sign in at once.

Meanwhile honest visitors ask, among them whoever watches `/health/`: all of them are answered.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

from harness.site import HOST, answers, ask
from tests.config.server.client import closing_all, post
from tests.faults.callers.web import TIMEOUT_S, TOKEN
from tests.faults.machine.site import WEB
from tests.faults.strikes.scene import Scene
from tweipress.people.hashing import AT_ONCE

HEALTH, SIGN_IN = "/health/", "/accounts/login/"
VISITED = (HEALTH, "/", SIGN_IN)
SLOW = 24
"""Six times the threads of the web process."""
BODY_BYTES = 1_000
DRIPS = 3
SIGN_INS = 24
HASH_MIB = 19
ROOM_MIB = 24
"""For what two dozen requests need beside the hashing."""
KIB_PER_MIB = 1024
EXPECTED = {HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS}
"""A wrong password shows the form again; who finds no place is told when to come back."""


def slow_bodies(scene: Scene) -> None:
    """Send more bodies than there are threads, a byte at a time."""
    scene.wait_for(lambda: answers(scene.site.port, HEALTH))
    with closing_all():
        slow = [post(scene.site.port, BODY_BYTES, path=SIGN_IN, body=b"l") for _ in range(SLOW)]
        _visit(scene)
        held = sum(not client.has_answer for client in slow)
        if held < SLOW:
            scene.complaints.append(f"visitors waited for {SLOW - held} slow bodies to end")
        for _ in range(DRIPS):
            for client in slow:
                with suppress(OSError):
                    client.send(b"o")
            _visit(scene)
        scene.felt["slow bodies"] += held


def sign_in_flood(scene: Scene) -> None:
    """Sign in many times at the same moment, and see how much memory that takes."""
    port = scene.site.port
    scene.wait_for(lambda: answers(port, HEALTH))
    _sign_in(port, 0)  # loads what signing in needs
    family = scene.site.family(WEB)
    before = {number: _memory_mib(number, "VmRSS") for number in family}
    _forget_peaks(family)
    start = Barrier(SIGN_INS + 1)

    def sign_in(number: int) -> int:
        start.wait()
        return _sign_in(port, number)

    with ThreadPoolExecutor(SIGN_INS) as pool:
        flood = [pool.submit(sign_in, number) for number in range(SIGN_INS)]
        start.wait()
        _visit(scene)
        statuses = [one.result() for one in flood]
    for status in statuses:
        scene.felt[f"sign-ins {status}"] += 1
    if wrong := set(statuses) - EXPECTED:
        scene.complaints.append(f"sign-ins were answered {sorted(wrong)}")
    grown_mib = max(_memory_mib(number, "VmHWM") - before[number] for number in family)
    scene.felt["MiB more"] += grown_mib
    if grown_mib > AT_ONCE * HASH_MIB + ROOM_MIB:
        scene.complaints.append(f"{SIGN_INS} sign-ins at once took {grown_mib} MiB")


def _visit(scene: Scene) -> None:
    """Ask as honest visitors do; whoever is not served complains."""
    for path in VISITED:
        try:
            status = ask(scene.site.port, path)
        except (OSError, HTTPException) as error:
            scene.complaints.append(f"{path} was not answered: {error!r}")
        else:
            if status != HTTPStatus.OK:
                scene.complaints.append(f"{path} was answered {status}")


def _sign_in(port: int, number: int) -> int:
    """Try to sign in as somebody whom nobody knows; return the status, 0 if there is none."""
    headers = {
        "Cookie": f"csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = {"login": f"nobody{number}@example.org", "password": "wrong horse battery"}
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT_S)
    try:
        connection.request("POST", SIGN_IN, urlencode(form), headers)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def _memory_mib(process: int, what: str) -> int:
    """Return how much memory a process has (VmRSS), or had at most (VmHWM)."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    (line,) = (row for row in told if row.startswith(f"{what}:"))
    return int(line.split()[1]) // KIB_PER_MIB


def _forget_peaks(family: Iterable[int]) -> None:
    """Let each process's highest memory count from now on."""
    for number in family:
        Path(f"/proc/{number}/clear_refs").write_text("5", encoding="ascii")
