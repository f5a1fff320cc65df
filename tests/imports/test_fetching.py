"""A picture is fetched in bounds, and never from where only the operator's machine can ask."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from tweipress.http.outbox.reaching import is_public
from tweipress.imports import fetching
from tweipress.imports.fetching import FetchError, fetched

MOST = 1_000
PATIENCE_S = 60.0


@contextmanager
def server(*answers: bytes) -> Iterator[str]:
    """Serve answers, one a connection, on this machine; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with suppress(OSError):  # nobody asks any more
                for each in answers:
                    caller, _ = listening.accept()
                    with caller:
                        caller.recv(4_096)
                        caller.sendall(each)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        listening.settimeout(PATIENCE_S)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/a b.png?x=ü"


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def anywhere(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3"),
        *("::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1"),
    ],
)
def test_addresses_of_this_machine_and_its_network_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_the_internet_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:4700::1111")


def test_nothing_is_asked_of_this_machine() -> None:
    with server(ok(b"secret")) as address, pytest.raises(FetchError, match="public internet"):
        fetched(address, MOST)


def test_what_is_there_is_fetched_also_where_it_has_moved() -> None:
    with server(ok(b"picture")) as address:
        assert fetched(address, MOST, anywhere) == b"picture"
    with server(moved("/b.png"), ok(b"moved")) as address:
        assert fetched(address, MOST, anywhere) == b"moved"


def test_each_address_on_the_way_is_looked_at() -> None:
    allowed = iter([True, False])
    with (
        server(moved("/b.png"), ok(b"secret")) as address,
        pytest.raises(FetchError, match="public internet"),
    ):
        fetched(address, MOST, lambda _: next(allowed))


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([ok(b"x" * (MOST + 1))], "more than"),
        ([b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (MOST + 1)], "more than"),
        ([b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "answered 404"),
        ([b"nonsense\r\n\r\n"], r"\S"),
        ([moved("file:///etc/passwd")], "no web address"),
        ([moved("http://user@127.0.0.1/")], "no web address"),
        ([moved("/again")] * 6, "address to address"),
    ],
)
def test_what_is_too_much_or_leads_astray_is_refused(answers: list[bytes], why: str) -> None:
    with server(*answers) as address, pytest.raises(FetchError, match=why):
        fetched(address, MOST, anywhere)


def test_a_server_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS_MAX", -1.0)
    with server(ok(b"x")) as address, pytest.raises(FetchError, match="too slow"):
        fetched(address, MOST, anywhere)


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://a.example/", "http://[::1", "//x"]
)
def test_what_is_no_web_address_is_not_asked(address: str) -> None:
    never: Callable[[str], bool] = anywhere
    with pytest.raises(FetchError):
        fetched(address, MOST, never)
