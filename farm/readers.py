"""The honest readers: fast, slow, by keyboard alone, in three sittings, on a phone, a family."""

from collections.abc import Iterator
from random import Random

from farm.stage.account import Account
from farm.stage.family import Bound, Family, Takes
from farm.stage.paper import Post
from farm.stage.reading import MS, Play, course_in
from farm.stage.reckoning import Reckoning
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL

FAST_WPM, SLOW_WPM, LISTENS_WPM, PHONE_WPM, MEAN_WPM = 450, 140, 200, 220, 238
FAMILY = 4


class Readers(Family):
    """Honest readers, each with a habit that a rule might misunderstand."""

    number = "–"
    what = "450 words a minute; 140; keyboard alone; three sittings; a phone; a family of four"

    def come(self) -> list[Account]:
        """Bring in the five, and the family behind one address."""
        home = self.stage.fresh_address()
        names = ("fast", "slow", "listener", "three-sittings", "phone")
        family = [self.stage.enter(f"family-{place}", address=home) for place in range(FAMILY)]
        return [*(self.stage.enter(name) for name in names), *family]

    def plays(self) -> list[Play]:
        """Let everybody read at their own hour, and the family after supper."""
        fast, slow, listener, sittings, phone, *family = self.accounts
        return [
            self.visits(fast, self._person(FAST_WPM), 6.5, self.shuffled),
            self.visits(slow, self._person(SLOW_WPM), 9.0, self.shuffled),
            self._listens(listener),
            self.visits(sittings, self._in_sittings, 12.0, self.shuffled),
            self.visits(phone, self._on_a_phone, 17.0, self.shuffled),
            *(
                self.visits(account, self._person(_speed(n)), 19.0, self.shuffled)
                for n, account in enumerate(family)
            ),
        ]

    def _person(self, speed_wpm: float) -> Takes:
        chance = self.stage.chance
        return lambda post: population.dwell_s(chance, MODEL, speed_wpm, post.words)

    def _in_sittings(self, post: Post) -> float:
        breaks_s = sum(self.stage.chance.expovariate(1 / 120) for _ in range(2))
        return min(self._person(MEAN_WPM)(post) + breaks_s, 9 * 60)

    def _on_a_phone(self, post: Post) -> float:
        chance = self.stage.chance
        away_s = sum(chance.expovariate(1 / 60) for _ in range(3) if chance.random() < AWAY)
        return self._person(PHONE_WPM)(post) + away_s

    def _listens(self, account: Account) -> Play:
        """Read without a script: every step is a form and a page, every part has a button."""
        chance = self.stage.chance
        self.reads[account.name] = 0
        while self.reads[account.name] < self.goal:
            yield self.stage.until(10.0)
            for post in self.shuffled(self.paper.posts[-10:]):
                page = f"/post/{post.slug}/"
                account.post(f"/read/{post.slug}/open/")
                course = course_in(account.get(page), post.slug)
                if course is None or course.quota_is_spent or self.reads[account.name] >= self.goal:
                    break
                heard_s = self._person(LISTENS_WPM)(post)
                while not course.is_complete:
                    part_s = heard_s * course.wait_ms / course.total_ms + chance.uniform(1, 6)
                    yield max(part_s, course.wait_ms / MS)
                    pressed = {"token": course.token, "index": str(course.index)}
                    account.post(f"/read/{post.slug}/beacon/", pressed)
                    proven = course_in(account.get(page), post.slug)
                    assert proven is not None, account.met
                    course = proven
                done = account.post(f"/read/{post.slug}/plus/", {"token": course.token})
                self.reads[account.name] += done.is_accepted
                yield 30.0
            yield self.stage.until(0, days=1)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """All are paid, none is flagged, and they keep everything."""
        fewest = min(self.reads.values())
        said = f"all {self.goal} readings are accepted"
        yield Bound(said, f"at least {fewest}", fewest >= self.goal)
        flagged = sum(map(bool, end.flags.values()))
        yield Bound("none is ever flagged", f"{flagged} of {end.accounts}", flagged == 0)
        kept = f"{end.kept_twei} of {end.paid_twei} Twei"
        yield Bound("keep all they were paid", kept, end.kept_twei == end.paid_twei > 0)


AWAY = 0.3


def _speed(number: int) -> float:
    return population.speed_wpm(Random(number), MODEL)
