"""What the import command prints after the place of a mistake, in English like every command."""

from typing import Final

from tweipress.articles.actions import ContentError, Fault

SENTENCES: Final = {
    Fault.EMPTY: "This is missing or empty.",
    Fault.TOO_LONG: "This has {chars} characters; at most {most} fit.",
    Fault.TOO_MANY_HEADINGS: "The text has {headings} headings; at most {most} fit.",
    Fault.TOO_MANY_BLOCKS: (
        "The text has {blocks} paragraphs, quotes, list items, table rows and lines of code;"
        " at most {most} fit."
    ),
    Fault.TOO_MANY_CELLS: "The tables of the text have {cells} cells; at most {most} fit.",
    Fault.TOO_MANY_COLUMNS: "This has {columns} columns; at most {most} fit.",
    Fault.TOO_MANY_PICTURES: "The text has {pictures} pictures; at most {most} fit.",
    Fault.TOO_MANY_REFERENCES: (
        "The text refers to footnotes {references} times; at most {most} fit."
    ),
    Fault.TOO_DEEP: "Lists in lists have at most {most} levels.",
    Fault.UNEVEN: "This row has {cells} cells, and the table’s head has {columns}.",
    Fault.TWICE: "The footnote {label} is there twice.",
    Fault.NOT_LISTED: "{host} is not one of the sites in TWEIPRESS_EMBED_HOSTS.",
    Fault.TOO_MANY_LINES: "The text has {lines} lines; at most {most} fit.",
    Fault.TOO_MANY_SIGNS: "The text has {signs} signs of Markdown; at most {most} fit.",
    Fault.TOO_FEW_WORDS: "The text has {words} words; an article needs {least} or more.",
    Fault.NO_ADDRESS: "This is part of an address: it cannot contain a slash or consist of dots.",
    Fault.NO_LABEL: "This must be a short name of letters, digits, dots and hyphens.",
    Fault.NO_LINK: "This must be an address that begins with https://.",
    Fault.NO_NUMBER: "This must be a whole number from {least} to {most}.",
    Fault.NO_TEXT: "This must be a text.",
    Fault.NO_TRUTH: "This must be true or false.",
    Fault.NO_OBJECT: "This must be an object.",
    Fault.NO_LIST: "This must be a list.",
    Fault.NO_KIND: "This must be one of {kinds}.",
    Fault.NO_DATE: "This must be a date: write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ.",
    Fault.NO_NAME: "This is not a member’s name: {why}",
    Fault.NO_JSON: "This is not JSON in UTF-8 ({why}).",
    Fault.NO_XML: "This is not XML that can be read ({why}).",
    Fault.UNKNOWN_KEY: "This key is not known here.",
}


def sentence(error: ContentError) -> str:
    """Return why an article of the file cannot be imported."""
    return SENTENCES[error.fault].format_map(error.figures)
