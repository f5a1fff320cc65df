"""A form behind a puzzle: what joining and asking for a new password share."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import FormView

from tweipress.core.state.outcome import Refused
from tweipress.http import limits, puzzles
from tweipress.http.answers import refused_form
from tweipress.http.network import network_of
from tweipress.people.entrance.imitation import in_the_same_time
from tweipress.people.entrance.tries import PUZZLE_LIFE_S


class GatedForm(FormView):  # type: ignore[type-arg]  # Django's is generic for mypy alone
    """A form that asks for a puzzle where many send it; its answer takes as long for everybody."""

    template_name: str
    purpose: str

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the form is for, or say why not; only a form without a mistake counts."""
        form = self.get_form()
        if form.is_valid() and (refused := self.refusal()):
            context = self.get_context_data(form=form, refused=refused)
            return refused_form(request, self.template_name, context, refused)
        with in_the_same_time():
            return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a puzzle where many send the form."""
        return super().get_context_data(**kwargs) | {"puzzle": self._gate().puzzle()}

    def refusal(self) -> Refused | None:
        """Refuse a form whose puzzle is not solved."""
        return self._gate().pass_through(self.request.POST)

    def free(self) -> Sequence[limits.Limit]:
        """Return how many forms need no puzzle."""
        raise NotImplementedError

    def _gate(self) -> puzzles.Gate:
        purpose = f"{self.purpose} {network_of(self.request)}"
        return puzzles.gate(self.request, purpose, self.free(), PUZZLE_LIFE_S)
