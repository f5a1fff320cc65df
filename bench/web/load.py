"""`python -m bench.web.load PORT PLAN SKIP CLIENTS SECONDS KIND` calls a site over real HTTP.

Each connection stays open and sends its next request when the last one is answered. The process
imports nothing of the site, and prints its own processor time with its results.
"""

import asyncio
import json
import re
import resource
import secrets
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Final

from tweipress.core.ids import SessionId

SCRIPT: Final = "script"
"""As the page's script sends it, answered with a part of the page; a form gets a redirect."""
PAGE: Final = "page"
"""Asked for again and again."""
LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CSRF: Final = "b" * 32
GZIP: Final = "Accept-Encoding: gzip"


class Caller:
    """One browser after another on one connection."""

    def __init__(self, port: int, plan: Iterator[str], kind: str, ends_s: float) -> None:
        self._port = port
        self._plan = plan
        self._kind = kind
        self._ends_s = ends_s
        self.waits_s: list[float] = []
        self.statuses: Counter[int] = Counter()

    async def run(self) -> None:
        """Send until the time or the plan ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        for line in self._plan:
            request = self._request(*json.loads(line))
            begun_s = perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if length := LENGTH.search(head):
                await reader.readexactly(int(length[1]))
            now_s = perf_counter()
            self.waits_s.append(now_s - begun_s)
            self.statuses[int(head[9:12])] += 1
            if now_s > self._ends_s:
                break
        writer.close()

    def _request(self, path: str, session: SessionId, form: str | None) -> bytes:
        host = f"Host: 127.0.0.1:{self._port}"
        cookies = f"Cookie: sessionid={session}; csrftoken={CSRF}"
        if form is None:
            lines = (f"GET {path} HTTP/1.1", host, *((cookies,) if session else ()), GZIP)
            return ("\r\n".join(lines) + "\r\n\r\n").encode()
        body = f"csrfmiddlewaretoken={CSRF}&key={secrets.token_hex(8)}&{form}"
        lines = (
            f"POST {path} HTTP/1.1",
            host,
            cookies,
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            *(("HX-Request: true",) if self._kind == SCRIPT else ()),
        )
        return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


async def call(
    port: int, plan: Iterator[str], clients: int, seconds: float, kind: str
) -> list[Caller]:
    """Let callers share a plan, and return them when they are done."""
    ends_s = perf_counter() + seconds
    callers = [Caller(port, plan, kind, ends_s) for _ in range(clients)]
    await asyncio.gather(*(caller.run() for caller in callers))
    return callers


def main() -> None:
    """Call, and print the results as JSON."""
    port, path, skip, clients, seconds, kind = sys.argv[1:]
    with Path(path).open(encoding="ascii") as file:
        plan = cycle(file) if kind == PAGE else islice(file, int(skip), None)
        begun_s = perf_counter()
        callers = asyncio.run(call(int(port), plan, int(clients), float(seconds), kind))
        elapsed_s = perf_counter() - begun_s
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "elapsed_s": elapsed_s,
        "waits_s": [wait_s for caller in callers for wait_s in caller.waits_s],
        "statuses": sum((caller.statuses for caller in callers), Counter()),
        "cpu_s": used.ru_utime + used.ru_stime,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
