"""Bounds of a text, far above any article that is read. They keep pages small and quick to make."""

from typing import Final

TITLE_CHARS: Final = 200
LEAD_CHARS: Final = 600
SECTION_CHARS: Final = 40
HEADINGS_MAX: Final = 40
BLOCKS_MAX: Final = 1000
"""Blocks, where each item of a list, row of a table and line of code counts as one."""
TEXT_CHARS: Final = 60_000

MARKDOWN_SIGNS: Final = "*_`[]\\"
MARKDOWN_SIGNS_MAX: Final = 10_000
"""Signs that may begin or end a mark: one in six of the longest text. Each costs as much to read as
ten letters, and a text is read several times until it is saved."""
MARKS_MAX: Final = 30
"""Accents on one letter: as many as Unicode's stream-safe text has (UAX #15), and no language needs
more. To compose n of them takes n times n steps."""

LIST_DEPTH: Final = 3
"""Lists in lists: a phone has no room for more."""
LIST_NUMBER_MAX: Final = 999_999_999
"""The last number of a list: those of Markdown have nine digits."""
COLUMNS_MAX: Final = 20
CELLS_MAX: Final = 2_000
"""Cells of all tables of a text: each is made and cleaned by itself."""
PICTURES_MAX: Final = 100
"""A picture is a kilobyte of markup, and each reader's browser looks at all of them."""
PICTURE_ID_MAX: Final = 2**63 - 1
"""The largest number that a row of a database can have."""
REFERENCES_MAX: Final = 500
"""References to footnotes: four signs that are typed become a hundred bytes of markup."""

ALT_CHARS: Final = 500
"""A description that is read aloud: what is longer belongs in the text."""
CAPTION_CHARS: Final = 600
ADDRESS_CHARS: Final = 2_000
"""Browsers and servers agree on addresses of so many signs."""
LANGUAGE_CHARS: Final = 30
LABEL_CHARS: Final = 40
