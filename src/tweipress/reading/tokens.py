"""Signed tokens: they carry a proof of reading to the page and back, and cannot be changed.

The functions here are pure: secret and time are passed in. A token is `payload.signature`, both in
base64url. Each UTC date has its own key, and yesterday's tokens are still accepted.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Final

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_DAY, moment
from tweipress.reading.proof import Proof

# The purpose names the payload's format: a new format needs a new name, or old tokens are misread.
PURPOSE: Final = "tweipress reading token 1"
KEY_DAYS: Final = 2
"""Today's key and yesterday's verify a token."""


def sign(proof: Proof, secret: str, now_ms: int) -> str:
    """Return the token that carries `proof`, signed with the day's key."""
    payload = _text(json.dumps(proof, separators=(",", ":")).encode())
    return f"{payload}.{_signature(payload, secret, now_ms, 0)}"


def read(token: str, secret: str, now_ms: int) -> Proof | Refused:
    """Return the proof that a token carries; refuse it unless today's or yesterday's key signed it.

    The payload is decoded only after its signature is verified. Both keys are always tried.
    """
    payload, _, signature = token.partition(".")
    given = signature.encode(errors="replace")
    good = [
        hmac.compare_digest(given, _signature(payload, secret, now_ms, age).encode())
        for age in range(KEY_DAYS)
    ]
    if not any(good):
        return refuse(Refusal.PROOF_FORGED)
    padded = payload + "=" * (-len(payload) % 4)
    member, article, session, opened_ms, arrivals_ms = json.loads(urlsafe_b64decode(padded))
    return Proof(member, article, session, opened_ms, tuple(arrivals_ms))


def digest(proof: Proof, secret: str) -> str:
    """Return a salted digest of the arrival times: it can prove them, and reveals none."""
    times = json.dumps([proof.session, proof.arrivals_ms], separators=(",", ":"))
    return _mac(_mac(secret.encode(), "tweipress reading digest"), times).hex()


def _signature(payload: str, secret: str, now_ms: int, days_ago: int) -> str:
    return _text(_mac(_key(secret, now_ms // MS_PER_DAY - days_ago), payload))


@lru_cache(maxsize=KEY_DAYS)
def _key(secret: str, day: int) -> bytes:
    """Return the key of a day, counted from 1970; it is the same for every token of that day."""
    date = moment(day * MS_PER_DAY).date()
    return _mac(_mac(secret.encode(), PURPOSE), date.isoformat())


def _mac(key: bytes, message: str) -> bytes:
    return hmac.digest(key, message.encode(errors="replace"), "sha256")


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
