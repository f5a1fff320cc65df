"""Asking for a review, withdrawing the ask, and judging: every write about reviews."""

from typing import Final

from tweipress import bank
from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import Answer
from tweipress.core import acts
from tweipress.core.outcome import refuse
from tweipress.core.refusals import Refusal
from tweipress.people.models import Member
from tweipress.web.words import unfit

REASON_MAX: Final = 500


def ask(author: Member, article: Article, key: str) -> Answer:
    """Ask for a review of a draft of one's own, as it is stored now."""
    if article.author_id != author.pk:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    act = acts.AskReview(
        member=author.pk,
        article=article.pk,
        digest=articles.digest(article),
        time_to_read_s=article.time_to_read_s,
        words=article.words,
        sections=article.parts,
    )
    return bank.do(act, key=key)


def withdraw(author: Member, article: Article, key: str) -> Answer:
    """Take the ask back; the bond comes home."""
    return bank.do(acts.WithdrawReview(author.pk, article.pk), key=key)


def judge(member: Member, article: Article, reason: str, key: str, *, approves: bool) -> Answer:
    """Decide as an editor, or give a juror's verdict, for a reason that the author reads."""
    reason = reason.replace("\r\n", "\n").strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    act: acts.Act = acts.Verdict(member.pk, article.pk, approves, reason)
    if articles.is_editor(member):
        act = acts.DecideReview(article.pk, approves, reason, member.pk)
    return bank.do(act, key=key)


def clear(editor: Member, article: Article, reason: str, key: str) -> Answer:
    """Let an article be paid that repeats another, for a reason that its author reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(acts.ClearRepeat(article.pk, reason, editor.pk), key=key)
