"""Putting the demo's drawings into the library, and into the articles that show them."""

from io import BytesIO
from typing import Any

from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.demo.cast import Text
from tweipress.demo.drawings import CREDIT, DRAWINGS, LICENCE, Drawing
from tweipress.pictures import actions as library


def sections_of(text: Text, author: MemberId) -> list[dict[str, Any]]:
    """Return the sections of a text, with its drawing at the beginning if there is one."""
    first, *others = text.data["sections"]
    drawing = DRAWINGS.get(text.key)
    number = _kept(drawing, author) if drawing else None
    if drawing is None or number is None:
        return [first, *others]
    block = {
        "kind": "picture",
        "picture": number,
        "alt": drawing.alt,
        "caption": drawing.caption,
    }
    return [{**first, "blocks": [block, *first["blocks"]]}, *others]


def _kept(drawing: Drawing, author: MemberId) -> int | None:
    """Return the number of a drawing in the library; None where a picture is refused."""
    across, down = drawing.focus
    about = {
        "alt": drawing.alt,
        "credit": CREDIT,
        "licence": LICENCE,
        "focal_x": across,
        "focal_y": down,
    }
    answer = library.add(author, BytesIO(drawing.png()), f"{drawing.name}.png", about)
    return None if isinstance(answer, Refused) else answer.picture.number
