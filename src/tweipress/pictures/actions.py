"""Writes about pictures: adding, describing, noting where they are used, deleting, removing."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePath
from typing import IO, Any, Final, NamedTuple

from django.db import IntegrityError, transaction

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit
from tweipress.jobs.actions import enqueue
from tweipress.pictures import bounds, deleting, files, plan, queries
from tweipress.pictures.making import running
from tweipress.pictures.making.bounds import UPLOAD_MAX_BYTES
from tweipress.pictures.models import NAME_CHARS, REASON_CHARS, Picture, Use
from tweipress.pictures.queries import PictureView
from tweipress.pictures.variants import make, make_waiting
from tweipress.security.actions import Event, record

__all__ = [
    "Added",
    "add",
    "bring_in",
    "delete",
    "delete_unused",
    "describe",
    "end_removals",
    "make",
    "make_waiting",
    "note_uses",
    "remove",
]

MEBIBYTE: Final = 1024 * 1024


class Added(NamedTuple):
    """A picture of the library; `is_new` is false if the same file was there before."""

    picture: PictureView
    is_new: bool


def add(
    member: MemberId, upload: IO[bytes], name: str, about: Mapping[str, Any] | None = None
) -> Added | Refused:
    """Put a picture into the library, or return why not; `about` are fields of `describe`.

    The same file again is the same picture, as it was described first. Its address is known, and
    answered, from now on; `variants.make` makes the rest.
    """
    if refused := queries.adding_refusal(member) or bounds.room_refusal(member):
        return refused
    return _add(member, upload, name, about or {})


def bring_in(
    operator: MemberId, upload: IO[bytes], name: str, about: Mapping[str, Any] | None = None
) -> Added | Refused:
    """Put a picture of another site into the library, as `add` does, by who may import.

    The site's room bounds it, and not what one member may fill.
    """
    refused = books.right_refusal(operator, Right.IMPORT) or bounds.site_room_refusal()
    return refused or _add(operator, upload, name, about or {})


def _add(
    member: MemberId, upload: IO[bytes], name: str, about: Mapping[str, Any]
) -> Added | Refused:
    content = upload.read(UPLOAD_MAX_BYTES + 1)
    if len(content) > UPLOAD_MAX_BYTES:
        return refuse(Refusal.PICTURE_LARGE, most_mebibytes=UPLOAD_MAX_BYTES // MEBIBYTE)
    if not content:
        return refuse(Refusal.PICTURE_MISSING)
    digest = files.digest_of(content)
    return _known(digest) or _read(member, content, digest, _called(name), about)


def _known(digest: str) -> Added | Refused | None:
    picture = Picture.objects.filter(digest=digest).first()
    if picture is None:
        return None
    if picture.is_removed:
        return refuse(Refusal.PICTURE_REMOVED)
    return Added(queries.view_of(picture), is_new=False)


def _read(
    member: MemberId, content: bytes, digest: str, name: str, about: Mapping[str, Any]
) -> Added | Refused:
    """Keep the files first, then the row: what a crash leaves in between nobody can find.

    An earlier picture of the same file may take them along while it is being deleted. Then they
    are kept again.
    """
    with running.read(content) as answer:
        if isinstance(answer, Refused):
            return answer
        folder, width, height = answer
        made = (plan.kept(width), plan.basic(width))
        size_bytes = sum(files.keep(digest, each, folder / each.name) for each in made)
    picture = Picture(
        digest=digest,
        width=width,
        height=height,
        size_bytes=size_bytes,
        name=name,
        uploader_id=member,
        **about,
    )
    try:
        with deleting.alone(digest):
            if is_whole := not files.missing(digest, made):
                picture.save()
                enqueue("pictures.variants", picture=picture.pk)
    except IntegrityError:  # the same file came twice at the same time
        known = _known(digest)
        assert known is not None
        return known
    if not is_whole:
        return _read(member, content, digest, name, about)
    return Added(queries.view_of(picture), is_new=True)


def describe(member: MemberId, number: int, about: Mapping[str, Any]) -> Refused | None:
    """Save what a picture's form says; its uploader may, and who has the right."""
    with transaction.atomic():
        picture = _locked(number)
        if refused := _tending_refusal(member, picture):
            return refused
        assert picture is not None
        for field, value in about.items():
            setattr(picture, field, value)
        picture.save()
    return None


