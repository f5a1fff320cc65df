"""What Linux tells of a worker's connections, whoever opened them: granian's are Rust's own."""

import fcntl
import os
import resource
import socket
import stat
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from tweipress.config.server import bounds

FILES: Final = 512
"""What a worker opens beside its connections: databases and static files, in every thread."""
INFO_BYTES: Final = 128
"""As much of `struct tcp_info` as is read here; the kernel only ever adds to its end."""
LAST_RECEIVED: Final = struct.Struct("=I")
LAST_RECEIVED_AT: Final = 52
ACKED: Final = struct.Struct("=Q")
ACKED_AT: Final = 120
QUEUED: Final = struct.Struct("i")
RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER: closing throws away what the client has not read."""


class Peer(NamedTuple):
    """One client of a port, at this moment."""

    inode: int
    client: tuple[str, str]
    owed_bytes: int
    acked_bytes: int
    silent_ms: int
    number: int


def allow_connections() -> int:
    """Return how many connections this process may have, after asking for files for all of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = bounds.CONNECTIONS + FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(bounds.CONNECTIONS_FREE * 2, wanted - FILES)


def peers(port: int) -> Iterator[Peer]:
    """Yield who is connected to a port of this process."""
    for file in list(Path("/proc/self/fd").iterdir()):
        with suppress(OSError), _held(int(file.name)) as (inode, held):
            if held.getsockname()[1] != port:
                continue
            client = held.getpeername()[:2]
            info = held.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, INFO_BYTES)
            queued = fcntl.ioctl(held, termios.TIOCOUTQ, bytes(QUEUED.size))
            yield Peer(
                inode,
                (client[0], str(client[1])),
                QUEUED.unpack(queued)[0],
                ACKED.unpack_from(info, ACKED_AT)[0],
                LAST_RECEIVED.unpack_from(info, LAST_RECEIVED_AT)[0],
                int(file.name),
            )


def hang_up(peer: Peer) -> None:
    """End a connection, if its number is still its own; granian sees it and forgets it."""
    with suppress(OSError), _held(peer.number) as (inode, held):
        if inode == peer.inode:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            held.shutdown(socket.SHUT_RDWR)


@contextmanager
def _held(number: int) -> Iterator[tuple[int, socket.socket]]:
    """Give a TCP socket by its number, and leave it open.

    Nothing is duplicated: closing a copy of a database's file would release SQLite's locks on it.
    """
    status = os.fstat(number)
    if not stat.S_ISSOCK(status.st_mode):
        raise OSError
    held = socket.socket(fileno=number)
    try:
        if held.family not in {socket.AF_INET, socket.AF_INET6}:
            raise OSError
        yield status.st_ino, held
    finally:
        held.detach()
