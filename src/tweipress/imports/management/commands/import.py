"""`tweipress import`: the articles of another site, from its export (docs/import.md)."""

from pathlib import Path
from typing import Any, Final

from django.core.management import CommandError
from django.core.management.base import CommandParser
from tqdm import tqdm

from tweipress.core.ids import MemberId
from tweipress.http.commands import BooksCommand
from tweipress.imports import faults
from tweipress.imports.actions import ContentError, Importing, State
from tweipress.imports.names import Names
from tweipress.imports.pictures import Pictures
from tweipress.imports.reading.kinds import Kind, entries, source_of, told
from tweipress.imports.report import Report, details, line, some
from tweipress.imports.shelf import Shelf
from tweipress.people import queries as people

NO_OPERATOR: Final = (
    "{name} is no operator: name one with --operator, or make one with tweipress operator."
)
ERRORS: Final = {State.WRONG, State.REFUSED}


class Command(BooksCommand):
    """Import articles, paid for with an operator's deposits."""

    help = "Import articles from Ghost, WordPress, Markdown, a feed or our own JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the export and how it is to be read."""
        parser.add_argument("source", metavar="SOURCE", type=Path, help="file, zip or folder")
        parser.add_argument(
            "--from", dest="kind", choices=[*Kind], help="what wrote it; told by itself otherwise"
        )
        parser.add_argument("--dry-run", action="store_true", help="report alone, write nothing")
        parser.add_argument(
            "--pictures", metavar="DIR", type=Path, help="folder or zip with the pictures"
        )
        parser.add_argument(
            "--fetch", action="store_true", help="fetch pictures that are in no file"
        )
        parser.add_argument("--site", metavar="URL", default="", help="address of the old site")
        parser.add_argument(
            "--author", metavar="NAME", default="", help="who has written what names nobody"
        )
        parser.add_argument(
            "--as",
            dest="names",
            metavar="OLD=NAME",
            action="append",
            default=[],
            help="an author’s name there, and that of the member here",
        )
        parser.add_argument(
            "--operator",
            metavar="NAME",
            default="",
            help="whose deposits pay; needed where there are several operators",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what became of each entry and the sums; exit with 1 if one should have come in."""
        path: Path = options["source"]
        operator = people.operator(options["operator"])
        if operator is None:
            raise CommandError(NO_OPERATOR.format(name=options["operator"] or "Nobody"))
        try:
            report = self._import(path, MemberId(operator.pk), options)
        except OSError as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CommandError(f"{path}: {reason}.") from error
        except ContentError as error:
            raise CommandError(f"{path}: {error.path}: {faults.sentence(error)}") from error
        if report.failed:
            raise CommandError(f"{path}: {report.failed} not imported, see above.")

    def _import(self, path: Path, operator: MemberId, options: dict[str, Any]) -> Report:
        kind, source = told(
            source_of(path, options["site"], options["author"]),
            Kind(options["kind"]) if options["kind"] else None,
        )
        shelves = [Shelf(options["pictures"])] if options["pictures"] else []
        if source.name != path.name:  # a folder or a zip has its own
            shelves.append(source.shelf)
        pictures = Pictures(operator, shelves, fetch=options["fetch"])
        names = Names(dict(_pair(given) for given in options["names"]))
        importing = Importing(operator, pictures, names, is_rehearsal=options["dry_run"])
        report = Report()
        done_all = importing.run(entries(kind, source))
        with tqdm(done_all, desc=str(kind), unit=" entries", disable=None, leave=False) as bar:
            for done in bar:
                report.note(done)
                with bar.external_write_mode():
                    out = self.stderr if done.state in ERRORS else self.stdout
                    out.write(f"{path}: {line(done)}" if done.state in ERRORS else line(done))
                    for detail in details(done):
                        out.write(detail)
        self._sum(report, names, pictures, is_rehearsal=options["dry_run"])
        return report

    def _sum(self, report: Report, names: Names, pictures: Pictures, *, is_rehearsal: bool) -> None:
        for old, name in sorted(names.given.items()):
            self.stdout.write(f"{old or 'Who is named nowhere'} is called {name} here")
        self.stdout.write("")
        if is_rehearsal:
            self.stdout.write("A dry run: nothing was written. An import would end with this:")
        for each in report.lines():
            self.stdout.write(each)
        if not is_rehearsal:
            self.stdout.write(f"{some(pictures.new, 'new picture')} in the library")


def _pair(given: str) -> tuple[str, str]:
    old, between, name = given.rpartition("=")
    if not between or not old or not name:
        raise CommandError(f"--as {given}: write OLD=NAME.")
    return old, name
