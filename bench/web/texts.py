"""The texts of a site that is filled for the load: long enough to be a real page."""

from typing import Any, Final

WORDS: Final = 700
PARTS: Final = 5
SAID: Final = "What a swarm agrees on, a parliament seldom does, and never so soon. " * 3
"""A comment."""


def text(number: int) -> dict[str, Any]:
    """Return an article as the editor's form sends it."""
    words = [f"word{n}." if n % 10 == 0 else f"word{n}" for n in range(1, WORDS + 1)]
    part = WORDS // PARTS
    blocks = [
        {"kind": "paragraph", "text": " ".join(words[start : start + part])}
        for start in range(0, WORDS, part)
    ]
    text = {
        "title": f"How bees vote, part {number}",
        "lead": "A swarm decides.",
        "section": "Nature",
    }
    return {
        **text,
        "sections": [{"heading": f"On {n}", "blocks": [block]} for n, block in enumerate(blocks)],
    }
