"""Profit and loss: what a Plus paid, and bought reports."""

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.pnl import WHOLE_POST, Pnl, Report


def earned(member: MemberId, article: ArticleId) -> int:
    """Return what a member's Plus on somebody else's article paid, 0 without one."""
    pnl = current_world().get(Pnl, (article, member))
    return pnl.amounts.earned_for_pluses if pnl else 0


def reports(member: MemberId, article: ArticleId) -> list[Report]:
    """Return the reports a member bought of an article, newest first."""
    sql = (
        "SELECT report FROM bank_report WHERE member = %s AND article = %s"
        " ORDER BY at_ms DESC, report"
    )
    world = current_world()
    world.preload(Pnl, [(article, member), (article, WHOLE_POST)])  # what a report's rule looks at
    rows = Connection(is_own=False).rows(sql, (member, article))
    copies = (world.get(Report, str(row[0])) for row in rows)
    return [copy for copy in copies if copy is not None]
