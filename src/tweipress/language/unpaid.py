"""The sentence for each reason why reading an article pays nothing although it can be rated."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.bank.queries import Unpaid

SENTENCES: Final[dict[Unpaid, Promise]] = {
    Unpaid.REPEATS: _(
        "This article repeats another: reading it pays nobody until an editor has looked at it."
    ),
    Unpaid.NOTHING_LEFT: _(
        "This article has paid its readers all that it had. You can still rate it with a Plus."
    ),
    Unpaid.NOT_RELEASED: _(
        "This article has paid all the Twei released so far. A Plus now earns nothing; later it can"
        " earn more."
    ),
}
SHORT: Final[dict[Unpaid, Promise]] = {
    Unpaid.REPEATS: _("Repeats another article: not paid yet"),
    Unpaid.NOTHING_LEFT: _("Nothing left to earn"),
    Unpaid.NOT_RELEASED: _("Nothing to earn at the moment"),
}
"""The same for a line in a list."""


def sentence(reason: Unpaid) -> str:
    """Return the sentence in the language in force."""
    return str(SENTENCES[reason])


def short(reason: Unpaid) -> str:
    """Return a few words for a line in a list, in the language in force."""
    return str(SHORT[reason])
