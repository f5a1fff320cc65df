"""What the buttons ask for that move a section or a page up or down."""

from typing import NamedTuple

from django.http import HttpRequest

from tweipress.core.digits import number_in


class Move(NamedTuple):
    """A move of something that a page showed as of a version."""

    version: int
    down: bool


def asked_to_move(request: HttpRequest) -> Move | None:
    """Return what was asked for; None for what no button of ours asks."""
    version, way = number_in(request.POST.get("version", "")), request.POST.get("do")
    if version is None or way not in {"up", "down"}:
        return None
    return Move(version, way == "down")
