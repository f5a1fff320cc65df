"""What a web worker does before it answers: open the bank, note what a crash left open, warm up."""

import gc
from collections.abc import Callable

import structlog
from django.conf import settings
from django.urls import resolve

from tweipress import bank
from tweipress.bank import clock
from tweipress.pages.engine import compiled

LEAD_S = 5.0

log = structlog.get_logger(__name__)


def open_site() -> None:
    """Start the teller if this is its place, and bring text and books together again.

    A worker that comes back while an old teller still goes stands by. What cannot be asked now is
    asked again at the next start; a site without it still serves. Other workers may be at work:
    what they are about to write down stands.
    """
    from tweipress.articles import actions as articles  # noqa: PLC0415  # apps must be loaded first
    from tweipress.articles.search import actions as search  # noqa: PLC0415  # as said above
    from tweipress.comments import actions as comments  # noqa: PLC0415  # as said above
    from tweipress.moderation import actions as flags  # noqa: PLC0415  # as said above
    from tweipress.pages.actions import leaving  # noqa: PLC0415  # as said above
    from tweipress.people.actions import invitations, members  # noqa: PLC0415  # as said above
    from tweipress.people.actions.leaving import free_old_shapes  # noqa: PLC0415  # as said above
    from tweipress.pictures import actions as pictures  # noqa: PLC0415  # as said above
    from tweipress.reading import actions as reading  # noqa: PLC0415  # as said above

    if settings.TWEIPRESS_TELLER == "thread":
        bank.start(LEAD_S)
    chores: list[Callable[[], object]] = [
        members.join_waiting,
        invitations.bring_in_waiting,
        articles.resume_open,
        search.mend,
        comments.resume_open,
        flags.resume_open,
        leaving.close_waiting,
        free_old_shapes,
        pictures.end_removals,
        lambda: reading.purge_traces(clock.now_ms()),
    ]
    for chore in chores:
        try:
            chore()
        except Exception:  # whatever was left open, the site must start
            log.exception("chore_failed")


def warm_up() -> None:
    """Import every view and every template, so that nobody's first page waits for them."""
    resolve("/")
    compiled.warm()


def watch_jobs() -> None:
    """Have jobs done from here, unless a process of its own watches them."""
    from tweipress.jobs import watch  # noqa: PLC0415  # as said above

    if settings.TWEIPRESS_JOBS == "thread":
        watch.start()


def spare_pauses() -> None:
    """Leave what a start has made out of every later search for garbage.

    It stays to the end anyhow. Searched again and again it stops all threads for some fifty
    milliseconds each time, and everybody who waits for the books with them.
    """
    gc.collect()
    gc.freeze()
