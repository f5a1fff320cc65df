"""Asking for a review of an article: its text's figures are articles', the request is reviews'."""

from tweipress.articles import queries as articles
from tweipress.articles.coauthors import queries as coauthors
from tweipress.articles.queries import Article
from tweipress.bank import Answer
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.request_keys import fresh_key
from tweipress.reviews import actions as reviews
from tweipress.reviews.queries import Reviewed


def ask(author: MemberId, article: Article, key: str) -> Answer:
    """Ask for a review of the author's own draft, as it is stored now.

    If the draft was deleted or saved meanwhile, or is being saved, the request is withdrawn: it is
    about nothing.
    """
    if article.author_id != author:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if coauthors.is_shared(article):
        return refuse(Refusal.SHARES_REVIEWED)
    if refused := articles.undescribed(article.text):
        return refused
    about = reviewed(article)
    answered = reviews.ask(author, about, key)
    if isinstance(answered, Refused):
        return answered
    stored = articles.settled_digest(article)
    if stored == about.digest:
        return answered
    reviews.withdraw(author, about.article, fresh_key())
    return refuse(Refusal.REVIEW_OTHER if stored else Refusal.UNKNOWN_ARTICLE)


def reviewed(article: Article) -> Reviewed:
    """Return what a review of an article would be about."""
    return Reviewed(
        article=ArticleId(article.pk),
        digest=articles.digest(article),
        time_to_read_s=article.time_to_read_s,
        words=article.words,
        parts=article.parts,
    )
