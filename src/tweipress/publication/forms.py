"""Forms of the paper's settings. Each carries the version that its page showed."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tweipress.core.digits import number_in
from tweipress.publication import checks
from tweipress.publication.emblems import ICON_MIN_PX, LOGO_PX, UPLOAD_MAX_BYTES
from tweipress.publication.footer import LINES_MAX
from tweipress.publication.models import (
    CONTACT_CHARS,
    FOOTER_CHARS,
    NAME_CHARS,
    SECTION_CHARS,
    TAGLINE_CHARS,
    Paper,
)

TEXTS: Final = ("name", "tagline", "accent", "footer", "contact", "time_zone", "says_platform")
"""What the form shows of a row as it is."""
ACCEPT: Final = {"accept": "image/png,image/jpeg,image/webp"}


class VersionForm(forms.Form):
    """A form that changes nothing if the paper has been changed since its page was made."""

    version = forms.CharField(widget=forms.HiddenInput)

    def clean_version(self) -> int:
        """Return the version as a number."""
        version = number_in(self.cleaned_data["version"])
        if version is None:
            raise ValidationError(_("This form is not one of the site: load its page again."))
        return version


class LookForm(VersionForm):
    """Name and look of the paper; `row` says what it has now."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_CHARS,
        required=False,
        validators=[checks.check_line],
        help_text=_("In the masthead, in titles, and in mails. Without one it is the site’s host."),
    )
    tagline = forms.CharField(
        label=_("Tagline"),
        max_length=TAGLINE_CHARS,
        required=False,
        validators=[checks.check_line],
        help_text=_("A line below the name; search engines show it too."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs=ACCEPT),
        help_text=format_lazy(
            _(
                "In place of the name in the masthead: a PNG, JPEG or WebP of up to {size} MiB. It"
                " is kept at {width} by {height} pixels at most."
            ),
            size=UPLOAD_MAX_BYTES >> 20,
            width=LOGO_PX[0],
            height=LOGO_PX[1],
        ),
    )
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    dark_logo = forms.FileField(
        label=_("Logo on dark pages"),
        required=False,
        widget=forms.FileInput(attrs=ACCEPT),
        help_text=_("Without one, the logo stands on a light ground there."),
    )
    without_dark_logo = forms.BooleanField(label=_("Remove the logo on dark pages"), required=False)
    icon = forms.FileField(
        label=_("Icon"),
        required=False,
        widget=forms.FileInput(attrs=ACCEPT),
        help_text=format_lazy(
            _("A square of {pixels} pixels or more, for browsers’ tabs and phones."),
            pixels=ICON_MIN_PX,
        ),
    )
    without_icon = forms.BooleanField(label=_("Remove the icon"), required=False)
    accent = forms.CharField(
        label=_("Accent colour"),
        required=False,
        validators=[checks.check_colour],
        help_text=_(
            "For links, buttons and section names, for example #0b5d4a. Where it could not be"
            " read on a light or a dark page, the nearest shade that can be is used."
        ),
        widget=forms.TextInput(
            attrs={"maxlength": 7, "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    footer = forms.CharField(
        label=_("Footer"),
        max_length=FOOTER_CHARS,
        required=False,
        validators=[checks.check_text],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=format_lazy(
            _(
                "Up to {lines} lines at the end of every page. You can write *emphasis*, **strong**"
                " and [link](https://…)."
            ),
            lines=LINES_MAX,
        ),
    )
    contact = forms.CharField(
        label=_("Contact"),
        max_length=CONTACT_CHARS,
        required=False,
        validators=[checks.check_contact],
        help_text=_("A mail address or a page, linked at the end of every page."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: _zones(),  # noqa: PLW0108  # it is defined below
        help_text=_("Readers see all times in it. The books count their days in UTC."),
    )
    language = forms.ChoiceField(
        label=_("Main language"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("For whoever asks for none that the paper offers."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"),
        required=False,
        choices=lambda: settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What menus and messages are written in. The main language is always offered."),
    )
    says_platform = forms.BooleanField(
        label=_("Say at the end of every page what the paper runs on"), required=False
    )

    @classmethod
    def of(cls, row: Paper) -> "LookForm":
        """Return the form with what is stored."""
        offered = row.languages or [code for code, _name in settings.LANGUAGES]
        shown = {name: getattr(row, name) for name in TEXTS}
        return cls(
            initial={
                **shown,
                "version": row.version,
                "language": offered[0],
                "languages": offered,
            }
        )

    @property
    def values(self) -> dict[str, Any]:
        """Return what a valid form says, as actions.change takes it; pictures are apart."""
        cleaned = self.cleaned_data
        main = cleaned["language"]
        others = [code for code in cleaned["languages"] if code != main]
        return {**{name: cleaned[name] for name in TEXTS}, "languages": [main, *others]}

    def clean_footer(self) -> str:
        """Refuse more lines than a footer shows."""
        text: str = self.cleaned_data["footer"].strip()
        if len([line for line in text.splitlines() if line.strip()]) > LINES_MAX:
            raise ValidationError(
                _("A footer has %(lines)s lines at most: put the rest on a page.")
                % {"lines": LINES_MAX}
            )
        return text


class NewSectionForm(VersionForm):
    """The name of a section that joins the paper's."""

    name = forms.CharField(
        label=_("New section"), max_length=SECTION_CHARS, validators=[checks.check_section]
    )


class RenameForm(VersionForm):
    """Another name for a section."""

    name = forms.CharField(
        label=_("Name"), max_length=SECTION_CHARS, validators=[checks.check_section]
    )


class MergeForm(VersionForm):
    """Which section takes the articles of one that goes; without one they keep their names."""

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Offer other sections."""
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ChoiceField(
            label=_("Its articles go to"), required=False, choices=[("", "—"), *others]
        )


def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all time zones by their continents."""
    names = sorted(checks.zones())
    return [
        (area, [(name, name.partition("/")[2].replace("_", " ") or name) for name in group])
        for area, group in groupby(names, key=lambda name: name.partition("/")[0])
    ]
