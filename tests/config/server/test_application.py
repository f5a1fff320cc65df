"""Slow, silent, endless and vanished clients: none keeps a thread, or others from being heard."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.command import ROOT, environment
from harness.process import Process
from harness.site import answers, free_port
from tests.config.server.client import Client, ask, closing_all, post
from tests.config.server.small import LARGE, LITTLE, THREADS
from tweipress.config.server.bounds import UPLOAD_PATH

MANY = 4 * THREADS


def soon(**bounds: float) -> pytest.MarkDecorator:
    """Let the server lose its patience with something soon."""
    return pytest.mark.parametrize("port", [bounds], indirect=True, ids=[""])


@pytest.fixture
def port(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[int]:
    """Serve the small application, and give its port."""
    number = free_port()
    bounds = json.dumps(getattr(request, "param", {}))
    command = [sys.executable, "-m", "tests.config.server.small", str(number), bounds]
    described = environment(tmp_path, PYTHONPATH=str(ROOT))
    process = Process(command, described, ROOT, tmp_path / "log")
    try:
        process.wait_until(lambda: answers(number))
        with closing_all():
            yield number
    finally:
        process.kill()


def test_slow_bodies_hold_no_thread_and_are_read_when_they_have_come(port: int) -> None:
    slow = [post(port, 8, "Connection: close", body=b"some") for _ in range(MANY)]
    assert ask(port, "/page").told()["PATH_INFO"] == "/page"
    assert not any(client.has_answer for client in slow)
    for client in slow:
        assert client.send(b"more").told()["body"] == "somemore"


@soon(BODY_GRACE_S=1.5)
def test_a_body_that_does_not_come_is_refused_in_time(port: int) -> None:
    heard = post(port, 100, body=b"some").heard()
    assert heard.endswith(b"BODY_SLOW")
    assert b"connection: close" in heard


@soon(HEAD_MS=1500)
def test_a_head_that_does_not_end_and_an_idle_connection_are_closed(port: int) -> None:
    idle, half = Client(port), Client(port).send(b"GET / HTTP/1.1\r\nHos")
    kept = Client(port).say("GET / HTTP/1.1")
    assert (idle.heard(), half.heard()) == (b"", b"")
    assert kept.heard().startswith(b"HTTP/1.1 200")


def test_who_goes_away_before_the_end_is_not_answered(port: int) -> None:
    for _ in range(MANY):
        post(port, 100, path="/never", body=b"some").go()
    assert ask(port, "/page").told()["PATH_INFO"] == "/page"
    assert b"/never" not in ask(port, "/called").heard()


def test_a_body_without_a_length_is_refused_by_name(port: int) -> None:
    client = Client(port).say("POST / HTTP/1.1", "Transfer-Encoding: chunked", body=b"1\r\nx\r\n")
    assert client.heard().endswith(b"BODY_UNMEASURED")


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked(port: int) -> None:
    client = post(port, 4, "Expect: 100-continue", "Connection: close")
    assert client.heard(until=b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert client.send(b"some").told()["body"] == "some"


def test_requests_in_a_row_are_answered_in_their_order(port: int) -> None:
    client = post(port, 4, path="/first", body=b"some")
    heard = client.say("GET /second HTTP/1.1", "Connection: close").heard()
    assert 0 < heard.index(b"/first") < heard.index(b"/second")
    assert heard.count(b"HTTP/1.1 200") == 2


@soon(BODY_GRACE_S=1.5)
def test_all_bodies_together_are_bounded(port: int) -> None:
    part = int(LITTLE["BODIES_MAX_BYTES"]) // 2
    clients = [post(port, part + 1, body=b"x" * part) for _ in range(MANY)]
    refused = {client.heard().rpartition(b"\r\n")[2] for client in clients}
    assert refused == {b"BODIES_MANY", b"BODY_SLOW"}
    client = post(port, part, "Connection: close", body=b"x" * part)  # in one piece: in time
    assert len(client.told()["body"]) == part


@soon(BODY_GRACE_S=1.5)
def test_uploads_take_no_room_from_forms(port: int) -> None:
    part = int(LITTLE["UPLOADS_MAX_BYTES"]) // 2
    uploads = [post(port, part + 1, path=UPLOAD_PATH, body=b"x" * part) for _ in range(MANY)]
    assert len(post(port, part, "Connection: close", body=b"x" * part).told()["body"]) == part
    refused = {client.heard().rpartition(b"\r\n")[2] for client in uploads}
    assert refused == {b"BODIES_MANY", b"BODY_SLOW"}


@soon(BODY_MAX_BYTES=10, UPLOAD_MAX_BYTES=20)
def test_an_upload_alone_may_be_longer_than_a_form(port: int) -> None:
    for path, length, came in (("/", 10, 10), ("/", 11, 0), (UPLOAD_PATH, 20, 20)):
        client = post(port, length, "Connection: close", path=path, body=b"x" * length)
        assert len(client.told()["body"]) == came
    assert post(port, 21, "Connection: close", path=UPLOAD_PATH).told()["body"] == ""


@soon(ANSWER_GRACE_S=1.5)
def test_who_never_reads_an_answer_loses_the_connection(port: int) -> None:
    deaf = [Client(port, buffer_bytes=4096) for _ in range(MANY)]
    for client in deaf:
        client.say("GET /large HTTP/1.1", "Connection: close")
    assert ask(port, "/page").told()["PATH_INFO"] == "/page"
    reader = ask(port, "/large")
    assert len(reader.heard()) > LARGE
    waiting = ask(port, "/large").heard(until=b"\r\n\r\n")
    assert waiting.startswith(b"HTTP/1.1 200")
    while ask(port, "/called").heard().count(b"/large") < MANY + 2:
        pass
    for client in deaf:
        client.wait_for_end()
        assert len(client.heard()) < LARGE


def test_a_flood_of_idle_connections_keeps_nobody_out(port: int) -> None:
    flood = [Client(port) for _ in range(3 * int(LITTLE["CONNECTIONS"]))]
    assert ask(port, "/page").told()["PATH_INFO"] == "/page"
    assert len(flood) > LITTLE["CONNECTIONS"]


def test_machines_are_answered_while_every_thread_hangs(port: int) -> None:
    hanging = [ask(port, "/hang") for _ in range(MANY)]
    while ask(port, "/called").heard().count(b"/hang") < THREADS:
        pass
    assert not any(client.has_answer for client in hanging)
    assert ask(port, "/release").told()["PATH_INFO"] == "/release"
    assert all(client.told()["PATH_INFO"] == "/hang" for client in hanging)


def test_an_application_that_fails_is_a_500_and_the_next_is_served(port: int) -> None:
    assert ask(port, "/fail").heard().startswith(b"HTTP/1.1 500")
    assert ask(port, "/page").told()["PATH_INFO"] == "/page"


def test_a_request_is_told_as_wsgi_says(port: int) -> None:
    told = ask(
        port,
        "/%C3%A4%2F?q=%20a",
        "Cookie: a=1",
        "Cookie: b=2",
        "X-Forwarded-For: 1.2.3.4",
        "X_Forwarded_For: 6.6.6.6",
        "Content-Type: text/plain",
    ).told()
    assert told["PATH_INFO"].encode("latin-1").decode() == "/ä/"
    assert told["QUERY_STRING"] == "q=%20a"
    assert told["HTTP_COOKIE"] == "a=1;b=2"
    assert told["HTTP_X_FORWARDED_FOR"] == "1.2.3.4"
    assert told["CONTENT_TYPE"] == "text/plain"
    assert told["REMOTE_ADDR"] == told["SERVER_NAME"] == "127.0.0.1"
    assert told["SERVER_PORT"] == str(port)
    assert (told["SERVER_PROTOCOL"], told["HTTP_HOST"]) == ("HTTP/1.1", "localhost")


@soon(ANSWER_GRACE_S=1.5)
def test_large_files_take_no_memory_however_many_do_not_read_them(port: int) -> None:
    before = ask(port, "/memory").told()
    deaf = [Client(port, buffer_bytes=4096) for _ in range(MANY)]
    for client in deaf:
        client.say("GET /file HTTP/1.1", "Connection: close")
    heard = ask(port, "/file").heard()
    assert len(heard.partition(b"\r\n\r\n")[2]) == LARGE
    assert ask(port, "/memory").told()["kib"] - before["kib"] < LARGE * MANY // 2 // 1024
    for client in deaf:
        client.wait_for_end()
        assert len(client.heard()) < LARGE
    while ask(port, "/memory").told()["files"] > before["files"] + 1:
        pass


def test_a_part_of_a_file_is_sent_as_that_part(port: int) -> None:
    assert ask(port, "/part").heard().endswith(b"\r\n\r\nx")
