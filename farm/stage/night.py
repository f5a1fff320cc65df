"""A night on the stage: the books open a new day, trust is graded, readings are searched.

Then a moderator holds the vesting Twei of every flagged member, who can appeal.
"""

import time
from collections.abc import Callable
from typing import Final

from farm.stage.account import Account
from farm.stage.site import PATIENCE_S
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.staff.detection import detect_alone, search_is_due
from tweipress.trust.actions import grade_alone
from tweipress.trust.queries import night_is_due

LOOK_S: Final = 0.05
CASES: Final = 1_000


def night(moderator: Account | None, *, by_itself: bool = False) -> None:
    """Do a night's work as soon as the books have opened the new day.

    `by_itself` leaves grading and searching to the site, which starts both as on any night.
    """
    today = clock.now().date().isoformat()
    _wait_until(lambda: books.today() == today)
    if not by_itself:
        grade_alone()
        detect_alone()
    _wait_until(lambda: not night_is_due() and not search_is_due())
    if moderator is not None:
        _hold(moderator)


def _hold(moderator: Account) -> None:
    """Hold vesting Twei under every flag that has an effect, with the form of the staff pages."""
    for case in books.standing_flags(CASES, appealed=False):
        if case.hold is None and not case.flag.shadow:
            form = {"do": "hold", "reason": "Reads like a program."}
            moderator.post(f"/staff/flags/{case.flag.flag}/", form)


def _wait_until(holds: Callable[[], bool]) -> None:
    """Wait until the site has done something by itself."""
    ends_s = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > ends_s:
            raise TimeoutError("the site does not do its night's work")
        time.sleep(LOOK_S)
