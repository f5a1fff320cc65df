"""Starting to read, proving a section, rating: every write of reading. The rules are the core's."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from tweipress import bank
from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import Receipt, clock
from tweipress.bank import queries as books
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reading import MS_PER_S
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people.models import Member
from tweipress.reading import queries, tokens
from tweipress.reading.models import RatedRead, ReadingTrace
from tweipress.reading.proof import Proof, accept_beacon

SESSION_BYTES: Final = 16
KEPT_DAYS: Final = 14
"""Arrival times serve appeals against earnings that still vest: as long as that, and no longer."""
MS_PER_DAY: Final = 86_400_000
DONE: Final = "done"

RATINGS: Final[Mapping[str, type[Plus] | type[Minus] | type[Done]]] = {
    "plus": Plus,
    "minus": Minus,
    DONE: Done,
}


def start(
    member: Member, article: Article, key: str, *, switch: bool = False
) -> Receipt | Refused | None:
    """Start reading for the quote of this moment; None if a session on this article lives already.

    A session on another article is ended if `switch` says so, else it stands in the way.
    """
    live = books.session(MemberId(member.pk))
    if live is not None and live.article == article.pk:
        return None
    if live is not None and not switch:
        return refuse(Refusal.SESSION_ELSEWHERE)
    number = secrets.token_urlsafe(SESSION_BYTES)
    act = Open(member=MemberId(member.pk), article=ArticleId(article.pk), session=SessionId(number))
    answered = bank.do(act, key=key)
    if isinstance(answered, Refused) and _is_read_now(member, article):
        return None  # the same click, arrived twice
    return answered


def beacon(member: Member, article: Article, token: str, index: int) -> Proof | Refused:
    """Prove section `index` now; nothing is written, the proof that comes back is the evidence."""
    now_ms = clock.now_ms()
    proof = queries.proof_of(member, article, token, now_ms)
    if isinstance(proof, Refused):
        return proof
    live = books.session(MemberId(member.pk))
    if live is None or live.session != proof.session:
        return refuse(Refusal.SESSION_GONE)
    return accept_beacon(proof, index, queries.pace_of(article), now_ms)


def rate(member: Member, article: Article, kind: str, token: str, key: str) -> Receipt | Refused:
    """Rate with the last token: `plus`, `minus`, or `done` for read without a rating."""
    proof = queries.proof_of(member, article, token, clock.now_ms())
    if isinstance(proof, Refused):
        return _in_plain_words(member, article, proof)
    act = RATINGS[kind](
        member=MemberId(member.pk),
        session=SessionId(proof.session),
        sections=len(proof.arrivals_ms),
        digest=tokens.digest(proof, settings.SECRET_KEY),
    )
    answered = bank.do(act, key=key)
    if isinstance(answered, Refused):
        return _in_plain_words(member, article, answered)
    with transaction.atomic():
        _keep(member, article, kind, proof, answered.at_ms)
        purge_traces(answered.at_ms)
    return answered


def purge_traces(now_ms: int) -> int:
    """Delete what is kept of readings when its time is over; return how many arrival times."""
    RatedRead.objects.filter(until_ms__lt=now_ms).delete()
    too_old = ReadingTrace.objects.filter(at_ms__lt=now_ms - KEPT_DAYS * MS_PER_DAY)
    return too_old.delete()[0]


def forget(member: Member) -> None:
    """Delete what is kept of a member's readings; what still vests is proven until it matures.

    Arrival times go at once. How long a reading took stays for KEPT_DAYS, which is as long as its
    earnings vest; one that no window has judged yet stays as it is. Else a program would have its
    times deleted before each window.
    """
    vests_since_ms = clock.now_ms() - KEPT_DAYS * MS_PER_DAY
    ReadingTrace.objects.filter(member=member).delete()
    judged = RatedRead.objects.filter(member=member, window__isnull=False)
    judged.filter(at_ms__lt=vests_since_ms).delete()
    judged.update(until_ms=F("at_ms") + KEPT_DAYS * MS_PER_DAY)


def mark_judged(member: int, numbers: Iterable[int]) -> None:
    """Note that these rated readings of a member were judged, as his next window."""
    last = RatedRead.objects.filter(member=member).aggregate(last=Max("window"))["last"] or 0
    RatedRead.objects.filter(pk__in=list(numbers), member=member).update(window=last + 1)


def _keep(member: Member, article: Article, kind: str, proof: Proof, at_ms: int) -> None:
    """Keep the arrival times, and of a rated reading how long it took; what is kept stays."""
    trace = ReadingTrace(
        session=proof.session,
        member=member,
        article=article,
        arrivals_ms=proof.arrivals_ms,
        at_ms=at_ms,
    )
    ReadingTrace.objects.bulk_create([trace], ignore_conflicts=True)
    if kind == DONE:
        return
    rated = RatedRead(
        member=member,
        article=article,
        at_ms=at_ms,
        dwell_ms=proof.arrivals_ms[-1],
        words=sum(articles.part_words(article)),
        time_to_read_s=article.time_to_read_s,
        until_ms=at_ms + books.tariff().risk_kept_s * MS_PER_S,
    )
    RatedRead.objects.bulk_create([rated], ignore_conflicts=True)


def _is_read_now(member: Member, article: Article) -> bool:
    live = books.session(MemberId(member.pk))
    return live is not None and live.article == article.pk


def _in_plain_words(member: Member, article: Article, refused: Refused) -> Refused:
    """Name what ended the session where that is a rating given elsewhere, in a second tab, say."""
    if refused.reason is Refusal.SESSION_GONE and books.ratings(
        MemberId(member.pk), [article.pk]
    ).get(article.pk):
        return refuse(Refusal.ALREADY_RATED)
    return refused
