"""The schema of the books, where Django looks for it; the tables are in storage/models/."""

from tweipress.bank.storage.models.books import Books, Day, TariffText
from tweipress.bank.storage.models.cases import Flag, Hold
from tweipress.bank.storage.models.content import (
    Agreement,
    Article,
    Comment,
    Lane,
    Member,
    Reading,
    Session,
    Vote,
)
from tweipress.bank.storage.models.journal import Account, Entry, Head, Posting
from tweipress.bank.storage.models.pnl import Pnl, PostAtClose, Report
from tweipress.bank.storage.models.relationships import Ban, Invitation, Night, Proposal, Vouch
from tweipress.bank.storage.models.reviews import Repeat, Review, Seat

__all__ = [
    "Account",
    "Agreement",
    "Article",
    "Ban",
    "Books",
    "Comment",
    "Day",
    "Entry",
    "Flag",
    "Head",
    "Hold",
    "Invitation",
    "Lane",
    "Member",
    "Night",
    "Pnl",
    "PostAtClose",
    "Posting",
    "Proposal",
    "Reading",
    "Repeat",
    "Report",
    "Review",
    "Seat",
    "Session",
    "TariffText",
    "Vote",
    "Vouch",
]
