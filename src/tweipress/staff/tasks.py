"""Jobs that come by themselves, most of them after a day's close."""

import structlog

from tweipress.autosave import actions as autosave
from tweipress.autosave import queries as unsaved
from tweipress.core.units import S_PER_H
from tweipress.jobs.kinds import Lane, job
from tweipress.security import actions as security
from tweipress.security import queries as events
from tweipress.staff import detection
from tweipress.trust.queries import night_is_due

NIGHT_LIMIT_S = 6 * S_PER_H
"""A process that hangs must not take the next night along."""

log = structlog.get_logger("tweipress.jobs")


@job("trust.night", lane=Lane.HEAVY, limit_s=NIGHT_LIMIT_S, when=night_is_due)
def grade_night() -> None:
    """Compute everybody's trust after a day's close."""
    from tweipress.trust import actions  # noqa: PLC0415  # scipy is for this job alone

    log.info("night_graded", graded=actions.grade_alone())


@job("risk.search", lane=Lane.HEAVY, limit_s=NIGHT_LIMIT_S, when=detection.search_is_due)
def search_readings() -> None:
    """Search the new readings for what is to be flagged."""
    log.info("readings_searched", **detection.detect_alone()._asdict())


@job("security.forget", lane=Lane.HEAVY, when=events.is_due)
def forget_events() -> None:
    """Delete security events that have been kept long enough."""
    log.info("security_events_forgotten", rows=security.forget_old())


@job("autosave.forget", lane=Lane.HEAVY, when=unsaved.is_due)
def forget_copies() -> None:
    """Delete working copies that have been kept long enough."""
    log.info("working_copies_forgotten", rows=autosave.forget_old())
