"""Jobs about pictures: variants after an upload, and files that belong to an S3 server."""

from tweipress.jobs.kinds import Lane, job
from tweipress.pictures import variants
from tweipress.pictures.making.running import MAKING_S, MakingError

LIMIT_S = MAKING_S + 60


@job("pictures.variants", lane=Lane.HEAVY, limit_s=LIMIT_S)
def make_variants(picture: int) -> None:
    """Make what a picture's variants lack; it is asked again where that fails."""
    if not variants.make(picture):
        raise MakingError


@job("pictures.send", lane=Lane.HEAVY, limit_s=LIMIT_S, when=variants.has_to_send)
def send_files() -> None:
    """Send files that a restored backup, or the site's former setting, has left in its folder."""
    variants.send_waiting()
