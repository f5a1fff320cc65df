"""Pages of members. What they show is read by queries, what they change is written by actions."""

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tweipress.articles import queries as articles
from tweipress.people import actions, avatars, queries
from tweipress.people.forms import ProfileForm
from tweipress.people.models import Member

FOREVER: Final = "public, max-age=31536000, immutable"


@require_GET
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show a member their own standing and statement; `before` asks for an older page."""
    member = _signed_in(request)
    before = request.GET.get("before", "0")
    if not (before.isascii() and before.isdigit() and len(before) < len(str(2**62))):
        raise Http404("The page of a statement is named by an entry's number.")
    own = queries.own(member, int(before))
    return render(request, "people/me.html", {"card": queries.card(member), "own": own})


@require_POST
@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Ask the books again for a member they do not know."""
    if refused := actions.ensure_joined(_signed_in(request)):
        messages.error(request, refused.sentence)
    return redirect("people:me")


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and save what a member says about themselves."""
    member = _signed_in(request)
    form = ProfileForm(request.POST or None, request.FILES or None, initial={"bio": member.bio})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_profile(member, **form.cleaned_data)
        except avatars.AvatarError as error:
            form.add_error("picture", str(error))
        else:
            messages.success(request, "Your profile is saved.")
            return redirect(member)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"card": queries.card(member), "form": form}
    return render(request, "people/profile.html", shown, status=status)


@require_GET
def member(request: HttpRequest, name: str) -> HttpResponse:
    """Show what everyone may know of a member."""
    found = queries.by_name(name)
    if found is None:
        raise Http404("There is no member of this name.")
    if found.name != name:
        return redirect(found, permanent=True)
    shown = {
        "member": found,
        "card": queries.card(found),
        "level": queries.level(found),
        "posts": articles.of_author(found),
    }
    return render(request, "people/member.html", shown)


@require_GET
def drawn(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the picture drawn from a name; no member need have it."""
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(avatars.drawn(name), content_type="image/svg+xml", headers=headers)


@require_GET
def picture(request: HttpRequest, file: str) -> HttpResponse:
    """Serve an uploaded picture, small since actions.set_profile; a new one has a new address."""
    try:
        with default_storage.open(f"avatars/{file}") as opened:
            content = opened.read()
    except FileNotFoundError as error:
        raise Http404("This picture was taken away.") from error
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(content, content_type="image/webp", headers=headers)


def _signed_in(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
