"""The form of a notice: what the Digital Services Act (article 16) lists, and no more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tweipress.http.text import check_mail_domain
from tweipress.moderation.notices.models import (
    ADDRESS_MAX,
    EMAIL_MAX,
    LAW_MAX,
    NAME_MAX,
    TEXT_MAX,
    Ground,
)


class NoticeForm(forms.Form):
    """Where it is, why it is illegal, and who says so."""

    address = forms.CharField(
        max_length=ADDRESS_MAX,
        label=_("Where it is"),
        help_text=_("The address of the page, as the browser shows it, or of the comment."),
    )
    ground = forms.ChoiceField(choices=Ground.choices, label=_("What it breaks"))
    law = forms.CharField(max_length=LAW_MAX, required=False, label=_("Which law, if you know it"))
    text = forms.CharField(
        max_length=TEXT_MAX, widget=forms.Textarea, label=_("Why it is illegal, in your words")
    )
    name = forms.CharField(
        max_length=NAME_MAX,
        required=False,
        label=_("Your name, if you want to give it"),
        help_text=_("Moderators see it; who wrote the content does not."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        max_length=EMAIL_MAX,
        validators=[check_mail_domain],
        required=False,
        label=_("Your e-mail address, if you want an answer there"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    faith = forms.BooleanField(
        label=_("I believe in good faith that what I say here is right and complete.")
    )
