"""Signing in and asking for a new password: a puzzle where many try, and never a shut door."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, PasswordResetView
from django.http import HttpRequest, HttpResponse

from tweipress.http import limits, puzzles
from tweipress.http.answers import refused_form
from tweipress.http.network import network_of
from tweipress.people.entrance.imitation import in_the_same_time
from tweipress.people.entrance.tries import PUZZLE_LIFE_S, Tries
from tweipress.people.hashing import HashingBusyError


class SignInView(LoginView):  # type: ignore[misc]  # allauth ships no types
    """The form to sign in with."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check a password, or ask for a puzzle first; who knows it is counted as no try."""
        self.tries = Tries(request, request.POST.get("login", ""))
        if refused := self.tries.enter(request.POST):
            typed = {"login": request.POST.get("login", "")}
            form = self.get_form_class()(initial=typed, request=request)
            context = self.get_context_data(form=form, refused=refused)
            return refused_form(request, self.template_name, context, refused)
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except HashingBusyError:
            self.tries.take_back()
            raise
        return response

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Sign in, or go on to the second step."""
        self.tries.take_back()
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """Say what is wrong; a form without a password was no try."""
        if form.non_field_errors():
            self.tries.note_wrong()
        else:
            self.tries.take_back()
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a puzzle where the next try needs one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        tries = getattr(self, "tries", None) or Tries(self.request)
        return context | {"puzzle": tries.puzzle()}


class ResetView(PasswordResetView):  # type: ignore[misc]  # allauth ships no types
    """The form to ask for a new password with; the answer does not tell who has an account."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have a link sent, or ask for a puzzle first; only a form without a mistake counts."""
        form = self.get_form()
        if form.is_valid() and (refused := self._gate().pass_through(request.POST)):
            context = self.get_context_data(form=form, refused=refused)
            return refused_form(request, self.template_name, context, refused)
        with in_the_same_time():
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a puzzle where many ask."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"puzzle": self._gate().puzzle()}

    def _gate(self) -> puzzles.Gate:
        purpose = f"reset {network_of(self.request)}"
        return puzzles.gate(self.request, purpose, limits.FREE_RESETS, PUZZLE_LIFE_S)
