"""What is typed and not saved, in the editors of articles and of the paper's own pages alike."""

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from tweipress.autosave import actions
from tweipress.autosave import queries as autosave
from tweipress.autosave.queries import Sheet, WorkingCopy
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import refusal_data
from tweipress.http.viewer import viewer_id
from tweipress.language.figures import moment

LABEL_CHARS: Final = 60
FIRST_WORDS: Final = re.compile(r'"text": ?("(?:[^"\\]|\\.)*")')
"""Where a document of the rich editor has its first words."""


class Written(Protocol):
    """What an editor writes: an article, new or not, or a page of the paper's own."""

    @property
    def subject(self) -> str:
        """Return what working copies are about."""

    @property
    def edition(self) -> str:
        """Return the name of what is saved now, by which a form says what it began from."""

    @property
    def page(self) -> str:
        """Return the address of its editor."""


W = TypeVar("W", bound=Written)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that a member has not saved; `label` is how it begins, `page` its editor."""

    page: str
    key: str
    label: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Copies:
    """What an editor's page has to know to keep its text: its sheet, whose it is, where it goes.

    `page` is the address of the editor, and `url` the one to which it autosaves.
    `seal` is the key for what stays in the browser. `unsaved` are the member's other copies.
    `conflict` is what the page shows beside the text. `is_kept` is false where the site has no room
    for what the page holds.
    """

    sheet: Sheet
    writer: MemberId
    seal: str
    subject: str
    page: str
    url: str
    unsaved: tuple[Unsaved, ...]
    conflict: object = None
    is_kept: bool = True


def copies(
    member: MemberId,
    written: Written,
    sheet: Sheet,
    conflict: object = None,
    *,
    is_kept: bool = True,
) -> Copies:
    """Return what the page of an editor has to know to keep its text."""
    page = written.page
    return Copies(
        sheet=sheet,
        writer=member,
        seal=autosave.seal(member),
        subject=written.subject,
        page=page,
        url=f"{page}autosave/",
        unsaved=unsaved(member, written, but=sheet),
        conflict=conflict,
        is_kept=is_kept,
    )


def unsaved(member: MemberId, written: Written, *, but: Sheet | None = None) -> tuple[Unsaved, ...]:
    """Return what a member has not saved of something, the newest first."""
    own = autosave.unsaved(member, written.subject, but=but)
    return tuple(Unsaved(written.page, copy.key, _label(copy), copy.changed) for copy in own)


def kept_fields(
    member: MemberId,
    written: Written,
    sheet: Sheet,
    request: HttpRequest,
    names: Iterable[str],
    *,
    is_latest: bool = False,
) -> actions.Kept | Refused:
    """Keep the fields of a form as they were sent, however unfinished they are."""
    fields = {name: request.POST[name] for name in names if name in request.POST}
    return actions.keep(member, written.subject, sheet, fields, is_latest=is_latest)


def signed_out() -> HttpResponse:
    """Tell the script of an editor that nobody is signed in."""
    return JsonResponse({"signed_out": True}, status=HTTPStatus.UNAUTHORIZED)


def keep(
    request: HttpRequest,
    written: W,
    names: Iterable[str],
    is_saved: Callable[[W, Sheet, HttpRequest], bool],
    newer: Callable[[W, str], str],
) -> HttpResponse:
    """Keep what a page holds; asked by GET, say who is signed in, and give a fresh token.

    `is_saved` tells whether a form says what is saved already: nobody needs to be asked about it.
    `newer` says who has saved a newer version than the one a page began from, empty for nobody.
    """
    member = viewer_id(request)
    if member is None:
        return signed_out()
    if request.method != "POST":
        said = {"token": get_token(request), "writer": str(member)}
        return JsonResponse(said | {"newer": newer(written, request.GET.get("base", ""))})
    sheet = autosave.sent(request.POST)
    if request.POST.get("writer") != str(member):
        return refusal_data(refuse(Refusal.WRITER_OTHER))
    if request.POST.get("copy") != sheet.key:
        return refusal_data(refuse(Refusal.MALFORMED))
    if is_saved(written, sheet, request):
        actions.settle(member, written.subject, sheet)
        said = {"said": _("Nothing here differs from what is saved."), "newer": ""}
        return JsonResponse(said | {"turn": sheet.turn, "saved": True})
    kept = kept_fields(member, written, sheet, request, names)
    if isinstance(kept, Refused):
        return refusal_data(kept)
    said = {
        "said": _("Autosaved on %(moment)s. Only you see this until you save.")
        % {"moment": moment(clock.now())},
        "open": f"{written.page}?copy={sheet.key}",
        "newer": newer(written, sheet.base),
    }
    return JsonResponse(said | {"turn": kept.turn, "saved": kept.is_saved})


def _label(copy: WorkingCopy) -> str:
    """Return how a text begins. There may be many and long ones, so none is read as a text is."""
    fields = copy.fields
    document = fields.get("document", "")
    body = _first_words(document) if document else fields.get("body", "")
    texts = (
        " ".join(text.split()) for text in (fields.get("title", ""), fields.get("lead", ""), body)
    )
    begins = next(filter(None, texts), "")
    return begins if len(begins) <= LABEL_CHARS else f"{begins[:LABEL_CHARS].rstrip()}…"


def _first_words(document: str) -> str:
    match = FIRST_WORDS.search(document)
    with suppress(ValueError):  # it is as it was sent, whatever that was
        return str(json.loads(match[1])) if match else ""
    return ""
