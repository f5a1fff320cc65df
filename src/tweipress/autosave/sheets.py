"""Sheets: the hidden fields by which a form says which page it is, and what it began from."""

import base64
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.crypto import salted_hmac

from tweipress.autosave.models import BASE_CHARS, WorkingCopy
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.http.request_keys import fresh_key

KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,40}")
TURN_MAX: Final = 2**53
"""Scripts count so far without a slip; a turn is the time of the browser in milliseconds."""
SEAL: Final = "tweipress.autosave.seal"


class Sheet(NamedTuple):
    """A form's page: its key, the version it began from, the copy it was opened from, its turn.

    `opened` is the key and the turn of that copy, as `key.turn`; empty for none.
    """

    key: str
    base: str = ""
    opened: str = ""
    turn: int = 0

    @property
    def opened_from(self) -> tuple[str, int]:
        """Return the key and the turn of the copy that was opened; no copy has an empty key."""
        key, _, turn = self.opened.partition(".")
        return key, _turn(turn)


def fresh(base: str, copy: WorkingCopy | None = None) -> Sheet:
    """Return the sheet of a page that is shown for the first time, perhaps from a copy."""
    return Sheet(fresh_key(), base, f"{copy.key}.{copy.turn}" if copy else "")


def sent(form: Mapping[str, str]) -> Sheet:
    """Return the sheet of a form that was sent; one without a key of its own gets one."""
    key, opened = form.get("copy", ""), form.get("opened", "")
    if not KEY.fullmatch(key):
        key = fresh_key()
    is_opened = KEY.fullmatch(opened.partition(".")[0])
    base = form.get("base", "")[:BASE_CHARS]
    return Sheet(key, base, opened if is_opened else "", _turn(form.get("turn", "")))


def seal(member: MemberId) -> str:
    """Return the key with which a member's browser seals what it could not send, for AES-GCM.

    It comes with the member's own pages alone: whoever uses the browser next cannot open it.
    """
    made = salted_hmac(SEAL, str(member), algorithm="sha256").digest()
    return base64.b64encode(made).decode()


def _turn(text: str) -> int:
    return min(number_in(text) or 0, TURN_MAX)
