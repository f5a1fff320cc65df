"""The site's own key for Web Push (VAPID, RFC 8292), made of its secret key.

All processes and machines of a site have the same one without keeping another secret. With another
secret key it is another one, and browsers have to be added anew.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

PURPOSE: Final = b"tweipress notifications vapid 1"
CURVE: Final = ec.SECP256R1()
SEED_BYTES: Final = 48
"""16 more than the order of the curve has, so that no key is likelier than another."""
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points P-256 has (NIST SP 800-186)."""
COORDINATE_BYTES: Final = 32


def public_key() -> str:
    """Return the public half in base64url, as browsers and push services take it."""
    return in_text(point(_private(settings.SECRET_KEY).public_key()))


def signature(message: bytes) -> bytes:
    """Return the ES256 signature of a message: both numbers, as JOSE has them."""
    r, s = decode_dss_signature(_private(settings.SECRET_KEY).sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(COORDINATE_BYTES) + s.to_bytes(COORDINATE_BYTES)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as an uncompressed point."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def in_text(value: bytes) -> str:
    """Return bytes in base64url without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


@lru_cache(maxsize=2)
def _private(secret: str) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(SHA256(), SEED_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, CURVE)
