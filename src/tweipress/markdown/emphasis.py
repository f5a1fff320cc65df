"""Emphasis beside Korean, Chinese and Japanese words, which no space separates from a particle.

CommonMark takes the stars of `**"인용"**은` for text, since they stand between a sign and a letter
(its issue 650). Beside a letter of these scripts they are marks here, as in markdown-cjk-friendly.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis

WITHOUT_SPACES: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u30ff\u3100-\u318f\u31a0-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0003ffff]"
)
STAR: Final = "*"


def between_words(parser: MarkdownIt) -> None:
    """Let a parser find marks beside letters of these scripts."""
    parser.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read stars as the library does; beside a letter of these scripts they open and close."""
    start = state.pos
    if not emphasis.tokenize(state, silent):
        return False
    if state.src[start] == STAR:
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        for delimiter in state.delimiters[start - state.pos :]:
            delimiter.open = delimiter.open or (_is_letter(before) and not after.isspace())
            delimiter.close = delimiter.close or (_is_letter(after) and not before.isspace())
    return True


def _is_letter(sign: str) -> bool:
    return WITHOUT_SPACES.match(sign) is not None
