"""The library: looking, adding, describing, deleting, removing. No rules here.

A program that asks for JSON gets the same as data: the editor chooses pictures so.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.core.digits import number_in
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.answers import SeeOther, refusal_data, refusal_page, refused_form, wants_data
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.language.refusals import sentence
from tweipress.pages.actions import pictures as changing
from tweipress.pages.library import shown
from tweipress.people.queries import factors
from tweipress.pictures import actions, queries
from tweipress.pictures.queries import AboutForm, PictureView, UploadForm

THUMB_PX = 400
MEBIBYTE = 1024 * 1024


@require_safe
@login_required
def library(request: HttpRequest) -> HttpResponse:
    """Show the library; `q` asks for words, `before` for older pictures."""
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404
    member = member_id(request)
    if refused := shown.may_look(member):
        return refusal_page(request, refused, reverse("articles:write"))
    words = request.GET.get("q", "").strip()[: queries.WORDS_CHARS]
    if words and (refused := limits.spend(request, limits.SEARCHES)):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    shelf = shown.shelf(member, words, before)
    if wants_data(request):
        rows = [as_data(each) for each in shelf.pictures]
        return JsonResponse({"pictures": rows, "older": shelf.older, "largest": _largest()})
    context = {"shelf": shelf, "form": UploadForm(), "is_later_page": before > 0}
    return render(request, "pictures/library.html", context)


@require_POST
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Put a picture into the library, and show it there."""
    form = UploadForm(request.POST, request.FILES)
    added = _added(request, form)
    if isinstance(added, Refused):
        refused, member = added, member_id(request)
        if wants_data(request) or shown.may_look(member):
            page = refusal_page(request, refused, reverse("pictures:library"))
        else:
            context = {"shelf": shown.shelf(member, "", 0), "form": form, "refused": refused}
            page = refused_form(
                request, "pictures/library.html", context | {"is_later_page": False}, refused
            )
        return limits.state_in(page, request)
    if wants_data(request):
        status = HTTPStatus.CREATED if added.is_new else HTTPStatus.OK
        return JsonResponse(as_data(added.picture), status=status)
    if added.is_new:
        messages.success(request, _("The picture is in the library."))
    else:
        messages.info(request, _("The same picture was in the library already: this is it."))
    return SeeOther(reverse("pictures:picture", args=[added.picture.number]))


def _added(request: HttpRequest, form: UploadForm) -> actions.Added | Refused:
    if refused := shown.may_look(member_id(request)):
        return refused
    if not form.is_valid():
        too_long = [name for name in form.errors if name != "picture"]
        return refuse(Refusal.MALFORMED if too_long else Refusal.PICTURE_MISSING)
    if refused := limits.spend(request, limits.UPLOADS):
        return refused
    about = dict(form.cleaned_data)
    file = about.pop("picture")
    return actions.add(member_id(request), file, file.name or "", about)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """Show a picture, and save what its form says of it."""
    member, view = member_id(request), _picture(request, number)
    if request.method != "POST":
        if wants_data(request) and not view.is_removed:
            return JsonResponse(as_data(view))
        return _page(request, view, AboutForm(initial=dict(queries.form_of(view))))
    form = AboutForm(request.POST)
    if not form.is_valid():
        return _page(request, view, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if view.uploader != member:
        factors.require_of_holder(member, Right.TEND_PICTURES)
    if refused := changing.describe(member, number, form.cleaned_data):
        return _page(request, view, form, status_of(refused), refused)
    messages.success(request, _("Saved."))
    return SeeOther(reverse("pictures:picture", args=[number]))


@require_POST
@login_required
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a picture that nothing uses."""
    member, view = member_id(request), _picture(request, number)
    if view.uploader != member:
        factors.require_of_holder(member, Right.TEND_PICTURES)
    if refused := actions.delete(member, number):
        return _refused(request, view, refused)
    messages.success(request, _("The picture was deleted."))
    return SeeOther(reverse("pictures:library"))


@require_POST
@login_required
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a picture away wherever it is used, for the reason written."""
    member, view = member_id(request), _picture(request, number)
    factors.require_of_holder(member, Right.REMOVE_PICTURE)
    if refused := changing.remove(member, number, request.POST.get("reason", "")):
        return _refused(request, view, refused)
    messages.success(request, _("The picture was removed. Its place says so."))
    return SeeOther(reverse("pictures:picture", args=[number]))


def as_data(view: PictureView) -> Mapping[str, Any]:
    """Return a picture for a program."""
    return {
        "picture": view.number,
        "name": view.name,
        "alt": view.alt,
        "credit": view.credit,
        "licence": view.licence,
        "width": view.width,
        "height": view.height,
        "thumbnail": view.at(THUMB_PX),
        "src": view.src,
        "address": reverse("pictures:picture", args=[view.number]),
    }


def _largest() -> Mapping[str, Any]:
    """Return what is said of a file that is too large, so that nobody sends one in vain."""
    most = queries.UPLOAD_MAX_BYTES
    refused = refuse(Refusal.PICTURE_LARGE, most_mebibytes=most // MEBIBYTE)
    return {"bytes": most, "sentence": sentence(refused)}


def _picture(request: HttpRequest, number: int) -> PictureView:
    view = queries.picture_of(number)
    if view is None:
        raise Http404
    member = member_id(request)
    is_staff = queries.removal_refusal(member, view) is None
    if view.uploader != member and not is_staff and shown.may_look(member):
        raise Http404
    return view


def _refused(request: HttpRequest, view: PictureView, refused: Refused) -> HttpResponse:
    if wants_data(request):
        return refusal_data(refused)
    form = AboutForm(initial=dict(queries.form_of(view)))
    return _page(request, view, form, status_of(refused), refused)


def _page(
    request: HttpRequest,
    view: PictureView,
    form: AboutForm,
    status: int = HTTPStatus.OK,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {"page": shown.whole(member_id(request), view), "form": form, "refused": refused}
    context["typed"] = request.POST.get("reason", "")
    return advised(render(request, "pictures/picture.html", context, status=status), refused)
