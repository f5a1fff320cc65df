"""Forms of writers. What can be kept is checked by text/content.py; the form asks it early."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from tweipress.articles.models import REASON_CHARS
from tweipress.articles.sentences import sentence
from tweipress.articles.text import content, markdown
from tweipress.articles.text.faults import ContentError
from tweipress.articles.text.rich import nodes, reading, writing
from tweipress.publication import queries as paper

NO_TITLE: Final = "—"
BODY_CHARS: Final = 2 * content.TEXT_CHARS
"""Markdown and addresses of links come on top of the text that is shown."""


class TextForm(forms.Form):
    """Title, lead, news section and body; a valid form has `data_of_text` and `text`.

    The body is Markdown, or the rich editor's document. That has no field on the page: the editor
    adds one, so a form without it was typed in the textarea.
    """

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

    document = forms.CharField(
        max_length=reading.DOCUMENT_CHARS, required=False, widget=forms.HiddenInput
    )

    text: content.Text

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, is_shown: bool = True, **options: Any
    ) -> None:
        """Begin with what was sent; the textarea shows what came as a document too.

        A writer chooses from the paper's sections, once it has a list of them. A form that is not
        shown needs no textarea: turning the longest document into Markdown takes 0.2 s.
        """
        super().__init__(_with_markdown(data) if is_shown else data, **options)
        if "section" in self.fields and paper.shown().sections:
            self.fields["section"] = forms.ChoiceField(
                label=self.fields["section"].label,
                required=False,
                choices=_of_paper(self.initial.get("section", "") or self._former_name()),
            )

    def _former_name(self) -> str:
        """Return the section that was sent, if it is one of the paper's by any of its names."""
        sent = str(self.data.get("section", ""))
        return sent if paper.section_name(sent) in paper.shown().sections else ""

    @property
    def for_editor(self) -> Mapping[str, Any] | None:
        """Return the document that the rich editor begins with, None if it can show none.

        An unfinished text is one too; it is checked when it is saved.
        """
        held = self.data if self.is_bound else self.initial
        try:
            return writing.document(_sections(held))
        except ContentError:
            pass
        try:
            return nodes.parsed(held.get("document") or "")
        except ContentError:
            return None

    @property
    def data_of_text(self) -> dict[str, Any]:
        """Return what actions.save_draft and actions.edit take."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("title", "lead", "section")},
            "sections": _sections(cleaned),
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


def _of_paper(written: str) -> list[tuple[str, str]]:
    """Return the paper's sections; that of an article is chosen by the name that it has there."""
    listed, now = paper.shown().sections, paper.section_name(written)
    choices = [(written if name == now else name, name) for name in listed]
    kept = [(written, written)] if written and now not in listed else []
    return [("", "—"), *choices, *kept]


def of_text(text: content.Text) -> dict[str, str]:
    """Return what the fields of a form show of a text."""
    return {
        "title": text.title,
        "lead": text.lead,
        "section": text.section,
        "body": markdown.text(text.headings),
        "document": json.dumps(writing.document(text.as_json())),
    }


def _sections(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the headings and blocks of a document, or of Markdown if there is none."""
    document = held.get("document")
    return reading.sections(document) if document else markdown.sections(held.get("body") or "")


def _with_markdown(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return what was sent, with a document's Markdown for the textarea, if it can have one."""
    if data is None or not data.get("document"):
        return data
    sent = {name: data.get(name, "") for name in data}
    try:
        text = content.checked(NO_TITLE, "", "", _sections(data))
    except ContentError:
        return sent
    return {**sent, "body": markdown.text(text.headings)}


class TakeBackForm(forms.Form):
    """Why an article is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARS,
        help_text=gettext_lazy("Readers see it in place of the article."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
