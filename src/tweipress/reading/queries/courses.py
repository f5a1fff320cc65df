"""Courses of reading: the proof that a token carries, and how far a reading has come."""

from dataclasses import dataclass

from django.conf import settings

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.reading import Session
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_S
from tweipress.reading import tokens
from tweipress.reading.proof import Pace, Progress, Proof, pace, progress


@dataclass(frozen=True, slots=True)
class Text:
    """What reading needs to know of an article: the words of each part, and the Time to Read."""

    article: ArticleId
    part_words: tuple[int, ...]
    time_to_read_s: int

    def pace(self) -> Pace:
        """Return the least time that each part takes, and how long a session lives."""
        return pace(self.part_words, self.time_to_read_s, books.tariff())


@dataclass(frozen=True, slots=True)
class Course:
    """A live session on an article: its newest token, and how far it has come."""

    session: str
    token: str
    next_index: int
    parts: int
    total_ms: int
    life_s: int
    progress: Progress

    @property
    def is_complete(self) -> bool:
        """Tell whether every part is proven."""
        return self.next_index > self.parts


def proof_of(member: MemberId, article: ArticleId, token: str, now_ms: int) -> Proof | Refused:
    """Return the proof that this member's token for this article carries.

    Without a token it is the live session's, with nothing proven; SESSION_GONE if there is none.
    """
    if token:
        return _carried(token, member, article, now_ms)
    live = books.session(member)
    if live is None or live.article != article:
        return refuse(Refusal.SESSION_GONE)
    return _beginning(live)


def newest_proof(live: Session, token: str) -> Proof:
    """Return what a token proves in a live session; its beginning if the token is another's."""
    proof = _carried(token, live.member, live.article, clock.now_ms())
    if isinstance(proof, Refused) or proof.session != live.session:
        return _beginning(live)
    return proof


def course(text: Text, proof: Proof) -> Course:
    """Return how far a proof has come by now, with a token to go on from."""
    now_ms = clock.now_ms()
    text_pace = text.pace()
    return Course(
        session=proof.session,
        token=tokens.sign(proof, settings.SECRET_KEY, now_ms),
        next_index=proof.next_index,
        parts=len(text_pace.floors_ms),
        total_ms=sum(text_pace.floors_ms),
        life_s=text_pace.life_ms // MS_PER_S,
        progress=progress(proof, text_pace, now_ms),
    )


def _carried(token: str, member: MemberId, article: ArticleId, now_ms: int) -> Proof | Refused:
    """Return the proof in a token; refuse one that is forged, or another member's or article's."""
    proof = tokens.read(token, settings.SECRET_KEY, now_ms)
    if isinstance(proof, Proof) and (proof.member, proof.article) != (member, article):
        return refuse(Refusal.PROOF_FORGED)
    return proof


def _beginning(live: Session) -> Proof:
    return Proof(live.member, live.article, live.session, live.opened_ms)
