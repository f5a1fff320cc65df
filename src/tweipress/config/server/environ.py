"""A request as WSGI describes it, from what the server tells."""

import sys
from io import BytesIO
from typing import Any, Final, Protocol

Environ = dict[str, Any]
UNPREFIXED: Final = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})


class Headers(Protocol):
    """A request's headers; names are in small letters."""

    def items(self) -> list[tuple[str, str]]:
        """Return names and values, in order; a name may come again."""
        ...

    def get(self, name: str) -> str | None:
        """Return the first value of a name."""
        ...


class Scope(Protocol):
    """What granian tells of a request (RSGI)."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None
    headers: Headers


def environ_of(scope: Scope, headers: Headers, body: bytes) -> Environ:
    """Return the environment that Django answers."""
    server_name, server_port = place(scope.server)
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server_name,
        "SERVER_PORT": server_port,
        "REMOTE_ADDR": place(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    given: Environ = {}
    for name, value in headers.items():
        if "_" in name:  # would pass for a header that only the site's own proxy may set
            continue
        key = name.replace("-", "_").upper()
        if key not in UNPREFIXED:
            key = f"HTTP_{key}"
        between = ";" if key == "HTTP_COOKIE" else ","
        given[key] = f"{given[key]}{between}{value}" if key in given else value
    return environ | given


def place(address: str) -> tuple[str, str]:
    """Return host and port of `host:port`; an IPv6 host loses its brackets."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port
