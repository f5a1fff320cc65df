"""Reviews as authors, jurors and editors see them, and editors' decisions on repeats."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tweipress.articles import queries as articles
from tweipress.articles.coauthors import queries as coauthors
from tweipress.articles.queries import Article, Part, Repeated
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview, Rest
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import refuse
from tweipress.core.tariff import Tariff
from tweipress.core.units import moment
from tweipress.http.request_keys import form_key
from tweipress.pages.actions.reviews import reviewed
from tweipress.people.queries import factors
from tweipress.reviews import queries as reviews
from tweipress.reviews.queries import REASON_MAX, Said


@dataclass(frozen=True, slots=True)
class OwnReview:
    """The review of an author's draft, and what asking for one takes.

    `ask` and `withdraw` are previews of the acts. `state` is empty if no review was asked for.
    `handed` says why no jury decides, and is empty if one does; `due` is until when `waiting`
    jurors can answer. `rests_until` is when the author can ask again after a review that led to
    nothing.
    """

    code: str
    tariff: Tariff
    state: str
    handed: str
    asked: datetime | None
    due: datetime | None
    waiting: int
    said: tuple[Said, ...]
    ask: Preview
    bond_twei: int
    available_twei: int
    withdraw: Preview
    rest: Rest
    rests_until: datetime | None
    is_approved: bool
    key: str


@dataclass(frozen=True, slots=True)
class InQueue:
    """An article that waits for this judge; `author` is empty for jurors."""

    article: Article
    author: str
    waiting: reviews.Waiting


@dataclass(frozen=True, slots=True)
class Bench:
    """What a judge reads: the article's text, what others said (for editors), and the form.

    `approve` and `deny` are previews of the two judgements. Without `shows_text` only the author
    sees the draft and its title, because the review is over or the text is not the one that was
    asked about. A public article has its own page.
    """

    article: Article
    parts: tuple[Part, ...]
    shows_text: bool
    is_editor: bool
    is_open: bool
    is_changed: bool
    approve: Preview
    deny: Preview
    state: str
    handed: str
    due: datetime
    said: tuple[Said, ...]
    repeated: Repeated | None
    key: str
    reason_max: int = REASON_MAX

    @property
    def can_approve(self) -> bool:
        """Tell whether the form offers to approve."""
        return self.shows_text and self.approve.is_offered

    @property
    def can_deny(self) -> bool:
        """Tell whether the form offers not to approve."""
        return self.shows_text and self.deny.is_offered


@dataclass(frozen=True, slots=True)
class Repeat:
    """What an editor reads before letting a repeat be paid; `digest` names the text that is shown.

    `clear` and `taking_back` are previews of the two decisions.
    """

    article: Article
    parts: tuple[Part, ...]
    repeated: Repeated
    clear: Preview
    taking_back: Preview
    digest: str
    key: str
    reason_max: int = REASON_MAX


def is_editor(member: MemberId) -> bool:
    """Tell whether a member may review articles and decide on repeats."""
    return factors.is_open(member, Right.REVIEW)


def own_review(article: Article) -> OwnReview:
    """Return what the author of a draft sees of its review."""
    author, number = MemberId(article.author_id), ArticleId(article.pk)
    with books.read_session():
        asked, standing, rest = books.review(number), books.standing(author), books.rest(author)
        undescribed = articles.undescribed(article.text)
        would_ask = reviewed(article).request_by(author)
        if coauthors.is_shared(article):
            undescribed = refuse(Refusal.SHARES_REVIEWED)
        ask = Preview(undescribed) if undescribed else books.preview(would_ask)
        review, seats = (asked.review, asked.seats) if asked else (None, ())
        is_open = review is not None and review.state == ReviewState.OPEN
        return OwnReview(
            code=article.code,
            tariff=books.tariff(),
            state=reviews.state_for_author(review) if review else "",
            handed=reviews.handed(review) if review else "",
            asked=moment(review.at_ms) if review else None,
            due=moment(review.due_ms) if review and review.has_jury and seats else None,
            waiting=sum(not seat.verdict for seat in seats) if is_open else 0,
            said=reviews.said(asked) if asked else (),
            ask=ask,
            bond_twei=ask.paid_by(author),
            available_twei=standing.available_twei if standing else 0,
            withdraw=books.preview(WithdrawReview(author, number)),
            rest=rest,
            rests_until=clock.now() + timedelta(seconds=rest.left_s) if rest.left_s else None,
            is_approved=review is not None and review.state == ReviewState.APPROVED,
            key=form_key(),
        )


def queue(member: MemberId) -> tuple[InQueue, ...]:
    """Return what waits for a member's verdict; for an editor, all reviews that wait."""
    with books.read_session():
        by_editor = is_editor(member)
        waiting = reviews.waiting_for(member, is_editor=by_editor)
        drafts = articles.drafts_by_numbers([review.article for review in waiting])
        return tuple(
            InQueue(article, article.author.name if by_editor else "", review)
            for review in waiting
            if (article := drafts.get(review.article))
        )


def bench(member: MemberId, code: str) -> Bench | None:
    """Return an article under review if this member may judge it, or has; None for others."""
    with books.read_session():
        article = articles.by_code(code)
        asked = books.review(ArticleId(article.pk)) if article else None
        if article is None or asked is None or article.author_id == member:
            return None
        if books.may(member, Right.REVIEW):
            factors.require(member, Right.REVIEW)
        by_editor, seat = is_editor(member), reviews.seat_of(asked, member)
        if not by_editor and seat is None:
            return None
        review = asked.review
        is_changed = articles.digest(article) != review.digest
        shows_text = article.is_draft and (by_editor or (review.is_live and not is_changed))
        return Bench(
            article=article,
            parts=tuple(articles.body(article)) if shows_text else (),
            shows_text=shows_text,
            is_editor=by_editor,
            is_open=review.state == ReviewState.OPEN,
            is_changed=is_changed and article.is_draft,
            approve=_judgement(member, article, approves=True),
            deny=_judgement(member, article, approves=False),
            state=reviews.state_for_judges(review),
            handed=reviews.handed(review),
            due=moment(review.due_ms),
            said=reviews.said(asked) if by_editor else reviews.own_words(seat),
            repeated=articles.would_repeat(article) if shows_text else None,
            key=form_key(),
        )


def waiting_repeats() -> list[Repeated]:
    """Return the articles that pay nobody until an editor has looked at them."""
    with books.read_session():
        return articles.waiting_repeats()


def repeat(editor: MemberId, code: str) -> Repeat | None:
    """Return an article that was found to repeat another, with its text as it is now."""
    with books.read_session():
        article = articles.by_code(code)
        repeated = articles.repeated(article) if article else None
        if article is None or repeated is None or article.is_draft:
            return None
        return Repeat(
            article=article,
            parts=tuple(articles.body(article)),
            repeated=repeated,
            clear=articles.clearing(editor, article),
            taking_back=articles.taking_back(editor, [article.pk])[article.pk],
            digest=articles.digest(article),
            key=form_key(),
        )


def _judgement(member: MemberId, article: Article, *, approves: bool) -> Preview:
    act = reviews.judgement(member, ArticleId(article.pk), books.ANY_TEXT, approves=approves)
    return books.preview(act)
