"""The labels of the twelve lines of a report of profit and loss, for readers."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.pnl import Line

LINES: Final[dict[Line, Promise]] = {
    Line.EARNED_FOR_PLUSES: _("Earned for Pluses"),
    Line.COMMENT_REWARDS: _("Comment Rewards"),
    Line.LIKES_OWN: _("Likes Own"),
    Line.LIKES_COMMENTER: _("Likes Commenter"),
    Line.LIKES_AUTHOR: _("Likes Author"),
    Line.DISLIKES_AUTHOR: _("Dislikes Author"),
    Line.SPENT_FOR_MINUSES: _("Spent for Minuses"),
    Line.COMMENT_TRIBUTES: _("Comment Tributes"),
    Line.DISLIKES_OWN: _("Dislikes Own"),
    Line.DISLIKES_COMMENTER: _("Dislikes Commenter"),
    Line.POST_PUBLISH_TRIBUTE: _("Post Publish Tribute"),
    Line.PNL_REPORTS: _("PnL Reports"),
}
