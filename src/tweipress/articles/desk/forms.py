"""The desk's forms. Dates and times are by the clocks of the paper's time zone."""

from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tweipress.articles.desk import moments
from tweipress.articles.desk.models import NOTE_CHARS, Stage
from tweipress.articles.text import content
from tweipress.language import zone
from tweipress.publication import queries as paper

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""Nobody plans outside of these, and every database and calendar can write them."""
NAME_CHARS: Final = 150
ISO_DAY: Final = "%Y-%m-%d"
ISO_TIMES: Final = ("%H:%M", "%H:%M:%S")
STAGES: Final = (
    (Stage.IDEA.value, _("Idea")),
    (Stage.DRAFT.value, _("Draft")),
    (Stage.REVIEW.value, _("In review")),
    (Stage.READY.value, _("Ready")),
)


class DayField(forms.DateField):
    """A date, as browsers send it."""

    def __init__(self, **options: Any) -> None:
        """Let the browser offer its calendar, and refuse what no plan needs."""
        bounds = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
        widget = forms.DateInput(format=ISO_DAY, attrs={"type": "date"})
        super().__init__(input_formats=[ISO_DAY], widget=widget, validators=bounds, **options)


class MomentWidget(forms.SplitDateTimeWidget):
    """A date and a time beside each other, by the clocks of the paper's zone."""

    def __init__(self) -> None:
        """Name each of the two, as they have one label together."""
        super().__init__(
            date_format=ISO_DAY,
            time_format=ISO_TIMES[0],
            date_attrs={"type": "date", "aria-label": gettext("Date")},
            time_attrs={"type": "time", "aria-label": gettext("Time")},
        )

    def decompress(self, value: datetime | None) -> tuple[date | None, time | None]:
        """Return date and time as clocks in the zone show them."""
        if value is None:
            return None, None
        local = zone.local(value)
        return local.date(), local.time().replace(second=0, microsecond=0)


class MomentField(forms.MultiValueField):
    """A moment; one that the clocks skip is refused."""

    def __init__(self, **options: Any) -> None:
        """Ask for both or none."""
        fields = (DayField(required=False), forms.TimeField(input_formats=ISO_TIMES))
        super().__init__(fields=fields, widget=MomentWidget(), require_all_fields=False, **options)

    def clean(self, value: Any) -> datetime | None:
        """Return the moment, None for an empty field that may be empty."""
        sent = [str(part or "") for part in value] if isinstance(value, (list, tuple)) else ["", ""]
        if not any(sent):
            if self.required:
                raise ValidationError(_("Choose a date and a time."))
            return None
        if not all(sent):
            raise ValidationError(_("Choose a date and a time."))
        day, at = DayField().clean(sent[0]), self.fields[1].clean(sent[1])
        moment = moments.resolved(day, at)
        if moment is None:
            raise ValidationError(
                _(
                    "On this day the clocks are put forward, and this time does not exist. Choose"
                    " one before or after it."
                )
            )
        return moment


class IdeaForm(forms.Form):
    """An idea: a title, a note and who might write it."""

    title = forms.CharField(label=_("Title"), max_length=content.TITLE_CHARS)
    section = forms.ChoiceField(label=_("News section"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE_CHARS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    assignee = forms.CharField(
        label=_("Who is to write it"),
        max_length=NAME_CHARS,
        required=False,
        help_text=_("A member’s name; empty for nobody yet."),
    )
    due = DayField(label=_("Due"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the paper's sections, if it has a list of them."""
        super().__init__(*args, **options)
        sections = paper.shown().sections
        if sections:
            choices = [("", _("None")), *((name, name) for name in sections)]
            self.fields["section"] = forms.ChoiceField(
                label=self.fields["section"].label, required=False, choices=choices
            )
        else:
            del self.fields["section"]


class PlanForm(forms.Form):
    """How far an article is, who does the next thing, and until when."""

    stage = forms.ChoiceField(label=_("Status"), choices=STAGES)
    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE_CHARS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only those who work on the article see it."),
    )
    assignee = forms.CharField(
        label=_("Assignee"),
        max_length=NAME_CHARS,
        required=False,
        help_text=_("The name of whoever does the next thing; empty for nobody."),
    )
    due = DayField(label=_("Due"), required=False)


class DatesForm(forms.Form):
    """From when on an article may be published, and until when it is listed."""

    embargo = MomentField(
        label=_("Embargo until"),
        required=False,
        help_text=_("Nobody can publish it before. Empty for no embargo."),
    )
    expiry = MomentField(
        label=_("Expires"),
        required=False,
        help_text=_(
            "From then on it is in no list, feed or search. Its page stays and says so. Empty for"
            " never."
        ),
    )

    def __init__(self, *args: Any, is_draft: bool, **options: Any) -> None:
        """Leave out the embargo of what is published."""
        super().__init__(*args, **options)
        if not is_draft:
            del self.fields["embargo"]


class ScheduleForm(forms.Form):
    """When an article is to be published."""

    at = MomentField(label=_("Publish on"))
