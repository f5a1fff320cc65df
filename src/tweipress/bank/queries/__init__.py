"""All reads of the books. Nothing is changed here; the rules that are asked are core's."""

from tweipress.bank.queries.books import tariff, today
from tweipress.bank.queries.cases import (
    CaseBooks,
    FlagTotal,
    closed_flags,
    flag_totals,
    flags,
    flags_of,
    standing_flags,
)
from tweipress.bank.queries.comments import comments, settlements
from tweipress.bank.queries.newcomers import preview_invitation, preview_new_vouch
from tweipress.bank.queries.offers import article, offers
from tweipress.bank.queries.overview import books_overview
from tweipress.bank.queries.pnl import earned, reports
from tweipress.bank.queries.previews import (
    ANY_TEXT,
    NEW_COMMENT,
    NEW_REPORT,
    NEW_SESSION,
    Preview,
    preview,
    previews,
    previews_after,
    refusal_of,
)
from tweipress.bank.queries.reading import ratings, session
from tweipress.bank.queries.relationships import Relationships, relationships
from tweipress.bank.queries.reviews import (
    Rest,
    ReviewBooks,
    bonds_at_stake,
    open_reviews,
    repeat,
    rest,
    review,
    review_totals,
    reviews,
    seats_of,
    waiting_repeats,
)
from tweipress.bank.queries.sessions import (
    SessionCount,
    SessionWindow,
    count_sessions,
    session_window,
)
from tweipress.bank.queries.standing import (
    ban_refusal,
    level_refusal,
    may,
    right_refusal,
    rights,
    spendable_twei,
    standing,
    trust,
)
from tweipress.bank.queries.statements import find_posting, statement
from tweipress.bank.queries.view_models import (
    BooksOverview,
    Bucket,
    CommentBooks,
    Movement,
    Offer,
    Rights,
    Settlement,
    Standing,
    Trust,
)
from tweipress.bank.storage.read_session import read_session
from tweipress.core.rules.quoting import Unpaid

__all__ = [
    "ANY_TEXT",
    "NEW_COMMENT",
    "NEW_REPORT",
    "NEW_SESSION",
    "BooksOverview",
    "Bucket",
    "CaseBooks",
    "CommentBooks",
    "FlagTotal",
    "Movement",
    "Offer",
    "Preview",
    "Relationships",
    "Rest",
    "ReviewBooks",
    "Rights",
    "SessionCount",
    "SessionWindow",
    "Settlement",
    "Standing",
    "Trust",
    "Unpaid",
    "article",
    "ban_refusal",
    "bonds_at_stake",
    "books_overview",
    "closed_flags",
    "comments",
    "count_sessions",
    "earned",
    "find_posting",
    "flag_totals",
    "flags",
    "flags_of",
    "level_refusal",
    "may",
    "offers",
    "open_reviews",
    "preview",
    "preview_invitation",
    "preview_new_vouch",
    "previews",
    "previews_after",
    "ratings",
    "read_session",
    "refusal_of",
    "relationships",
    "repeat",
    "reports",
    "rest",
    "review",
    "review_totals",
    "reviews",
    "right_refusal",
    "rights",
    "seats_of",
    "session",
    "session_window",
    "settlements",
    "spendable_twei",
    "standing",
    "standing_flags",
    "statement",
    "tariff",
    "today",
    "trust",
    "waiting_repeats",
]
