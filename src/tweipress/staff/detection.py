"""The nightly search: the readings of members are judged by detectors, and findings are flagged."""

from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings
from filelock import FileLock, Timeout

from tweipress.bank import queries as books
from tweipress.moderation import actions as moderation
from tweipress.moderation import queries as cases
from tweipress.reading import actions as reading
from tweipress.reading.queries import retention
from tweipress.risk.detectors import account, group

LOCK: Final = "flags.lock"


class AlreadySearchingError(RuntimeError):
    """Another process searches the readings."""


class Detected(NamedTuple):
    """What a search has done: windows judged, flags raised in force, and in shadow."""

    windows: int
    in_force: int
    in_shadow: int


def search_is_due() -> bool:
    """Tell whether the readings have not been searched since the day before was closed."""
    day = books.today()
    return bool(day) and cases.last_search() < day and retention.is_any_read()


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
        raised += [moderation.flag_finding(finding, window) for finding in findings]
        reading.mark_judged(window.member, window.rows)
        windows += 1
    last = retention.last_windows()
    reads = {member: window.reads for member, window in last.items()}
    findings = group.detect(reads, tariff)
    raised += [moderation.flag_finding(finding, last[finding.member]) for finding in findings]
    return Detected(windows, raised.count(False), raised.count(True))
