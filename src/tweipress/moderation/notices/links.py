"""The secret address at which somebody follows their notice: its number, signed."""

from typing import Final

from django.core.signing import BadSignature, Signer

from tweipress.core.digits import number_in

PURPOSE: Final = "tweipress.notices.receipt"
SEPARATOR: Final = "~"


def token(notice: int) -> str:
    """Return what stands in the address of a notice."""
    return Signer(salt=PURPOSE, sep=SEPARATOR).sign(str(notice))


def notice_of(signed: str) -> int | None:
    """Return the notice that an address is of, None if the site did not make it."""
    try:
        return number_in(Signer(salt=PURPOSE, sep=SEPARATOR).unsign(signed))
    except BadSignature:
        return None
