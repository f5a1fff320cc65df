"""The sentences that a writer reads when a text cannot be saved, by its place and fault."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tweipress.articles.text.faults import ContentError, Fault
from tweipress.language.figures import number
from tweipress.language.sentences import Plural

EMPTY: Final[Mapping[str, object]] = {
    "title": _("The title is empty."),
    "text": _("A paragraph or a quote of the text is empty."),
    "items": _("A list or a list item of the text is empty."),
}
TOO_LONG: Final = {
    "title": Plural(
        "The title has {chars} character; at most {most} fit.",
        "The title has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "lead": Plural(
        "The lead has {chars} character; at most {most} fit.",
        "The lead has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "section": Plural(
        "The news section’s name has {chars} character; at most {most} fit.",
        "The news section’s name has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "heading": Plural(
        "A heading has {chars} character; at most {most} fit.",
        "A heading has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "source": Plural(
        "A quote’s source has {chars} character; at most {most} fit.",
        "A quote’s source has {chars} characters; at most {most} fit.",
        "chars",
    ),
}
TEXT_TOO_LONG: Final = Plural(
    "The text has {chars} character; at most {most} fit.",
    "The text has {chars} characters; at most {most} fit.",
    "chars",
)
TOO_MANY_BLOCKS: Final = Plural(
    "The text has {blocks} paragraph, list item or quote; at most {most} fit.",
    "The text has {blocks} paragraphs, list items and quotes; at most {most} fit.",
    "blocks",
)
TOO_MANY_LINES: Final = Plural(
    "The text has {lines} line; at most {most} fit.",
    "The text has {lines} lines; at most {most} fit.",
    "lines",
)
TOO_MANY_SIGNS: Final = Plural(
    "The text has {signs} sign of emphasis, code and links (* _ ` [ ] \\); at most {most} fit.",
    "The text has {signs} signs of emphasis, code and links (* _ ` [ ] \\); at most {most} fit.",
    "signs",
)
TOO_MANY_HEADINGS: Final = Plural(
    "The text has {headings} heading; at most {most} fit.",
    "The text has {headings} headings; at most {most} fit.",
    "headings",
)
NO_ADDRESS: Final = _(
    "The news section’s name is part of an address: it cannot contain a slash or consist of dots."
)
UNREADABLE: Final = _("The text has a form that cannot be saved.")
"""For what no form of the site can send."""


def sentence(error: ContentError) -> str:
    """Return why a text cannot be saved, in the language in force."""
    match error.fault:
        case Fault.EMPTY:
            return str(EMPTY.get(error.place, UNREADABLE))
        case Fault.TOO_LONG:
            return _filled(TOO_LONG.get(error.place, TEXT_TOO_LONG), error)
        case Fault.TOO_MANY_BLOCKS:
            return _filled(TOO_MANY_BLOCKS, error)
        case Fault.TOO_MANY_LINES:
            return _filled(TOO_MANY_LINES, error)
        case Fault.TOO_MANY_SIGNS:
            return _filled(TOO_MANY_SIGNS, error)
        case Fault.TOO_MANY_HEADINGS:
            return _filled(TOO_MANY_HEADINGS, error)
        case Fault.NO_ADDRESS:
            return str(NO_ADDRESS)
    return str(UNREADABLE)


def _filled(said: Plural, error: ContentError) -> str:
    text = ngettext(said.one, said.many, int(error.figures[said.figure]))
    return text.format_map({name: number(int(value)) for name, value in error.figures.items()})
