"""The bank: every change of money goes through `do`; reads go through bank.queries.

Rules live in core, texts in the apps. No other package touches the books' tables.
"""

from tweipress.bank.backup import audit_findings, books_at_rest, journal_end
from tweipress.bank.barring import bar
from tweipress.bank.rehearsal import Rehearsal, rehearse
from tweipress.bank.scratch import scratch_books
from tweipress.bank.teller.metrics import Figures, Histogram
from tweipress.bank.teller.ticket import Answer, Receipt
from tweipress.bank.transport.dispatch import (
    BooksClosedError,
    do,
    ensure_open,
    figures,
    start,
    stop,
)

__all__ = [
    "Answer",
    "BooksClosedError",
    "Figures",
    "Histogram",
    "Receipt",
    "Rehearsal",
    "audit_findings",
    "bar",
    "books_at_rest",
    "do",
    "ensure_open",
    "figures",
    "journal_end",
    "rehearse",
    "scratch_books",
    "start",
    "stop",
]
