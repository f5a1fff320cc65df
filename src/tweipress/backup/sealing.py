"""The key that seals backups: who has it can tell the site's own backup from any other file.

A digest says that a file is whole; only a keyed one says who wrote it. The seal is HMAC-SHA256 over
the manifest, which has the SHA-256 of every other member. The key is never in a backup.
"""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings

from tweipress.backup.errors import CopyError, Why

NAME: Final = "backup_key"
KEY_BYTES: Final = 32
PURPOSE: Final = b"tweipress backup 1\n"
SHOWN_CHARS: Final = 16
OWNER_ONLY: Final = 0o600
_KEY: Final = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}\n?")


def place() -> Path:
    """Return where this site keeps its key."""
    path: Path = settings.TWEIPRESS_DATA / NAME
    return path


def own_key() -> bytes:
    """Return this site's key, made when it is first needed."""
    keep(secrets.token_bytes(KEY_BYTES))
    return read(place())


def keep(key: bytes) -> None:
    """Make a key this site's, readable by its owner alone, unless the site has one."""
    try:
        number = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return
    with os.fdopen(number, "w") as file:
        file.write(f"{key.hex()}\n")


def read(path: Path) -> bytes:
    """Return the key in a file; CopyError if there is none."""
    try:
        text = path.read_bytes()[: 2 * KEY_BYTES + 2].decode("ascii", "replace")
    except OSError as error:
        raise CopyError(Why.KEY_WRONG, f"{path}: {error.strerror}.") from error
    if not _KEY.fullmatch(text):
        raise CopyError(Why.KEY_WRONG, f"{path} has no key of backups: 64 hexadecimal digits.")
    return bytes.fromhex(text)


def key_for(named: Path | None, *, unsealed: bool) -> bytes | None:
    """Return the key that a backup must be sealed with: the named one, or this site's.

    None takes any backup, and only when that was asked for.
    """
    if named is not None:
        return read(named)
    if unsealed:
        return None
    if place().exists():
        return read(place())
    raise CopyError(
        Why.KEY_MISSING,
        f"Without the key nobody can tell whether a backup is honest, and {place()} is not there."
        " Name your copy with --key FILE, or take the rows as they are with --unsealed.",
    )


def shown(key: bytes) -> str:
    """Return what tells one key from another and gives neither away."""
    return hashlib.sha256(PURPOSE + key).hexdigest()[:SHOWN_CHARS]


def seal(raw: bytes, key: bytes) -> bytes:
    """Return the seal of a manifest."""
    return hmac.digest(key, PURPOSE + raw, "sha256").hex().encode()


def check(raw: bytes, sealed: bytes, key: bytes) -> None:
    """Refuse a manifest that was not sealed with a key."""
    if not hmac.compare_digest(seal(raw, key), sealed):
        raise CopyError(
            Why.BACKUP_FORGED,
            f"This is not what a site sealed with the key {shown(key)}: it was changed, or the key"
            " is another one. Nothing of it was used.",
        )
