"""The forms of the rules for comments: of the site, of a section, of an article."""

from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from tweipress.comments.rules.models import MESSAGE_CHARS, Mode, Rules
from tweipress.comments.rules.words import WORD_CHARS, WORDS_MAX
from tweipress.core.digits import number_in
from tweipress.core.units import S_PER_DAY
from tweipress.http.text import is_storable
from tweipress.publication.queries import VersionForm

DAYS_MAX: Final = 3650
HOURS: Final = 24
COUNT_MAX: Final = 1000
"""More of anything is no rule any more."""
LEVEL_MAX: Final = 100
AS_WIDER: Final = _("As the wider place says")


class Whole(forms.CharField):
    """A whole number in the digits 0 to 9, within bounds; None if nothing is typed."""

    def __init__(self, label: Any, most: int, help_text: Any = "", *, least: int = 0) -> None:
        """Take the bounds; nothing has to be typed."""
        super().__init__(label=label, required=False, help_text=help_text)
        self.least, self.most = least, most
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> int | None:
        """Return the number."""
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        number = number_in(typed)
        if number is None or not self.least <= number <= self.most:
            said = _("Give a whole number from %(least)s to %(most)s.")
            raise forms.ValidationError(said % {"least": self.least, "most": self.most})
        return number


class PlaceForm(VersionForm):
    """What a section or an article can say: when it is moderated, closes, and how slow it is."""

    mode = forms.ChoiceField(label=_("A moderator looks at a comment"), required=False)
    closes_after_days = Whole(
        _("Close comments after so many days"), DAYS_MAX, _("Empty: as the wider place says.")
    )
    slow_s = Whole(
        _("Seconds between two comments of a member on one article"),
        S_PER_DAY,
        _("Slow mode. Empty: as the wider place says."),
    )
    message = forms.CharField(
        label=_("Message above the box"),
        max_length=MESSAGE_CHARS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    NUMBERS: ClassVar[tuple[str, ...]] = ("closes_after_days", "slow_s")
    NAMES: ClassVar[tuple[str, ...]] = ("mode", "closes_after_days", "slow_s", "message")
    HAS_WIDER: ClassVar[bool] = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mode"]
        field.choices = [*([("", AS_WIDER)] if self.HAS_WIDER else []), *Mode.choices]

    @classmethod
    def of(cls, rules: Rules, version: int) -> "PlaceForm":
        """Return the form with what is stored."""
        shown = {name: getattr(rules, name) for name in cls.NAMES}
        return cls(initial={**shown, "version": version})

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields of rules that a valid form says."""
        return {name: self.cleaned_data[name] for name in self.NAMES}

    def clean(self) -> dict[str, Any]:
        """Refuse a text that cannot be stored."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and not is_storable(value):
                self.add_error(name, _("This text has signs that cannot be stored."))
        return cleaned


class SectionRulesForm(PlaceForm):
    """The rules of a section."""


class ArticleRulesForm(PlaceForm):
    """The rules of an article."""


class SiteRulesForm(PlaceForm):
    """The rules of the whole site: also words, links, repeats, and an outside service."""

    HAS_WIDER = False
    ZEROS: ClassVar[tuple[str, ...]] = (
        *("first_comments", "below_level", "links_below_level", "links_most"),
        *("repeats_own", "repeats_all", "removed_percent", "reports_hide"),
    )
    NAMES = (
        *PlaceForm.NAMES,
        *ZEROS,
        *("night_from", "night_until", "suspect_words", "banned_words", "hook_url"),
        "expires_days",
    )
    first_comments = Whole(
        _("The first comments of a member wait"), COUNT_MAX, _("So many of them; 0: none.")
    )
    below_level = Whole(
        _("Comments of members below this level wait"), LEVEL_MAX, _("0: those of nobody.")
    )
    night_from = Whole(
        _("Comments rest from this hour"),
        HOURS - 1,
        _("By the clocks of the paper’s time zone. Empty: never."),
    )
    night_until = Whole(_("Until this hour"), HOURS - 1)
    suspect_words = forms.CharField(
        label=_("Words for which a comment waits"),
        required=False,
        max_length=2 * WORDS_MAX * WORD_CHARS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "A word or phrase on each line. Case, accents, look-alike letters and spaces between"
            " letters make no difference. A star at the end finds longer words too."
        ),
    )
    banned_words = forms.CharField(
        label=_("Words for which a comment is refused"),
        required=False,
        max_length=2 * WORDS_MAX * WORD_CHARS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    links_below_level = Whole(
        _("Links are counted for members below this level"), LEVEL_MAX, _("0: for nobody.")
    )
    links_most = Whole(_("A comment of theirs with more links than this waits"), COUNT_MAX)
    repeats_own = Whole(
        _("A text waits that a member has sent so often in a week"), COUNT_MAX, _("0: never.")
    )
    repeats_all = Whole(
        _("A text waits that so many members have sent in a week"), COUNT_MAX, _("0: never.")
    )
    removed_percent = Whole(
        _("Comments of members wait of whose last fifty so many percent were removed"),
        100,
        _("0: never. Three have to have been removed."),
    )
    reports_hide = Whole(
        _("A comment is hidden until a moderator decides when so many trusted members report it"),
        COUNT_MAX,
        _("0: reports hide nothing by themselves; they come first in the queue."),
    )
    hook_url = forms.CharField(
        label=_("Address of an outside service that is asked about each comment"),
        required=False,
        max_length=400,
        help_text=_(
            "https only. It can let a comment wait; when it does not answer, it is skipped."
        ),
    )
    expires_days = Whole(
        _("Days after which a comment that nobody has decided goes back to its writer"),
        DAYS_MAX,
        least=1,
    )

    def clean_hook_url(self) -> str:
        """Return the address, or refuse what is none of the web."""
        url = str(self.cleaned_data["hook_url"]).strip()
        if not url:
            return ""
        try:
            parts = urlsplit(url)
            is_fit = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
            is_fit = is_fit and (parts.port is None or parts.port > 0)
        except ValueError:
            is_fit = False
        if not is_fit or not url.isascii() or not url.isprintable() or " " in url:
            raise forms.ValidationError(_("Give an address that begins with https://."))
        return url

    def clean(self) -> dict[str, Any]:
        """Read an empty number as none, and see that a list is no longer than what is matched."""
        cleaned = super().clean()
        for name in self.ZEROS:
            cleaned[name] = cleaned.get(name) or 0
        cleaned["mode"] = cleaned.get("mode") or Mode.AFTER
        if not self.errors and not cleaned.get("expires_days"):
            self.add_error("expires_days", _("Give a number of days."))
        for name in ("suspect_words", "banned_words"):
            if len(str(cleaned.get(name, "")).splitlines()) > WORDS_MAX:
                said = _("A list has %(most)s lines at most.")
                self.add_error(name, said % {"most": WORDS_MAX})
        if (cleaned.get("night_from") is None) != (cleaned.get("night_until") is None):
            self.add_error("night_until", _("A night needs both hours, or none."))
        return cleaned
