"""The outside service that is asked whether a comment should wait for a moderator.

It gets the text, the article's address and the writer's level; no name, no number. It has to
answer within two seconds, or it is skipped: for this comment, and for half a minute after.
"""

import hashlib
import hmac
import json
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from functools import partial
from typing import Final

import structlog
from django.conf import settings
from django.utils.crypto import salted_hmac

from tweipress.bank import clock
from tweipress.http.links import post_path
from tweipress.http.outbox import outgoing
from tweipress.http.outbox.outgoing import OutgoingError
from tweipress.http.outbox.threads import Threads

SECONDS: Final = 2.0
"""As long as somebody who has sent a comment waits without wondering."""
REST_S: Final = 30.0
AT_ONCE: Final = 4
ANSWER_BYTES: Final = 1024
SALT: Final = "tweipress.comments.rules.hook"
SIGNATURE: Final = "Tweipress-Signature"

log = structlog.get_logger("tweipress.hook")
_threads: Final = Threads(AT_ONCE, "hook")
_skipped_until: dict[str, float] = {}


def key() -> str:
    """Return the key with which what is sent is signed, for the operator to tell the service."""
    return salted_hmac(SALT, "key", algorithm="sha256").hexdigest()


def signature(body: bytes, at_s: int) -> str:
    """Return the header that proves who sends a body, and when."""
    made = hmac.new(key().encode(), f"{at_s}.".encode() + body, hashlib.sha256)
    return f"t={at_s},v1={made.hexdigest()}"


def holds(url: str, text: str, slug: str, level: int) -> bool:
    """Tell whether the service wants a moderator to look; False when it does not answer in time."""
    if time.monotonic() < _skipped_until.get(url, 0.0):
        return False
    about = {
        "text": text,
        "article": f"{settings.TWEIPRESS_PUBLIC_URL}{post_path(slug)}",
        "level": level,
    }
    asked = _threads.submit(partial(_asked, url, json.dumps(about, ensure_ascii=False).encode()))
    try:
        return _said(asked)
    except (OutgoingError, Late, ValueError) as error:
        asked.cancel()
        _skipped_until.clear()  # one address at a time is in force
        _skipped_until[url] = time.monotonic() + REST_S
        log.warning("hook_skipped", error=str(error) or type(error).__name__)
        return False


def _said(asked: Future[bytes]) -> bool:
    said = json.loads(asked.result(timeout=SECONDS))
    if not isinstance(said, dict) or said.get("verdict") not in {"publish", "hold"}:
        raise ValueError("the answer is none")
    return bool(said["verdict"] == "hold")


def _asked(url: str, body: bytes) -> bytes:
    at_s = clock.now_ms() // 1000
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "tweipress",
        SIGNATURE: signature(body, at_s),
    }
    return outgoing.post(url, body, headers, SECONDS, ANSWER_BYTES)
