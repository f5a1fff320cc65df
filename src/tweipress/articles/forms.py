"""What a writer types in. What can be kept is content's matter; the form only asks it early."""

from typing import Any, Final

from django import forms

from tweipress.articles.models import REASON_CHARS
from tweipress.articles.text import content, markdown
from tweipress.articles.text.content import ContentError

BODY_CHARS: Final = 2 * content.TEXT_CHARS
"""Marks and addresses of links come on top of the text that is shown."""


PLACES: Final = {
    "title": "The title",
    "lead": "The lead",
    "section": "The section’s name",
    "heading": "A heading",
    "source": "A quote’s source",
}


class TextForm(forms.Form):
    """Title, lead, news section and body; a valid form has `data_of_text` and `text`."""

    title = forms.CharField(max_length=content.TITLE_CHARS)
    lead = forms.CharField(
        max_length=content.LEAD_CHARS,
        required=False,
        help_text="One or two sentences that say what it is about.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    section = forms.CharField(
        label="News section",
        max_length=content.TOPIC_CHARS,
        required=False,
        help_text="One word, for example Economy.",
    )
    body = forms.CharField(
        label="Text",
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
        """Say beside its field what cannot be kept."""
        super().clean()
        if self.errors:
            return self.cleaned_data
        try:
            self.text = content.checked(**_arguments(self.data_of_text))
        except ContentError as error:
            field = error.path if error.path in {"title", "lead", "section"} else "body"
            self.add_error(field, f"{_place(error.path)}: {error.reason}")
        return self.cleaned_data


class TakeBackForm(forms.Form):
    """Why an article is taken back."""

    reason = forms.CharField(
        max_length=REASON_CHARS,
        help_text="Readers see it in place of the article.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _place(path: str) -> str:
    """Return which part of the text a path means, for people."""
    return PLACES.get(path.rpartition(".")[2], "The text")


def _arguments(data: dict[str, Any]) -> dict[str, Any]:
    return {**{key: data[key] for key in ("title", "lead", "sections")}, "topic": data["section"]}
