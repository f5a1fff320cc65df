"""What members type in about themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tweipress.people.models import (
    BIO_MAX,
    CODE_LIFE,
    CODE_MAX,
    NAME_MAX,
    Member,
    check_reserved,
    check_signs,
)
from tweipress.people.vouches import usable_code


class NameForm(forms.Form):
    """What sign-up asks for beside the address and the password."""

    name = forms.CharField(
        max_length=NAME_MAX,
        validators=[check_signs, check_reserved],
        help_text="2 to 32 letters, digits, hyphens or underscores. Everyone sees it.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    invitation = forms.CharField(
        required=False,
        max_length=CODE_MAX,
        help_text="If a member has sent you a code. You may join without one.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """Refuse a name that another member has, however it is written."""
        name: str = self.cleaned_data["name"]
        if Member.objects.named(name).exists():
            raise forms.ValidationError("This name is taken: choose another one.")
        return name

    def clean_invitation(self) -> str:
        """Refuse a code that nobody can join with any more."""
        code: str = self.cleaned_data["invitation"].strip()
        if code and usable_code(code) is None:
            raise forms.ValidationError(
                f"This invitation was used, withdrawn, or is older than {CODE_LIFE.days} days:"
                " leave it out to join without one, or ask for a new one."
            )
        return code

    def signup(self, request: object, user: Member) -> None:
        """Nothing is left to do: the adapter has saved the name."""


class ProfileForm(forms.Form):
    """What the public page shows; avatars.square judges the picture."""

    bio = forms.CharField(
        label="About you",
        required=False,
        max_length=BIO_MAX,
        help_text=f"Up to {BIO_MAX} characters. Everyone sees it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As my browser asks")), *settings.LANGUAGES],
        help_text=_("What the pages are written in. Articles and comments stay as they are."),
    )
    picture = forms.FileField(
        required=False,
        help_text="A JPEG, PNG, WebP or GIF of up to 4 MiB; its middle square is kept.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    without_picture = forms.BooleanField(label="Take my picture away", required=False)
