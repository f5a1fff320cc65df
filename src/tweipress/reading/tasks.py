"""Jobs of readings: what has been kept long enough is deleted."""

from tweipress.bank import clock
from tweipress.jobs.kinds import Lane, job
from tweipress.reading import actions
from tweipress.reading.queries import retention


@job("reading.forget", lane=Lane.HEAVY, when=retention.is_due)
def forget_readings() -> None:
    """Delete reading times that have been kept long enough."""
    actions.purge_traces(clock.now_ms())
