"""`python -m bench.web.load PORT PLAN FIRST COUNT CLIENTS SECONDS` calls a site over real HTTP.

A plan has a request a line, as JSON: `path`, `headers` (a mapping), and `body`, which is null for a
GET and makes a POST. Clients share COUNT lines from FIRST on, each line sent once; with COUNT 0
they ask for the lines again and again. Each connection stays open, if the site lets it, and sends
its next request when the last one is answered. The process imports nothing of the site, and prints
its own processor time with its results.
"""

import asyncio
import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Final, cast

HOST: Final = "127.0.0.1"
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLOSES: Final = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
LAST_CHUNK: Final = b"\r\n0\r\n\r\n"
BODILESS: Final = (204, 304)


class Caller(asyncio.Protocol):
    """One browser after another on one connection."""

    def __init__(self, port: int, plan: Iterator[str], ends_s: float) -> None:
        """Take its requests from a plan that callers share."""
        self._port = port
        self._plan = plan
        self._ends_s = ends_s
        self._received = b""
        self._begun_s = 0.0
        self.waits_s: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.octets = 0

    async def run(self) -> None:
        """Send until the time or the plan ends."""
        loop = asyncio.get_running_loop()
        self._done: asyncio.Future[None] = loop.create_future()
        await self._connect()
        await self._done

    async def _connect(self) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: self, HOST, self._port)
        except OSError as error:
            self._done.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request, or the next one after the site has closed."""
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """Take a part of the answer in."""
        self._received += data
        head, mark, body = self._received.partition(b"\r\n\r\n")
        if not mark:
            return
        status = int(head[9:12])
        if length := LENGTH.search(head):
            is_whole = len(body) >= int(length[1])
        elif CHUNKED.search(head):
            is_whole = (b"\r\n" + body).endswith(LAST_CHUNK)
        else:  # otherwise it ends with the connection
            is_whole = status in BODILESS
        if is_whole:
            self._answered(status, closes=bool(CLOSES.search(head)))

    def connection_lost(self, exc: Exception | None) -> None:
        """Take what a site sent that closes after every answer, and come again."""
        if self._done.done():
            return
        if self._received:
            self._answered(int(self._received[9:12]), closes=True)
        elif self._begun_s:
            self._done.set_exception(exc or ConnectionError("the site hung up"))
        else:
            self._again = asyncio.ensure_future(self._connect())

    def _send(self) -> None:
        line = None if perf_counter() > self._ends_s else next(self._plan, None)
        if line is None:
            self._done.set_result(None)
            self._transport.close()
            return
        request = _request(self._port, line)
        self._begun_s = perf_counter()
        self._transport.write(request)

    def _answered(self, status: int, *, closes: bool) -> None:
        self.waits_s.append(perf_counter() - self._begun_s)
        self.statuses[status] += 1
        self.octets += len(self._received)
        self._received, self._begun_s = b"", 0.0
        if not closes:
            self._send()
        elif self._transport.is_closing():
            self._again = asyncio.ensure_future(self._connect())
        else:
            self._transport.close()


@lru_cache
def _request(port: int, line: str) -> bytes:
    """Return what is sent for a line; a plan of a few lines costs the callers next to nothing."""
    asked = json.loads(line)
    sent = {"Host": f"{HOST}:{port}", **asked["headers"]}
    body = asked["body"]
    content = (body or "").encode()
    if body is not None:
        sent["Content-Length"] = str(len(content))
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    method = "GET" if body is None else "POST"
    return f"{method} {asked['path']} HTTP/1.1\r\n{lines}\r\n".encode() + content


async def call(port: int, plan: Iterator[str], clients: int, seconds: float) -> list[Caller]:
    """Let callers share a plan, and return them when they are done."""
    ends_s = perf_counter() + seconds
    callers = [Caller(port, plan, ends_s) for _ in range(clients)]
    await asyncio.gather(*(caller.run() for caller in callers))
    return callers


def main() -> None:
    """Call, and print the results as JSON."""
    port, path, first, count, clients, seconds = sys.argv[1:]
    with Path(path).open(encoding="ascii") as file:
        start, most = int(first), int(count)
        plan = islice(file, start, start + most) if most else islice(cycle(file), start, None)
        begun_s = perf_counter()
        callers = asyncio.run(call(int(port), plan, int(clients), float(seconds)))
        elapsed_s = perf_counter() - begun_s
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "elapsed_s": elapsed_s,
        "waits_s": [wait_s for caller in callers for wait_s in caller.waits_s],
        "statuses": sum((caller.statuses for caller in callers), Counter()),
        "octets": sum(caller.octets for caller in callers),
        "cpu_s": used.ru_utime + used.ru_stime,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
