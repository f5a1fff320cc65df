"""What the commands that copy a site have in common: how they report, and how they fail."""

from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from tweipress.backup.errors import CopyError

KIB = 1024


class CopyCommand(BaseCommand):
    """A command that ends in one line when it cannot do its work."""

    requires_system_checks: list[str] = []
    stealth_options = ("place", "file", "url")
    after_failure = ""
    """What else the operator has to know when it fails."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much to tell."""
        parser.add_argument("--quiet", action="store_true", help="no progress on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy; whatever stands in the way is one line with its name."""
        self.is_quiet: bool = options["quiet"]
        try:
            self.copy(**options)
        except CopyError as error:
            raise self._failed(str(error)) from error
        except OSError as error:
            place = f"{error.filename or ''}: {error.strerror}"
            raise self._failed(f"TARGET_WRONG: {place}.") from error
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            raise self._failed(f"DATABASE_FAILED: {reason}") from error

    def _failed(self, reason: str) -> CommandError:
        return CommandError(" ".join(filter(None, (reason, self.after_failure))))

    def copy(self, **options: Any) -> None:
        """Do the command's work."""
        raise NotImplementedError

    def say(self, line: str) -> None:
        """Tell progress."""
        if not self.is_quiet:
            self.stderr.write(line)


def size(path: Path) -> str:
    """Return a file's size for people."""
    kib = path.stat().st_size / KIB
    return f"{kib:.0f} KiB" if kib < KIB else f"{kib / KIB:.1f} MiB"
