"""The labels that readers see are those of the rulebook."""

from django.utils.translation import override

from tweipress.core.pnl import LABELS, Line
from tweipress.language.lines import LINES


def test_each_line_has_in_english_the_label_of_the_rulebook() -> None:
    with override("en"):
        assert [str(LINES[line]) for line in Line] == list(LABELS)
