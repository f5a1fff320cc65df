"""The likes that count, remembered from night to night, so that only a day's are read anew.

What is remembered is a file that nobody needs: without it, or when it does not fit the journal,
everything is read from the books.
"""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from tweipress.bank.queries.trust_export import Feed
from tweipress.trust.arrays import stacked
from tweipress.trust.votes import Likes

UNREADABLE: Final = (OSError, ValueError, KeyError, EOFError, BadZipFile)


def read_likes(feed: Feed, path: Path, since_ms: int, until_ms: int) -> tuple[Likes, bool]:
    """Return the likes of a window, and whether only new ones had to be read."""
    until = feed.seq_before(until_ms)
    known = _remembered(feed, path, since_ms, until)
    if known is None:
        likes = Likes(*stacked(feed.likes(since_ms, until_ms), len(Likes._fields)).T)
    else:
        seq, old = known
        new = [
            (it.member, it.subject, it.at_ms) for it in feed.acts(seq, until) if it.act == "like"
        ]
        fresh = stacked([new], len(Likes._fields)).T
        likes = Likes(*(np.concatenate(pair) for pair in zip(old, fresh, strict=True)))
        likes = likes.where(likes.at_ms >= since_ms)
    _remember(path, likes, since_ms, until, feed.hash_at(until))
    return likes, known is not None


def _remembered(feed: Feed, path: Path, since_ms: int, until: int) -> tuple[int, Likes] | None:
    """Return what the last night read, if it is of these books and reaches back far enough."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            seq, from_ms, digest = int(kept["seq"]), int(kept["since_ms"]), str(kept["hash"])
            likes = Likes(*(kept[name] for name in Likes._fields))
    except UNREADABLE:
        return None
    fits = seq <= until and from_ms <= since_ms and feed.hash_at(seq) == digest
    return (seq, likes) if fits else None


def _remember(path: Path, likes: Likes, since_ms: int, seq: int, digest: str) -> None:
    """Write the file anew; a crash leaves the old one."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        np.savez(file, seq=seq, since_ms=since_ms, hash=digest, **likes._asdict())
    fresh.replace(path)
