"""Reads what a mail server sends back about a letter (RFC 3464)."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from typing import Final, NamedTuple

from tweipress.letters.links import Returned, returned

RECIPIENT: Final = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
"""Where mail servers write whom a mail was for."""
LENGTH_MAX: Final = 1_048_576
"""A report has the letter in it, or its head; whatever comes after is not read."""
ADDRESSES_MAX: Final = 50
STATUS: Final = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}", re.ASCII)
UNKNOWN: Final = "4"


class Bounce(NamedTuple):
    """A letter that came back, and why: a status of RFC 3463, of which 5 will not pass."""

    of: Returned
    status: str

    @property
    def is_final(self) -> bool:
        """Tell whether the address will never take a letter."""
        return self.status.startswith("5")


def read(mail: bytes) -> Bounce | None:
    """Return what a mail says; None if it is no report, or of no letter of this site's.

    Answers that a program gives for somebody on holiday come to the same address, without a report.
    """
    message = message_from_bytes(mail[:LENGTH_MAX])
    of = next(filter(None, map(returned, _recipients(message))), None)
    statuses = [
        str(block.get("Status", "")).strip()
        for block in _blocks(message)
        if str(block.get("Action", "")).strip().lower() == "failed"
    ]
    if of is None or not statuses:
        return None
    final = [status for status in statuses if status.startswith("5")]
    status = STATUS.match((final or statuses)[0])
    return Bounce(of, status[0] if status else (final or [UNKNOWN])[0][:1])


def _recipients(message: Message) -> Iterator[str]:
    """Yield the addresses that a mail was for."""
    lines = [str(line) for name in RECIPIENT for line in message.get_all(name, [])]
    for _name, address in getaddresses(lines)[:ADDRESSES_MAX]:
        yield address


def _blocks(message: Message) -> Iterator[Message]:
    """Yield the parts of a report that say what became of a recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message))
