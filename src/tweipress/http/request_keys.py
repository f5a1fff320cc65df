"""The key in every form that acts: fresh when the form is shown, checked when it comes back.

If nobody knows whether an act was done, its form is shown again with the key that was sent. Then
the act is done once, however often the form is sent.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

KEY_BYTES: Final = 16
_KEY: Final = re.compile(r"[A-Za-z0-9_.-]{1,80}")
"""A key of a form has no colon: every key that the site makes of a number has one (`publish:7`), so
no form can use up the key of another act."""


class _Sent(NamedTuple):
    path: str
    key: str


_to_send_again: ContextVar[_Sent | None] = ContextVar("to_send_again", default=None)


def fresh_key() -> str:
    """Return a key nobody can guess, for one form of one page."""
    return secrets.token_urlsafe(KEY_BYTES)


def form_key(*paths: str) -> str:
    """Return the key of a form that posts to one of some paths; no path stands for any.

    It is the key that was sent while the form is shown again for `sending_again`, else a fresh one.
    """
    sent = _to_send_again.get()
    if sent is None or (paths and sent.path not in paths):
        return fresh_key()
    return sent.key


@contextmanager
def sending_again(path: str, form: Mapping[str, str]) -> Iterator[None]:
    """Let the form that was posted to a path keep its key wherever it is shown within."""
    key = sent_key(form)
    token = _to_send_again.set(_Sent(path, key) if key else None)
    try:
        yield
    finally:
        _to_send_again.reset(token)


def sent_key(form: Mapping[str, str]) -> str:
    """Return the field `key` of a form; empty, which the bank calls MALFORMED, when it is none."""
    key = form.get("key", "")
    return key if _KEY.fullmatch(key) else ""
