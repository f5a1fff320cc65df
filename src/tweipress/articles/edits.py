"""Changing what is public: the books are told before the text is changed."""

from collections.abc import Mapping
from typing import Any

from tweipress import bank
from tweipress.articles import content, repeats
from tweipress.articles.drafts import checked, indexed, store
from tweipress.articles.models import Article
from tweipress.bank import queries
from tweipress.core import acts
from tweipress.core.outcome import Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.people.models import Member


def edit(writer: Member, article: Article, data: Mapping[str, Any]) -> Refused | None:
    """Give a published article a new text; None when done. Its price, date and timing stay.

    The new text is cut into as many parts as the books count. One that repeats another article pays
    nobody from now on, until an editor has looked at it. ContentError as for a draft.
    """
    text = checked(data)
    if article.is_taken_back:
        return refuse(Refusal.ARTICLE_UNDONE)
    needed = queries.tariff().article_words_min
    if text.words < needed:
        return refuse(Refusal.TOO_SHORT, needed_words=needed, words=text.words)
    if refused := _mark_repeat(article, text):
        return refused
    store(article, text, writer)
    return None


def _mark_repeat(article: Article, text: content.Text) -> Refused | None:
    """Tell the books before the text is changed, so that no crash leaves a copy payable."""
    repeated = repeats.claim(article, indexed(text))
    if not repeated:
        return None
    act = acts.FindRepeat(article.pk, repeated)
    answered = bank.do(act, key=f"repeat:{article.pk}:{article.revisions.count()}")
    if isinstance(answered, Refused) and answered.reason is not Refusal.ALREADY_FOUND:
        return answered
    return None
