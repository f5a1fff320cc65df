"""The acts that publish an article as reviewed: its author asks, and another person decides."""

from typing import Final

from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import CONSOLE, ArticleId, MemberId

REASON: Final = "True, well sourced, and the author's own work."


def reviewed(  # as many as the act has
    author: MemberId,
    article: ArticleId,
    time_to_read_s: int,
    words: int,
    sections: int,
    editor: MemberId = CONSOLE,
) -> tuple[AskReview, DecideReview, Publish]:
    """Return the acts in their order; the console decides unless an editor is named."""
    figures = (time_to_read_s, words, sections)
    return (
        AskReview(author, article, f"text of {article}", *figures),
        DecideReview(article, True, REASON, editor),
        Publish(author, article, *figures, reviewed=True),
    )
