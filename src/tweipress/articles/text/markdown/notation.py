"""The signs by which the writers' Markdown tells blocks apart, and how a text escapes them."""

import re
from typing import Final

SOURCE_SIGNS: Final = ("— ", "-- ")
BULLETS: Final = "-*"
DELIMITERS: Final = ".)"

ALT: Final = r"((?:\\.|[^\]\\\n])*)"
PICTURE: Final = re.compile(rf"!\[{ALT}\]\(picture:(\d{{1,19}})(?:\s+\"((?:\\.|[^\"\\])*)\")?\s*\)")
EMBED: Final = re.compile(rf"@\[{ALT}\]\((\S+)\)")
NOTE: Final = re.compile(r"\[\^([\w.-]{1,40})\]:(?:\s|$)")
CAPTION: Final = re.compile(r":\s+")

# What would be taken for another block at the start of a paragraph, quote, item or caption: signs
# that get a backslash before them, and numbers and labels that get it before what follows them.
BLOCK: Final = r"(?:#{1,6}|[-*+>]|:)(?=\s|$)|>|--? |— |`{3,}[^`]*$|~{3}|!\[|@\["
LOOKS_LIKE_A_BLOCK: Final = re.compile(rf"\\*(?:{BLOCK})")
LOOKS_LABELLED: Final = re.compile(
    r"^(\d{1,9}(?=\\*[.)])|\[\^[\w.-]{1,40}\](?=\\*:))(\\*)(?=[.):](?:\s|$))"
)
DELIMITER_ROW: Final = re.compile(r"\\*[-|:][-|:\s]*")
SIGNS_OF_ALT: Final = re.compile(r"([\\\[\]])")


def escaped(text: str) -> str:
    """Return `text` such that its start is taken for that of a paragraph."""
    if LOOKS_LABELLED.match(text):
        return LOOKS_LABELLED.sub(r"\1\2\\", text)
    return f"\\{text}" if LOOKS_LIKE_A_BLOCK.match(text) else text


def unescaped(text: str) -> str:
    """Return `text` without the backslash that kept its start from becoming a block."""
    if text.startswith("\\") and LOOKS_LIKE_A_BLOCK.match(text[1:]):
        return text[1:]
    return LOOKS_LABELLED.sub(lambda match: match[1] + match[2][1:], text)


def escaped_caption(text: str) -> str:
    """Return a picture's caption, which could also be the second line of a table."""
    return f"\\{text}" if DELIMITER_ROW.fullmatch(text) else escaped(text)


def unescaped_caption(text: str) -> str:
    """Return a caption as it was before it was escaped."""
    is_row = text.startswith("\\") and DELIMITER_ROW.fullmatch(text[1:])
    return text[1:] if is_row else unescaped(text)


def escaped_alt(text: str) -> str:
    """Return what stands in brackets of pictures and embeds."""
    return SIGNS_OF_ALT.sub(r"\\\1", text)


def unescaped_alt(text: str) -> str:
    """Return plain text from what stood in brackets."""
    return re.sub(r"\\([\\\[\]\"])", r"\1", text)
