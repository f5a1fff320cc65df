"""A closed ring (I12): members without trust from outside, their articles and comments."""

from tests.core.snapshot import Snapshot
from tweipress.core import chart
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.state.registry import Act


class Ring:
    """Knows what is the ring's, and that no act inside it makes the ring richer."""

    def __init__(self, members: frozenset[int]) -> None:
        self.members = members
        self.articles: set[int] = set()
        self.comments: set[int] = set()
        self.talks: set[int] = set()
        self.opened: dict[int, int] = {}

    def saw(self, act: Act, before: Snapshot, after: Snapshot) -> None:
        """Remember what becomes the ring's; if the act was inside it, compare its wealth."""
        self._remember(act)
        if self._is_inside(act):
            assert self.wealth_twei(after) <= self.wealth_twei(before), "I12"

    def wealth_twei(self, now: Snapshot) -> int:
        """Return balances, bonds, lanes, pots, and what is reserved on the ring's lanes."""
        lanes = (
            chart.lane(ArticleId(number), name) for number in self.articles for name in chart.LANES
        )
        escrows = (
            make(CommentId(number)) for number in self.comments for make in (chart.bond, chart.pot)
        )
        reserved = (twei for article, twei in now.reserved.values() if article in self.articles)
        return (
            sum(now.owned(MemberId(member)) for member in self.members)
            + sum(now.balance(account) for account in (*lanes, *escrows))
            + sum(reserved)
        )

    def _remember(self, act: Act) -> None:
        match act:
            case Publish() if act.member in self.members and not act.reviewed:
                self.articles.add(act.article)
            case Open():
                self.opened[act.member] = act.article
            case Comment() if act.member in self.members:
                self.comments.add(act.comment)
                if act.article in self.articles:
                    self.talks.add(act.comment)
            case Like() | Dislike() if act.member not in self.members:
                self.talks.discard(act.comment)
            case _:
                pass

    def _is_inside(self, act: Act) -> bool:
        """Tell whether an act is the ring's and on the ring, with no vote from outside."""
        match act:
            case Publish():
                authors = {act.member, *(member for member, _ in act.shares)}
                return authors <= self.members and act.article in self.articles
            case Open() | Report() | UndoArticle():
                return act.member in self.members and act.article in self.articles
            case Plus() | Minus() | Done() | Expire():
                return act.member in self.members and self.opened[act.member] in self.articles
            case Comment() | Like() | Dislike():
                return act.member in self.members and act.comment in self.talks
            case Invite() | Vouch() | Unvouch():
                return act.member in self.members and act.other in self.members
            case Settle():
                return act.comment in self.talks
            case _:
                return False
