"""Pages of members. What they show is read by queries, what they change is written by actions."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tweipress.articles import queries as articles
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.refusals import Refusal
from tweipress.core.roles import MODERATOR, OPERATOR
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits, puzzles
from tweipress.http.answers import answer, refusal_page, refused_form, to_sign_in
from tweipress.http.network import network_of
from tweipress.http.request_keys import sent_key
from tweipress.language.refusals import sentence
from tweipress.people import actions, avatars, queries, trust_profile
from tweipress.people.forms import ProfileForm
from tweipress.people.models import Member
from tweipress.people.vouches import usable_code

BANNING: Final = {MODERATOR, OPERATOR}
"""Who is shown the form of a ban; the rules judge it."""

PUZZLE_LIFE_S: Final = 3600
"""Nobody has to fill in a form faster than that."""

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
        **_circle(request.user, found),
    }
    return render(request, "people/member.html", shown)


@require_GET
@login_required
def trust(request: HttpRequest) -> HttpResponse:
    """Show a member how far he is trusted, for whom he answers, and who for him."""
    return render(request, "people/trust.html", _own(_signed_in(request)))


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a code to invite somebody with."""
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, reverse("people:trust"))
    made = actions.make_code(member, sent_key(request.POST))
    return _answer_own(request, member, made, "The invitation is ready: copy its link.")


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take back a code that nobody has used."""
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, reverse("people:trust"))
    refused = actions.withdraw_code(member, request.POST.get("code", ""))
    return _answer_own(request, member, refused, "The invitation is withdrawn.")


class SignUpView(SignupView):  # type: ignore[misc]  # allauth ships no types
    """The form to join with: a puzzle where many join, and of one network only so many an hour."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a member, or say why not; only a form without a mistake counts."""
        form = self.get_form()
        if form.is_valid() and (refused := self._refusal()):
            context = self.get_context_data(form=form, refused=refused)
            return refused_form(request, self.template_name, context, refused)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a puzzle where many join."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"puzzle": self._gate().puzzle()}

    def _refusal(self) -> Refused | None:
        refused = self._gate().pass_through(self.request.POST)
        return refused or limits.spend(self.request, limits.SIGN_UPS)

    def _gate(self) -> puzzles.Gate:
        purpose = f"sign-up {network_of(self.request)}"
        return puzzles.gate(self.request, purpose, limits.FREE_SIGN_UPS, PUZZLE_LIFE_S)


class JoinView(SignUpView):
    """The form to join with, with a code in it: looking at it uses nothing up."""

    def get_initial(self) -> dict[str, Any]:
        """Fill the code in, if somebody can still join with it."""
        initial: dict[str, Any] = super().get_initial()
        found = usable_code(self.kwargs["code"])
        return initial | {"invitation": found.code if found else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who invites, or that the code is of no use."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = usable_code(self.kwargs["code"])
        host = queries.card(found.inviter) if found else None
        return context | {"is_invited": True, "host": host}


@require_POST
def vouch(request: HttpRequest, name: str) -> HttpResponse:
    """Vouch for a member."""
    return _about(request, name, actions.vouch, "You vouch for {name}.")


@require_POST
def unvouch(request: HttpRequest, name: str) -> HttpResponse:
    """Take a vouch back."""
    return _about(request, name, actions.take_back_vouch, "You no longer vouch for {name}.")


@require_POST
def ban(request: HttpRequest, name: str) -> HttpResponse:
    """Ban a member for the reason written, or lift the ban."""
    reason, lifted = request.POST.get("reason", ""), request.POST.get("lift") == "yes"

    def act(by: Member, other: Member, key: str) -> Answer:
        return actions.ban(by, other, reason, key, lifted=lifted)

    return _about(request, name, act, "The ban is lifted." if lifted else "{name} is banned.")


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


def _answer_own(request: HttpRequest, member: Member, outcome: object, said: str) -> HttpResponse:
    """Show a member's own trust again after a form on it."""
    block = "people/own_trust.html"
    return answer(request, outcome, reverse("people:trust"), block, lambda: _own(member), said)


def _own(member: Member) -> dict[str, object]:
    return {"own": trust_profile.own_trust_profile(member), "tariff": books.tariff()}


def _circle(viewer: object, other: Member) -> dict[str, object]:
    """Return what the block about another member's trust shows, and what the viewer may do."""
    by = viewer if isinstance(viewer, Member) else None
    return {
        "member": other,
        "circle": trust_profile.trust_profile(other),
        "form": trust_profile.vouch_form(by, other) if by else None,
        "may_ban": by is not None and by != other and bool(BANNING & queries.roles_of(by)),
        "tariff": books.tariff(),
    }


def _about(
    request: HttpRequest, name: str, act: Callable[[Member, Member, str], Answer], said: str
) -> HttpResponse:
    """Do what a signed-in member asks about another one, and show that one's trust again."""
    other = queries.by_name(name)
    if other is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_MEMBER), "/")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, other.get_absolute_url())
    answered = act(member, other, sent_key(request.POST))
    return answer(
        request,
        answered,
        other.get_absolute_url(),
        "people/circle.html",
        lambda: _circle(member, other),
        said.format(name=other.name),
    )
