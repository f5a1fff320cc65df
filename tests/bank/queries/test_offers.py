"""An offer is what the rule of `open` says to a member, and to a newcomer in a visitor's place."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.queries import Offer, Unpaid
from tweipress.core import roles
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId

AUTHOR, READER, BOT, OUTSIDER = map(MemberId, (1, 2, 4, 6))
ARTICLE = ArticleId(1)


@pytest.fixture
def paper(books: BooksStage) -> BooksStage:
    """Publish an article; the bot is banned, the outsider has not joined."""
    for member in (AUTHOR, READER, BOT):
        books.member(member, 500)
    books.accept(Role(AUTHOR, roles.Role.EDITOR))
    books.accept(Publish(AUTHOR, ARTICLE, 180, 700, 5))
    books.accept(Ban(BOT, "spam"))
    return books


def offer(member: MemberId | None, article: ArticleId = ARTICLE) -> Offer:
    """Return the offer of an article to a member, None for a visitor."""
    return queries.offers([article], member)[article]


def refusal(member: MemberId | None) -> str:
    """Return the name of the refusal to open the article; nothing is quoted with it."""
    shown = offer(member)
    assert shown.refused is not None
    assert (shown.quote_twei, shown.unpaid) == (0, None)
    return shown.refused.name


def test_the_quote_offered_is_the_quote_of_the_session(paper: BooksStage) -> None:
    shown_twei = offer(READER).quote_twei
    assert shown_twei > 0
    assert paper.accept(Open(READER, ARTICLE, SessionId("s"))).answer["quote"] == shown_twei


def test_a_visitor_is_shown_the_quote_of_a_member_who_joins_now(paper: BooksStage) -> None:
    shown = offer(None)
    paper.accept(Join(OUTSIDER))
    assert shown.refused is None
    assert shown.quote_twei > 0
    assert shown == offer(OUTSIDER)


def test_what_a_live_session_reserved_is_offered_again(paper: BooksStage) -> None:
    before = offer(READER)
    paper.accept(Open(READER, ARTICLE, SessionId("s")))
    assert offer(READER).quote_twei == before.quote_twei


def test_a_member_is_told_why_an_article_cannot_be_opened(paper: BooksStage) -> None:
    assert refusal(AUTHOR) == "OWN_ARTICLE"
    assert refusal(BOT) == "BANNED"
    assert refusal(OUTSIDER) == "UNKNOWN_MEMBER"
    paper.accept(Open(READER, ARTICLE, SessionId("s")))
    paper.clock.advance(60)
    paper.accept(Plus(READER, SessionId("s"), 5))
    assert refusal(READER) == "ALREADY_RATED"


def test_the_refusal_of_one_opening_too_many_names_the_quota(paper: BooksStage) -> None:
    standing = queries.standing(READER)
    assert standing is not None
    quota = standing.quota["opens"]
    for number in range(quota):
        paper.accept(Open(READER, ARTICLE, SessionId(f"s{number}")))
    refused = offer(READER).refused
    assert refused is not None
    assert (refused.name, refused.figures["quota"]) == ("OPENS_SPENT", quota)
    assert offer(None).quote_twei > 0


def test_nobody_is_offered_what_was_taken_back_or_a_closed_day(paper: BooksStage) -> None:
    paper.accept(UndoArticle(AUTHOR, ARTICLE, "mistake"))
    assert refusal(None) == refusal(READER) == "ARTICLE_UNDONE"
    paper.clock.advance(86_400)
    paper.accept(CloseDay())
    assert refusal(None) == refusal(READER) == "DAY_CLOSED"


def test_an_article_that_repeats_another_can_be_opened_for_nothing(paper: BooksStage) -> None:
    paper.next_day()
    paper.accept(Publish(AUTHOR, ArticleId(2), 180, 700, 5))
    paper.accept(FindRepeat(ArticleId(2), ARTICLE, digest="text"))
    for member in (None, READER):
        shown = offer(member, ArticleId(2))
        assert (shown.refused, shown.quote_twei, shown.unpaid) == (None, 0, Unpaid.REPEATS)
    assert paper.accept(Open(READER, ArticleId(2), SessionId("s"))).answer["quote"] == 0


def test_a_visitor_costs_no_query_for_records_that_a_newcomer_cannot_have(
    paper: BooksStage,
) -> None:
    with CaptureQueriesContext(connections["books"]) as captured:
        offer(None)
    tables = ("bank_member", "bank_session", "bank_reading")
    assert not [query for query in captured for table in tables if table in query["sql"]]
