"""Session detector: accounts that open reading sessions and hardly ever finish one.

Each session sets a quote aside, and a fresh quote is smaller meanwhile. People leave much unread,
but they open few sessions when they do: the page ends no session that lives without being asked.
"""

from typing import Final

from tweipress.core.money import BPS
from tweipress.core.reasons import FlagReason
from tweipress.core.tariff import Tariff
from tweipress.risk.reads import Finding, Sessions

VERSION: Final = 1
RULE: Final = "finished"


def detect(week: Sessions, tariff: Tariff) -> list[Finding]:
    """Return the finding about a member's sessions of a window of days, if there is one."""
    if week.opened < tariff.risk_opened_min or _is_finishing(week, tariff):
        return []
    figures = {
        "days": tariff.risk_opened_days,
        "opened": week.opened,
        "finished": week.finished,
        "finished_bound": tariff.risk_finished_max_bps * week.opened // BPS,
    }
    return [Finding(week.member, FlagReason.NEVER_RATES, RULE, VERSION, figures)]


def _is_finishing(week: Sessions, tariff: Tariff) -> bool:
    return week.finished * BPS >= week.opened * tariff.risk_finished_max_bps
