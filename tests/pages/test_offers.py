"""The block of comments offers an act exactly when the books accept it, at the price it moves."""

from random import Random

import pytest

from tests.comments import deeds
from tests.http.stage import Stage
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.comments.models import DislikeReason
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.pages.view_models.comments import Shown
from tweipress.people.models import Member

ACTS = ("like", "dislike", "hide", "write")
STEPS = 50


class Talk:
    """Members of every standing who act at random on one article's comments."""

    def __init__(self, stage: Stage, article: Article, seed: int) -> None:
        self.stage, self.article, self.dice = stage, article, Random(seed)
        self.outcomes: set[tuple[str, bool]] = set()
        for name, twei in (("penniless", 0), ("poor", 14), ("unread", 90)):
            stage.enter(name, twei, "contributor")
        for name in ("penniless", "poor"):
            stage.read(stage.cast[name], article)
        stage.done(Grade(((stage.reader.pk, 0, 200), (stage.outsider.pk, 0, 200))))
        stage.done(Ban(MemberId(stage.outsider.pk), "Spam."))
        for writer in (stage.author, stage.commenter, stage.critic):
            deeds.write(writer, article, "Bees vote.", "form-0")

    def change(self) -> None:
        """Let something else happen: time, a closed day, a role taken, Twei that come."""
        stage, member = self.stage, self.dice.choice(list(self.stage.cast.values()))
        roll = self.dice.randrange(12)
        if roll == 0:
            stage.books.next_day()
        elif roll == 1:
            stage.books.do(CloseDay())
        elif roll == 2:
            stage.books.do(Role(MemberId(member.pk), roles.Role.CONTRIBUTOR, granted=False))
        elif roll == 3:
            stage.books.do(Deposit(MemberId(member.pk), self.dice.randrange(1, 40)))
        elif roll == 4:
            stage.books.tick()

    def step(self, turn: int) -> None:
        """Compare what the page offers a member with what becomes of the act."""
        member, act = self.dice.choice(list(self.stage.cast.values())), self.dice.choice(ACTS)
        thread = deeds.thread(self.article, member)
        shown = self.dice.choice([one for one in thread.comments if not one.is_hidden])
        is_write_offered = thread.standing is not None and thread.standing.write is None
        price_twei = {
            "write": thread.terms.comment.total_twei if is_write_offered else None,
            "like": shown.like.price_twei if shown.like else None,
            "dislike": shown.dislike.price_twei if shown.dislike else None,
            "hide": 0 if shown.is_removable else None,
        }[act]
        before_twei = self.stage.spendable_twei(member)
        is_done = self.does(member, act, shown, f"k-{turn}")
        assert is_done == (price_twei is not None), (member.name, act, shown)
        after_twei = self.stage.spendable_twei(member)
        if is_done and act in {"write", "dislike"}:
            assert before_twei - after_twei == price_twei
        assert after_twei >= before_twei or act in {"write", "dislike"}
        self.outcomes.add((act, is_done))

    def does(self, member: Member, act: str, shown: Shown, key: str) -> bool:
        """Do an act, and tell whether it was accepted."""
        if act == "write":
            return isinstance(deeds.write(member, self.article, "Bees dance.", key), Receipt)
        if act == "like":
            return isinstance(deeds.like(member, shown.number, key), Receipt)
        if act == "dislike":
            reason = DislikeReason.UNKIND.value
            return isinstance(deeds.dislike(member, shown.number, reason, key), Receipt)
        return deeds.hide(member, shown.number, "Off the point.") is None


@pytest.mark.parametrize("seed", range(4))
def test_what_the_page_offers_is_accepted_at_its_price_and_nothing_else_is(
    stage: Stage, seed: int
) -> None:
    article = stage.publish_and_read()
    talk = Talk(stage, article, seed)
    for turn in range(STEPS):
        talk.change()
        talk.step(turn)
    assert len(talk.outcomes) >= 7, talk.outcomes
