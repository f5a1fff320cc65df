"""Reads of reviews: the author's own, what waits for a judge, and the totals for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from tweipress.articles import queries as articles
from tweipress.articles.approvals import digest
from tweipress.articles.models import Article
from tweipress.articles.text.body import Part
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import Rest, ReviewBooks
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import ReviewState, Seat, VerdictKind
from tweipress.core.rules.reading import MS_PER_S
from tweipress.core.tariff import Tariff
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member
from tweipress.reviews.actions import REASON_MAX

ROWS: Final = 50
STATES: Final = {
    ReviewState.OPEN: "It is under review.",
    ReviewState.APPROVED: "It is approved: publish it, and it counts as reviewed.",
    ReviewState.DENIED: "It was not approved, and the bond is back.",
    ReviewState.WITHDRAWN: "You have withdrawn the ask, and the bond is back.",
    ReviewState.PUBLISHED: "It was approved, and is published as reviewed.",
}
JUDGED: Final = {
    ReviewState.OPEN: "It is under review.",
    ReviewState.APPROVED: "It is approved, and its author can publish it.",
    ReviewState.DENIED: "It was not approved.",
    ReviewState.WITHDRAWN: "Its author has withdrawn the ask.",
    ReviewState.PUBLISHED: "It was approved, and is published as reviewed.",
}
VERDICTS: Final = {
    VerdictKind.APPROVES: "A juror approves",
    VerdictKind.DENIES: "A juror does not approve",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A decision with its reason, without a juror's name."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Own:
    """An author's review, and what asking for one costs; `state` is None if none was asked for."""

    code: str
    tariff: Tariff
    state: ReviewState | None
    words: str
    asked: datetime | None
    due: datetime | None
    waiting: int
    said: tuple[Said, ...]
    available_twei: int
    rest: Rest
    rests_until: datetime | None
    may_ask: bool
    can_withdraw: bool
    is_approved: bool
    key: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits for this judge; `author` is shown to editors alone."""

    article: Article
    author: str
    asked: datetime
    due: datetime
    answered: int


@dataclass(frozen=True, slots=True)
class Bench:
    """What a judge reads: the article's text, what others said (an editor's to see), the form.

    Without `shows_text` the draft is its author's own again, its title too: the review is over, or
    the text another than the one that was judged. What is public has its own page.
    """

    article: Article
    parts: list[Part]
    shows_text: bool
    is_editor: bool
    can_judge: bool
    is_changed: bool
    state: str
    words: str
    due: datetime
    said: tuple[Said, ...]
    repeated: articles.Repeated | None
    key: str
    reason_max: int = REASON_MAX


@dataclass(frozen=True, slots=True)
class Copy:
    """What an editor reads before he lets a repeat be paid, and by which digest it is known."""

    article: Article
    parts: list[Part]
    found: articles.Repeated
    digest: str
    key: str
    reason_max: int = REASON_MAX


@dataclass(frozen=True, slots=True)
class Totals:
    """How reviews have ended so far, and what jurors did."""

    rows: tuple[tuple[str, int], ...]
    tariff: Tariff


def own(article: Article) -> Own:
    """Return what the author of a draft sees of its review."""
    found = books.review(ArticleId(article.pk))
    standing = books.standing(MemberId(article.author_id))
    tariff = books.tariff()
    review = found.review if found else None
    state = review.state if review else None
    is_open = state == ReviewState.OPEN
    rest = books.rest(MemberId(article.author_id))
    return Own(
        code=article.code,
        tariff=tariff,
        state=state,
        words=STATES[state] if state else "",
        asked=_time(review.at_ms) if review else None,
        due=_time(review.due_ms) if review and is_open and found and found.seats else None,
        waiting=sum(not seat.verdict for seat in found.seats) if found and is_open else 0,
        said=_said(found) if found else (),
        available_twei=standing.available_twei if standing else 0,
        rest=rest,
        rests_until=clock.now() + timedelta(seconds=rest.left_s) if rest.left_s else None,
        may_ask=standing is not None and standing.passes(tariff.review_level),
        can_withdraw=review is not None and review.is_live,
        is_approved=state == ReviewState.APPROVED,
        key=fresh_key(),
    )


def waiting_for(member: Member) -> list[Waiting]:
    """Return what waits for a member's verdict; for an editor, everything that waits."""
    is_editor = articles.is_editor(member)
    numbers = books.open_reviews(ROWS) if is_editor else books.seats_of(MemberId(member.pk))
    texts = articles.drafts_by_numbers(numbers)
    found = ((texts.get(number), books.review(ArticleId(number))) for number in numbers)
    return [
        _waiting(article, review, is_editor)
        for article, review in found
        if article and review and article.author_id != member.pk
    ]


