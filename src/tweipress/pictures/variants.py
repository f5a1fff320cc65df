"""Making a picture's variants: as often as asked, once. Until then its basic files stand in."""

import structlog

from tweipress.bank import clock
from tweipress.pictures import deleting, files, plan
from tweipress.pictures.making import running
from tweipress.pictures.models import Picture

log = structlog.get_logger(__name__)


def make(number: int) -> bool:
    """Make what a picture's variants lack; return whether all are there now.

    It can be asked again and by several at once: a file is whole or not there, and the same however
    often it is made. A picture that is gone, or goes meanwhile, keeps no file.
    """
    picture = _present(number)
    if picture is None:
        return True
    lacking = files.missing(picture.digest, plan.variants(picture.width))
    if lacking:
        try:
            made_bytes = _make(picture, lacking)
        except (running.MakingError, FileNotFoundError):
            log.warning("variants_not_made", picture=number)
            return False
        Picture.objects.filter(pk=number).update(size_bytes=picture.size_bytes + made_bytes)
    Picture.objects.filter(pk=number).update(made_at=clock.now())
    if _present(number) is None:
        deleting.delete_files(picture.digest, picture.width)
    return True


def waiting() -> list[int]:
    """Return the numbers of pictures that lack variants, oldest first."""
    rows = Picture.objects.filter(made_at=None, removed_at=None).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def make_waiting() -> int:
    """Make the variants of all pictures that wait; return how many still do."""
    return sum(not make(number) for number in waiting())


def send_waiting() -> None:
    """Send files that are in the site's folder to the S3 server where they belong."""
    for path in files.to_be_sent():
        files.send(path)


def has_to_send() -> bool:
    """Tell whether files in the site's folder belong elsewhere."""
    return next(files.to_be_sent(), None) is not None


def _present(number: int) -> Picture | None:
    return Picture.objects.filter(pk=number, removed_at=None).first()


def _make(picture: Picture, lacking: list[plan.Variant]) -> int:
    with files.opened(picture.digest, plan.kept(picture.width)) as kept:
        content = kept.read()
    with running.make(content, lacking) as folder:
        return sum(
            files.keep(picture.digest, variant, folder / variant.name) for variant in lacking
        )
