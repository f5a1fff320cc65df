"""The nightly search: detectors judge members' readings and sessions, and findings are flagged."""

from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings
from filelock import FileLock, Timeout

from tweipress.bank import queries as books
from tweipress.core.tariff import Tariff
from tweipress.moderation import actions as moderation
from tweipress.moderation import queries as cases
from tweipress.reading import actions as reading
from tweipress.reading.queries import retention
from tweipress.risk.detectors import account, group, sessions
from tweipress.risk.reads import Finding, Sessions, Window

LOCK: Final = "flags.lock"


class AlreadySearchingError(RuntimeError):
    """Another process searches the readings."""


class Detected(NamedTuple):
    """What a search has done: windows of readings judged, flags raised in force, and in shadow."""

    windows: int
    in_force: int
    in_shadow: int


def search_is_due() -> bool:
    """Tell whether there is anything that was not searched since the day before was closed."""
    day = books.today()
    if not day or cases.last_search() >= day:
        return False
    return retention.is_any_read() or _unjudged_sessions() is not None


def detect_alone() -> Detected:
    """Search, unless another process of this machine is searching, and note that it was done."""
    folder: Path = settings.TWEIPRESS_DATA
    try:
        with FileLock(folder / LOCK, blocking=False):
            day = books.today()
            done = detect()
            moderation.note_search(day, *done)
            return done
    except Timeout as error:
        raise AlreadySearchingError from error


def detect() -> Detected:
    """Judge every whole window, then the groups; raise a flag for each finding.

    A crash leaves windows unjudged or cases without a posting: the next search completes both.
    """
    moderation.resume_open()
    tariff = books.tariff()
    raised = []
    windows = 0
    for window in retention.to_judge():
        findings = account.detect(window.member, window.reads, tariff)
        raised += [_flag(finding, window) for finding in findings]
        reading.mark_judged(window.member, window.rows)
        windows += 1
    last = retention.last_windows()
    reads = {member: window.reads for member, window in last.items()}
    findings = group.detect(reads, tariff)
    raised += [_flag(finding, last[finding.member]) for finding in findings]
    raised += _judge_sessions(tariff)
    return Detected(windows, raised.count(False), raised.count(True))


def _flag(finding: Finding, window: Window) -> bool | None:
    return moderation.flag_finding(finding, window.rows[0], window.reads)


def _judge_sessions(tariff: Tariff) -> list[bool | None]:
    """Judge the last whole window of days once; return what each finding led to."""
    window = _unjudged_sessions()
    if window is None:
        return []
    counts = books.count_sessions(window, tariff.risk_opened_min)
    findings = [finding for week in counts for finding in sessions.detect(Sessions(*week), tariff)]
    return [moderation.flag_finding(finding, window.number) for finding in findings]


def _unjudged_sessions() -> books.SessionWindow | None:
    """Return the last whole window of days, if no search has been made since it was whole."""
    window = books.session_window(books.tariff().risk_opened_days)
    return window if window is not None and cases.last_search() <= window.last_day else None
