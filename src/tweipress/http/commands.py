"""Base of the commands that act through the bank: open the books, report a refusal."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from tweipress import bank
from tweipress.bank import Answer, Receipt
from tweipress.core.ids import CONSOLE
from tweipress.core.state.outcome import Refused
from tweipress.language.refusals import sentence
from tweipress.security.actions import Event, record


class BooksCommand(BaseCommand):
    """A command that needs open books: the running site's, else its own."""

    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick
    is_recorded = True
    """Whether a run is a security event; what the site runs by itself every night is none."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Open the books, then run."""
        open_books()
        outcome = "failed"
        try:
            said = super().execute(*args, **options)
            outcome = "done"
        finally:
            if self.is_recorded:
                name = type(self).__module__.rpartition(".")[2]
                detail = {"command": name, "outcome": outcome}
                record(Event.COMMAND_RUN, by=CONSOLE, detail=detail)
        return said


def open_books() -> None:
    """Make sure that acts are answered; end the command in one line when they cannot be."""
    try:
        bank.ensure_open()
    except bank.BooksClosedError as error:
        raise CommandError(str(error)) from error


def accepted(answer: Answer) -> Receipt:
    """Return the receipt, or end the command in one line with the refusal's name and sentence."""
    if isinstance(answer, Refused):
        raise CommandError(f"{answer.name}: {sentence(answer)}")
    return answer
