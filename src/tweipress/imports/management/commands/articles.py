"""`tweipress articles import`: old articles with their comments, from a file (docs/import.md)."""

from pathlib import Path
from typing import Any, Final

from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.core.ids import MemberId
from tweipress.http.commands import BooksCommand
from tweipress.imports import actions, faults
from tweipress.imports.actions import ContentError, Imported
from tweipress.language.refusals import sentence
from tweipress.people import queries as people

NO_OPERATOR: Final = (
    "{name} is no operator: name one with --operator, or make one with tweipress operator."
)


class Command(BooksCommand):
    """Import articles, paid for with an operator's deposits."""

    help = "Import articles and comments from a JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the operator whose deposits pay."""
        what = parser.add_subparsers(dest="what", required=True, metavar="import")
        importing = what.add_parser("import", help="import a file (docs/import.md)")
        importing.add_argument("file", metavar="FILE.json", type=Path)
        importing.add_argument(
            "--operator",
            metavar="NAME",
            default="",
            help="whose deposits pay; needed where there are several operators",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line about each article; exit with 1 if one could not be imported."""
        file: Path = options["file"]
        try:
            raw = file.read_bytes()
            operator = people.operator(options["operator"])
            if operator is None:
                raise CommandError(NO_OPERATOR.format(name=options["operator"] or "Nobody"))
            failed = sum(
                [self._told(file, done) for done in actions.import_file(raw, MemberId(operator.pk))]
            )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        except ContentError as error:
            raise CommandError(f"{file}: {error.path}: {faults.sentence(error)}") from error
        if failed:
            raise CommandError(f"{file}: {failed} not imported, see above.")

    def _told(self, file: Path, done: Imported) -> bool:
        """Print what became of an article; return whether it failed."""
        place = f"{file}: {done.path}".rstrip(": ")
        if done.wrong:
            self.stderr.write(f"{place}: {done.wrong}")
            return True
        comments = f"{done.new_comments} new comments"
        if done.refused is not None:
            why = f"{done.refused.name}: {sentence(done.refused)}"
            self.stderr.write(f"{place}: “{done.title}” stopped at {why} ({comments})")
            return True
        state = "imported" if done.is_new else "known already"
        self.stdout.write(f"“{done.title}”: {state}, {comments}.")
        return False
