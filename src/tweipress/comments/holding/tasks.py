"""The job that gives back comments that nobody has decided."""

import structlog

from tweipress.comments.holding import actions, queries
from tweipress.jobs.kinds import job

log = structlog.get_logger("tweipress.jobs")


@job("comments.expire", when=queries.is_due)
def expire_held() -> None:
    """Give comments back to their writers that have waited too long."""
    log.info("held_comments_expired", rows=actions.expire())
