"""The panel of an article for one reader: what reading it would pay, and how far it has come."""

from datetime import timedelta
from typing import Final, NamedTuple

from django.http import HttpRequest

from tweipress.articles import queries as articles
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import NEW_SESSION, Offer, Preview, Unpaid
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.reading import Rating, Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules.quoting import why_lanes_pay_nothing
from tweipress.core.rules.reading import floor_ms
from tweipress.core.state.outcome import Refused
from tweipress.http import limits, puzzles
from tweipress.http.fast.addresses import address
from tweipress.http.links import post_path
from tweipress.http.puzzles import Puzzle
from tweipress.http.request_keys import form_key
from tweipress.http.viewer import viewer_id
from tweipress.pages.view_models.reading import Elsewhere, Keys, Panel, State
from tweipress.reading.actions import RATINGS
from tweipress.reading.queries import courses
from tweipress.reading.queries.courses import Course, Text

BLOCK: Final = "reading"
COOKIE: Final = "reading"
"""The cookie that keeps the newest token of a browser without script."""

PUZZLE_LIFE_S: Final = 600


class _Ratings(NamedTuple):
    """What the books would say to each rating; the fields have the names of RATINGS."""

    plus: Preview
    minus: Preview
    done: Preview


def panel(
    article: articles.Article,
    viewer: MemberId | None,
    token: str = "",
    puzzle: Puzzle | None = None,
) -> Panel:
    """Return the panel of an article for a member, None for a visitor.

    `token` is the newest one known; one that does not fit the live session is ignored.
    """
    article_id = ArticleId(article.pk)
    offer = books.offers([article_id], viewer)[article_id]
    live = books.session(viewer) if viewer else None
    here = live if live is not None and live.article == article_id else None
    rating = books.ratings(viewer, [article_id]).get(article_id) if viewer else None
    ratings = _ratings(viewer, offer, here) if viewer else None
    quote_twei = ratings.plus.earned_by(viewer) if viewer and ratings else offer.quote_twei
    plus_refused = ratings.plus.refused if ratings else None
    return Panel(
        slug=article.slug,
        post_path=post_path(article.slug, BLOCK),
        state=_state(viewer, offer, rating, live),
        time_to_read_s=article.time_to_read_s,
        date=article.date,
        quote_twei=quote_twei,
        minus_twei=_minus_twei(viewer, ratings),
        earned_twei=books.earned(viewer, article_id) if viewer else 0,
        rating=rating or Rating.NONE,
        has_read=rating is not None,
        unpaid=None if quote_twei or plus_refused else _unpaid(offer, here),
        start_refused=None if here else offer.refused,
        plus_refused=plus_refused,
        minus_refused=ratings.minus.refused if ratings else None,
        done_refused=ratings.done.refused if ratings else None,
        elsewhere=_elsewhere(live) if live and not here else None,
        course=_course(article, here, token) if here else None,
        puzzle=puzzle,
        keys=Keys(
            form_key(address("reading:start", article.slug)),
            *(form_key(address(f"reading:{kind}", article.slug)) for kind in RATINGS),
        ),
    )


def panel_for(request: HttpRequest, article: articles.Article, token: str = "") -> Panel:
    """Return the panel as the viewer of a page sees it, with the puzzle if one is asked for."""
    viewer = viewer_id(request)
    puzzle = gate(request, article).puzzle() if viewer else None
    return panel(article, viewer, token, puzzle)


def plus_refused(viewer: MemberId, offer: Offer) -> Refused | None:
    """Return why a Plus would be refused if reading the offered article started now."""
    ratings = _ratings(viewer, offer, None)
    return ratings.plus.refused if ratings else None


def text_of(article: articles.Article) -> Text:
    """Return what reading needs to know of an article."""
    return Text(ArticleId(article.pk), tuple(article.part_words), article.time_to_read_s)


def gate(request: HttpRequest, article: articles.Article) -> puzzles.Gate:
    """Return what a member passes to start reading: where much is started, a puzzle is asked for.

    A member who joined a few days ago is asked for one sooner.
    """
    member = request.user
    is_young = member.is_authenticated and clock.now() - member.joined < timedelta(
        seconds=limits.YOUNG_S
    )
    free = (*limits.FREE_OPENINGS, *(limits.FREE_OPENINGS_YOUNG if is_young else ()))
    return puzzles.gate(request, f"open {member.pk} {article.pk}", free, PUZZLE_LIFE_S)


def _ratings(viewer: MemberId, offer: Offer, here: Session | None) -> _Ratings | None:
    """Ask about ratings at the earliest moment at which reading can be proven.

    Without a live session here this is as if reading started now; None if it cannot be started.
    """
    session = here.session if here else NEW_SESSION
    acts = [RATINGS[kind](viewer, session, offer.sections) for kind in _Ratings._fields]
    least_ms = floor_ms(offer.time_to_read_s, books.tariff())
    now_ms = clock.now_ms()
    if here:
        at_ms = max(now_ms, here.opened_ms + least_ms)
        return _Ratings(*(books.preview(act, at_ms) for act in acts))
    start = Open(viewer, offer.article, session)
    previews = books.previews_after(start, acts, now_ms + least_ms)
    return _Ratings(*previews) if previews else None


def _state(
    viewer: MemberId | None, offer: Offer, rating: Rating | None, live: Session | None
) -> State:
    if viewer is None:
        return State.VISITOR
    if rating:
        return State.RATED
    if live is not None and live.article == offer.article:
        return State.READING
    if offer.refused is not None:
        is_unknown = offer.refused.reason is Refusal.UNKNOWN_MEMBER
        return State.OUTSIDE if is_unknown else State.CLOSED
    return State.READY if live is None else State.ELSEWHERE


def _minus_twei(viewer: MemberId | None, ratings: _Ratings | None) -> int:
    """Return what a Minus would cost, or costs others where this reader cannot give one."""
    if viewer and ratings and ratings.minus.is_offered:
        return ratings.minus.paid_by(viewer)
    return books.tariff().minus_twei


def _unpaid(offer: Offer, here: Session | None) -> Unpaid | None:
    """Return why a Plus would be unpaid; what a session was opened for does not change any more."""
    if offer.unpaid or here is None:
        return offer.unpaid
    return why_lanes_pay_nothing(offer.left_twei)


def _course(article: articles.Article, here: Session, token: str) -> Course:
    return courses.course(text_of(article), courses.newest_proof(here, token))


def _elsewhere(live: Session) -> Elsewhere | None:
    other = articles.by_numbers([live.article]).get(live.article)
    return Elsewhere(other.title, post_path(other.slug)) if other else None
