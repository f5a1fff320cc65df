"""`tweipress demo`: a site with a story, ready to be tried. What `make run` calls."""

import textwrap
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser

from tweipress import bank
from tweipress.demo import actions, queries
from tweipress.demo.cast import people

WIDTH = 100


class Command(BaseCommand):
    """Migrate, fill what is empty, freshen what is stale, tell how to sign in, serve."""

    help = "Fill the demo, print its sign-ins and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to serve."""
        parser.add_argument("--no-serve", action="store_true", help="fill and freshen only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse production; end in one line when the books cannot be had."""
        if settings.PRODUCTION:
            raise CommandError("The demo is not for production: unset TWEIPRESS_ENV.")
        call_command("migrate", verbosity=0)
        try:
            self._prepare()
        except (bank.BooksClosedError, actions.StoryStoppedError) as error:
            raise CommandError(f"The demo stopped: {error}") from error
        except ValidationError as error:
            raise CommandError(f"The demo stopped: {' '.join(error.messages)}") from error
        self._tell()
        if not options["no_serve"]:
            call_command("serve")

    def _prepare(self) -> None:
        if queries.is_empty():
            self._say("Filling the demo ...")
            actions.fill()
        elif not queries.is_filled():
            raise CommandError(
                f"{settings.TWEIPRESS_DATA} holds a site that is not the demo, or a demo whose"
                " filling was interrupted: remove it, or give the demo another TWEIPRESS_DATA."
            )
        elif queries.is_stale():
            self._say("Freshening the demo ...")
            self._say(f"{actions.freshen()} articles from the archive.")

    def _tell(self) -> None:
        """Print who can sign in, and what each of them shows."""
        self._say(f"\nSign in with the password {queries.password()} as\n")
        for person in people():
            start = f"  {person.name:<9}{person.email:<22}  "
            shows = textwrap.wrap(person.shows, WIDTH - len(start))
            self._say(start + f"\n{' ' * len(start)}".join(shows))
        self._say("")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
