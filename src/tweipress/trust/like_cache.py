"""Cache of the likes that count: each night reads only a day's likes from the books.

The cache is a file that can be deleted. Without it, or when it does not fit the journal, all likes
are read from the books.
"""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from tweipress.bank.queries.bulk.trust_export import TrustExport
from tweipress.trust.arrays import stacked
from tweipress.trust.votes import Likes

UNREADABLE: Final = (OSError, ValueError, KeyError, EOFError, BadZipFile)


def read_likes(export: TrustExport, path: Path, since_ms: int, until_ms: int) -> tuple[Likes, bool]:
    """Return the likes of a window, and whether only new ones had to be read."""
    until = export.seq_before(until_ms)
    known = _read_cache(export, path, since_ms, until)
    if known is None:
        likes = Likes(*stacked(export.likes(since_ms, until_ms), len(Likes._fields)).T)
    else:
        seq, old = known
        new = [
            (act.member, act.subject, act.at_ms)
            for act in export.acts(seq, until)
            if act.act == "like"
        ]
        fresh = stacked([new], len(Likes._fields)).T
        likes = Likes(*(np.concatenate(pair) for pair in zip(old, fresh, strict=True)))
        likes = likes.where(likes.at_ms >= since_ms)
    _write_cache(path, likes, since_ms, until, export.hash_at(until))
    return likes, known is not None


def _read_cache(
    export: TrustExport, path: Path, since_ms: int, until: int
) -> tuple[int, Likes] | None:
    """Return the cached likes if they are of these books and reach back far enough."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as cache:
            seq, from_ms, digest = int(cache["seq"]), int(cache["since_ms"]), str(cache["hash"])
            likes = Likes(*(cache[name] for name in Likes._fields))
    except UNREADABLE:
        return None
    fits = seq <= until and from_ms <= since_ms and export.hash_at(seq) == digest
    return (seq, likes) if fits else None


def _write_cache(path: Path, likes: Likes, since_ms: int, seq: int, digest: str) -> None:
    """Replace the file; a crash leaves the old one."""
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        np.savez(file, seq=seq, since_ms=since_ms, hash=digest, **likes._asdict())
    new.replace(path)