def bench(member: Member, code: str) -> Bench | None:
    """Return an article under review if this member may judge it, or has; None for anybody else."""
    article = articles.by_code(code)
    found = books.review(ArticleId(article.pk)) if article else None
    if article is None or found is None or article.author_id == member.pk:
        return None
    is_editor = articles.is_editor(member)
    seat = next((it for it in found.seats if it.member == member.pk), None)
    if not is_editor and (seat is None or seat.verdict == VerdictKind.LATE):
        return None
    review = found.review
    waits = seat is not None and not seat.verdict
    is_changed = digest(article) != review.digest
    shows_text = article.is_draft and (is_editor or (review.is_live and not is_changed))
    return Bench(
        article=article,
        parts=articles.body(article) if shows_text else [],
        shows_text=shows_text,
        is_editor=is_editor,
        can_judge=review.state == ReviewState.OPEN and shows_text and (is_editor or waits),
        is_changed=is_changed and article.is_draft,
        state=review.state,
        words=JUDGED[review.state],
        due=_time(review.due_ms),
        said=_said(found) if is_editor else _own_words(seat),
        repeated=articles.would_repeat(article) if shows_text else None,
        key=fresh_key(),
    )


def copy(code: str) -> Copy | None:
    """Return an article that was found to repeat another, as it says now; None if none was."""
    article = articles.by_code(code)
    found = articles.repeated(article) if article else None
    if article is None or found is None or article.is_draft:
        return None
    return Copy(article, articles.body(article), found, digest(article), fresh_key())


def totals() -> Totals:
    """Return the totals."""
    count = books.review_totals()
    rows = {
        "Under review now": ReviewState.OPEN,
        "Approved, not published yet": ReviewState.APPROVED,
        "Approved and published": ReviewState.PUBLISHED,
        "Not approved": ReviewState.DENIED,
        "Withdrawn by their authors": ReviewState.WITHDRAWN,
        "Verdicts of jurors for an article": VerdictKind.APPROVES,
        "Verdicts of jurors against one": VerdictKind.DENIES,
        "Seats lost because nobody answered in time": VerdictKind.LATE,
    }
    return Totals(tuple((words, count.get(it, 0)) for words, it in rows.items()), books.tariff())


def _said(found: ReviewBooks) -> tuple[Said, ...]:
    said = [Said(VERDICTS[it.verdict], it.reason) for it in found.seats if it.verdict in VERDICTS]
    review = found.review
    if review.reason:
        what = (
            "An editor does not approve"
            if review.state == ReviewState.DENIED
            else "An editor approves"
        )
        said.append(Said(what, review.reason))
    return tuple(said)


def _own_words(seat: Seat | None) -> tuple[Said, ...]:
    if seat is None or seat.verdict not in VERDICTS:
        return ()
    return (
        Said(
            "You approve" if seat.verdict == VerdictKind.APPROVES else "You do not approve",
            seat.reason,
        ),
    )


def _waiting(article: Article, found: ReviewBooks, is_editor: bool) -> Waiting:
    return Waiting(
        article=article,
        author=article.author.name if is_editor else "",
        asked=_time(found.review.at_ms),
        due=_time(found.review.due_ms),
        answered=_answered(found.seats),
    )


def _answered(seats: Iterable[Seat]) -> int:
    return sum(seat.verdict in VERDICTS for seat in seats)


def _time(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // MS_PER_S, UTC)
