"""What HTML has and a text of ours has not: counted, so that a report can say it."""

from collections import Counter
from enum import StrEnum


class Loss(StrEnum):
    """What became of a part that is no block of ours."""

    ADDRESS = "ADDRESS"
    AUDIO = "AUDIO"
    BOX = "BOX"
    CUT = "CUT"
    DRAWING = "DRAWING"
    EMBED = "EMBED"
    FILE = "FILE"
    FORM = "FORM"
    LINE = "LINE"
    RAISED = "RAISED"
    SCRIPT = "SCRIPT"
    STRUCK = "STRUCK"
    TABLE = "TABLE"
    UNDESCRIBED = "UNDESCRIBED"
    VIDEO = "VIDEO"


Losses = Counter[Loss]
