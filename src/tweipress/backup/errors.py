"""Why a copy could not be made, taken or put in place: a name, and a sentence for the operator."""

from enum import StrEnum


class Why(StrEnum):
    """The name of what stands in the way."""

    NO_SITE = "NO_SITE"
    TARGET_WRONG = "TARGET_WRONG"
    BACKUP_FOREIGN = "BACKUP_FOREIGN"
    BACKUP_DAMAGED = "BACKUP_DAMAGED"
    BACKUP_FORGED = "BACKUP_FORGED"
    BACKUP_NEWER = "BACKUP_NEWER"
    BACKUP_TOO_LARGE = "BACKUP_TOO_LARGE"
    EXPORT_FOREIGN = "EXPORT_FOREIGN"
    EXPORT_DAMAGED = "EXPORT_DAMAGED"
    EXPORT_NEWER = "EXPORT_NEWER"
    EXPORT_TOO_LARGE = "EXPORT_TOO_LARGE"
    KEY_MISSING = "KEY_MISSING"
    KEY_WRONG = "KEY_WRONG"
    ROWS_UNFIT = "ROWS_UNFIT"
    COPY_DIFFERS = "COPY_DIFFERS"
    BOOKS_UNCLEAN = "BOOKS_UNCLEAN"
    SITE_TAKEN = "SITE_TAKEN"
    SITE_RUNS = "SITE_RUNS"
    DATABASE_FAILED = "DATABASE_FAILED"


class CopyError(Exception):
    """What ends a copy; nothing that was there before has changed."""

    def __init__(self, why: Why, sentence: str) -> None:
        """Store the name with the sentence."""
        super().__init__(f"{why}: {sentence}")
        self.why = why
