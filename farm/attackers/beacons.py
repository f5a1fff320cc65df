"""An attacker that sends replayed, forged, foreign, unordered or early beacons, and then a Plus."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, paid_nothing
from farm.stage.reading import MS, Course, Play, opened, proven, rated
from farm.stage.reckoning import Reckoning

ARTICLES = 3


class Beacons(Family):
    """Each tries every way to the last token except reading; none proves a whole article."""

    number = "3"
    what = "beacons replayed, forged, another's, out of order, early; then Plus"
    size, short_size = 5, 2

    def plays(self) -> list[Play]:
        """Let all try at once, so that each can use the others' tokens."""
        self.tokens: dict[str, str] = {}
        return [self._try(account) for account in self.accounts]

    def _try(self, account: Account) -> Play:
        yield self.stage.until(6.5)
        for post in self.paper.posts[-10:][: 1 if self.short else ARTICLES]:
            course = opened(account, post.slug, switch=True)
            if course is None:
                return
            first = course.token
            theirs = self.tokens.get(post.slug, first)
            self.tokens[post.slug] = first
            self._early(account, course)
            yield course.wait_ms / MS
            proven(account, course)
            for token in (first, first[:-2] + "AA", first.swapcase(), theirs, "", "." * 9):
                for index in (course.index, course.index + 1, course.sections, 0, -1):
                    self._send(account, course, token, index)
            for token in (first, course.token, first[:-2] + "AA", theirs, ""):
                account.post(f"/read/{course.slug}/plus/", {"token": token})

    def _early(self, account: Account, course: Course) -> None:
        """Send the beacons of all parts at once, and the Plus."""
        for index in range(1, course.sections + 1):
            self._send(account, course, course.token, index)
        rated(account, course)

    def _send(self, account: Account, course: Course, token: str, index: int) -> None:
        sent = {"token": token, "index": str(index)}
        account.post(f"/read/{course.slug}/beacon/", sent, by_script=True)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They are paid nothing."""
        yield paid_nothing(end)
