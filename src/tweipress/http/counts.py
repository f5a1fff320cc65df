"""Counts in moving windows, in this process's memory. No limits and no clock here.

A window has a name, an owner, an amount and a length. All counts share one lock, so that only one
of several threads gets the last place.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Final, NamedTuple

KEYS_MAX: Final = 200_000
"""Bounds the memory: beyond it, the keys counted longest ago are forgotten."""
SWEEP_LEAST: Final = 1_000


class Window(NamedTuple):
    """`amount` times within `window_ms`, counted under a name for somebody."""

    name: str
    whose: str
    amount: int
    window_ms: int


class State(NamedTuple):
    """What is left of a window, and in how many ms one more fits; `is_full` if none fitted."""

    left: int
    next_ms: int
    is_full: bool


class _Seen(NamedTuple):
    at_ms: deque[int]
    window_ms: int


class Counts:
    """Counts of one process; times are passed in."""

    def __init__(self, keys_max: int = KEYS_MAX) -> None:
        self._keys_max = keys_max
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._sweep_at = SWEEP_LEAST
        self._lock = Lock()

    def take(self, windows: Sequence[Window], now_ms: int) -> list[State]:
        """Count once in every window, or in none if one of them is full; return their states."""
        with self._lock:
            self._sweep(now_ms)
            seen = [self._live(window, now_ms) for window in windows]
            full = [
                len(times_ms) >= window.amount
                for times_ms, window in zip(seen, windows, strict=True)
            ]
            if not any(full):
                for times_ms in seen:
                    times_ms.append(now_ms)
            return [
                _state(times_ms, window, is_full, now_ms)
                for times_ms, window, is_full in zip(seen, windows, full, strict=True)
            ]

    def note(self, windows: Iterable[Window], now_ms: int) -> None:
        """Count once in every window, full or not; a full one drops its oldest."""
        self.add(list(windows), now_ms)

    def add(self, windows: Sequence[Window], now_ms: int) -> list[int]:
        """Count as `note` does; return how often each had been counted before."""
        with self._lock:
            self._sweep(now_ms)
            before = [len(self._live(window, now_ms)) for window in windows]
            for window in windows:
                seen = self._live(window, now_ms)
                if len(seen) >= window.amount:
                    seen.popleft()
                seen.append(now_ms)
            return before

    def drop(self, windows: Iterable[Window], now_ms: int) -> None:
        """Take back what was counted last in every window: it was nothing to count."""
        with self._lock:
            for window in windows:
                if seen := self._live(window, now_ms):
                    seen.pop()

    def seen(self, windows: Iterable[Window], now_ms: int) -> list[int]:
        """Return how often each window was counted. Count nothing."""
        with self._lock:
            return [self._times(window, now_ms) for window in windows]

    def wait_ms(self, windows: Iterable[Window], now_ms: int) -> int:
        """Return in how long there is room in every window; 0 if there is now. Count nothing."""
        with self._lock:
            return max((self._wait_ms(window, now_ms) for window in windows), default=0)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._seen.clear()

    def __len__(self) -> int:
        return len(self._seen)

    def _times(self, window: Window, now_ms: int) -> int:
        seen = self._seen.get(window[:2])
        if seen is None:
            return 0
        _forget(seen, now_ms)
        return len(seen.at_ms)

    def _wait_ms(self, window: Window, now_ms: int) -> int:
        seen = self._seen.get(window[:2])
        if seen is None:
            return 0
        _forget(seen, now_ms)
        is_full = len(seen.at_ms) >= window.amount
        return seen.at_ms[-window.amount] + window.window_ms - now_ms if is_full else 0

    def _live(self, window: Window, now_ms: int) -> deque[int]:
        """Return when a window was counted, newest last, and make its key the youngest."""
        key = window[:2]
        seen = self._seen.pop(key) if key in self._seen else _Seen(deque(), window.window_ms)
        self._seen[key] = seen
        _forget(seen, now_ms)
        return seen.at_ms

    def _sweep(self, now_ms: int) -> None:
        """Forget what is over, whenever the keys have doubled since the last time."""
        if len(self._seen) < self._sweep_at:
            return
        for key, seen in list(self._seen.items()):
            _forget(seen, now_ms)
            if not seen.at_ms:
                del self._seen[key]
        for key in list(self._seen)[: max(0, len(self._seen) - self._keys_max // 2)]:
            del self._seen[key]
        self._sweep_at = min(self._keys_max, max(SWEEP_LEAST, 2 * len(self._seen)))


def _forget(seen: _Seen, now_ms: int) -> None:
    """Forget what is over, and times in the future of a clock that was set back."""
    at_ms, window_ms = seen
    while at_ms and not -window_ms < now_ms - at_ms[0] < window_ms:
        at_ms.popleft()


def _state(times_ms: deque[int], window: Window, is_full: bool, now_ms: int) -> State:
    oldest_ms = times_ms[0] if times_ms else now_ms
    return State(window.amount - len(times_ms), oldest_ms + window.window_ms - now_ms, is_full)
