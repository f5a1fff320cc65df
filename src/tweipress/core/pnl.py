"""The twelve lines of a profit-and-loss report, their labels, and the sums over them."""

from enum import IntEnum
from typing import Final, NamedTuple


class Line(IntEnum):
    """One of the twelve lines, in the order of the page; the first six are profit."""

    EARNED_FOR_PLUSES = 0
    COMMENT_REWARDS = 1
    LIKES_OWN = 2
    LIKES_COMMENTER = 3
    LIKES_AUTHOR = 4
    DISLIKES_AUTHOR = 5
    SPENT_FOR_MINUSES = 6
    COMMENT_TRIBUTES = 7
    DISLIKES_OWN = 8
    DISLIKES_COMMENTER = 9
    POST_PUBLISH_TRIBUTE = 10
    PNL_REPORTS = 11


LABELS: Final = (
    "Earned for Pluses",
    "Comment Rewards",
    "Likes Own",
    "Likes Commenter",
    "Likes Author",
    "Dislikes Author",
    "Spent for Minuses",
    "Comment Tributes",
    "Dislikes Own",
    "Dislikes Commenter",
    "Post Publish Tribute",
    "PnL Reports",
)
PROFIT: Final = tuple(Line)[: Line.SPENT_FOR_MINUSES]
LOSS: Final = tuple(Line)[Line.SPENT_FOR_MINUSES :]


class Amounts(NamedTuple):
    """The twelve amounts in Twei, none negative, in the order of `Line`."""

    earned_for_pluses: int = 0
    comment_rewards: int = 0
    likes_own: int = 0
    likes_commenter: int = 0
    likes_author: int = 0
    dislikes_author: int = 0
    spent_for_minuses: int = 0
    comment_tributes: int = 0
    dislikes_own: int = 0
    dislikes_commenter: int = 0
    post_publish_tribute: int = 0
    pnl_reports: int = 0

    def plus(self, line: Line, amount_twei: int) -> "Amounts":
        """Return the amounts with `amount_twei` added to one line."""
        row = list(self)
        row[line] += amount_twei
        return Amounts._make(row)

    @property
    def profit_twei(self) -> int:
        """Return the Profit Subtotal."""
        return sum(self[: Line.SPENT_FOR_MINUSES])

    @property
    def loss_twei(self) -> int:
        """Return the Loss Subtotal."""
        return sum(self[Line.SPENT_FOR_MINUSES :])

    @property
    def total_twei(self) -> int:
        """Return Total Twei Earned: profit less loss, and negative when the loss is larger."""
        return self.profit_twei - self.loss_twei
