"""`python -m bench.growth.midnight MEMBERS CALLERS` measures a day's close on the settings' site.

Regulars like comments without a pause while a teller closes a day, opens the next, and matures
what is due. Prints how long the start took, and each like's wait.
"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import Any, Final

import django

from bench.growth.crowd import DAYS, FIRST_DAY, LIKES, Crowd
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.state.registry import Act

MS_PER_S: Final = 1_000
DAY_MS: Final = 86_400_000
BEFORE_S: Final = 3.0
AFTER_S: Final = 1.0
LOOK_S: Final = 0.2
MATURED: Final = (
    "SELECT 1 FROM bank_account WHERE kind = 'vesting' AND is_funded AND day = %s LIMIT 1"
)


def main(members: str, callers: str, before_s: str) -> None:
    """Start a teller, let callers like comments, and let midnight pass."""
    from tweipress.bank import clock  # noqa: PLC0415  # when Django is set up
    from tweipress.bank.storage.connection import Connection  # noqa: PLC0415  # as above
    from tweipress.bank.teller.batch import read_head  # noqa: PLC0415  # as above
    from tweipress.bank.transport import dispatch  # noqa: PLC0415  # when Django is set up
    from tweipress.bank.transport.service import Service  # noqa: PLC0415  # as above
    from tweipress.config.startup import spare_pauses  # noqa: PLC0415  # as above

    connection = Connection()
    time_now = clock.ManualClock(read_head(connection).at_ms)
    begun = perf_counter()
    service = Service(dispatch.socket_path(), time=time_now)
    assert service.start(600)
    started_s = perf_counter() - begun
    spare_pauses()
    crowd = Callers(Crowd(int(members)), service.teller.do, int(callers))
    crowd.start()
    time.sleep(float(before_s))
    midnight_s = perf_counter()
    time_now.time_ms = (time_now.time_ms // DAY_MS + 1) * DAY_MS
    while connection.rows("SELECT 1 FROM bank_books WHERE day_number < %s", (DAYS,)):
        time.sleep(LOOK_S)
    opened_s = perf_counter()
    while connection.rows(MATURED, (FIRST_DAY.isoformat(),)):
        time.sleep(LOOK_S)
    matured_s = perf_counter()
    time.sleep(AFTER_S)
    crowd.end()
    connection.close()
    service.stop()
    print(
        json.dumps(
            {
                "started_s": started_s,
                "opened_s": opened_s - midnight_s,
                "matured_s": matured_s - midnight_s,
                "before_ms": crowd.waits_ms(0, midnight_s),
                "meanwhile_ms": crowd.waits_ms(midnight_s, matured_s),
                "refused": dict(crowd.refused),
            }
        )
    )


class Callers:
    """Threads that like comments, each once; afterwards they deposit."""

    def __init__(self, crowd: Crowd, do: Any, number: int) -> None:
        """Prepare."""
        self._acts = _acts(crowd)
        self._lock = threading.Lock()
        self._do = do
        self._ended = threading.Event()
        self._waits: list[tuple[float, float]] = []
        self._threads = [threading.Thread(target=self._call) for _ in range(number)]
        self.refused: Counter[str] = Counter()

    def start(self) -> None:
        """Begin to call."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Call no more."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def waits_ms(self, from_s: float, to_s: float) -> list[float]:
        """Return each caller's wait in that time, longest last."""
        return sorted(waited for called, waited in self._waits if from_s <= called < to_s)

    def _call(self) -> None:
        while not self._ended.is_set():
            with self._lock:
                act, key = next(self._acts)
            begun = perf_counter()
            answer = self._do(act, key)
            name = getattr(answer, "name", "")
            if name:
                self.refused[name] += 1
            else:
                self._waits.append((begun, (perf_counter() - begun) * MS_PER_S))


def _acts(crowd: Crowd) -> Iterator[tuple[Act, str]]:
    for day in (DAYS - 1, DAYS - 2):
        for comment, article, *_ in crowd.said(day):
            place = comment - article * 5
            for reader in crowd.readers(day, ArticleId(article), place)[1 + LIKES :]:
                yield Like(MemberId(reader), CommentId(comment)), f"midnight:{comment}"
    for number in range(10**9):
        yield Deposit(MemberId(number % crowd.regulars + 1), 1), f"midnight:{number}"


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
