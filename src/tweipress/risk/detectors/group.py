"""Group detectors: accounts that read the same articles at one pace, or at the same minutes.

Two rules over clusters of accounts (clusters.py). A program that imitates a human reader well
passes account by account; that all of its accounts are the same reader gives it away.
"""

import math
from collections.abc import Sequence
from statistics import median, stdev
from typing import Final

from tweipress.core.money import BPS
from tweipress.core.reasons import FlagReason
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S
from tweipress.risk.detectors.clusters import Windows, all_groups
from tweipress.risk.reads import THOUSAND, Finding, Read, thousandths

VERSION: Final = 1


def detect(windows: Windows, tariff: Tariff) -> list[Finding]:
    """Return the findings about the members of every cluster, one a member and rule."""
    findings: dict[tuple[int, str], Finding] = {}
    for members in all_groups(windows, tariff):
        group = {member: windows[member] for member in members}
        for finding in (*_same_pace(group, tariff), *_same_bursts(group, tariff)):
            findings.setdefault((finding.member, finding.reason), finding)
    return list(findings.values())


def pace_bound(accounts: int, tariff: Tariff) -> float:
    """Return the spread of medians below which a group of human readers falls once in a thousand.

    The variance of n readers' medians follows a chi-square distribution with n - 1 degrees of
    freedom; its lower quantile is approximated after Wilson and Hilferty. For large groups the
    bound is a part of the spread between people, so that a community whose members differ a
    little less than others is not flagged.
    """
    degrees = accounts - 1
    unit = 2 / (9 * degrees)
    root = 1 - unit - tariff.risk_medians_sigmas_thousandths / THOUSAND * math.sqrt(unit)
    part = min(math.sqrt(max(0.0, root) ** 3), tariff.risk_medians_part_max_bps / BPS)
    return tariff.risk_medians_sd_thousandths / THOUSAND * part


def share_at_once(group: Windows, within_ms: int) -> float:
    """Return the mean share of a group's other members who rated something near each reading.

    Near means within `within_ms` before or after it.
    """
    rated = sorted((read.at_ms, member) for member, reads in group.items() for read in reads)
    inside: dict[int, int] = {}
    low = high = others = 0
    for at_ms, _ in rated:
        while high < len(rated) and rated[high][0] <= at_ms + within_ms:
            inside[rated[high][1]] = inside.get(rated[high][1], 0) + 1
            high += 1
        while rated[low][0] < at_ms - within_ms:
            left = rated[low][1]
            inside[left] -= 1
            if inside[left] == 0:
                del inside[left]
            low += 1
        others += len(inside) - 1
    return others / (len(rated) * (len(group) - 1))


def _same_pace(group: Windows, tariff: Tariff) -> list[Finding]:
    medians = {member: _middle(reads) for member, reads in group.items()}
    sd, bound = stdev(medians.values()), pace_bound(len(group), tariff)
    if sd >= bound:
        return []
    shared = {
        "accounts": len(group),
        "medians_sd_thousandths": thousandths(sd),
        "bound_thousandths": thousandths(bound),
    }
    return [
        Finding(
            member,
            FlagReason.SHARED_PACE,
            "medians",
            VERSION,
            {
                "reads": len(group[member]),
                **shared,
                "median_thousandths": thousandths(medians[member]),
            },
        )
        for member in group
    ]


def _same_bursts(group: Windows, tariff: Tariff) -> list[Finding]:
    share = share_at_once(group, tariff.risk_burst_s * MS_PER_S)
    if share * BPS < tariff.risk_burst_share_bps:
        return []
    figures = {
        "accounts": len(group),
        "together_thousandths": thousandths(share),
        "bound_thousandths": thousandths(tariff.risk_burst_share_bps / BPS),
    }
    return [
        Finding(
            member, FlagReason.SHARED_BURSTS, "bursts", VERSION, {"reads": len(reads), **figures}
        )
        for member, reads in group.items()
    ]


def _middle(reads: Sequence[Read]) -> float:
    return median(read.pace for read in reads)
