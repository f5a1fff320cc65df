"""The form that asks for letters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tweipress.http.text import check_mail_domain
from tweipress.letters.models import EMAIL_MAX, Rhythm


class LettersForm(forms.Form):
    """Which letter, and where."""

    email = forms.EmailField(
        max_length=EMAIL_MAX,
        validators=[check_mail_domain],
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    rhythm = forms.ChoiceField(choices=Rhythm.choices, label=_("How often"))
    section = forms.ChoiceField(required=False, label=_("What of"))

    def __init__(self, sections: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """Offer the sections in which something is published."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *((name, name) for name in sections)]
        self.fields["section"].choices = choices  # type: ignore[attr-defined]  # it is a choice
