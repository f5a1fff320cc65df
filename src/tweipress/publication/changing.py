"""Changing the paper: who may, that nobody else has meanwhile, and that everybody learns of it."""

from collections.abc import Callable, Mapping
from typing import IO, Any, Final

from django.db import transaction

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast import changes
from tweipress.publication import emblems
from tweipress.publication.emblems import EmblemError, Made
from tweipress.publication.models import Emblem, Kind, Paper
from tweipress.publication.queries import ONE, current
from tweipress.security.actions import Event, record

EMBLEMS_KEPT: Final = 20
"""Old logos and icons, so that a mail or a page that was sent still shows them: 4 MB at most."""
MAKE: Final[Mapping[str, Callable[[IO[bytes]], Made]]] = {
    Kind.LOGO: emblems.logo,
    Kind.DARK_LOGO: emblems.logo,
    Kind.ICON: emblems.icon,
}
REMOVED: Final = "removed"
Detail = dict[str, str | int | bool | None]


def changed(
    by: MemberId, version: int | None, detail: Detail, work: Callable[[Paper], Refused | None]
) -> Refused | None:
    """Let `work` change the paper as it is, if the member may and it still is of a version.

    Return why nothing was changed. None as the version is any, for commands.
    """
    if refused := books.right_refusal(by, Right.SET_PAPER):
        return refused
    with transaction.atomic():
        Paper.objects.get_or_create(pk=ONE)
        row = Paper.objects.select_for_update().get(pk=ONE)
        if version is not None and version != row.version:
            return refuse(Refusal.PAPER_CHANGED)
        if refused := work(row):
            transaction.set_rollback(True)
            return refused
        row.version += 1
        row.save()
    changes.note()
    current()
    record(Event.PAPER_CHANGED, by=by, detail=detail)
    return None


def change(
    by: MemberId,
    version: int | None,
    values: Mapping[str, Any],
    uploads: Mapping[str, IO[bytes] | None] | None = None,
) -> Refused | None:
    """Store settings, and emblems by kind (None takes one away); return why they were not.

    ValidationError or EmblemError say what cannot be kept; then nothing is.
    """
    made = {
        kind: _made(kind, upload) if upload is not None else None
        for kind, upload in (uploads or {}).items()
    }
    detail: Detail = {}

    def work(row: Paper) -> None:
        for name, value in values.items():
            if getattr(row, name) != value:
                detail[name] = str(value)
                setattr(row, name, value)
        for kind, emblem in made.items():
            detail[kind] = emblem.digest if emblem else REMOVED
            setattr(row, kind, _stored(kind, emblem) if emblem else None)
        row.full_clean()
        row.save()
        _forget_old()

    return changed(by, version, detail, work)


def _made(kind: str, upload: IO[bytes]) -> Made:
    try:
        return MAKE[kind](upload)
    except EmblemError as error:
        raise EmblemError(str(error), kind) from error


def _stored(kind: str, made: Made) -> Emblem:
    emblem, _is_new = Emblem.objects.get_or_create(
        digest=made.digest,
        defaults={
            "kind": kind,
            "content": made.content,
            "width": made.width,
            "height": made.height,
        },
    )
    return emblem


def _forget_old() -> None:
    """Delete the oldest emblems that nothing shows, beyond those that are kept."""
    row = Paper.objects.get(pk=ONE)
    shown = {row.logo_id, row.dark_logo_id, row.icon_id}
    old = Emblem.objects.exclude(pk__in=shown - {None}).order_by("-pk")
    Emblem.objects.filter(pk__in=list(old.values_list("pk", flat=True)[EMBLEMS_KEPT:])).delete()
