"""Writes of the security log: a line at once, and a row that no failed request takes along."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import Error, transaction

from tweipress.bank import Answer, Receipt, clock
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent
from tweipress.security.tidy import Detail, tidied

__all__ = ["Event", "forget_old", "gathered", "noted", "record"]

ROWS_MAX: Final = 500_000
"""Bounds the disk, about 100 MB: the oldest rows go before their time where a flood fills it."""
PORTION: Final = 2_000
"""Rows deleted at a time, so that nobody waits for the database."""

LOG: Final = "security"
"""What its lines are found by."""

_log = structlog.get_logger("tweipress.security")


@dataclass(slots=True)
class _Gathering:
    """The rows of one request, and how to learn which network it comes from."""

    network: Callable[[], str]
    rows: list[SecurityEvent] = field(default_factory=list)


_gathering: ContextVar[_Gathering | None] = ContextVar("security events of a request", default=None)


def record(
    event: Event,
    *,
    member: int | None = None,
    by: int | None = None,
    network: str = "",
    detail: Detail | None = None,
) -> None:
    """Note an event about a member (`by` somebody else): a line of the log now, and a row.

    Within a request the row is stored after it, so that a transaction that fails does not take it
    along. Whatever becomes of the row, the caller's work goes on. `detail` must hold no secret;
    its texts are cut, and lose addresses and control characters.
    """
    gathering = _gathering.get()
    row = SecurityEvent(
        event=event,
        member=member,
        by=by,
        network=network or (gathering.network() if gathering else ""),
        detail=tidied(detail or {}),
    )
    _log.info(event.value, log=LOG, member=member, by=by, network=row.network, detail=row.detail)
    if gathering:
        gathering.rows.append(row)
    else:
        _store([row])


def noted(
    answer: Answer, event: Event, *, member: int | None, by: int, detail: Detail | None = None
) -> Answer:
    """Return an act's answer; if the books accepted it, record the event with its posting."""
    if isinstance(answer, Receipt):
        record(event, member=member, by=by, detail={"posting": answer.seq, **(detail or {})})
    return answer


@contextmanager
def gathered(network: Callable[[], str]) -> Iterator[None]:
    """Store afterwards what is recorded meanwhile, however it ends; ask `network` if needed."""
    gathering = _Gathering(network)
    token = _gathering.set(gathering)
    try:
        yield
    finally:
        _gathering.reset(token)
        _store(gathering.rows)


def forget_old() -> int:
    """Delete what was kept for its days, and what is too much; return how many rows that were."""
    until = clock.now() - timedelta(days=settings.TWEIPRESS_SECURITY_DAYS)
    newest = SecurityEvent.objects.order_by("-pk").values_list("pk", flat=True)
    too_many = newest[ROWS_MAX : ROWS_MAX + 1].first()
    gone = _delete(at__lt=until)
    return gone if too_many is None else gone + _delete(pk__lte=too_many)


def _delete(**which: object) -> int:
    """Delete rows in portions; return how many."""
    gone = 0
    while True:
        rows = SecurityEvent.objects.filter(**which).order_by("pk")
        numbers = list(rows.values_list("pk", flat=True)[:PORTION])
        if not numbers:
            return gone
        gone += SecurityEvent.objects.filter(pk__in=numbers).delete()[0]


def _store(rows: Sequence[SecurityEvent]) -> None:
    """Store rows; a database that is away or shut costs the rows, and nothing else."""
    if not rows:
        return
    try:
        with transaction.atomic():
            SecurityEvent.objects.bulk_create(rows)
    except Error as error:
        _log.error("security_rows_lost", log=LOG, rows=len(rows), reason=type(error).__name__)
