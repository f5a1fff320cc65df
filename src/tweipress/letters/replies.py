"""What becomes of a subscription when a letter comes back, is called spam or ended; counted."""

from datetime import timedelta
from typing import Final, NamedTuple

import structlog
from django.db import transaction
from django.db.models import Case, F, Q, When

from tweipress.bank import clock
from tweipress.letters.links import Returned
from tweipress.letters.models import REASON_MAX, Answer, Delivery, Letter, Reply, Subscription

SOFT_BOUNCES_MAX: Final = 5
"""So many letters in a row may come back for a reason that may pass: a mailbox that is full."""
ROW: Final = timedelta(days=21)
"""What came back before counts no more: letters of three weeks arrived."""

_log = structlog.get_logger("tweipress.letters")


class Said(NamedTuple):
    """What was said to a copy; `is_final` says that the address is to get no other."""

    of: Returned
    kind: Answer
    reason: str
    is_final: bool = True


@transaction.atomic
def take(said: Said) -> None:
    """End a subscription whose letter came back for good, or too often in a row, or was not wanted.

    Each letter counts once, however often somebody says so.
    """
    which = Subscription.objects.filter(pk=said.of.subscription)
    is_new = True
    if said.kind is Answer.BOUNCED:
        now = clock.now()
        in_a_row = Case(When(bounced_at__gt=now - ROW, then=F("bounces") + 1), default=1)
        is_new = bool(
            which.exclude(bounced_letter=said.of.letter).update(
                bounces=in_a_row, bounced_letter=said.of.letter, bounced_at=now
            )
        )
    over = which if said.is_final else which.filter(bounces__gte=SOFT_BOUNCES_MAX)
    _all, by_model = over.delete()
    gone = by_model.get(Subscription._meta.label, 0)
    if is_new and (gone or said.kind is Answer.BOUNCED):
        _count(said.of.letter, said.kind, said.reason)
    _log.info(
        "letter_answered", kind=said.kind, subscription=said.of.subscription, ended=bool(gone)
    )


@transaction.atomic
def end(subscription: int) -> None:
    """Delete a subscription; the last letter that it was sent counts as the reason."""
    copy = Delivery.objects.filter(subscription=subscription).order_by("-letter").first()
    _all, by_model = Subscription.objects.filter(pk=subscription).delete()
    if copy is not None and by_model.get(Subscription._meta.label, 0):
        _count(copy.letter_id, Answer.UNSUBSCRIBED, "")


def _count(letter: int, kind: Answer, reason: str) -> None:
    if not Letter.objects.filter(Q(pk=letter)).exists():
        return
    row, _is_new = Reply.objects.get_or_create(
        letter_id=letter, kind=kind, reason=reason[:REASON_MAX]
    )
    Reply.objects.filter(pk=row.pk).update(copies=F("copies") + 1)
