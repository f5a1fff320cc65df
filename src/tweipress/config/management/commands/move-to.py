"""`tweipress move-to`: takes a running SQLite site to PostgreSQL."""

from typing import Any

from django.core.management.base import CommandParser

from tweipress.backup.building import BOOKS, SITE
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.moving import go_back, is_shut, move
from tweipress.config.databases import database
from tweipress.config.environment import SettingsError
from tweipress.config.management.backup_commands import CopyCommand
from tweipress.core.ids import CONSOLE
from tweipress.security.actions import Event, record

NAME = "TWEIPRESS_URL"
WAIT_S = 10
STILL_SHUT = (
    "The site here is still shut by a move before this one:"
    " move it again, or let it be written again with tweipress move-to --back."
)
WRONG = "{what} is no postgresql://user:password@host:port/name URL."


class Command(CopyCommand):
    """Move, prove both books equal, and say which settings to change."""

    help = "Take the running site from SQLite to PostgreSQL."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to, or that it was not meant."""
        parser.add_argument("url", metavar="postgresql://...", nargs="?", default="")
        parser.add_argument(
            "--books", metavar="URL", default="", help="database of the books (else NAME_books)"
        )
        parser.add_argument(
            "--back", action="store_true", help="let the SQLite site be written again"
        )
        super().add_arguments(parser)

    def copy(self, **options: Any) -> None:
        """Say in a few lines what is where now, and what to do next."""
        if options["back"]:
            go_back()
            self.stdout.write("The SQLite site can be written again; tweipress serve.")
            return
        self.after_failure = STILL_SHUT if is_shut() else ""
        site = described(options["url"], "The URL")
        books = {**site, "NAME": f"{site['NAME']}_books"}
        if options["books"]:
            books = described(options["books"], "--books")
        record(Event.COMMAND_RUN, by=CONSOLE, detail={"command": "move-to"})
        built = move({SITE: site, BOOKS: books}, self.say)
        self.stdout.write(
            f"Books: {built.head_seq} postings, {built.rows[BOOKS]} rows. Head {built.head_hash}"
        )
        self.stdout.write(f"Site: {built.rows[SITE]} rows. Uploads stay in their folder.")
        self.stdout.write("Every row compared; the books here and there end alike, audited: clean.")
        self.stdout.write("The site here is shut for writing. Stop it, and start it again with")
        self.stdout.write(f"  TWEIPRESS_SITE_URL={shown(site)}")
        self.stdout.write(f"  TWEIPRESS_BOOKS_URL={shown(books)}")
        self.stdout.write("Should you not, open it again with tweipress move-to --back.")


def described(url: str, what: str) -> dict[str, Any]:
    """Return Django's description of a PostgreSQL database; CopyError for another URL."""
    try:
        place = database(NAME, url)
    except SettingsError as error:
        raise CopyError(Why.TARGET_WRONG, WRONG.format(what=what)) from error
    if not place["ENGINE"].endswith("postgresql"):
        raise CopyError(Why.TARGET_WRONG, WRONG.format(what=what))
    return {**place, "OPTIONS": {"connect_timeout": WAIT_S, **place["OPTIONS"]}}


def shown(place: dict[str, Any]) -> str:
    """Return a database's URL without its password, for a screen that others may see."""
    who = f"{place['USER']}{':PASSWORD' if place['PASSWORD'] else ''}@" if place["USER"] else ""
    port = f":{place['PORT']}" if place["PORT"] else ""
    is_socket = str(place["HOST"]).startswith("/")
    host = "" if is_socket else f"{place['HOST']}{port}"
    options = f"?host={place['HOST']}" if is_socket else ""
    return f"postgresql://{who}{host}/{place['NAME']}{options}"
