"""What a link or an address in a letter stands for: a signed number."""

import hmac
import re
from typing import Final, NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer

from tweipress.core.digits import number_in

CONFIRM: Final = "tweipress.letters.confirm"
STOP: Final = "tweipress.letters.stop"
RETURN: Final = b"tweipress letters return 1"
SEPARATOR: Final = "~"
SIGNATURE_CHARS: Final = 16
"""64 bits: whoever guesses one ends somebody's letter."""
LOCAL: Final = re.compile(r"\+([0-9]{1,19})\.([0-9]{1,19})-([0-9a-f]{16})\Z")


class Returned(NamedTuple):
    """The letter that came back, and whose it was."""

    subscription: int
    letter: int


def token(purpose: str, subscription: int, email: str = "") -> str:
    """Return what stands in a link for a subscription, with `email` good for that address alone."""
    return _signer(purpose, email).sign(str(subscription))


def subscription_of(purpose: str, signed: str, email: str = "") -> int | None:
    """Return the subscription that a link is for, None if the site did not make it."""
    try:
        return number_in(_signer(purpose, email).unsign(signed))
    except BadSignature:
        return None


def claimed(signed: str) -> int | None:
    """Return the subscription that a link names, whoever made it."""
    return number_in(signed.partition(SEPARATOR)[0])


def _signer(purpose: str, email: str) -> Signer:
    return Signer(salt=f"{purpose} {email}", sep=SEPARATOR)


def tag(subscription: int, letter: int) -> str:
    """Return what names a copy to whoever reports about it, signed."""
    return f"{subscription}.{letter}-{_signature(subscription, letter)}"


def copy_of(text: str) -> Returned | None:
    """Return the copy that a tag names, None if the site did not make it."""
    return returned(f"+{text}@")


def return_address(subscription: int, letter: int) -> str:
    """Return the address to which a copy comes back, empty if the site takes none."""
    if not settings.TWEIPRESS_BOUNCES:
        return ""
    local, _at, domain = settings.TWEIPRESS_BOUNCES.rpartition("@")
    return f"{local}+{tag(subscription, letter)}@{domain}"


def returned(address: str) -> Returned | None:
    """Return what came back to an address, None if the site did not make it."""
    parts = LOCAL.search(address.strip().lower().rpartition("@")[0])
    if parts is None:
        return None
    subscription, letter = int(parts[1]), int(parts[2])
    if not hmac.compare_digest(_signature(subscription, letter), parts[3]):
        return None
    return Returned(subscription, letter)


def _signature(subscription: int, letter: int) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), RETURN, "sha256")
    return hmac.digest(key, f"{subscription}.{letter}".encode(), "sha256").hex()[:SIGNATURE_CHARS]
