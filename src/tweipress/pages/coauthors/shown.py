"""What the pages about co-authors show: the author's shares, and the question to a co-author."""

from dataclasses import dataclass

from tweipress.articles import queries as articles
from tweipress.articles.coauthors import queries
from tweipress.articles.coauthors.queries import Share, SharesForm, Wanted
from tweipress.articles.queries import Article, Part
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.rules.prices import publish_price
from tweipress.http.request_keys import form_key
from tweipress.people import queries as people


@dataclass(frozen=True, slots=True)
class Sharing:
    """An article's authors and their parts, as its author sees and changes them."""

    article: Article
    parts: tuple[Share, ...]
    form: SharesForm
    tribute_twei: int


@dataclass(frozen=True, slots=True)
class Question:
    """What a member is asked: `own` is their part, `agree` the preview of agreeing to it.

    `terms` says what an answer is about. `standing_twei` is what the member can spend now.
    """

    article: Article
    text: tuple[Part, ...]
    parts: tuple[Share, ...]
    own: Share
    agree: Preview
    spendable_twei: int
    terms: str
    key: str


def tribute_twei() -> int:
    """Return what publishing costs, all authors together."""
    return publish_price(books.tariff()).tribute_twei


def sharing(article: Article, form: SharesForm | None = None) -> Sharing:
    """Return an article's authors as its author sees them; `form` is what was sent."""
    with books.read_session():
        tribute = tribute_twei()
        parts = queries.parts(article, tribute)
        return Sharing(article, parts, form or queries.form_of(article), tribute)


def question(article: Article, member: MemberId) -> Question | None:
    """Return what a member is asked about a draft; None if they are not asked."""
    if not article.is_draft:
        return None
    with books.read_session():
        tribute = tribute_twei()
        parts = queries.parts(article, tribute)
        own = next((part for part in parts if part.member == member and not part.is_first), None)
        if own is None:
            return None
        shares = queries.shares_of(article)
        act = AgreeShares(member, ArticleId(article.pk), shares, tribute)
        standing = books.standing(member)
        return Question(
            article=article,
            text=tuple(articles.body(article)),
            parts=parts,
            own=own,
            agree=books.preview(act),
            spendable_twei=standing.spendable_twei if standing else 0,
            terms=queries.terms(shares, tribute),
            key=form_key(),
        )


def members_of(wanted: tuple[Wanted, ...]) -> tuple[dict[str, MemberId], list[str]]:
    """Return the members whom a form names, by name, and the names that nobody has."""
    rows = {line.name: people.by_name(line.name) for line in wanted}
    unknown = [name for name, row in rows.items() if row is None or not row.is_active]
    return {name: MemberId(row.pk) for name, row in rows.items() if row is not None}, unknown
