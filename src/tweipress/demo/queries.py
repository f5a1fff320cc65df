"""Where the demo stands: filled or not, fresh or stale, and how to sign in."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.bank.clock import now_ms
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.units import MS_PER_DAY
from tweipress.demo.story import READER
from tweipress.people import queries as people

FRESH_MS: Final = 3 * MS_PER_DAY
FRESH_NEEDED: Final = 3


def is_empty() -> bool:
    """Tell whether nothing has happened in the books yet."""
    return not books.today()


def is_filled() -> bool:
    """Tell whether the demo's story has been played to its end here."""
    return not is_empty() and bool(password())


def is_stale() -> bool:
    """Tell whether too few articles of the last days would pay the demo's reader.

    A quota that the reader has spent today makes nothing stale: tomorrow it is there again.
    """
    reader = people.by_name(READER)
    since_ms = now_ms() - FRESH_MS
    numbers = [article.pk for article in articles.front_page()]
    to_reader = books.offers(numbers, MemberId(reader.pk) if reader else None)
    to_newcomer = books.offers(numbers, None)
    paying = [
        number
        for number, offer in to_reader.items()
        if offer.published_ms > since_ms
        and to_newcomer[number].quote_twei
        and (offer.refused is None or offer.refused.reason is Refusal.OPENS_SPENT)
    ]
    return len(paying) < FRESH_NEEDED


def password_path() -> Path:
    """Return where the cast's password is kept."""
    path: Path = settings.TWEIPRESS_DATA / "demo-password"
    return path


def password() -> str:
    """Return the cast's password, empty before the demo is filled."""
    with suppress(FileNotFoundError):
        return password_path().read_text(encoding="ascii").strip()
    return ""
