"""A closed ring (I12): members without trust from outside, their articles and comments."""

from tests.core.snapshot import Snapshot
from tweipress.core import acts, chart
from tweipress.core.acts import Act


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
        lanes = (chart.lane(number, name) for number in self.articles for name in chart.LANES)
        escrows = (make(number) for number in self.comments for make in (chart.bond, chart.pot))
        reserved = (twei for article, twei in now.reserved.values() if article in self.articles)
        return (
            sum(now.owned(member) for member in self.members)
            + sum(now.balance(account) for account in (*lanes, *escrows))
            + sum(reserved)
        )

    def _remember(self, act: Act) -> None:
        match act:
            case acts.Publish() if act.member in self.members and not act.reviewed:
                self.articles.add(act.article)
            case acts.Open():
                self.opened[act.member] = act.article
            case acts.Comment() if act.member in self.members:
                self.comments.add(act.comment)
                if act.article in self.articles:
                    self.talks.add(act.comment)
            case acts.Like() | acts.Dislike() if act.member not in self.members:
                self.talks.discard(act.comment)
            case _:
                pass

    def _is_inside(self, act: Act) -> bool:
        """Tell whether an act is the ring's and on the ring, with no vote from outside."""
        match act:
            case acts.Publish() | acts.Open() | acts.Report() | acts.UndoArticle():
                return act.member in self.members and act.article in self.articles
            case acts.Plus() | acts.Minus() | acts.Done() | acts.Expire():
                return act.member in self.members and self.opened[act.member] in self.articles
            case acts.Comment() | acts.Like() | acts.Dislike():
                return act.member in self.members and act.comment in self.talks
            case acts.Invite() | acts.Vouch() | acts.Unvouch():
                return act.member in self.members and act.other in self.members
            case acts.Settle():
                return act.comment in self.talks
            case _:
                return False
