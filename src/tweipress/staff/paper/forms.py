"""The form of the paper's own pages: that of articles, with an address and without a section."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tweipress.articles.queries import TextForm
from tweipress.publication.queries import SLUG_CHARS, Page, VersionForm, check_slug


class PageForm(TextForm, VersionForm):
    """A page's text, its address, and who sees it; `version` is that of the page shown."""

    section = None  # type: ignore[assignment]  # Django leaves out a field that is None
    slug = forms.CharField(
        label=_("Address"),
        max_length=SLUG_CHARS,
        required=False,
        validators=[check_slug],
        help_text=_(
            "The end of /page/…/. Left empty it is made of the title. An address that readers"
            " have seen leads on when you change it."
        ),
    )
    is_public = forms.BooleanField(label=_("Readers can see it"), required=False)
    is_listed = forms.BooleanField(
        label=_("At the end of every page there is a link"), required=False
    )

    @property
    def data_of_text(self) -> dict[str, Any]:
        """Return the text as articles are checked: without a section."""
        self.cleaned_data.setdefault("section", "")
        return super().data_of_text

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields of a page that a valid form says, but its rendered text."""
        cleaned = self.cleaned_data
        return {
            "title": self.text.title,
            "lead": self.text.lead,
            "sections": self.text.as_json(),
            **{name: cleaned[name] for name in ("slug", "is_public", "is_listed")},
        }

    @classmethod
    def of(cls, page: Page, body: str) -> "PageForm":
        """Return the form with what is stored; `body` is the text as writers type it."""
        names = ("title", "lead", "slug", "is_public", "is_listed", "version")
        return cls(initial={**{name: getattr(page, name) for name in names}, "body": body})

    def clean(self) -> dict[str, Any]:
        """Make an address of the title if none was typed."""
        cleaned = super().clean()
        if not self.errors and not cleaned["slug"]:
            cleaned["slug"] = slugify(cleaned["title"])[:SLUG_CHARS].strip("-")
            if not cleaned["slug"]:
                self.add_error("slug", _("The title has no letters for an address: type one here."))
        return cleaned
