"""Pages that need members alone: joining, the profile, and pictures."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http import limits
from tweipress.language.refusals import sentence
from tweipress.people import avatars, queries
from tweipress.people.actions.members import ensure_joined, set_profile
from tweipress.people.entrance.gated import GatedForm
from tweipress.people.forms import ProfileForm
from tweipress.people.models import Member

FOREVER: Final = "public, max-age=31536000, immutable"


@require_POST
@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Ask the books again for a member they do not know."""
    if refused := ensure_joined(_signed_in(request)):
        messages.error(request, sentence(refused))
    return redirect("people:me")


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and save what a member says about themselves."""
    member = _signed_in(request)
    form = ProfileForm(
        request.POST or None,
        request.FILES or None,
        initial={"bio": member.bio, "language": member.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_profile(member, **form.cleaned_data)
        except avatars.AvatarError as error:
            form.add_error("picture", str(error))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect(member)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    banned = books.ban_refusal(MemberId(member.pk))
    shown = {"card": queries.card(member), "form": form, "banned": banned}
    return render(request, "people/profile.html", shown, status=status)


class SignUpView(GatedForm, SignupView):  # type: ignore[misc]  # allauth ships no types
    """The form to join with: a puzzle where many join, and of one network only so many an hour."""

    purpose = "sign-up"

    def free(self) -> Sequence[limits.Limit]:
        """Return how many forms need no puzzle."""
        return limits.FREE_SIGN_UPS

    def refusal(self) -> Refused | None:
        """Refuse a form without its puzzle, and one too many of a network."""
        return super().refusal() or limits.spend(self.request, limits.SIGN_UPS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that nobody invites."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_invited": False, "host": None}


class JoinView(SignUpView):
    """The form to join with, with a code in it: looking at it uses nothing up."""

    def get_initial(self) -> dict[str, Any]:
        """Fill the code in, if somebody can still join with it."""
        initial: dict[str, Any] = super().get_initial()
        usable = queries.usable_code(self.kwargs["code"])
        return initial | {"invitation": usable.code if usable else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who invites, or that the code is of no use."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        usable = queries.usable_code(self.kwargs["code"])
        host = queries.card(usable.inviter) if usable else None
        return context | {"is_invited": True, "host": host}


@require_GET
def picture(request: HttpRequest, file: str) -> HttpResponse:
    """Serve an uploaded picture, small since `set_profile`; a new one has a new address."""
    try:
        with default_storage.open(f"avatars/{file}") as opened:
            content = opened.read()
    except FileNotFoundError as error:
        raise Http404("This picture was removed.") from error
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(content, content_type="image/webp", headers=headers)


def _signed_in(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
