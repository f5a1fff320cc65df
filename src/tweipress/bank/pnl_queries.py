"""What the site may ask the books about profit and loss; read through bank.queries."""

from tweipress.bank import look
from tweipress.bank.link import Link
from tweipress.core.facts import Pnl, Report


def earned(member: int, article: int) -> int:
    """Return what the member's Plus on another's article paid him, 0 without one."""
    pnl = look.world().get(Pnl, (article, member))
    return pnl.amounts.earned_for_pluses if pnl else 0


def reports(member: int, article: int) -> list[Report]:
    """Return the reports a member bought of an article, newest first."""
    sql = (
        "SELECT report FROM bank_report WHERE member = %s AND article = %s"
        " ORDER BY at_ms DESC, report"
    )
    world = look.world()
    found = Link(is_own=False).rows(sql, (member, article))
    copies = (world.get(Report, str(row[0])) for row in found)
    return [copy for copy in copies if copy is not None]
