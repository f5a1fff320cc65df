"""Asking for a review, withdrawing the ask, and judging: every write about reviews."""

from typing import Final

from tweipress import bank
from tweipress.articles import queries as articles
from tweipress.articles.actions import found_again
from tweipress.articles.approvals import digest
from tweipress.articles.models import Article
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.repeat import RepeatState
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.state.registry import Act
from tweipress.http.text import unfit
from tweipress.people.models import Member

REASON_MAX: Final = 500


def ask(author: Member, article: Article, key: str) -> Answer:
    """Ask for a review of a draft of one's own, as it is stored now."""
    if article.author_id != author.pk:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    act = AskReview(
        member=MemberId(author.pk),
        article=ArticleId(article.pk),
        digest=digest(article),
        time_to_read_s=article.time_to_read_s,
        words=article.words,
        sections=article.parts,
    )
    return bank.do(act, key=key)


def withdraw(author: Member, article: Article, key: str) -> Answer:
    """Take the ask back; the bond comes home."""
    return bank.do(WithdrawReview(MemberId(author.pk), ArticleId(article.pk)), key=key)


def judge(member: Member, article: Article, reason: str, key: str, *, approves: bool) -> Answer:
    """Decide as an editor, or give a juror's verdict, for a reason that the author reads."""
    reason = reason.replace("\r\n", "\n").strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    act: Act = Verdict(MemberId(member.pk), ArticleId(article.pk), approves, reason)
    if articles.is_editor(member):
        act = DecideReview(ArticleId(article.pk), approves, reason, MemberId(member.pk))
    return bank.do(act, key=key)


def clear(editor: Member, article: Article, reason: str, key: str, read: str) -> Answer:
    """Let an article be paid that repeats another, for a reason that its author reads.

    `read` is the digest of the text that the editor was shown; the books are asked for that one.
    """
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    if read != digest(article):
        return refuse(Refusal.REPEAT_CHANGED)
    known = books.repeat(ArticleId(article.pk))
    if known is not None and known.state == RepeatState.WAITING and known.digest not in {"", read}:
        found_again(article, known.of, read)  # an edit was cut off before its text was stored
    return bank.do(ClearRepeat(ArticleId(article.pk), reason, MemberId(editor.pk), read), key=key)
