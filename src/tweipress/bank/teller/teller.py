"""The teller: the single writer of the books.

Every caller joins the queue. The first that gets the write lock writes for all that queued while
the last batch was committed; a single caller writes at once, in its own thread. Nobody waits for a
batch to fill.
"""

import threading
from collections import deque
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import islice

import structlog

from tweipress.bank import clock, turns
from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.batch import Batch, FencedError, Head
from tweipress.bank.teller.leader import Leadership
from tweipress.bank.teller.metrics import Figures, Metrics
from tweipress.bank.teller.ticket import KEY_MAX_CHARS, NOT_LEADING, Answer, Ticket
from tweipress.core.refusals import Refusal
from tweipress.core.state.codec import is_storable
from tweipress.core.state.outcome import refuse
from tweipress.core.state.registry import Act

BATCH_MAX = 1_000
QUEUE_MAX = 10_000
GENERATION_MAX = 200_000
"""How many records and balances a world holds before a younger one replaces it."""
TRIES = 2
WAIT_S = 30.0

log = structlog.get_logger(__name__)


class Teller:
    """Takes acts from any thread, commits them in batches, and answers each."""

    def __init__(self, alias: str = BOOKS, time: clock.Clock | None = None) -> None:
        """Prepare to write the books of a database alias; `lead` before the first act."""
        self._connection = Connection(alias)
        self._leadership = Leadership(self._connection, alias)
        self._clock = time
        self._queue: deque[Ticket] = deque()
        self._write_lock = threading.Lock()
        self._world = StoredWorld(self._connection)
        self._head: Head | None = None
        self._metrics = Metrics()

    @property
    def is_leading(self) -> bool:
        """Tell whether this teller may write."""
        return self._head is not None

    def lead(self) -> bool:
        """Become the one writer if nobody else is; a new epoch starts."""
        if not self.is_leading:
            with self._write_lock:
                self._try_to_lead()
            self._wake_next()
        return self.is_leading

    def stop(self) -> None:
        """Finish the batch under way and let the next teller in."""
        with self._write_lock:
            self._head = None
            self._leadership.release()
        self._wake_next()

    def do(self, act: Act, key: str) -> Answer:
        """Do an act once for its key, and answer when it is durable or refused."""
        if not (0 < len(key) <= KEY_MAX_CHARS and is_storable(act)):
            return refuse(Refusal.MALFORMED)
        if len(self._queue) >= QUEUE_MAX:
            return self._metrics.note_refusal(refuse(Refusal.BOOKS_BUSY))
        ticket = Ticket(act, key)
        self._queue.append(ticket)
        return self._answered(ticket)

    def do_together(self, acts: Sequence[tuple[Act, str]]) -> list[Answer]:
        """Do the calendar's own acts in order, with no others between, in one batch if they fit.

        The queue's limit does not apply: a full queue must not keep a day from closing.
        """
        tickets = [Ticket(act, key) for act, key in acts]
        self._queue.extend(tickets)
        return [self._answered(ticket) for ticket in tickets]

    def _answered(self, ticket: Ticket) -> Answer:
        while ticket.answer is None:
            if self._write_lock.acquire(blocking=False):
                try:
                    if ticket.answer is None:
                        with self._giving_way():
                            self._serve()
                finally:
                    self._write_lock.release()
                    self._wake_next()
            else:
                with turns.waiting():
                    ticket.wait(WAIT_S)
        return ticket.answer

    def figures(self) -> Figures | None:
        """Return what was counted so far, None without the lead."""
        head = self._head
        return head and self._metrics.figures(len(self._queue), head.epoch, head.seq)

    def _wake_next(self) -> None:
        """Wake the first in the queue to take the write lock."""
        try:
            self._queue[0].wake()
        except IndexError:
            return

    def _giving_way(self) -> AbstractContextManager[None]:
        """Give up the turn where each statement waits for a server; SQLite's take no time."""
        return turns.waiting() if self._connection.is_postgresql else nullcontext()

    def _serve(self) -> None:
        tickets = self._take()
        answers = self._try(tickets)
        self._metrics.note_answers(tickets, answers)
        for ticket, answer in zip(tickets, answers, strict=True):
            self._queue.popleft()
            ticket.answer = answer
            ticket.wake()

    def _take(self) -> list[Ticket]:
        """Begin a transaction, and take all that are queued by then.

        Callers that were just answered ask for their next act while the database begins, so the
        first of them does not write alone.
        """
        if self.is_leading:
            with suppress(Exception):  # the batch begins again and finds out what is wrong
                self._connection.begin()
        while True:
            with suppress(RuntimeError):  # the queue grew while it was read
                return list(islice(self._queue, BATCH_MAX))

    def _try(self, tickets: list[Ticket]) -> list[Answer]:
        """Run a batch; after a failure drop the cache and try again, in the end one by one.

        A commit whose answer was lost is found by its keys, so nothing is done twice.
        """
        for _ in range(TRIES):
            try:
                return self._run(tickets)
            except FencedError:
                log.warning("teller_fenced")
                self._head = None
                self._leadership.release()
                return [NOT_LEADING] * len(tickets)
            except Exception:  # every caller must get an answer
                log.exception("batch_failed", acts=len(tickets))
                self._metrics.note_failure()
                self._recover()
        if len(tickets) == 1:
            return [refuse(Refusal.BOOKS_FAILED) if self.is_leading else NOT_LEADING]
        return [answer for ticket in tickets for answer in self._try([ticket])]

    def _run(self, tickets: list[Ticket]) -> list[Answer]:
        if self._head is None:
            return [NOT_LEADING] * len(tickets)
        if self._world.size > GENERATION_MAX:
            self._world = StoredWorld(self._connection, self._world)
        now_ms = (self._clock or clock.current()).now_ms()
        batch = Batch(self._connection, self._world, self._head, now_ms)
        answers = batch.run(tickets)
        self._head = batch.head
        self._metrics.note_batch(len(tickets), batch.commit_us)
        return answers

    def _recover(self) -> None:
        """Drop what the failed batch touched; lead again if the connection took the lock along."""
        self._world = StoredWorld(self._connection)
        self._head = None
        self._leadership.release()
        try:
            self._try_to_lead()
        except Exception:  # noqa: BLE001  # the calendar tries again
            log.warning("books_away")

    def _try_to_lead(self) -> None:
        """Start a new epoch, unless one is under way or another teller holds the lock.

        A start that fails holds no lock: the next try, or another teller, must be able to lead.
        """
        if self._head is not None or not self._leadership.try_lock():
            return
        try:
            self._world = StoredWorld(self._connection)
            self._head = self._leadership.begin_epoch()
        except BaseException:
            self._leadership.release()
            raise
