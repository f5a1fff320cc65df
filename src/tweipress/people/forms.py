"""Forms about members: the name at sign-up, and the profile."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tweipress.people.avatars import UPLOAD_MAX_BYTES
from tweipress.people.models import (
    BIO_MAX,
    CODE_LIFE,
    CODE_MAX,
    Member,
    Texts,
)
from tweipress.people.naming import NAME_MAX, TAKEN, check_name
from tweipress.people.queries import looks_taken, usable_code
from tweipress.publication.queries import languages


class NameForm(forms.Form):
    """The fields of sign-up beside the address and the password."""

    name = forms.CharField(
        max_length=NAME_MAX,
        validators=[check_name],
        label=_("Name"),
        help_text=_("2 to 32 letters, digits, hyphens or underscores. Everybody sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    invitation = forms.CharField(
        required=False,
        max_length=CODE_MAX,
        label=_("Invitation"),
        help_text=_("If a member has sent you a code. You can join without one."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """Refuse a name that another member has, or that looks like one."""
        name: str = self.cleaned_data["name"]
        if looks_taken(name):
            raise forms.ValidationError(TAKEN)
        return name

    def clean_invitation(self) -> str:
        """Refuse a code that nobody can join with any more."""
        code: str = self.cleaned_data["invitation"].strip()
        if code and usable_code(code) is None:
            said = ngettext_lazy(
                "This invitation was used or withdrawn, or is older than %(days)s day: leave it"
                " out to join without one, or ask for a new one.",
                "This invitation was used or withdrawn, or is older than %(days)s days: leave it"
                " out to join without one, or ask for a new one.",
                "days",
            )
            raise forms.ValidationError(said % {"days": CODE_LIFE.days})
        return code

    def signup(self, request: object, user: Member) -> None:
        """Do nothing: the adapter has saved the name."""


class LeaveForm(forms.Form):
    """What a member decides who closes the account; the name is typed, so that it is meant."""

    texts = forms.ChoiceField(
        label=_("What becomes of your texts"), choices=Texts.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Your name, as others see it"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        """Ask this member."""
        super().__init__(*args, **kwargs)
        self._member = member

    def clean_name(self) -> str:
        """Refuse another name than the member's own."""
        name: str = self.cleaned_data["name"]
        if name != self._member.name:
            raise forms.ValidationError(_("This is not your name: type it as others see it."))
        return name


class ProfileForm(forms.Form):
    """What a member says about themselves; `avatars.square` checks the picture."""

    bio = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=BIO_MAX,
        help_text=format_lazy(_("Up to {most} characters. Everybody sees it."), most=BIO_MAX),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As my browser asks")), *languages()],
        help_text=_("What the pages are written in. Articles and comments stay as they are."),
    )
    picture = forms.FileField(
        required=False,
        label=_("Picture"),
        help_text=format_lazy(
            _("A JPEG, PNG, WebP or GIF of up to {size} MiB; its middle square is kept."),
            size=UPLOAD_MAX_BYTES >> 20,
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    without_picture = forms.BooleanField(label=_("Remove my picture"), required=False)
