"""The form of the checklist: what the operator requires before an article is published."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tweipress.articles.checklist.models import LINE_CHARS, Kind, Line, Rule
from tweipress.articles.text.tidying import END_OF_LINE, tidy
from tweipress.core.digits import number_in
from tweipress.publication.queries import VersionForm

LINES_MAX: Final = 20
"""More than anybody ticks with care."""
WORDS_MAX: Final = 1_000_000
"""More than any text has; both databases keep it."""


class ChecklistForm(VersionForm):
    """What is required: things that the site sees by itself, and lines that a person ticks."""

    kinds = forms.MultipleChoiceField(
        label=_("The site checks"),
        choices=lambda: Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    least = forms.CharField(label=_("Words at least"), required=False)
    most = forms.CharField(label=_("Words at most"), required=False)
    lines = forms.CharField(
        label=_("A person ticks"),
        required=False,
        max_length=2 * LINES_MAX * LINE_CHARS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=format_lazy(
            _(
                "One thing on each line, up to {lines} of {chars} characters. Whoever works on an"
                " article ticks it, with name and time. A line that you change is not ticked."
            ),
            lines=LINES_MAX,
            chars=LINE_CHARS,
        ),
    )

    @classmethod
    def of(cls, rules: Sequence[Rule], lines: Sequence[Line], version: int) -> "ChecklistForm":
        """Return the form with what is stored."""
        words = next((rule for rule in rules if rule.kind == Kind.WORDS), None)
        return cls(
            initial={
                "version": version,
                "kinds": [rule.kind for rule in rules],
                "least": words.least if words else None,
                "most": words.most if words else None,
                "lines": "\n".join(line.text for line in lines),
            }
        )

    def clean_least(self) -> int | None:
        """Return the least number of words, None for no such bound."""
        return self._words("least")

    def clean_most(self) -> int | None:
        """Return the greatest number of words, None for no such bound."""
        return self._words("most")

    def _words(self, name: str) -> int | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        words = number_in(typed)
        if words is None or not 0 < words <= WORDS_MAX:
            raise forms.ValidationError(
                _("Give a whole number from 1 to %(most)s.") % {"most": WORDS_MAX}
            )
        return words

    def clean_lines(self) -> list[str]:
        """Return the lines, each once."""
        given = map(tidy, END_OF_LINE.split(self.cleaned_data["lines"]))
        lines = list(dict.fromkeys(filter(None, given)))
        if len(lines) > LINES_MAX:
            raise forms.ValidationError(
                _("A checklist has %(lines)s such lines at most.") % {"lines": LINES_MAX}
            )
        if any(len(line) > LINE_CHARS for line in lines):
            raise forms.ValidationError(
                _("A line has %(chars)s characters at most.") % {"chars": LINE_CHARS}
            )
        return lines

    def clean(self) -> dict[str, Any]:
        """Refuse a number of words that nothing can have."""
        cleaned = super().clean() or self.cleaned_data
        least, most = cleaned.get("least"), cleaned.get("most")
        if Kind.WORDS in cleaned.get("kinds", ()) and not self.errors and not (least or most):
            self.add_error("least", _("Say how many words it should have, at least or at most."))
        if least and most and least > most:
            self.add_error("most", _("This is less than the number at least."))
        return cleaned
