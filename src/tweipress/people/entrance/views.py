"""Signing in and asking for a new password: a puzzle where many try, and never a shut door."""

from collections.abc import Sequence
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, PasswordResetView
from django.http import HttpRequest, HttpResponse

from tweipress.http import limits
from tweipress.http.answers import refused_form
from tweipress.people.entrance.gated import GatedForm
from tweipress.people.entrance.tries import Tries
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


class ResetView(GatedForm, PasswordResetView):  # type: ignore[misc]  # allauth ships no types
    """The form to ask for a new password with; the answer does not tell who has an account."""

    purpose = "reset"

    def free(self) -> Sequence[limits.Limit]:
        """Return how many forms need no puzzle."""
        return limits.FREE_RESETS
