"""Writes about reviews: asking for one, withdrawing the request, and judging."""

from dataclasses import dataclass
from typing import Final

from tweipress import bank
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.registry import Act
from tweipress.http.text import unfit

REASON_MAX: Final = 500


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review is about: an article, the digest of its text, and the text's figures."""

    article: ArticleId
    digest: str
    time_to_read_s: int
    words: int
    parts: int

    def request_by(self, author: MemberId) -> AskReview:
        """Return the act by which an author asks for a review of this text."""
        return AskReview(
            member=author,
            article=self.article,
            digest=self.digest,
            time_to_read_s=self.time_to_read_s,
            words=self.words,
            sections=self.parts,
        )


def ask(author: MemberId, text: Reviewed, key: str) -> Answer:
    """Ask for a review of a draft."""
    return bank.do(text.request_by(author), key=key)


def withdraw(author: MemberId, article: ArticleId, key: str) -> Answer:
    """Withdraw the request for a review; the bond is returned."""
    return bank.do(WithdrawReview(author, article), key=key)


def judge(member: MemberId, article: ArticleId, reason: str, key: str, *, approves: bool) -> Answer:
    """Decide as an editor, or give a juror's verdict, for a reason that the author reads."""
    reason = reason.replace("\r\n", "\n").strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(judgement(member, article, reason, approves=approves), key=key)


def judgement(member: MemberId, article: ArticleId, reason: str, *, approves: bool) -> Act:
    """Return the act of a judge: an editor's decision, or the verdict of anybody else."""
    decision = DecideReview(article, approves, reason, member)
    refused = books.refusal_of(decision)
    if refused is not None and refused.reason in {Refusal.ROLE_MISSING, Refusal.UNKNOWN_MEMBER}:
        return Verdict(member, article, approves, reason)
    return decision
