"""The writers' pages: own articles, the editor, publishing and taking back."""

from dataclasses import dataclass

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article, Part, Repeated, TextForm, content
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview, Standing
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.rules.prices import PublishPrice, publish_price
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.pages.blocks.reviews import OwnReview, own_review
from tweipress.people.queries import factors


@dataclass(frozen=True, slots=True)
class Written:
    """A public article in its author's list; `taking_back` is the preview of taking it back."""

    article: Article
    taking_back: Preview


@dataclass(frozen=True, slots=True)
class Writings:
    """What a member has written; `banned` says why they may change nothing."""

    banned: Refused | None
    drafts: tuple[Article, ...]
    public: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Editor:
    """The editor of a text; `article` is None for a new one.

    `banned` says why the member may save nothing, and `unsaved` why this cannot be saved now.
    `kept_bps` is how much of an approved text has to stay. `text` and `preview` are there if a
    preview was asked for.
    """

    article: Article | None
    form: TextForm
    is_author: bool
    banned: Refused | None
    unsaved: Refused | None
    words_min: int
    kept_bps: int
    can_take_back: bool
    can_delete: bool
    text: content.Text | None = None
    preview: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Publishing:
    """The page on which an author publishes a draft.

    `plain` is the preview of publishing it, as reviewed if a review has approved it. The price
    is what would be taken.
    """

    article: Article
    tariff: Tariff
    standing: Standing | None
    price: PublishPrice
    plain: Preview
    repeated: Repeated | None
    review: OwnReview


def visible_to_writer(member: MemberId, code: str) -> Article | None:
    """Return an article if this member may change it, as its author or an editor; else None."""
    article = articles.by_code(code)
    if article is None:
        return None
    if article.author_id == member:
        return article
    if not books.may(member, Right.UNDO_ARTICLE):
        return None
    factors.require(member, Right.UNDO_ARTICLE)
    return article


def writings(member: MemberId) -> Writings:
    """Return what a member has written, drafts first."""
    with books.read_session():
        public = articles.public_of(member)
        previews = articles.taking_back(member, [article.pk for article in public])
        written = tuple(Written(article, previews[article.pk]) for article in public)
        return Writings(books.ban_refusal(member), tuple(articles.drafts_of(member)), written)


def editor(
    member: MemberId, article: Article | None, form: TextForm, *, is_previewed: bool = False
) -> Editor:
    """Return the editor with a form, and how its text would look if that was asked for."""
    with books.read_session():
        text = form.text if is_previewed else None
        return Editor(
            article=article,
            form=form,
            is_author=article is None or article.author_id == member,
            banned=books.ban_refusal(member),
            unsaved=articles.saving(member, article),
            words_min=articles.words_min(),
            kept_bps=articles.kept_bps(article) if article else 0,
            can_take_back=article is not None and taking_back(member, article).is_offered,
            can_delete=_can_delete(member, article),
            text=text,
            preview=tuple(articles.preview(text)) if text else (),
        )


def _can_delete(member: MemberId, article: Article | None) -> bool:
    is_own = article is not None and article.author_id == member
    return is_own and article is not None and articles.deleting(article) is None


def publishing(article: Article) -> Publishing:
    """Return what publishing a draft costs and does now, and how its review stands."""
    with books.read_session():
        tariff, review = books.tariff(), own_review(article)
        return Publishing(
            article=article,
            tariff=tariff,
            standing=books.standing(MemberId(article.author_id)),
            price=publish_price(tariff),
            plain=articles.publishing(article),
            repeated=articles.would_repeat(article),
            review=review,
        )


def taking_back(member: MemberId, article: Article) -> Preview:
    """Return what taking an article back would do, or why this member could not."""
    return articles.taking_back(member, [article.pk])[article.pk]
