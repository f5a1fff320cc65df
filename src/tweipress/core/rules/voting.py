"""What like and dislike share: who may vote on which comment."""

from tweipress.core.ids import MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.vote import Vote
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules.gates import level_gate, read_gate
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


def voter_and_comment(
    world: World, member: MemberId, number: int, gate: Gate, tariff: Tariff
) -> tuple[Member, Comment, Article] | Refused:
    """Return voter (with today's counts), comment and article, or why this vote cannot be."""
    voter = world.get(Member, member)
    if voter is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    comment = world.get(Comment, number)
    if comment is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    article = world.get(Article, comment.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    refused = _votable(world, voter, comment, article)
    refused = refused or level_gate(world, voter, gate, tariff)
    if refused := refused or read_gate(world, member, article):
        return refused
    return voter.on_day(world.books.day_number), comment, article


def _votable(world: World, voter: Member, comment: Comment, article: Article) -> Refused | None:
    if comment.writer == voter.member:
        return refuse(Refusal.OWN_COMMENT)
    if world.get(Vote, (voter.member, comment.comment)) is not None:
        return refuse(Refusal.ALREADY_VOTED)
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    if comment.ended:
        return refuse(Refusal.ALREADY_SETTLED)
    return None
