"""Trust over the graph of likes, invitations and vouches (rulebook, section 6).

pi = a * pi * P + (1 - a) * seeds on a sparse matrix; what a member without edges has goes back to
the seeds. For any set of members without a seed, pi is at most a / (1 - a) times what flows into it
from outside.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from tweipress.core.money import BPS
from tweipress.core.rules.trust import WHOLE
from tweipress.core.tariff import Tariff
from tweipress.trust.arrays import Numbers, Table, numbered, repeats, unrepeated
from tweipress.trust.votes import Votes

Shares = npt.NDArray[np.float64]

CHANGE_MIN = 1e-13
STEPS_MAX = 1_000
ROUNDING = 1e-6
"""A millionth of a thousandth: equal members stay equal after rounding."""


class Edges(NamedTuple):
    """From whom trust flows to whom, with which weight; the same pair may occur several times."""

    source: Numbers
    target: Numbers
    weight: Shares


class Spread(NamedTuple):
    """The share of trust of each member whom trust comes from or reaches, by number."""

    member: Numbers
    share: Shares


def like_edges(likes: Votes, tariff: Tariff) -> Edges:
    """Return who likes whom, weighed by the number of distinct articles."""
    members, member, writer = numbered(likes.member, likes.writer)
    articles, article = numbered(likes.article)
    among, apart = max(1, len(members)), max(1, len(articles))
    pairs, pair = np.unique(member * among + writer, return_inverse=True)
    times = repeats(unrepeated(np.sort(pair * apart + article)) // apart)
    weight = np.minimum(float(tariff.like_weight_max), np.log2(1.0 + times))
    return Edges(members[pairs // among], members[pairs % among], weight)


def relationship_edges(pairs: Numbers, weight: int) -> Edges:
    """Return invitations or vouches as edges, each with the same weight."""
    return Edges(pairs[:, 0], pairs[:, 1], np.full(len(pairs), float(weight)))


def together(*parts: Edges, without: Numbers) -> Edges:
    """Return several kinds of edges together, without those from or to some members."""
    source = np.concatenate([part.source for part in parts])
    target = np.concatenate([part.target for part in parts])
    weight = np.concatenate([part.weight for part in parts])
    wanted = ~(np.isin(source, without) | np.isin(target, without))
    return Edges(source[wanted], target[wanted], weight[wanted])


def spread(edges: Edges, seeds: Numbers, tariff: Tariff) -> Spread:
    """Return the shares of trust, which sum to 1; nobody has any without seeds."""
    member, start_at, source, target = numbered(seeds, edges.source, edges.target)
    if not len(seeds):
        return Spread(member, np.zeros(len(member)))
    given = np.bincount(source, edges.weight, len(member))
    flow = csr_array(
        (edges.weight / given[source], (target, source)), shape=(len(member), len(member))
    )
    start = np.bincount(start_at, minlength=len(member)) / len(seeds)
    passed = tariff.trust_passed_bps / BPS
    share = start
    for _ in range(STEPS_MAX):
        last, share = share, passed * (flow @ share)
        share += (1.0 - share.sum()) * start
        if np.abs(share - last).sum() < CHANGE_MIN:
            break
    return Spread(member, share)


def in_thousandths(spread: Spread, edges: Edges, seeds: Numbers) -> Table:
    """Return w of each member, floored; w is 1 at the median of those with an edge from a seed."""
    known = np.unique(edges.target[np.isin(edges.source, seeds)])
    if not len(known):
        return Table(spread.member, np.zeros(len(spread.member), np.int64))
    measure = float(np.median(spread.share[np.searchsorted(spread.member, known)]))
    whole = np.minimum(1.0, spread.share / measure) * WHOLE
    return Table(spread.member, np.floor(whole + ROUNDING).astype(np.int64))
