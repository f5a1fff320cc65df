"""Writes about cases: flags, appeals and decisions. Text is saved before its act is sent."""

from collections.abc import Iterable
from typing import Final

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
from tweipress.core.reasons import DETECTED, FlagReason
from tweipress.core.records.case import FlagState
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal, is_left_open
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.seconding import do_or_propose
from tweipress.http.text import unfit
from tweipress.moderation import evidence, queries
from tweipress.moderation.models import REASON_MAX, TEXT_MAX, Case, Search
from tweipress.risk.reads import Finding, Read
from tweipress.security.actions import Event, noted

HAND_VERSION: Final = 1
HAND_REASONS: Final = frozenset(FlagReason) - DETECTED
"""The reasons for which a moderator flags; detectors find the others.

This is checked here and not in the books, because a flag has the same effect for every reason. So
is that a detector does not raise a flag again that stands: which detectors are on trial is a
setting of the site, which the books do not know.
"""


def flag_finding(finding: Finding, judged: int, reads: Iterable[Read] = ()) -> bool | None:
    """Flag a member for a finding, unless a flag for the same reason stands.

    `judged` numbers what was judged, among all that the rule judges of a member; `reads` are the
    readings that it looked at. Return whether the new flag is in shadow, None if there is none.

    The flag is in force only if the operator has put the rule in
    force, and no flag of this member for this reason was ever lifted: somebody with a good reason
    to read like this needs to explain it only once.
    """
    before = [
        case.flag
        for case in books.flags_of(MemberId(finding.member))
        if case.flag.reason == finding.reason
    ]
    was_lifted = any(flag.state == FlagState.LIFTED and not flag.shadow for flag in before)
    shadow = was_lifted or finding.reason not in settings.TWEIPRESS_RISK_IN_FORCE
    if any(flag.is_standing and flag.shadow <= shadow for flag in before):
        return None
    case, is_new = Case.objects.get_or_create(
        member_id=finding.member,
        reason=finding.reason,
        source=f"{finding.rule}:{finding.version}:{judged}",
        defaults={
            "rule": finding.rule,
            "version": finding.version,
            "shadow": shadow,
            "raised_by": CONSOLE,
            "evidence": evidence.of_finding(finding, reads),
        },
    )
    if not is_new:
        return None
    _send(case)
    return case.shadow


def note_search(day: str, windows: int, in_force: int, in_shadow: int) -> None:
    """Note that the readings were searched on a day of the books (ISO date), and the result."""
    result = {"windows": windows, "in_force": in_force, "in_shadow": in_shadow}
    Search.objects.get_or_create(day=day, defaults=result)


def flag_by_hand(
    moderator: MemberId, member: MemberId, note: str, key: str, *, reason: str = FlagReason.BY_HAND
) -> Answer:
    """Flag a member for what a moderator has seen and writes down; the member reads it."""
    note = note.strip()
    if refused := unfit(note, TEXT_MAX):
        return refused
    if not key or reason not in HAND_REASONS:
        return refuse(Refusal.MALFORMED)
    case, is_new = Case.objects.get_or_create(
        member_id=member,
        reason=reason,
        source=f"{moderator}:{key}"[: Case._meta.get_field("source").max_length],
        defaults={
            "rule": "by hand",
            "version": HAND_VERSION,
            "shadow": False,
            "raised_by": moderator,
            "evidence": {"note": note},
        },
    )
    if case.evidence != {"note": note}:
        return refuse(Refusal.KEY_REUSED)
    answered = _send(case)
    if isinstance(answered, Refused) and not is_left_open(answered.reason, was_open=not is_new):
        Case.objects.filter(pk=case.pk, posting_seq=None).delete()
    return answered


