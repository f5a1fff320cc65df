"""Reads of reading: the proof a token carries, an article's pace, and the Read-to-Earn panel."""

from dataclasses import fields
from datetime import timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import Offer, Rights, Unpaid
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.reading import Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reading import MS_PER_S
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits, puzzles
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.language.refusals import sentence
from tweipress.people.models import Member
from tweipress.reading import tokens
from tweipress.reading.proof import Pace, Proof, pace, progress
from tweipress.reading.view_models import Course, Elsewhere, Keys, Panel, Why

BLOCK: Final = "reading"
COOKIE: Final = "reading"
"""The cookie that keeps the newest token of a browser without script."""

YOUNG: Final = timedelta(days=3)
"""An account of a farm is used at once, or its maker has to wait."""
PUZZLE_LIFE_S: Final = 600

ALL_PAID = Why(
    "LANE_EMPTY", "All that this article had for its readers is paid: a Plus still rates it."
)
NOT_RELEASED = Why(
    "LANE_WAITS",
    "No more of this article's Twei is released yet: a Plus rates it now, or earns later.",
)
NOT_JOINED = Why(
    "UNKNOWN_MEMBER",
    "Your membership is still being written into the books: reload the page in a moment.",
)


class _Sight(NamedTuple):
    """What the books say of an article and a reader; `rating` is None until it has been read.

    `here` is the live session on this article, `other` one on another article.
    """

    offer: Offer
    rights: Rights | None = None
    here: Session | None = None
    other: Session | None = None
    rating: str | None = None
    earned_twei: int = 0
    spendable_twei: int = 0


def pace_of(article: Article) -> Pace:
    """Return the least time each section of an article takes, and how long its sessions live."""
    words = articles.part_words(article)
    return pace(words, article.time_to_read_s, books.tariff())


def proof_of(member: Member, article: Article, token: str, now_ms: int) -> Proof | Refused:
    """Return the proof that this member's token for this article carries.

    Without a token it is the live session's, with nothing proven; SESSION_GONE if there is none.
    """
    if not token:
        live = books.session(MemberId(member.pk))
        if live is None or live.article != article.pk:
            return refuse(Refusal.SESSION_GONE)
        return _beginning(live)
    return _carried(token, member.pk, article.pk, now_ms)


def course(article: Article, proof: Proof) -> Course:
    """Return how far a proof is at this moment, with a token to go on from."""
    now_ms = clock.now_ms()
    article_pace = pace_of(article)
    return Course(
        session=proof.session,
        token=tokens.sign(proof, settings.SECRET_KEY, now_ms),
        next_index=proof.next_index,
        sections=len(article_pace.floors_ms),
        total_ms=sum(article_pace.floors_ms),
        life_s=article_pace.life_ms // MS_PER_S,
        progress=progress(proof, article_pace, now_ms),
    )


def panel(article: Article, member: Member | None, token: str = "") -> Panel:
    """Return the panel of an article for a member, None for a visitor.

    `token` is the newest one known here; one that does not fit the live session counts as none.
    """
    sight = _look(article, member)
    state = _state(article, member, sight)
    here = sight.here
    plus_why = _plus_why(sight.rights)
    quote_twei = sight.offer.quote_twei if here is None else here.quote_twei
    return Panel(
        slug=article.slug,
        post_path=post_path(article.slug, BLOCK),
        state=state,
        time_to_read_s=article.time_to_read_s,
        date=article.date,
        quote_twei=0 if plus_why else quote_twei,
        why=plus_why or _why(sight, state, quote_twei),
        earned_twei=sight.earned_twei,
        rating=sight.rating or "",
        has_read=sight.rating is not None,
        minus_twei=books.tariff().minus_twei,
        plus_why=plus_why,
        minus_why=_minus_why(sight),
        elsewhere=None if sight.other is None else _elsewhere(sight.other),
        course=None if here is None else course(article, _newest(article, here, token)),
        keys=Keys(*(fresh_key() for _ in fields(Keys))),
    )


