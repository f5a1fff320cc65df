"""Clusters: accounts that read the same articles, or the same sequence of articles.

Reading alike is no offence: it is what a community does. group.py looks at how a cluster reads.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tweipress.core.money import part_up
from tweipress.core.tariff import Tariff
from tweipress.risk.reads import Read

Windows = Mapping[int, Sequence[Read]]


class _Union:
    """A union-find structure over members."""

    def __init__(self, members: Iterable[int]) -> None:
        self._above = {member: member for member in members}

    def root(self, member: int) -> int:
        """Return the representative of a member's group."""
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Merge the groups of two members."""
        self._above[self.root(other)] = self.root(one)

    def groups(self, at_least: int) -> list[tuple[int, ...]]:
        """Return the groups with that many members or more, each sorted."""
        groups: dict[int, list[int]] = defaultdict(list)
        for member in sorted(self._above):
            groups[self.root(member)].append(member)
        return [tuple(members) for members in groups.values() if len(members) >= at_least]


def all_groups(windows: Windows, tariff: Tariff) -> list[tuple[int, ...]]:
    """Return the clusters by order, by nearly the same set and by most of a set. Some overlap."""
    return [
        *same_run(windows, tariff),
        *same_set(windows, tariff.risk_overlap_close_bps, tariff),
        *same_set(windows, tariff.risk_overlap_bps, tariff),
    ]


def same_run(windows: Windows, tariff: Tariff) -> list[tuple[int, ...]]:
    """Return the clusters whose members read the same articles in the same order, without a gap."""
    union = _Union(windows)
    first: dict[tuple[int, ...], int] = {}
    length = tariff.risk_run_articles
    for member in sorted(windows):
        walked = [read.article for read in windows[member]]
        for start in range(len(walked) - length + 1):
            run = tuple(walked[start : start + length])
            union.join(first.setdefault(run, member), member)
    return union.groups(tariff.risk_group_members_min)


def same_set(windows: Windows, overlap_bps: int, tariff: Tariff) -> list[tuple[int, ...]]:
    """Return the clusters in which each member shares that part of the articles with another.

    Two windows that overlap enough share one of their rarest articles, so only such pairs are
    compared, and only one member of a cluster that is known already.
    """
    union = _Union(windows)
    readers = Counter(read.article for reads in windows.values() for read in reads)
    bits = {article: 1 << place for place, article in enumerate(readers)}
    masks = {member: sum(bits[read.article] for read in reads) for member, reads in windows.items()}
    candidates: dict[int, list[int]] = defaultdict(list)
    for member in sorted(windows):
        articles = (read.article for read in windows[member])
        by_rarity = sorted(articles, key=lambda article: (readers[article], article))
        missing = len(by_rarity) - part_up(len(by_rarity), overlap_bps)
        for article in by_rarity[: missing + 1]:
            candidates[article].append(member)
    for members in candidates.values():
        _join_alike(union, members, masks, overlap_bps)
    return union.groups(tariff.risk_group_members_min)


def _join_alike(
    union: _Union, members: list[int], masks: Mapping[int, int], overlap_bps: int
) -> None:
    """Join members whose articles (one bit each) overlap enough with a group's last member."""
    stands_for: dict[int, int] = {}
    for member in members:
        mask = masks[member]
        needed = part_up(mask.bit_count(), overlap_bps)
        for root, other in list(stands_for.items()):
            if (mask & masks[other]).bit_count() >= needed and union.root(member) != root:
                union.join(member, root)
                del stands_for[root]
        stands_for[union.root(member)] = member
