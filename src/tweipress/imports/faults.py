"""What the import command prints after the place of a mistake, in English like every command."""

from typing import Final

from tweipress.articles.actions import ContentError, Fault

SENTENCES: Final = {
    Fault.EMPTY: "This is missing or empty.",
    Fault.TOO_LONG: "This has {chars} characters; at most {most} fit.",
    Fault.TOO_MANY_HEADINGS: "The text has {headings} headings; at most {most} fit.",
    Fault.TOO_MANY_BLOCKS: (
        "The text has {blocks} paragraphs, list items and quotes; at most {most} fit."
    ),
    Fault.TOO_MANY_LINES: "The text has {lines} lines; at most {most} fit.",
    Fault.TOO_MANY_SIGNS: "The text has {signs} signs of Markdown; at most {most} fit.",
    Fault.TOO_FEW_WORDS: "The text has {words} words; an article needs {least} or more.",
    Fault.NO_ADDRESS: "This is part of an address: it cannot contain a slash or consist of dots.",
    Fault.NO_TEXT: "This must be a text.",
    Fault.NO_OBJECT: "This must be an object.",
    Fault.NO_LIST: "This must be a list.",
    Fault.NO_KIND: "This must be one of {kinds}.",
    Fault.NO_DATE: "This must be a date: write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ.",
    Fault.NO_NAME: "This is not a member’s name: {why}",
    Fault.NO_JSON: "This is not JSON in UTF-8 ({why}).",
    Fault.UNKNOWN_KEY: "This key is not known here.",
}


def sentence(error: ContentError) -> str:
    """Return why an article of the file cannot be imported."""
    return SENTENCES[error.fault].format_map(error.figures)
