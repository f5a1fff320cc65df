"""A network of this process and its children alone, which can be cut, where that is allowed.

Nothing of it reaches the machine's own network: what is cut is the loopback of a namespace.
"""

import ctypes
import fcntl
import os
import socket
import struct

HOST = "127.0.0.1"
CLONE_NEWNET = 0x40000000
SET_FLAGS = 0x8914
"""SIOCSIFFLAGS, as linux/sockios.h has it."""
IS_UP = 0x1


def enter() -> bool:
    """Move to a network of one's own before the first thread starts; tell whether that went."""
    if os.geteuid() != 0 or ctypes.CDLL(None).unshare(CLONE_NEWNET) != 0:
        return False
    mend()
    return True


def cut() -> None:
    """Let everything sent vanish; nobody is told."""
    _set_flags(0)


def mend() -> None:
    """Let it through again."""
    _set_flags(IS_UP)


def _set_flags(flags: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", flags))
