"""The job of notifications that needs no other app: forgetting what is old."""

from tweipress.jobs.kinds import Lane, job
from tweipress.notifications import actions, queries


@job("notifications.forget", lane=Lane.HEAVY, when=queries.are_old)
def forget() -> None:
    """Delete notifications that were kept long enough, and of members who have very many some."""
    actions.forget_old()
