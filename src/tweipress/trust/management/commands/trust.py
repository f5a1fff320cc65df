"""`tweipress trust`: compute the trust of the night that is not graded yet."""

from typing import Any

from django.core.management import CommandError

from tweipress.http.commands import BooksCommand


class Command(BooksCommand):
    """Grade the night that is due; a second run finds nothing to do."""

    help = "Compute everyone's trust after a day's close; the site does so by itself."
    is_recorded = False

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what was done."""
        from tweipress.trust import actions  # noqa: PLC0415  # scipy is for this command alone

        try:
            graded = actions.grade_alone()
        except actions.AlreadyAtItError:
            self.stdout.write("Another process computes this night.")
            return
        except actions.NightStoppedError as error:
            raise CommandError(f"The night was not graded to its end: {error}") from error
        if graded is None:
            self.stdout.write("No night is due: it is graded already, or no day has closed yet.")
            return
        read = "new likes" if graded.was_cached else "all likes"
        self.stdout.write(
            f"Night after {graded.day}: {read} read, {graded.members} members changed,"
            f" {graded.parts} parts committed."
        )
