"""The readers of an article as its authors see them: a table of cohorts, and its chart."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext, pgettext_lazy

from tweipress.language import figures
from tweipress.pages.charts.drawing import Chart, Series
from tweipress.reading.queries.cohorts import Cohort, CohortRow

COHORTS: Final[dict[Cohort, Promise]] = {
    Cohort.NEW: pgettext_lazy("readers of an article", "New"),
    Cohort.REGULAR: pgettext_lazy("readers of an article", "Regular"),
    Cohort.FLAGGED: pgettext_lazy("readers of an article", "Flagged"),
}


def chart_of_readers(rows: Sequence[CohortRow]) -> Chart:
    """Return the chart of cohorts: those who read to the end, and those who left, above them."""
    return Chart(
        key="readers",
        title=gettext("Readers by cohort"),
        described=gettext("The table below has the same figures."),
        points=tuple(str(COHORTS[row.cohort]) for row in rows),
        series=(
            Series(gettext("Read to the end"), tuple(row.ended for row in rows)),
            Series(gettext("Left before the end"), tuple(row.left for row in rows)),
        ),
        written=figures.number,
        is_right_to_left=get_language_bidi(),
    )
