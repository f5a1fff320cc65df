"""Jobs of letters: sending one, and deleting what is old."""

from tweipress.jobs.kinds import Lane, job
from tweipress.letters import actions, queries, sending


@job("letters.send")
def send(letter: int) -> None:
    """Send the copies of a letter that wait."""
    sending.send(letter)


@job("letters.forget", lane=Lane.HEAVY, when=queries.are_old)
def forget() -> None:
    """Delete wishes that nobody confirmed, and letters that were sent long ago."""
    actions.forget_old()
