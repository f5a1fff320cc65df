"""What members type in about themselves."""

from django import forms

from tweipress.people.models import BIO_MAX, NAME_MAX, Member, check_reserved, check_signs


class NameForm(forms.Form):
    """What sign-up asks for beside the address and the password."""

    name = forms.CharField(
        max_length=NAME_MAX,
        validators=[check_signs, check_reserved],
        help_text="2 to 32 letters, digits, hyphens or underscores. Everyone sees it.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_name(self) -> str:
        """Refuse a name that another member has, however it is written."""
        name: str = self.cleaned_data["name"]
        if Member.objects.named(name).exists():
            raise forms.ValidationError("This name is taken: choose another one.")
        return name

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
    picture = forms.FileField(
        required=False,
        help_text="A JPEG, PNG, WebP or GIF of up to 4 MiB; its middle square is kept.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    without_picture = forms.BooleanField(label="Take my picture away", required=False)
