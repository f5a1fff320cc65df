"""Forms by which readers are told what was wrong, and that a notice was."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tweipress.articles.staging.models import NOTICE_CHARS, Kind

KINDS = [(kind.value, kind.label) for kind in Kind if kind is not Kind.WITHDRAWAL]


class NoticeForm(forms.Form):
    """What readers are told of a change."""

    kind = forms.ChoiceField(label=_("Kind of notice"), choices=KINDS)
    text = forms.CharField(
        label=_("What was wrong, and what is right"),
        max_length=NOTICE_CHARS,
        help_text=_("It stands below the article, with the time, and cannot be changed later."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    """Why a notice is withdrawn."""

    reason = forms.CharField(
        label=_("Why it is withdrawn, for everybody to read"), max_length=NOTICE_CHARS
    )
