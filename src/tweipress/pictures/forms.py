"""Forms about pictures: the file, and what the library says of it."""

from typing import Any, Final

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tweipress.core.digits import number_in
from tweipress.pictures.making.bounds import UPLOAD_MAX_BYTES
from tweipress.pictures.models import (
    ALT_CHARS,
    CREDIT_CHARS,
    LICENCE_CHARS,
    MIDDLE,
    NAME_CHARS,
)

ACCEPTED: Final = "image/jpeg,image/png,image/webp,image/avif,image/gif"
WHOLE: Final = 100
"""Per cent."""


class PercentField(forms.CharField):
    """A whole number from 0 to 100, chosen with a slider."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.NumberInput(attrs={"type": "range", "min": 0, "max": WHOLE, "step": 1})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: object) -> int:
        """Return the number; the middle for none."""
        text = super().clean(value)
        percent = number_in(text) if text else MIDDLE
        if percent is None or percent > WHOLE:
            raise forms.ValidationError(_("Give a whole number from 0 to 100."))
        return percent


class AboutForm(forms.Form):
    """What the library says of a picture."""

    name = forms.CharField(label=_("Name in the library"), max_length=NAME_CHARS)
    alt = forms.CharField(
        label=_("Alternative text"),
        required=False,
        max_length=ALT_CHARS,
        help_text=_(
            "What somebody misses who cannot see the picture. Articles begin with it and can say"
            " something else."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    credit = forms.CharField(
        label=_("Credit"),
        required=False,
        max_length=CREDIT_CHARS,
        help_text=_("Who made the picture, as readers are told."),
    )
    licence = forms.CharField(
        label=_("Licence"),
        required=False,
        max_length=LICENCE_CHARS,
        help_text=_("By what right it is used: “CC BY 4.0”, “agency, one year”, “own picture”."),
    )
    focal_x = PercentField(
        label=_("Focal point, from left to right"),
        help_text=_("What stays in view where the picture is cut."),
    )
    focal_y = PercentField(label=_("Focal point, from top to bottom"))


class UploadForm(forms.Form):
    """A file for the library, with what can be said of it at once."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=format_lazy(
            _(
                "A JPEG, PNG, WebP, AVIF or still GIF of up to {size} MiB. Where, when and with"
                " what it was taken is left out."
            ),
            size=UPLOAD_MAX_BYTES >> 20,
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    alt = forms.CharField(
        label=_("Alternative text"),
        required=False,
        max_length=ALT_CHARS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    credit = forms.CharField(label=_("Credit"), required=False, max_length=CREDIT_CHARS)
    licence = forms.CharField(label=_("Licence"), required=False, max_length=LICENCE_CHARS)