def gate(request: HttpRequest, member: Member, article: Article) -> puzzles.Gate:
    """Return what a member passes to start reading: a puzzle is asked for where much is started.

    Whoever joined a few days ago is asked for one sooner.
    """
    is_young = clock.now() - member.joined < YOUNG
    free = (*limits.FREE_OPENINGS, *(limits.FREE_OPENINGS_YOUNG if is_young else ()))
    return puzzles.gate(request, f"open {member.pk} {article.pk}", free, PUZZLE_LIFE_S)


def _look(article: Article, member: Member | None) -> _Sight:
    rights = None if member is None else books.rights(MemberId(member.pk))
    if member is None or rights is None:
        return _Sight(books.offers([article.pk], None)[article.pk])
    live = books.session(MemberId(member.pk))
    is_here = live is not None and live.article == article.pk
    return _Sight(
        books.offers([article.pk], MemberId(member.pk))[article.pk],
        rights,
        live if is_here else None,
        None if is_here else live,
        books.ratings(MemberId(member.pk), [article.pk]).get(article.pk),
        books.earned(MemberId(member.pk), ArticleId(article.pk)),
        books.spendable_twei(MemberId(member.pk)) or 0,
    )


def _state(article: Article, member: Member | None, sight: _Sight) -> str:
    if member is None:
        return "visitor"
    if sight.rights is None:
        return "outside"
    if article.author_id == member.pk:
        return "own"
    if sight.rating:
        return "rated"
    if sight.here is not None:
        return "reading"
    if sight.offer.refused is not None:
        return "closed"
    return "ready" if sight.other is None else "elsewhere"


def _newest(article: Article, live: Session, token: str) -> Proof:
    """Return what the token proves in the live session; its beginning if the token is another's."""
    proof = _carried(token, live.member, article.pk, clock.now_ms())
    if isinstance(proof, Refused) or proof.session != live.session:
        return _beginning(live)
    return proof


def _carried(token: str, member: int, article: int, now_ms: int) -> Proof | Refused:
    """Return the proof in a token; refuse what is forged or made for somebody or something else."""
    proof = tokens.read(token, settings.SECRET_KEY, now_ms)
    if isinstance(proof, Proof) and (proof.member, proof.article) != (member, article):
        return refuse(Refusal.PROOF_FORGED)
    return proof


def _beginning(live: Session) -> Proof:
    return Proof(live.member, live.article, live.session, live.opened_ms)


def _elsewhere(live: Session) -> Elsewhere | None:
    other = articles.by_numbers([live.article]).get(live.article)
    return Elsewhere(other.title, post_path(other.slug)) if other else None


def _why(sight: _Sight, state: str, quote_twei: int) -> Why | None:
    """Return why a Plus would earn nothing, None when it would."""
    if state == "outside":
        return NOT_JOINED
    if quote_twei:
        return None
    if sight.offer.refused is not None and state != "reading":
        return _named(sight.offer.refused)
    if sight.offer.unpaid is Unpaid.REPEATS:
        return _named(refuse(Refusal.ARTICLE_REPEATS))
    return NOT_RELEASED if sight.offer.left_twei else ALL_PAID


def _plus_why(rights: Rights | None) -> Why | None:
    if rights is None or rights.left["pluses"]:
        return None
    return _named(refuse(Refusal.PLUS_QUOTA_SPENT))


def _minus_why(sight: _Sight) -> Why | None:
    tariff, rights = books.tariff(), sight.rights
    if rights is None:
        return None
    if not rights.passes(tariff.minus_level):
        needed = {"needed_level": tariff.minus_level, "level": rights.level}
        return _named(refuse(Refusal.LEVEL_TOO_LOW, **needed))
    if sight.spendable_twei < tariff.minus_twei:
        funds = {"price_twei": tariff.minus_twei, "spendable_twei": sight.spendable_twei}
        return _named(refuse(Refusal.FUNDS_SHORT, **funds))
    return None


def _named(refused: Refused) -> Why:
    return Why(refused.name, sentence(refused))
