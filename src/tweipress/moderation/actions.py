"""Searching, flagging, appealing, deciding: every write about cases. Text first, then the act."""

import fcntl
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings

from tweipress import bank
from tweipress.bank import Answer, Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.release import Release
from tweipress.core.ids import CONSOLE, ArticleId, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import FlagState
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit
from tweipress.moderation import evidence, queries
from tweipress.moderation.models import REASON_MAX, TEXT_MAX, Case, Search
from tweipress.people.models import Member
from tweipress.reading import actions as reading
from tweipress.reading import retention
from tweipress.risk.detectors import account, group
from tweipress.risk.reads import Finding, Window

HAND_VERSION: Final = 1
HAND_REASONS: Final = (FlagReason.BY_HAND, FlagReason.REVIEW_FRAUD)
"""For what a moderator flags; the other reasons are found by rules."""
LOCK: Final = "flags.lock"


class AlreadyAtItError(RuntimeError):
    """Another process searches the readings."""


class Detected(NamedTuple):
    """What a search has done: windows judged, flags raised in force, and in shadow."""

    windows: int
    in_force: int
    in_shadow: int


def detect_alone() -> Detected:
    """Search, unless another process of this machine is at it, and note that it was done today."""
    folder: Path = settings.TWEIPRESS_DATA
    with (folder / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyAtItError from error
        day = books.today()
        done = detect()
        Search.objects.get_or_create(day=day, defaults=done._asdict())
        return done


def detect() -> Detected:
    """Judge every window that is whole, then the groups; raise a flag for what is found.

    A crash leaves windows unjudged or cases without a posting: the next search goes on with both.
    """
    resume_open()
    tariff = books.tariff()
    raised: list[Case | None] = []
    windows = 0
    for window in retention.to_judge():
        found = account.detect(window.member, window.reads, tariff)
        raised += [_raise(finding, window) for finding in found]
        reading.mark_judged(window.member, window.rows)
        windows += 1
    last = retention.last_windows()
    found = group.detect({member: window.reads for member, window in last.items()}, tariff)
    raised += [_raise(finding, last[finding.member]) for finding in found]
    shadows = [case.shadow for case in raised if case is not None]
    return Detected(windows, shadows.count(False), shadows.count(True))


def flag_by_hand(
    moderator: Member, member: Member, note: str, key: str, *, reason: str = FlagReason.BY_HAND
) -> Answer:
    """Flag a member for what a moderator has seen and writes down; the member reads it."""
    note = note.strip()
    if refused := unfit(note, TEXT_MAX):
        return refused
    if not key or reason not in HAND_REASONS:
        return refuse(Refusal.MALFORMED)
    case, _ = Case.objects.get_or_create(
        member=member,
        reason=reason,
        source=f"{moderator.pk}:{key}"[: Case._meta.get_field("source").max_length],
        defaults={
            "rule": "by hand",
            "version": HAND_VERSION,
            "shadow": False,
            "raised_by": moderator.pk,
            "evidence": {"note": note},
        },
    )
    if case.evidence != {"note": note}:
        return refuse(Refusal.KEY_REUSED)
    answered = _send(case)
    if isinstance(answered, Refused):
        Case.objects.filter(pk=case.pk, posting_seq=None).delete()
    return answered


def appeal(member: Member, number: int, text: str) -> Receipt | Refused:
    """Appeal against a flag on oneself; the text stays beside the books, which have its digest."""
    text = text.replace("\r\n", "\n").strip()
    if refused := unfit(text, TEXT_MAX):
        return refused
    act = Appeal(
        MemberId(member.pk), FlagId(number), evidence.digest({"text": text}, settings.SECRET_KEY)
    )
    case = Case.objects.filter(pk=number, member=member)
    is_second = queries.is_to_a_hold(member, number)
    field = "hold_appeal_text" if is_second else "appeal_text"
    case.filter(**{field: ""}).update(**{field: text})
    answered = bank.do(act, key=f"appeal:{number}:hold" if is_second else f"appeal:{number}")
    if isinstance(answered, Receipt):
        case.update(**{field: text})
    return answered


def decide(moderator: Member, number: int, reason: str, key: str, *, lifts: bool) -> Answer:
    """Lift a flag or uphold it, for a reason that its member reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(Decide(FlagId(number), lifts, reason, MemberId(moderator.pk)), key=key)


def hold(moderator: Member, number: int, reason: str, key: str) -> Answer:
    """Hold what vests of a flagged member, for a reason that he reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(Hold(FlagId(number), reason, MemberId(moderator.pk)), key=key)


def hold_bond(moderator: Member, number: int, article: int, reason: str, key: str) -> Answer:
    """Hold the bond of a flagged author's article that was taken back, for a reason he reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(
        HoldBond(FlagId(number), ArticleId(article), reason, MemberId(moderator.pk)), key=key
    )


def release(moderator: Member, number: int, reason: str, key: str) -> Answer:
    """Give back what is held under a flag, which stands on."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    return bank.do(Release(FlagId(number), reason, MemberId(moderator.pk)), key=key)


def resume_open() -> int:
    """Send the act of every case that the books do not know yet; return how many remain."""
    waiting = Case.objects.filter(posting_seq=None).order_by("pk")
    return sum(isinstance(_send(case), Refused) for case in waiting)


def open_again_after(last_seq: int, using: str) -> int:
    """Leave open what a copied site ascribes to postings after the last one of its copied books.

    Return how many cases that were; `resume_open` sends each of them again at the next start.
    """
    return Case.objects.using(using).filter(posting_seq__gt=last_seq).update(posting_seq=None)


def forget(member: Member) -> None:
    """Delete the evidence and the texts of a member's closed cases; open ones are still needed."""
    closed = (it.flag.flag for it in books.flags_of(MemberId(member.pk)) if not it.flag.is_standing)
    Case.objects.filter(member=member, pk__in=list(closed)).update(
        evidence={}, appeal_text="", hold_appeal_text=""
    )


def _raise(finding: Finding, window: Window) -> Case | None:
    """Flag a member for a finding, unless a flag for the same reason stands; return the new case.

    In force only if the operator has put the rule in force, and nobody has ever lifted such a flag
    of this member: who reads like this for a good reason says so once.
    """
    before = [
        it.flag
        for it in books.flags_of(MemberId(finding.member))
        if it.flag.reason == finding.reason
    ]
    was_lifted = any(flag.state == FlagState.LIFTED and not flag.shadow for flag in before)
    shadow = was_lifted or finding.reason not in settings.TWEIPRESS_RISK_IN_FORCE
    if any(flag.is_standing and flag.shadow <= shadow for flag in before):
        return None
    case, is_new = Case.objects.get_or_create(
        member_id=finding.member,
        reason=finding.reason,
        source=f"{finding.rule}:{finding.version}:{window.rows[0]}",
        defaults={
            "rule": finding.rule,
            "version": finding.version,
            "shadow": shadow,
            "raised_by": CONSOLE,
            "evidence": evidence.of_finding(finding, window),
        },
    )
    if is_new:
        _send(case)
    return case if is_new else None


def _send(case: Case) -> Answer:
    """Send a case's act, and write its posting down."""
    act = Flag(
        flag=FlagId(case.pk),
        member=MemberId(case.member_id),
        reason=FlagReason(case.reason),
        rule=case.rule,
        version=case.version,
        evidence=evidence.digest(case.evidence, settings.SECRET_KEY),
        shadow=case.shadow,
        by=MemberId(case.raised_by),
    )
    answered = bank.do(act, key=case.act_key)
    if isinstance(answered, Receipt):
        Case.objects.filter(pk=case.pk).update(posting_seq=answered.seq)
    return answered
