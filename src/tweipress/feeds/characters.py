"""Characters of XML 1.0: others make a document that no program reads, however they are written."""

import re
from typing import Final

OTHERS: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """Return a text without the characters that XML does not know."""
    return OTHERS.sub("", text)
