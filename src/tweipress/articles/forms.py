"""Forms of writers. What can be kept is checked by text/content.py; the form asks it early."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from tweipress.articles.models import REASON_CHARS
from tweipress.articles.sentences import sentence
from tweipress.articles.text import content, markdown
from tweipress.articles.text.faults import ContentError

BODY_CHARS: Final = 2 * content.TEXT_CHARS
"""Markdown and addresses of links come on top of the text that is shown."""


class TextForm(forms.Form):
    """Title, lead, news section and body; a valid form has `data_of_text` and `text`."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=content.TITLE_CHARS)
    lead = forms.CharField(
        label=gettext_lazy("Lead"),
        max_length=content.LEAD_CHARS,
        required=False,
        help_text=gettext_lazy("One or two sentences that say what it is about."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    section = forms.CharField(
        label=gettext_lazy("News section"),
        max_length=content.SECTION_CHARS,
        required=False,
        help_text=gettext_lazy("One word, for example Economy."),
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=BODY_CHARS,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 24, "class": "prose", "aria-describedby": "body-help"}
        ),
    )

    text: content.Text

    @property
    def data_of_text(self) -> dict[str, Any]:
        """Return what actions.save_draft and actions.edit take."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("title", "lead", "section")},
            "sections": markdown.sections(cleaned["body"]),
        }

    def clean(self) -> dict[str, Any]:
        """Put the reason why a text cannot be kept beside its field."""
        super().clean()
        if self.errors:
            return self.cleaned_data
        try:
            self.text = content.checked(**self.data_of_text)
        except ContentError as error:
            field = error.path if error.path in {"title", "lead", "section"} else "body"
            self.add_error(field, sentence(error))
        return self.cleaned_data


class TakeBackForm(forms.Form):
    """Why an article is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARS,
        help_text=gettext_lazy("Readers see it in place of the article."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
