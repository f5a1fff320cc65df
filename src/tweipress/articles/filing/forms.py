"""The form of filing: language, tags, address, and which article says the same elsewhere."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tweipress.articles.filing.slugs import TAG_CHARS, slug_of
from tweipress.articles.filing.tags import TAGS_MAX, TYPED_CHARS, Named, typed
from tweipress.articles.models import Article
from tweipress.http.links import SLUG_CHARS, path_of

LINK_CHARS: Final = 2000
"""A whole address, with each letter of another script written as nine signs."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a writer says of an article; an empty slug leaves it the address that it has."""

    language: str
    tags: list[Named]
    slug: str
    translates: Article | None


class FilingForm(forms.Form):
    """How an article is filed; `own` are those that it may be called a translation of."""

    language = forms.ChoiceField(
        label=_("Language of the article"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("Browsers, search engines and voices that read aloud go by it."),
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=TYPED_CHARS,
        help_text=format_lazy(
            _("Up to {most} with commas between them, of {chars} characters each."),
            most=TAGS_MAX,
            chars=TAG_CHARS,
        ),
    )
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=SLUG_CHARS,
        help_text=_(
            "Words of any script with hyphens. The address of a published article that you change"
            " goes on to the new one for ever. Empty leaves it as it is."
        ),
    )
    translates = forms.CharField(
        label=_("Translation of"),
        required=False,
        max_length=LINK_CHARS,
        help_text=_(
            "The address of an article of yours that says the same in another language. Both then"
            " link to each other."
        ),
    )

    def __init__(self, *args: Any, own: Any, **kwargs: Any) -> None:
        """Ask about an article; `own` tells by slug which others it may be linked to."""
        super().__init__(*args, **kwargs)
        self._own = own

    def clean_tags(self) -> list[Named]:
        """Return the tags, each once."""
        return typed(self.cleaned_data["tags"])

    def clean_slug(self) -> str:
        """Return the address as it is written in addresses."""
        given: str = self.cleaned_data["slug"]
        slug = slug_of(given)
        if given and not slug:
            raise forms.ValidationError(_("An address needs a letter or a digit."))
        return slug

    def clean_translates(self) -> Article | None:
        """Return the article at an address, whole or its last part."""
        given: str = self.cleaned_data["translates"].strip()
        if not given:
            return None
        path = [part for part in unquote(path_of(given)).split("/") if part]
        other: Article | None = self._own(path[-1]) if path else None
        if other is None:
            raise forms.ValidationError(_("There is no article of yours at this address."))
        return other

    @property
    def filed(self) -> Filed:
        """Return what a valid form says."""
        return Filed(**self.cleaned_data)
