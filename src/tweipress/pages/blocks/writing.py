"""The writers' pages: own articles, the editor, publishing and taking back."""

from collections.abc import Mapping
from dataclasses import dataclass

from tweipress.articles import queries as articles
from tweipress.articles.coauthors import queries as coauthors
from tweipress.articles.coauthors.queries import Asked, Share
from tweipress.articles.desk import queries as desk
from tweipress.articles.queries import Article, Part, Repeated, TextForm, content, editions
from tweipress.articles.staging import queries as staging
from tweipress.autosave import queries as autosave
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview, Standing
from tweipress.composed.copies import Copies, Unsaved, unsaved
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.rules.prices import PublishPrice, publish_price
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.pages.blocks.reviews import OwnReview, own_review
from tweipress.pages.staging import lanes
from tweipress.people.queries import factors


@dataclass(frozen=True, slots=True)
class Written:
    """A public article in its author's list; `taking_back` is the preview of taking it back.

    `waits`: a changed text of it is not shown yet.
    """

    article: Article
    taking_back: Preview
    waits: bool


@dataclass(frozen=True, slots=True)
class Writings:
    """What a member has written; `banned` says why they may change nothing.

    `unsaved` are texts that were begun and never saved as a draft, and `asked` drafts of others
    that the member is asked to share.
    """

    banned: Refused | None
    asked: tuple[Asked, ...]
    unsaved: tuple[Unsaved, ...]
    drafts: tuple[Article, ...]
    public: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Editor:
    """The editor of a text; `article` is None for a new one.

    `banned` says why the member may save nothing, and `unsaved` why this cannot be saved now.
    `kept_bps` is how much of an approved text has to stay. `text` and `preview` are there if a
    preview was asked for. `copies` is how the page keeps what is typed in it. `is_staged`: the text
    is not shown when it is saved.
    """

    article: Article | None
    form: TextForm
    is_author: bool
    is_own: bool
    banned: Refused | None
    unsaved: Refused | None
    words_min: int
    kept_bps: int
    can_take_back: bool
    can_delete: bool
    copies: Copies
    is_staged: bool = False
    text: content.Text | None = None
    preview: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Publishing:
    """The page on which an author publishes a draft.

    `plain` is the preview of publishing it, as reviewed if a review has approved it. The price
    is what would be taken; of several authors `parts` say from whom.
    """

    article: Article
    tariff: Tariff
    standing: Standing | None
    price: PublishPrice
    parts: tuple[Share, ...]
    plain: Preview
    repeated: Repeated | None
    review: OwnReview


def visible_to_writer(member: MemberId, code: str) -> Article | None:
    """Return an article if this member may work on it; else None."""
    article = articles.by_code(code)
    if article is None or not desk.may_work_on(article, member):
        return None
    right = None if desk.is_own(article, member) else desk.right_for(article, member)
    if right is not None:
        factors.require(member, right)
    return article


def begun_by(member: MemberId, form: Mapping[str, str]) -> Article | None:
    """Return the article that a page for new ones has begun already, None if it has begun none."""
    about = autosave.saved_as(member, autosave.sent(form)) if form else ""
    number = number_in(about.rpartition(":")[2])
    article = editions.by_number(number) if number is not None else None
    return article if article is not None and article.author_id == member else None


def writings(member: MemberId) -> Writings:
    """Return what a member has written, drafts first."""
    with books.read_session():
        public = articles.public_of(member)
        previews = articles.taking_back(member, [article.pk for article in public])
        waiting = staging.waiting([article.pk for article in public])
        written = tuple(
            Written(article, previews[article.pk], article.pk in waiting) for article in public
        )
        begun = unsaved(member, lanes.own(None))
        drafts = tuple(articles.drafts_of(member))
        asked = tuple(coauthors.asked_of(member))
        return Writings(books.ban_refusal(member), asked, begun, drafts, written)


def editor(
    member: MemberId,
    article: Article | None,
    form: TextForm,
    copies: Copies,
    *,
    is_previewed: bool = False,
    is_staged: bool = False,
) -> Editor:
    """Return the editor with a form, and how its text would look if that was asked for."""
    with books.read_session():
        text = form.text if is_previewed else None
        return Editor(
            article=article,
            form=form,
            is_author=article is None or article.author_id == member,
            is_own=article is None or desk.is_own(article, member),
            banned=books.ban_refusal(member),
            unsaved=None if is_staged else articles.saving(member, article),
            words_min=articles.words_min(),
            kept_bps=articles.kept_bps(article) if article else 0,
            can_take_back=article is not None and taking_back(member, article).is_offered,
            can_delete=_can_delete(member, article),
            copies=copies,
            is_staged=is_staged,
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
            parts=coauthors.parts(article, publish_price(tariff).tribute_twei),
            plain=articles.publishing(article),
            repeated=articles.would_repeat(article),
            review=review,
        )


def taking_back(member: MemberId, article: Article) -> Preview:
    """Return what taking an article back would do, or why this member could not."""
    return articles.taking_back(member, [article.pk])[article.pk]
