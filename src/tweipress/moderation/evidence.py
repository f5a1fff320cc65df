"""A flag's evidence: how it is made of a finding, its digest, and the words for its figures."""

import hmac
import json
from collections.abc import Mapping
from typing import Any, Final

from tweipress.risk.reads import THOUSAND, Finding, Window

PURPOSE: Final = "tweipress evidence 1"
WORDS: Final[dict[str, str]] = {
    "reads": "Rated readings looked at",
    "spread_thousandths": "How much your pace varied",
    "slope_thousandths": "How your time grew with the length (1: in proportion)",
    "gap_thousandths": "How far that is from 1, weighed by how much the lengths differ",
    "sigmas_thousandths": "The same in standard errors",
    "median_thousandths": "Your median pace (0: the Time to Read; below 0: faster)",
    "accounts": "Accounts in the group",
    "medians_sd_thousandths": "How much the median paces in the group vary",
    "together_thousandths": "How large a part of the group was at it at the same time",
    "bound_thousandths": "The bound of the rule",
}
"""What each figure of a finding is called; those that end in thousandths are shown as decimals."""


def of_finding(finding: Finding, window: Window) -> dict[str, Any]:
    """Return the evidence of a finding: its figures, and the member's own readings."""
    readings = [
        {
            "article": read.article,
            "at_ms": read.at_ms,
            "dwell_ms": read.dwell_ms,
            "time_to_read_s": read.time_to_read_s,
            "words": read.words,
        }
        for read in window.reads
    ]
    return {"figures": dict(finding.figures), "readings": readings}


def digest(value: Mapping[str, Any], secret: str) -> str:
    """Return a salted digest: it shows evidence or a text unchanged, and not what it says."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    key = hmac.digest(secret.encode(), PURPOSE.encode(), "sha256")
    return hmac.digest(key, text.encode(errors="replace"), "sha256").hex()


def in_words(evidence: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the figures with their names, in the order in which they are explained."""
    figures: dict[str, int] = evidence.get("figures", {})
    return tuple((WORDS[name], _shown(name, figures[name])) for name in WORDS if name in figures)


def _shown(name: str, figure: int) -> str:
    if name.endswith("_thousandths"):
        return f"{figure / THOUSAND:.3f}".replace("-", "−")
    return str(figure)
