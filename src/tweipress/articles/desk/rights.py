"""Who may work on an article: open it in the editor, save its text, file and plan it.

That is never a right to publish it: an article is published by its author, who pays for it.
`is_own` and `own` say the same, of one article and for a query.
"""

from typing import Final

from django.db.models import Q

from tweipress.articles.coauthors.queries import by
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.publication.queries import edited_by

OF_ITS_AUTHOR: Final = frozenset(
    {
        *(Refusal.AVAILABLE_SHORT, Refusal.BANNED, Refusal.FUNDS_SHORT),
        *(Refusal.LEVEL_TOO_LOW, Refusal.PUBLISHES_SPENT),
    }
)
"""What says how an author stands: what they have, their level, what they did today."""


def is_own(article: Article, member: MemberId) -> bool:
    """Tell whether a member works on an article as one of its writers, without any right."""
    return article.is_by(member)


def own(member: MemberId) -> Q:
    """Choose the articles on which a member works as one of their writers."""
    return by(member)


def of_sections(member: MemberId) -> Q:
    """Choose the articles of the sections that a member edits."""
    return Q(section__in=edited_by(member)) & ~Q(section="")


def may_work_on(article: Article, member: MemberId) -> bool:
    """Tell whether a member may work on an article: as a writer of it, or by right."""
    return is_own(article, member) or right_for(article, member) is not None


def right_for(article: Article, member: MemberId) -> Right | None:
    """Return the right by which a member may work on somebody else's article, None without one.

    Editors have that for all articles, section editors for those of their sections, whichever of
    its names the section had when the article was written.
    """
    if books.may(member, Right.EDIT):
        return Right.EDIT
    if article.section and books.may(member, Right.EDIT_SECTION):
        is_theirs = article.section in edited_by(member)
        return Right.EDIT_SECTION if is_theirs else None
    return None


def told(refused: Refused | None, article: Article, member: int) -> Refused | None:
    """Return why an article is not published, as a member is told it who may work on it.

    How its author stands is nobody else's business.
    """
    if refused is None or article.author_id == member or refused.reason not in OF_ITS_AUTHOR:
        return refused
    return refuse(Refusal.AUTHOR_CANNOT)
