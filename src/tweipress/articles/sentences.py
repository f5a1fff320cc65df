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
    "head": _("A table of the text has no columns."),
    "rows": _("A table of the text is empty."),
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
    "caption": Plural(
        "A caption has {chars} character; at most {most} fit.",
        "A caption has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "alt": Plural(
        "The alternative text of a picture has {chars} character; at most {most} fit.",
        "The alternative text of a picture has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "credit": Plural(
        "A picture’s credit has {chars} character; at most {most} fit.",
        "A picture’s credit has {chars} characters; at most {most} fit.",
        "chars",
    ),
    "url": Plural(
        "An embedded address has {chars} character; at most {most} fit.",
        "An embedded address has {chars} characters; at most {most} fit.",
        "chars",
    ),
}
TEXT_TOO_LONG: Final = Plural(
    "The text has {chars} character; at most {most} fit.",
    "The text has {chars} characters; at most {most} fit.",
    "chars",
)
COUNTED: Final[Mapping[Fault, Plural]] = {
    Fault.TOO_MANY_BLOCKS: Plural(
        "The text has {blocks} paragraph, quote, list item, table row or line of code;"
        " at most {most} fit.",
        "The text has {blocks} paragraphs, quotes, list items, table rows and lines of"
        " code; at most {most} fit.",
        "blocks",
    ),
    Fault.TOO_MANY_LINES: Plural(
        "The text has {lines} line; at most {most} fit.",
        "The text has {lines} lines; at most {most} fit.",
        "lines",
    ),
    Fault.TOO_MANY_SIGNS: Plural(
        "The text has {signs} sign of emphasis, code and links (* _ ` [ ] \\); at most {most} fit.",
        "The text has {signs} signs of emphasis, code and links (* _ ` [ ] \\); at most"
        " {most} fit.",
        "signs",
    ),
    Fault.TOO_MANY_HEADINGS: Plural(
        "The text has {headings} heading; at most {most} fit.",
        "The text has {headings} headings; at most {most} fit.",
        "headings",
    ),
    Fault.TOO_MANY_CELLS: Plural(
        "The tables of the text have {cells} cell; at most {most} fit.",
        "The tables of the text have {cells} cells; at most {most} fit.",
        "cells",
    ),
    Fault.TOO_MANY_COLUMNS: Plural(
        "A table of the text has {columns} column; at most {most} fit.",
        "A table of the text has {columns} columns; at most {most} fit.",
        "columns",
    ),
    Fault.TOO_MANY_PICTURES: Plural(
        "The text has {pictures} picture; at most {most} fit.",
        "The text has {pictures} pictures; at most {most} fit.",
        "pictures",
    ),
    Fault.TOO_MANY_REFERENCES: Plural(
        "The text refers to footnotes {references} time; at most {most} fit.",
        "The text refers to footnotes {references} times; at most {most} fit.",
        "references",
    ),
    Fault.UNEVEN: Plural(
        "A row of a table has {cells} cell, and the table’s head has {columns}. Give it as many.",
        "A row of a table has {cells} cells, and the table’s head has {columns}. Give it as many.",
        "cells",
    ),
    Fault.TOO_DEEP: Plural(
        "A list of the text has lists in lists: at most {most} level fits.",
        "A list of the text has lists in lists in lists: at most {most} levels fit.",
        "most",
    ),
}
PLAIN: Final[Mapping[Fault, object]] = {
    Fault.NO_ADDRESS: _(
        "The news section’s name is part of an address: it cannot contain a slash or consist of"
        " dots."
    ),
    Fault.NO_LINK: _("An embedded address is not one of the web: it begins with https://."),
    Fault.NO_NUMBER: _(
        "A picture or a list has a number that cannot be. Pictures have theirs in the library."
    ),
    Fault.NOT_LISTED: _(
        "Pages of {host} cannot be embedded here: only those of sites that the operator has listed."
        " Write a link instead."
    ),
    Fault.TWICE: _("The footnote [^{label}] is there twice. Give one of them another name."),
}
"""Sentences whose figures are texts, or that have none."""
UNREADABLE: Final = _("The text has a form that cannot be saved.")
"""For what no form of the site can send."""


def sentence(error: ContentError) -> str:
    """Return why a text cannot be saved, in the language in force."""
    if error.fault is Fault.EMPTY:
        return str(EMPTY.get(error.place, UNREADABLE))
    if error.fault is Fault.TOO_LONG:
        return _counted(TOO_LONG.get(error.place, TEXT_TOO_LONG), error)
    if said := COUNTED.get(error.fault):
        return _counted(said, error)
    return str(PLAIN.get(error.fault, UNREADABLE)).format_map(error.figures)


def _counted(said: Plural, error: ContentError) -> str:
    text = ngettext(said.one, said.many, int(error.figures[said.figure]))
    return text.format_map({name: number(int(value)) for name, value in error.figures.items()})
