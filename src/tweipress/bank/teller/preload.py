"""Preload: guesses from a batch's acts what their rules will ask for, and loads it together.

A wrong guess only costs a query: what was not preloaded is loaded when a rule asks.
"""

from collections.abc import Iterable, Sequence

from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.ids import NOBODY, ArticleId, CommentId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import WHOLE_POST, Pnl
from tweipress.core.records.reading import Reading, Session
from tweipress.core.records.vote import Vote
from tweipress.core.state.registry import Act

Votes = list[tuple[MemberId, CommentId]]
Readings = list[tuple[ArticleId, MemberId]]


def preload(world: StoredWorld, acts: Iterable[Act]) -> None:
    """Load what members' acts on comments and articles will need."""
    members: list[MemberId] = []
    readers: list[MemberId] = []
    votes: Votes = []
    on_articles: Readings = []
    for act in acts:
        member: MemberId = getattr(act, "member", NOBODY)
        if member:
            members.append(member)
            if comment := getattr(act, "comment", None):
                votes.append((member, comment))
            if article := getattr(act, "article", None):
                on_articles.append((article, member))
            if hasattr(act, "session"):
                readers.append(member)
    world.preload(Member, members)
    world.preload(Session, readers)
    world.preload(Comment, [comment for _, comment in votes])
    world.preload(Vote, votes)
    sessions = [world.get(Session, member) for member in readers]
    on_articles += [(session.article, session.member) for session in sessions if session]
    comments = [(world.get(Comment, comment), member) for member, comment in votes]
    on_articles += [(comment.article, member) for comment, member in comments if comment]
    on_articles += [(comment.article, comment.writer) for comment, _ in comments if comment]
    world.preload_owners(members)
    _preload_articles(world, on_articles)
    world.preload_balances(chart.pot(comment) for _, comment in votes)


def _preload_articles(
    world: StoredWorld, on_articles: Sequence[tuple[ArticleId, MemberId]]
) -> None:
    """Load articles, lanes, readings, and the lines of all who may be paid."""
    numbers = list(dict.fromkeys(article for article, _ in on_articles))
    world.preload(Article, numbers)
    articles = [article for number in numbers if (article := world.get(Article, number))]
    authors = [(article.article, author) for article in articles for author in article.authors]
    wholes = [(article.article, WHOLE_POST) for article in articles]
    lanes = [(article.article, name) for article in articles for name in chart.LANES]
    world.preload(Lane, lanes)
    world.preload_balances(chart.lane(*lane) for lane in lanes)
    world.preload(Reading, [(member, article) for article, member in on_articles])
    world.preload(Pnl, [*on_articles, *authors, *wholes])
    world.preload_owners(member for _, member in (*on_articles, *authors))
