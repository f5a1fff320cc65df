"""Autosave: a page sends by itself what is typed in it, and hears of a newer version."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.queries import TextForm, editions
from tweipress.autosave.actions import Kept
from tweipress.autosave.queries import Sheet
from tweipress.composed import copies as composed
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.fast.kept_pages import leaves_pages
from tweipress.http.viewer import viewer_id
from tweipress.language.figures import moment
from tweipress.pages.blocks import writing
from tweipress.pages.staging import lanes
from tweipress.pages.staging.lanes import Lane


@leaves_pages
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, code: str = "", *, is_staged: bool = False) -> HttpResponse:
    """Keep what a page holds.

    A draft that is gone, or never was the member's, is written about as a new article. `is_staged`:
    it is about a changed text that is not shown.
    """
    member = viewer_id(request)
    if member is None:
        return composed.signed_out()
    article = writing.visible_to_writer(member, code) if code else None
    is_staged = is_staged and article is not None and not article.is_draft
    lane = lanes.staged(article) if is_staged and article else lanes.own(article)
    return composed.keep(request, lane, TextForm.base_fields, _is_saved, _newer)


def kept_fields(
    member: MemberId,
    lane: Lane,
    sheet: Sheet,
    request: HttpRequest,
    *,
    is_latest: bool = False,
) -> Kept | Refused:
    """Keep the text of an article's form as it was sent, however unfinished it is."""
    names = TextForm.base_fields
    return composed.kept_fields(member, lane, sheet, request, names, is_latest=is_latest)


def _is_saved(lane: Lane, sheet: Sheet, request: HttpRequest) -> bool:
    """Tell whether a form says what is saved already: then nobody needs to be asked about it.

    The saved text's own section is one of the form's choices.
    """
    saved = lane.saved
    if saved is None or sheet.base != lane.edition:
        return False
    form = TextForm(request.POST, is_shown=False, initial={"section": saved.section})
    return form.is_valid() and editions.is_same(saved, form.text)


def _newer(lane: Lane, base: str) -> str:
    """Return who has saved a newer version than the one a page began from; empty for nobody."""
    if lane.saved is None or base == lane.edition:
        return ""
    newest = lane.newest(lane.beside(base))
    if newest is None:
        return ""
    said = _(
        "%(name)s saved a newer version on %(moment)s. When you save, you see both and choose."
    )
    return said % {"name": newest.writer.name, "moment": moment(newest.at)}
