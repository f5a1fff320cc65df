"""Encrypts a message for one browser (Web Push, RFC 8291, with aes128gcm of RFC 8188)."""

import os
from base64 import urlsafe_b64decode
from binascii import Error
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tweipress.notifications.keys import CURVE, point

SALT_BYTES: Final = 16
AUTH_BYTES: Final = 16
POINT_BYTES: Final = 65
KEY_BYTES: Final = 16
NONCE_BYTES: Final = 12
RECORD_BYTES: Final = 4096
"""All that a push service need take."""
MESSAGE_MAX: Final = 3000
"""Bytes of a message: in one record there are some more."""
LAST: Final = b"\x02"
"""Ends the only record."""


class KeysError(ValueError):
    """A browser's keys are none."""


def decoded(text: str, length: int) -> bytes:
    """Return the bytes of base64url text, which are so many."""
    try:
        value = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (Error, ValueError) as error:
        raise KeysError("no base64url") from error
    if len(value) != length:
        raise KeysError("another length")
    return value


def browser_key(p256dh: str) -> ec.EllipticCurvePublicKey:
    """Return a browser's public key; KeysError if it is no point of the curve."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(p256dh, POINT_BYTES))
    except ValueError as error:
        raise KeysError("no point of the curve") from error


def encrypted(message: bytes, p256dh: str, auth: str) -> bytes:
    """Return a message that only the browser with these keys can read, as the body of a push."""
    if len(message) > MESSAGE_MAX:
        raise ValueError("a message is one record")
    ours, salt = ec.generate_private_key(CURVE), os.urandom(SALT_BYTES)
    return sealed(message, browser_key(p256dh), decoded(auth, AUTH_BYTES), ours, salt)


def sealed(
    message: bytes,
    theirs: ec.EllipticCurvePublicKey,
    auth: bytes,
    ours: ec.EllipticCurvePrivateKey,
    salt: bytes,
) -> bytes:
    """Return a message in one record, with a key and a salt that are used for no other."""
    theirs_bytes, ours_bytes = point(theirs), point(ours.public_key())
    shared = ours.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\x00" + theirs_bytes + ours_bytes
    secret = _derived(shared, auth, info, len(shared))
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", KEY_BYTES)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", NONCE_BYTES)
    head = salt + RECORD_BYTES.to_bytes(4) + len(ours_bytes).to_bytes(1) + ours_bytes
    return head + AESGCM(key).encrypt(nonce, message + LAST, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
