"""No line of the log can be forged, steer a terminal, or tell a secret."""

import json
import logging
import logging.config
from collections.abc import Iterator
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from harness.process import PATIENCE_S
from harness.site import HOST
from tests.templates import empty_site
from tweipress.config.logs import SECRET_PATHS, logging_config, printable

KEY = "1-d4x7ab-0123456789abcdef0123456789abcdef"
FORGED = "x\n2030-01-01T00:00:00Z [info] GET /forged\r\x1b[31m\u2028\u2029\x85\u202e\x00\x7f"
SECRET_NAMES = {"key", "uidb36", "code", "token"}
NO_SECRETS = {"write/", "reviews/", "desk/plan/", "desk/comments/"}
"""Codes of drafts are names: who may see one is asked every time."""


class Line:
    """A log as the product writes it, and what it said."""

    def __init__(self, form: str) -> None:
        lines = logging_config(form)["formatters"]["lines"]
        self.said = StringIO()
        self.handler = logging.StreamHandler(self.said)
        self.handler.setFormatter(logging.config.BaseConfigurator({}).configure_custom({**lines}))


@pytest.fixture(params=["console", "json"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    made = Line(request.param)
    log = logging.getLogger("tests.clean")
    log.propagate = False
    log.addHandler(made.handler)
    yield made
    log.removeHandler(made.handler)


def test_what_does_not_print_is_written_as_an_escape(line: Line) -> None:
    logging.getLogger("tests.clean").warning("GET %s", FORGED)
    said = line.said.getvalue()
    assert said.count("\n") == 1
    assert said.rstrip("\n").isprintable()
    assert "forged" in said


def test_an_error_cannot_forge_a_line(line: Line) -> None:
    try:
        raise ValueError(FORGED)
    except ValueError:
        logging.getLogger("tests.clean").exception("failed")
    first, *rest = line.said.getvalue().rstrip("\n").split("\n")
    assert "failed" in first
    assert all(each.startswith("    ") and each.isprintable() for each in rest)
    assert len((first + "".join(rest)).splitlines()) == 1


def test_values_of_a_line_are_cleaned_like_its_text() -> None:
    for form in ("console", "json"):
        made = Line(form)
        record = logging.LogRecord("tests", logging.INFO, "", 0, "", (), None)
        record.msg = {"event": "done", "name": FORGED, "list": [FORGED], "link": f"/join/{KEY}/"}
        record._from_structlog = True  # noqa: SLF001  # as structlog marks its own
        record._logger, record._name = None, "tests"  # noqa: SLF001  # as above
        made.handler.emit(record)
        said = made.said.getvalue()
        assert said.rstrip("\n").isprintable()
        assert KEY not in said
        if form == "json":
            assert json.loads(said)["event"] == "done"


@pytest.mark.parametrize("path", SECRET_PATHS)
@pytest.mark.parametrize(
    "text",
    [
        "GET {}{}/",
        "http://press.example{}{}",
        "Not Found: {}\n{}/set/x",
        "('{}{}')",
        "{}{}/?next=/",
    ],
)
def test_the_secret_of_a_link_is_left_out(path: str, text: str) -> None:
    for start in (path, path.upper()):
        cleaned = printable(text.format(start, KEY))
        assert KEY not in cleaned
        assert start in cleaned


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the site with how it begins."""
    for each in resolver.url_patterns:
        start = before + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from patterns(each, start)
        else:
            yield start, each


def test_every_address_with_a_secret_in_it_is_known() -> None:
    secret = [
        start
        for start, each in patterns(get_resolver())
        if SECRET_NAMES & each.pattern.regex.groupindex.keys()
        and not start.startswith(tuple(NO_SECRETS))
    ]
    assert secret
    assert [s for s in secret if not f"/{s}".startswith(SECRET_PATHS)] == []


def ask(port: int, target: bytes, host: bytes = b"localhost") -> None:
    """Send a request line as it stands."""
    caller = HTTPConnection(HOST, port, timeout=PATIENCE_S)
    caller.connect()
    agent = b"User-Agent: a\x9b31m\r\nReferer: http://press.example/join/" + KEY.encode()
    caller.sock.sendall(
        b"GET "
        + target
        + b" HTTP/1.1\r\nHost: "
        + host
        + b"\r\nConnection: close\r\n"
        + agent
        + b"\r\n\r\n"
    )
    while caller.sock.recv(65536):
        pass
    caller.close()


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_served_site_logs_neither_keys_nor_signs_that_do_not_print(
    form: str, tmp_path: Path
) -> None:
    site = empty_site(tmp_path)
    with site.serving(TWEIPRESS_LOG=form) as server:
        for path in (*SECRET_PATHS, "/no/such/join/"):
            ask(server.port, f"{path}{KEY}/?x=1".encode())
            ask(server.port, f"{path}{KEY}".encode())
        ask(server.port, b"/a%0A2030-01-01%20%5Binfo%5D%20GET%20/forged%0D%1B%5B31m%E2%80%A8b/")
    said = site.log("serve").read_text()
    assert KEY not in said
    assert said.count("GET /join/") == 2
    assert all(each.isprintable() for each in said.split("\n"))
    (line_of_it,) = [each for each in said.splitlines() if "forged" in each]
    assert "GET /a" in line_of_it


def test_a_host_that_is_not_the_sites_costs_one_line(tmp_path: Path) -> None:
    site = empty_site(tmp_path)
    with site.serving() as server:
        ask(server.port, b"/about/", b"evil.example")
    said = site.log("serve").read_text()
    assert said.count("GET /about/ status=400") == 1
    assert "evil.example" not in said
