"""Attackers of one commenter: fifty new accounts, and fifty that have reached the level.

Another commenter, whom nobody dislikes, comments on the same articles with the same friends. Both
must get the same reward.
"""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning
from farm.stage.talk import dislikes, finished, likes, said
from tweipress.bank import queries as books
from tweipress.bank.storage.models.pnl import Pnl
from tweipress.core.ids import CommentId, MemberId

COMMENTS = 2
FRIENDS = 3
TALKER_LEVEL, DISLIKER_LEVEL = 13, 8


class Dislikes(Family):
    """Half of them are new and cannot dislike; the others pay for it."""

    number = "12"
    what = "50 fresh accounts, then 50 of LVL 8, dislike every comment of one victim"
    size, short_size = 100, 6
    twei = 12

    def come(self) -> list[Account]:
        """Bring in the victim and the other commenter, who are no attackers."""
        self.victim = self.stage.enter("victim", twei=200)
        self.like = self.stage.enter("victim-undisturbed", twei=200)
        return super().come()

    def levels(self) -> dict[MemberId, int]:
        """Lift the commenters, and half of the dislikers."""
        half = self.accounts[len(self.accounts) // 2 :]
        return dict.fromkeys((self.victim.member, self.like.member), TALKER_LEVEL) | {
            account.member: DISLIKER_LEVEL for account in half
        }

    def plays(self) -> list[Play]:
        """Let the two comment; then friends come, and then the dislikers."""
        self.victims: list[int] = []
        return [
            self._talk(),
            *(self._dislike(account, place) for place, account in enumerate(self.accounts)),
        ]

    def _talk(self) -> Play:
        yield self.stage.until(3.0)
        self.post = self.paper.posts[-len(self.paper.editors)]
        written: list[int] = []
        for writer in (self.victim, self.like):
            yield from finished(writer, self.post)
            texts = (
                f"{writer.name} has thought about it {times} times." for times in range(COMMENTS)
            )
            written += [said(writer, self.post, text) for text in texts]
        self.victims = written[:COMMENTS]
        for friend in self.paper.editors[-FRIENDS:]:
            yield from finished(friend, self.post)
            for comment in written:
                likes(friend, CommentId(comment))

    def _dislike(self, account: Account, place: int) -> Play:
        yield self.stage.until(6.0 + place / 100)
        yield from finished(account, self.post)
        for comment in self.victims:
            dislikes(account, CommentId(comment))

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """The victim loses the bonds at most, and nothing of the reward."""
        bonds_twei = COMMENTS * books.tariff().comment_bond_twei
        victim, like = self._line(self.victim), self._line(self.like)
        fined_twei = sum(row.dislikes_commenter for row in victim)
        said = "costs the victim at most the bond of each comment"
        yield Bound(said, f"{fined_twei} of {bonds_twei} Twei", fined_twei <= bonds_twei)
        got, would = (sum(row.comment_rewards for row in rows) for rows in (victim, like))
        said = "and no reward: the same as where nobody dislikes"
        yield Bound(said, f"{got} and {would} Twei", got == would > 0)

    def _line(self, account: Account) -> list[Pnl]:
        return list(Pnl.objects.filter(member=account.member))
