"""Votes on comments as arrays: who voted for whom, and how often two members liked each other."""

from typing import NamedTuple

import numpy as np

from tweipress.trust.arrays import Numbers, Truths, placed


class Likes(NamedTuple):
    """Who liked which comment, and when; one entry per like."""

    member: Numbers
    comment: Numbers
    at_ms: Numbers

    def where(self, wanted: Truths) -> "Likes":
        """Return some of the likes."""
        return Likes(*(column[wanted] for column in self))


class Comments(NamedTuple):
    """Comments by number, with writer, article, and 1 for those that still count."""

    comment: Numbers
    writer: Numbers
    article: Numbers
    counts: Numbers


class Votes(NamedTuple):
    """Who voted for or against whose comment, on which article."""

    member: Numbers
    writer: Numbers
    article: Numbers


def on(
    comments: Comments, member: Numbers, comment: Numbers, *, all_of_them: bool = False
) -> Votes:
    """Return votes with writer and article, those on comments that count or on `all_of_them`."""
    places, is_known = placed(comment, comments.comment)
    if not len(comments.comment):
        return Votes(*(np.empty(0, np.int64) for _ in Votes._fields))
    if not all_of_them:
        is_known &= comments.counts[places] == 1
    places = places[is_known]
    return Votes(member[is_known], comments.writer[places], comments.article[places])


def times_between(one: Numbers, other: Numbers, likes: Votes) -> Numbers:
    """Return how many likes each pair of members gave each other, in either direction."""
    members = np.unique(np.concatenate([one, other]))
    here = np.isin(likes.member, members) & np.isin(likes.writer, members)
    known, times = np.unique(
        _numbered(likes.member[here], likes.writer[here], members), return_counts=True
    )
    places, is_known = placed(_numbered(one, other, members), known)
    return np.where(is_known, times[places], 0) if len(known) else np.zeros(len(one), np.int64)


def _numbered(one: Numbers, other: Numbers, members: Numbers) -> Numbers:
    """Return one number for a pair of members, whichever comes first."""
    places = np.searchsorted(members, one), np.searchsorted(members, other)
    return np.minimum(*places) * len(members) + np.maximum(*places)
