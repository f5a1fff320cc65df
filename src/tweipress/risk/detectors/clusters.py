"""Which accounts belong together: those that read the same articles, or the same run of them.

That alone is a community, and nothing against anybody: herds.py asks how such a group reads.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tweipress.core.money import part_up
from tweipress.core.tariff import Tariff
from tweipress.risk.reads import Read

Windows = Mapping[int, Sequence[Read]]


class _Union:
    """Members joined into groups, step by step."""

    def __init__(self, members: Iterable[int]) -> None:
        self._above = {member: member for member in members}

    def root(self, member: int) -> int:
        """Return the member that stands for a member's group."""
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make two members' groups one."""
        self._above[self.root(other)] = self.root(one)

    def groups(self, at_least: int) -> list[tuple[int, ...]]:
        """Return the groups of some size, each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for member in sorted(self._above):
            found[self.root(member)].append(member)
        return [tuple(members) for members in found.values() if len(members) >= at_least]


def all_groups(windows: Windows, tariff: Tariff) -> list[tuple[int, ...]]:
    """Return the groups by order, by nearly the same set, and by most of it; some overlap."""
    return [
        *same_run(windows, tariff),
        *same_set(windows, tariff.risk_overlap_close_bps, tariff),
        *same_set(windows, tariff.risk_overlap_bps, tariff),
    ]


def same_run(windows: Windows, tariff: Tariff) -> list[tuple[int, ...]]:
    """Return the groups whose members share a run of articles, in the same order without a gap."""
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
    """Return the groups in which each member shares so many articles with another one.

    Two windows that share enough share one of their rarest. So only those are compared that do,
    and of a group already found only one member.
    """
    union = _Union(windows)
    readers = Counter(read.article for reads in windows.values() for read in reads)
    bits = {article: 1 << place for place, article in enumerate(readers)}
    masks = {it: sum(bits[read.article] for read in reads) for it, reads in windows.items()}
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
    """Join members whose articles (a bit each) overlap enough with those of a group's last."""
    stands_for: dict[int, int] = {}
    for member in members:
        mask = masks[member]
        needed = part_up(mask.bit_count(), overlap_bps)
        for root, other in list(stands_for.items()):
            if (mask & masks[other]).bit_count() >= needed and union.root(member) != root:
                union.join(member, root)
                del stands_for[root]
        stands_for[union.root(member)] = member
