"""The guard of tests/conftest.py holds."""

import socket
from urllib.request import urlopen

import pytest

from tests.conftest import NetworkReached

ELSEWHERE = "192.0.2.1"  # reserved for documentation: nobody is there


def test_a_test_cannot_connect_beyond_this_machine() -> None:
    with socket.socket() as caller, pytest.raises(NetworkReached):
        caller.connect((ELSEWHERE, 80))


def test_a_test_cannot_ask_for_a_name() -> None:
    with pytest.raises(NetworkReached):
        urlopen("http://example.org/")


def test_a_test_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=60) as caller:
            answerer, _ = server.accept()
            with answerer:
                answerer.sendall(b"!")
            assert caller.recv(1) == b"!"
