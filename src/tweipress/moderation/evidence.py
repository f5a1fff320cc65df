"""A flag's evidence: how it is made of a finding, its digest, and the labels of its figures."""

import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.language.figures import number, thousandths
from tweipress.risk.reads import Finding, Read

PURPOSE: Final = "tweipress evidence 1"
LABELS: Final[dict[str, Promise]] = {
    "reads": _("Rated readings looked at"),
    "spread_thousandths": _("How much the pace varied"),
    "slope_thousandths": _("How the time grew with the length (1: in proportion)"),
    "gap_thousandths": _("How far that is from 1, weighted by how much the lengths differ"),
    "sigmas_thousandths": _("The same in standard errors"),
    "median_thousandths": _("The median pace (0: the Time to Read; below 0: faster)"),
    "accounts": _("Accounts in the group"),
    "medians_sd_thousandths": _("How much the median paces in the group vary"),
    "together_thousandths": _("How large a part of the group read at the same time"),
    "days": _("Days looked at"),
    "opened": _("Times that reading for Twei was started in these days"),
    "finished": _("How many of them ended with a rating or Done reading"),
    "finished_bound": _("How many the rule asks for"),
    "bound_thousandths": _("The bound of the rule"),
}
"""What each figure of a finding is called; figures in thousandths are shown as decimals."""


def of_finding(finding: Finding, reads: Iterable[Read]) -> dict[str, Any]:
    """Return the evidence of a finding: its figures, and the member's own readings, if any."""
    readings = [
        {
            "article": read.article,
            "at_ms": read.at_ms,
            "dwell_ms": read.dwell_ms,
            "time_to_read_s": read.time_to_read_s,
            "words": read.words,
        }
        for read in reads
    ]
    return {"figures": dict(finding.figures), "readings": readings}


def digest(value: Mapping[str, Any], secret: str) -> str:
    """Return a keyed digest, which proves evidence or a text unchanged without revealing it."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    key = hmac.digest(secret.encode(), PURPOSE.encode(), "sha256")
    return hmac.digest(key, text.encode(errors="replace"), "sha256").hex()


def in_words(evidence: Mapping[str, Any]) -> tuple[tuple[Promise, str], ...]:
    """Return the figures with their labels, in the order in which they are explained."""
    figures: dict[str, int] = evidence.get("figures", {})
    return tuple(
        (label, _shown(name, figures[name])) for name, label in LABELS.items() if name in figures
    )


def _shown(name: str, figure: int) -> str:
    return thousandths(figure) if name.endswith("_thousandths") else number(figure)
