"""Why a text cannot be saved: the place, the fault and its figures. The sentences are elsewhere."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong at a place of a text or of an import file."""

    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_HEADINGS = "TOO_MANY_HEADINGS"
    TOO_MANY_BLOCKS = "TOO_MANY_BLOCKS"
    TOO_MANY_CELLS = "TOO_MANY_CELLS"
    TOO_MANY_COLUMNS = "TOO_MANY_COLUMNS"
    TOO_MANY_LINES = "TOO_MANY_LINES"
    TOO_MANY_PICTURES = "TOO_MANY_PICTURES"
    TOO_MANY_REFERENCES = "TOO_MANY_REFERENCES"
    TOO_MANY_SIGNS = "TOO_MANY_SIGNS"
    TOO_FEW_WORDS = "TOO_FEW_WORDS"
    UNEVEN = "UNEVEN"
    TWICE = "TWICE"
    NOT_LISTED = "NOT_LISTED"
    NO_ADDRESS = "NO_ADDRESS"
    NO_LABEL = "NO_LABEL"
    NO_LINK = "NO_LINK"
    NO_NUMBER = "NO_NUMBER"
    NO_TEXT = "NO_TEXT"
    NO_TRUTH = "NO_TRUTH"
    NO_OBJECT = "NO_OBJECT"
    NO_LIST = "NO_LIST"
    NO_KIND = "NO_KIND"
    NO_DATE = "NO_DATE"
    NO_NAME = "NO_NAME"
    NO_JSON = "NO_JSON"
    NO_XML = "NO_XML"
    UNKNOWN_KEY = "UNKNOWN_KEY"


class ContentError(ValueError):
    """A text that cannot be saved: `path` says where (`sections[0].heading`), `fault` why."""

    def __init__(self, path: str, fault: Fault, **figures: int | str) -> None:
        """Keep the parts: a form and an import say them in sentences of their own."""
        super().__init__(f"{path}: {fault} {figures or ''}".rstrip())
        self.path = path
        self.fault = fault
        self.figures = figures

    @property
    def place(self) -> str:
        """Return the last part of the path without its number: `heading`."""
        return self.path.rpartition(".")[2].partition("[")[0]
