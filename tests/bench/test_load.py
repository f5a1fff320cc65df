"""The load generator understands the answers of any web server, and sends each act once."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import SHUT_WR, create_server, socket

import pytest

from bench.web.rounds import CLIENTS, load

ENDED = b"\r\n\r\n"
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
PIECES = {
    "/whole/": (WHOLE[:20], WHOLE[20:]),
    "/chunked/": (CHUNKED, b"0\r\n\r\n"),
    "/unchanged/": (b"HTTP/1.1 304 Not Modified\r\n\r\n",),
    "/closed/": (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n", b"hello"),
    "/to-the-end/": (b"HTTP/1.1 200 OK\r\n\r\nhel", b"lo"),
    "/hung-up/": (),
}
CLOSING = {"/closed/", "/to-the-end/", "/hung-up/"}


class Answering:
    """A server that answers each path in its own way, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self._socket = create_server(("127.0.0.1", 0), backlog=CLIENTS)
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket) -> None:
        held = b""
        with connection:
            while True:
                while ENDED not in held:
                    data = connection.recv(4096)
                    if not data:
                        return
                    held += data
                head, _, held = held.partition(ENDED)
                length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0] or 0)
                while len(held) < length:
                    held += connection.recv(4096)
                self.asked.append(head + ENDED + held[:length])
                held = held[length:]
                path = head.split()[1].decode()
                for piece in PIECES[path]:
                    connection.sendall(piece)
                if path in CLOSING:
                    connection.shutdown(SHUT_WR)
                    return

    def close(self) -> None:
        self._socket.close()


@contextmanager
def answering() -> Iterator[Answering]:
    server = Answering()
    try:
        yield server
    finally:
        server.close()


def planned(folder: Path, *lines: tuple[str, str | None]) -> Path:
    plan = folder / "plan"
    sent = [{"path": path, "headers": {"X-Line": "1"}, "body": body} for path, body in lines]
    plan.write_text("".join(f"{json.dumps(line)}\n" for line in sent), encoding="ascii")
    return plan


@pytest.mark.parametrize(
    "path", ["/whole/", "/chunked/", "/unchanged/", "/closed/", "/to-the-end/"]
)
def test_an_answer_ends_where_its_server_says(tmp_path: Path, path: str) -> None:
    plan = planned(tmp_path, *[(path, None)] * 100)
    with answering() as server:
        round_ = load(server.port, plan, [os.getpid()], 30, 0, 100)
    assert round_.statuses == {304 if path == "/unchanged/" else 200: 100}
    assert round_.octets == len(b"".join(PIECES[path]))
    assert len(server.asked) == 100


def test_each_line_of_an_act_is_sent_once_from_the_first_on(tmp_path: Path) -> None:
    plan = planned(tmp_path, *[("/whole/", f"n={number}") for number in range(200)])
    with answering() as server:
        round_ = load(server.port, plan, [os.getpid()], 30, 50, 100)
    bodies = sorted(int(request.partition(b"n=")[2]) for request in server.asked)
    assert (bodies, round_.requests) == (list(range(50, 150)), 100)
    assert all(request.startswith(b"POST /whole/ HTTP/1.1\r\n") for request in server.asked)
    assert all(b"\r\nX-Line: 1\r\n" in request for request in server.asked)


def test_pages_are_asked_for_again_and_again(tmp_path: Path) -> None:
    plan = planned(tmp_path, ("/whole/", None), ("/chunked/", None))
    with answering() as server:
        round_ = load(server.port, plan, [os.getpid()], 2)
    assert round_.requests > 2
    assert {request.split()[1] for request in server.asked} == {b"/whole/", b"/chunked/"}
    assert round_.cpu_ms >= 0
    assert round_.per_s > 0


def test_a_site_that_hangs_up_without_an_answer_ends_the_round(tmp_path: Path) -> None:
    plan = planned(tmp_path, *[("/hung-up/", None)] * 40)
    with answering() as server, pytest.raises(AssertionError, match="hung up"):
        load(server.port, plan, [os.getpid()], 30, 0, 40)


def test_a_plan_that_has_run_out_is_told(tmp_path: Path) -> None:
    plan = planned(tmp_path, ("/whole/", None))
    with answering() as server, pytest.raises(AssertionError, match="no line 7"):
        load(server.port, plan, [os.getpid()], 30, 7, 1)
