"""What becomes of the reports of a comment: all who wait hear the same."""

from tweipress.bank import clock
from tweipress.comments.reports.models import Outcome, Report


def decide(comment: int, outcome: Outcome) -> int:
    """Tell all reporters of a comment who wait what became of it; return how many those are."""
    waiting = Report.objects.filter(comment=comment, outcome="")
    return waiting.update(outcome=outcome, decided_at=clock.now())