def note_uses(kind: str, user: int, pictures: Iterable[int]) -> None:
    """Write down which pictures a text shows now; unknown numbers are left out.

    Whoever saves a text calls it in the same transaction, so that both stay or neither. What is
    being deleted meanwhile is waited for, always in the same order.
    """
    with transaction.atomic():
        known = Picture.objects.select_for_update(no_key=True).filter(pk__in=set(pictures))
        shown = set(known.order_by("pk").values_list("pk", flat=True))
        Use.objects.filter(kind=kind, user=user).exclude(picture__in=shown).delete()
        Use.objects.bulk_create(
            [Use(kind=kind, user=user, picture_id=number) for number in sorted(shown)],
            ignore_conflicts=True,
        )


def delete(member: MemberId, number: int) -> Refused | None:
    """Delete a picture that no text uses, for good; its uploader may, and who has the right."""
    with transaction.atomic():
        picture = _locked(number)
        if refused := _tending_refusal(member, picture):
            return refused
        assert picture is not None
        if picture.uses.exists():
            return refuse(Refusal.PICTURE_USED)
        digest, width = picture.digest, picture.width
        picture.delete()
        transaction.on_commit(partial(deleting.delete_files, digest, width))
    return None


def delete_unused(member: MemberId) -> None:
    """Delete the pictures of a member who leaves that no text uses; the others are those texts'."""
    unused = Picture.objects.filter(uploader=member, uses=None, removed_at=None)
    for number in list(unused.values_list("pk", flat=True)):
        with transaction.atomic():
            picture = _locked(number)
            if picture is None or picture.uses.exists():
                continue
            digest, width = picture.digest, picture.width
            picture.delete()
            transaction.on_commit(partial(deleting.delete_files, digest, width))


def remove(member: MemberId, number: int, reason: str) -> Refused | None:
    """Take a picture away wherever it is used, for a reason that everybody reads.

    The row first: from then on nobody is shown it anew, and `end_removals` deletes what a crash has
    left of its files.
    """
    reason = " ".join(reason.split())
    with transaction.atomic():
        picture = _locked(number)
        if refused := queries.removal_refusal(member, picture) or unfit(reason, REASON_CHARS):
            return refused
        assert picture is not None
        picture.removed_at, picture.removed_by_id = clock.now(), member
        picture.removed_reason = reason
        picture.save()
        transaction.on_commit(partial(files.delete, picture.digest, picture.width))
    record(
        Event.PICTURE_REMOVED,
        member=picture.uploader_id,
        by=member,
        detail={"picture": number, "reason": reason},
    )
    return None


def end_removals() -> None:
    """Delete what a crash has left: files of removed pictures, and folders of unfinished ones."""
    running.sweep()
    for digest, width in Picture.objects.exclude(removed_at=None).values_list("digest", "width"):
        files.delete(digest, width)


def _locked(number: int) -> Picture | None:
    return Picture.objects.select_for_update().filter(pk=number).first()


def _tending_refusal(member: MemberId, picture: Picture | None) -> Refused | None:
    if picture is None:
        return refuse(Refusal.UNKNOWN_PICTURE)
    if picture.is_removed:
        return refuse(Refusal.PICTURE_REMOVED)
    if refused := books.ban_refusal(member):
        return refused
    if picture.uploader_id == member:
        return None
    return books.right_refusal(member, Right.TEND_PICTURES)


def _called(name: str) -> str:
    """Return what the library calls a file of that name: without folders and ending."""
    stem = PurePath(name.replace("\\", "/")).stem.replace("_", " ")
    return " ".join(stem.split())[:NAME_CHARS] or "—"
