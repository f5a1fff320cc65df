"""Open: a reading session starts, and its quote is set aside for this reader."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.article import Article
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Reading, Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules import levels
from tweipress.core.rules.gates import quota_gate
from tweipress.core.rules.quoting import quote
from tweipress.core.rules.trust import is_trusted
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Open(Act):
    """Start reading `article` under the random number `session`."""

    member: MemberId
    article: ArticleId
    session: SessionId


@rule("Reading started")
def judge(act: Open, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """End any active session first, so that its lane is whole again; then quote."""
    reader = world.get(Member, act.member)
    if reader is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    article = world.get(Article, act.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    reader = reader.on_day(world.books.day_number)
    last = world.get(Session, act.member)
    if refused := _guards(act, world, reader, article, last, tariff):
        return refused
    transaction = Transaction(world)
    if last is not None and last.live:
        end_session(transaction, last)
    offer = quote(transaction, reader, article, tariff, now_ms)
    transaction.move(
        chart.lane(article.article, offer.lane), chart.reserved(act.member), offer.amount_twei
    )
    session = Session(act.member, act.session, act.article, offer.lane, offer.amount_twei, now_ms)
    return transaction.outcome(
        reader._replace(opens=reader.opens + 1),
        session,
        article=act.article,
        inputs={
            "level": levels.level(reader, tariff),
            "trusted": is_trusted(reader, tariff, now_ms),
        },
        answer={"quote": offer.amount_twei, "lane": offer.lane, "session": act.session},
    )


def _guards(
    act: Open, world: World, reader: Member, article: Article, last: Session | None, tariff: Tariff
) -> Refused | None:
    if not act.session:
        return refuse(Refusal.MALFORMED)
    if last is not None and last.session == act.session:
        return refuse(Refusal.SESSION_USED)
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    if act.member in article.authors:
        return refuse(Refusal.OWN_ARTICLE)
    reading = world.get(Reading, (act.member, act.article))
    if reading is not None and reading.rating:
        return refuse(Refusal.ALREADY_RATED)
    quota = levels.opens_per_day(levels.level(reader, tariff), tariff)
    return quota_gate(world, reader.opens, quota, Refusal.OPENS_SPENT)


def end_session(transaction: Transaction, session: Session) -> Session:
    """Move what a session reserved back to its lane; return the ended session."""
    lane = chart.lane(session.article, session.lane)
    transaction.move(chart.reserved(session.member), lane, session.quote_twei)
    return session._replace(live=False)