def appeal(member: MemberId, flag: FlagId, text: str) -> Receipt | Refused:
    """Appeal against a flag on oneself; the text stays beside the books, which have its digest."""
    text = text.replace("\r\n", "\n").strip()
    if refused := unfit(text, TEXT_MAX):
        return refused
    act = Appeal(member, flag, evidence.digest({"text": text}, settings.SECRET_KEY))
    case = Case.objects.filter(pk=flag, member=member)
    is_second = queries.is_to_a_hold(member, flag)
    field = "hold_appeal_text" if is_second else "appeal_text"
    case.filter(**{field: ""}).update(**{field: text})
    answered = bank.do(act, key=f"appeal:{flag}:hold" if is_second else f"appeal:{flag}")
    if isinstance(answered, Receipt):
        case.update(**{field: text})
    return answered


def decide(moderator: MemberId, flag: FlagId, reason: str, key: str, *, lifts: bool) -> Answer:
    """Lift a flag or uphold it, for a reason that its member reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    answer = bank.do(Decide(flag, lifts, reason, moderator), key=key)
    return _noted(answer, Event.FLAG_DECIDED, flag, moderator, "lifted" if lifts else "upheld")


def hold(moderator: MemberId, flag: FlagId, reason: str, key: str) -> Answer:
    """Hold what vests of a flagged member, for a reason that the member reads."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    answer = _hold(Hold(flag, reason, moderator), key)
    return _noted(answer, Event.HELD, flag, moderator)


def hold_bond(
    moderator: MemberId, flag: FlagId, article: ArticleId, reason: str, key: str
) -> Answer:
    """Hold the bond of a flagged author's article that was taken back; the author reads why."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    answer = _hold(HoldBond(flag, article, reason, moderator), key)
    return _noted(answer, Event.HELD, flag, moderator, f"bond of article {article}")


def _hold(act: Hold | HoldBond, key: str) -> Answer:
    """Send an act that holds something, or propose it where the member has power."""
    member = Case.objects.filter(pk=act.flag).values_list("member", flat=True).first()
    if member is None:
        return bank.do(act, key=key)
    return do_or_propose(act, key, Power.HOLD, MemberId(member), act.reason, act.by)


def release(moderator: MemberId, flag: FlagId, reason: str, key: str) -> Answer:
    """Give back what is held under a flag; the flag still stands."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    answer = bank.do(Release(flag, reason, moderator), key=key)
    return _noted(answer, Event.RELEASED, flag, moderator)


def resume_open() -> int:
    """Send the act of every case that the books do not know yet; return how many remain."""
    waiting = Case.objects.filter(posting_seq=None).order_by("pk")
    return sum(isinstance(_send(case), Refused) for case in waiting)


def open_again_after(last_seq: int, using: str) -> int:
    """Leave open what a copied site ascribes to postings after the last one of its copied books.

    Return how many cases that were; `resume_open` sends each of them again at the next start.
    """
    return Case.objects.using(using).filter(posting_seq__gt=last_seq).update(posting_seq=None)


def forget(member: MemberId) -> None:
    """Delete the evidence and the texts of a member's closed cases; open ones are still needed."""
    closed = [case.flag.flag for case in books.flags_of(member) if not case.flag.is_standing]
    Case.objects.filter(member=member, pk__in=closed).update(
        evidence={}, appeal_text="", hold_appeal_text=""
    )


def forget_all(member: MemberId) -> None:
    """Delete the evidence and the texts of all of a member's cases: they have left."""
    texts = {"evidence": {}, "appeal_text": "", "hold_appeal_text": ""}
    Case.objects.filter(member=member).update(**texts)


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
    answered = (
        do_or_propose(act, case.act_key, Power.FLAG, act.member, case.evidence["note"], act.by)
        if act.by
        else bank.do(act, key=case.act_key)
    )
    if isinstance(answered, Receipt):
        Case.objects.filter(pk=case.pk).update(posting_seq=answered.seq)
    what = f"{case.reason}, on trial" if case.shadow else case.reason
    return _noted(answered, Event.FLAGGED, FlagId(case.pk), MemberId(case.raised_by), what)


def _noted(answer: Answer, event: Event, flag: FlagId, by: MemberId, what: str = "") -> Answer:
    """Tell the security log about an act on a case, and return its answer."""
    member = Case.objects.filter(pk=flag).values_list("member", flat=True).first()
    return noted(answer, event, member=member, by=by, detail={"case": flag, "what": what})
