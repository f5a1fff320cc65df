"""The key in every form that acts: fresh when the form is shown, checked when it comes back."""

import re
import secrets
from collections.abc import Mapping
from typing import Final

KEY_BYTES: Final = 16
_KEY: Final = re.compile(r"[A-Za-z0-9_.:-]{1,80}")


def fresh_key() -> str:
    """Return a key nobody can guess, for one form of one page."""
    return secrets.token_urlsafe(KEY_BYTES)


def sent_key(form: Mapping[str, str]) -> str:
    """Return the field `key` of a form; empty, which the bank calls MALFORMED, when it is none."""
    key = form.get("key", "")
    return key if _KEY.fullmatch(key) else ""
