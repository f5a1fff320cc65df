"""Writes of reading: start, prove a part, rate, and delete what is kept. The rules are core's."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from tweipress import bank
from tweipress.bank import Receipt, clock
from tweipress.bank import queries as books
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_S
from tweipress.http.fast.insertions import Insertion
from tweipress.http.fast.writes import writing
from tweipress.reading import tokens
from tweipress.reading.models import RatedRead, ReadingTrace
from tweipress.reading.proof import Proof, accept_beacon
from tweipress.reading.queries import courses, retention
from tweipress.reading.queries.courses import Text

SESSION_BYTES: Final = 16
DONE: Final = "done"
TRACES: Final = Insertion(ReadingTrace)
RATED: Final = Insertion(RatedRead)

RATINGS: Final[Mapping[str, type[Plus] | type[Minus] | type[Done]]] = {
    "plus": Plus,
    "minus": Minus,
    DONE: Done,
}


def start(
    member: MemberId, article: ArticleId, key: str, *, switch: bool = False
) -> Receipt | Refused | None:
    """Start reading for the quote of this moment; return None if it was started before.

    A live session on another article is ended if `switch` is true, else it is a refusal.
    """
    live = books.session(member)
    if live is not None and live.article == article:
        return None
    if live is not None and not switch:
        return refuse(Refusal.SESSION_ELSEWHERE)
    session = SessionId(secrets.token_urlsafe(SESSION_BYTES))
    answered = bank.do(Open(member=member, article=article, session=session), key=key)
    if isinstance(answered, Refused) and _is_reading(member, article):
        return None  # the same click arrived twice
    return answered


def beacon(member: MemberId, text: Text, token: str, index: int) -> Proof | Refused:
    """Prove part `index` now. Nothing is written: the proof that is returned is the evidence."""
    now_ms = clock.now_ms()
    proof = courses.proof_of(member, text.article, token, now_ms)
    if isinstance(proof, Refused):
        return proof
    live = books.session(member)
    if live is None or live.session != proof.session:
        return refuse(Refusal.SESSION_GONE)
    return accept_beacon(proof, index, text.pace(), now_ms)


def rate(member: MemberId, text: Text, kind: str, token: str, key: str) -> Receipt | Refused:
    """Rate with the last token: `plus`, `minus`, or `done` for read without a rating."""
    proof = courses.proof_of(member, text.article, token, clock.now_ms())
    if isinstance(proof, Refused):
        return proof
    act = RATINGS[kind](
        member=member,
        session=SessionId(proof.session),
        sections=len(proof.arrivals_ms),
        digest=tokens.digest(proof, settings.SECRET_KEY),
    )
    answered = bank.do(act, key=key)
    if isinstance(answered, Receipt):
        with writing(waits_for_disk=False), transaction.atomic():  # a power cut may cost them
            _keep(text, kind, proof, answered.at_ms)
    return answered


def purge_traces(now_ms: int) -> int:
    """Delete what has been kept long enough; return how many readings lost their arrival times."""
    reads, traces = retention.over(now_ms)
    reads.delete()
    return traces.delete()[0]


def forget(member: MemberId) -> None:
    """Delete what is kept about a member's readings, except proof of what still vests.

    Arrival times are deleted at once. How long a reading took stays as long as arrival
    times do, and so as long as its earnings vest. Readings that no window has judged yet stay as
    they are: otherwise a program could delete its times before each window.
    """
    span_ms = retention.trace_span_s() * MS_PER_S
    vests_since_ms = clock.now_ms() - span_ms
    ReadingTrace.objects.filter(member=member).delete()
    judged = RatedRead.objects.filter(member=member, window__isnull=False)
    judged.filter(at_ms__lt=vests_since_ms).delete()
    judged.update(until_ms=F("at_ms") + span_ms)


def forget_all(member: MemberId) -> None:
    """Delete all times that are kept of a member's readings: they have left."""
    ReadingTrace.objects.filter(member=member).delete()
    RatedRead.objects.filter(member=member).delete()


def mark_judged(member: int, rows: Iterable[int]) -> None:
    """Mark these rated readings of a member as judged together, in the member's next window."""
    last = RatedRead.objects.filter(member=member).aggregate(last=Max("window"))["last"] or 0
    RatedRead.objects.filter(pk__in=list(rows), member=member).update(window=last + 1)


def _keep(text: Text, kind: str, proof: Proof, at_ms: int) -> None:
    """Keep the arrival times and, of a rated reading, how long it took; the first rows stay."""
    trace = ReadingTrace(
        session=proof.session,
        member_id=proof.member,
        article_id=proof.article,
        arrivals_ms=proof.arrivals_ms,
        at_ms=at_ms,
    )
    TRACES.store(trace)
    if kind == DONE:
        return
    rated = RatedRead(
        member_id=proof.member,
        article_id=proof.article,
        at_ms=at_ms,
        dwell_ms=proof.arrivals_ms[-1],
        words=sum(text.part_words),
        time_to_read_s=text.time_to_read_s,
        until_ms=at_ms + books.tariff().risk_kept_s * MS_PER_S,
    )
    RATED.store(rated)


def _is_reading(member: MemberId, article: ArticleId) -> bool:
    live = books.session(member)
    return live is not None and live.article == article
