"""Editions: which version of an article a form began from, so that no later one is overwritten."""

from tweipress.articles.approvals import digest
from tweipress.articles.models import Article, Revision
from tweipress.core.digits import number_in


def edition(article: Article) -> str:
    """Return the name of an article's version as it is stored: whether it is public, and its text.

    A text that somebody else has published meanwhile is another version, since saving it again
    would be read at once.
    """
    return f"{'draft' if article.is_draft else 'public'}.{digest(article)}"


def subject(article: Article | None) -> str:
    """Return what working copies of an article are about; all new ones are one subject."""
    return f"article:{article.pk}" if article is not None else "article:"


def newest(article: Article) -> Revision | None:
    """Return the version that was saved last, with its writer."""
    return article.revisions.select_related("writer").order_by("-pk").first()


def kept(article: Article) -> list[Revision]:
    """Return the versions of an article whose text is still there, the newest first."""
    texts = article.revisions.filter(gone_at=None).select_related("writer")
    return list(texts.order_by("-pk"))


def is_gone(article: Article, asked: str) -> bool:
    """Tell whether an address asks for a version whose text was taken away."""
    number = number_in(asked)
    gone = article.revisions.filter(gone_at__isnull=False)
    return number is not None and gone.filter(pk=number).exists()


def earlier(article: Article, asked: str) -> Revision | None:
    """Return a version of an article by the number of its row, as an address has it."""
    number = number_in(asked)
    if number is None:
        return None
    texts = article.revisions.filter(gone_at=None).select_related("writer")
    return texts.filter(pk=number).first()
