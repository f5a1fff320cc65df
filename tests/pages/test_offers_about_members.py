"""What pages offer about members and cases is what the books accept, on random books."""

from collections import Counter
from random import Random

import pytest

from tests.http.stage import Stage, set_stage
from tests.moderation.stage import earns
from tests.scratch_books import BooksStage
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.role import Role as RoleAct
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Role
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.pages.blocks.own_cases import own_cases
from tweipress.pages.blocks.trust import member_acts, own_trust
from tweipress.people.actions.invitations import make_code
from tweipress.people.models import InvitationCode
from tweipress.staff.blocks.cases import decisions

STEPS = 1_000
ABOUT = ("vouch", "unvouch", "ban", "lift")
CASES = ("appeal", "lift flag", "uphold", "hold", "release")
Offer = tuple[bool, Act]


class RandomBooks:
    """Members who vouch, invite, ban, flag and decide at random; `seen` counts every answer."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.chance = Random(seed)
        self.members = [MemberId(member.pk) for member in stage.cast.values()]
        self.moderator = MemberId(stage.moderator.pk)
        self.articles = [
            stage.publish(author, slug)
            for author, slug in ((stage.author, "bees"), (stage.critic, "tides"))
        ]
        self.flags: list[tuple[FlagId, MemberId]] = []
        self.seen: Counter[tuple[str, bool]] = Counter()

    def step(self) -> None:
        """Change something, then try one act that pages may offer."""
        self._change()
        kind = self.chance.choice((*ABOUT, "invite", *(CASES if self.flags else ())))
        if kind == "invite":
            offered, accepted = self._invite()
        else:
            offered, act = self._about(kind) if kind in ABOUT else self._in_case(kind)
            accepted = self._does(act)
        assert offered == accepted, kind
        self.seen[kind, offered] += 1

    def _does(self, act: Act) -> bool:
        """Tell whether the books accept an act, or the form proposes it to a second person."""
        answer = self.stage.books.do(act)
        if isinstance(answer, Refused):
            return answer.reason is Refusal.SECOND_PERSON_NEEDED
        return isinstance(answer, Receipt)

    def _about(self, name: str) -> Offer:
        viewer, other = self.chance.choice(self.members), self.chance.choice(self.members)
        if name in {"ban", "lift"} and self.chance.random() < 0.5:
            viewer = self.moderator
        acts = member_acts(viewer, other)
        offers: dict[str, Offer] = {
            "vouch": (acts is not None and acts.can_vouch, Vouch(viewer, other)),
            "unvouch": (acts is not None and acts.can_unvouch, Unvouch(viewer, other)),
            "ban": (acts is not None and acts.can_ban, Ban(other, "so", by=viewer)),
            "lift": (acts is not None and acts.can_lift, Ban(other, "so", lifted=True, by=viewer)),
        }
        return offers[name]

    def _in_case(self, name: str) -> Offer:
        flag, member = self.chance.choice(self.flags)
        by = self.chance.choice([*self.members, member, *[self.moderator] * 5])
        may = decisions(flag, (), by)
        own = own_cases(by)
        can_appeal = any(case.can_appeal for case in own if case.number == flag)
        offers: dict[str, Offer] = {
            "appeal": (can_appeal, Appeal(by, flag, "digest")),
            "lift flag": (may.can_lift, Decide(flag, True, "so", by)),
            "uphold": (may.can_uphold, Decide(flag, False, "so", by)),
            "hold": (may.hold_twei is not None, Hold(flag, "so", by)),
            "release": (may.release_twei is not None, Release(flag, "so", by)),
        }
        return offers[name]

    def _invite(self) -> tuple[bool, bool]:
        member = self.chance.choice(self.members)
        own = own_trust(member)
        made = make_code(member, f"form-{self.chance.random()}")
        return own is not None and own.invite_refused is None, isinstance(made, InvitationCode)

    def _change(self) -> None:
        member = self.chance.choice(self.members)
        match self.chance.randrange(7):
            case 0:
                role, granted = self.chance.choice(list(Role)), self.chance.random() < 0.3
                if member != self.moderator:  # somebody has to be left who can
                    self._does(RoleAct(member, role, granted=granted))
            case 1:
                self._does(Grade(((member, self.chance.choice([0, 300]), 160),)))
            case 2:
                flag = FlagId(1000 + len(self.flags))
                shadow = member == self.moderator or self.chance.random() < 0.3
                by_hand = FlagReason.BY_HAND
                self._does(Flag(flag, member, by_hand, "by hand", 1, "digest", shadow=shadow))
                self.flags.append((flag, member))
            case 3:
                self.stage.books.clock.advance(
                    self.chance.choice([*[60] * 10, 86_400, 31 * 86_400])
                )
                self.stage.books.tick()
            case 4:
                self._guest_joins(member)
            case 5:
                self._reads(member)

    def _guest_joins(self, inviter: MemberId) -> None:
        guest = self.stage.enter(f"guest-{len(self.stage.cast)}")
        InvitationCode.objects.filter(inviter=inviter, guest=None).delete()
        self._does(Invite(inviter, MemberId(guest.pk)))

    def _reads(self, member: MemberId) -> None:
        article: Article = self.chance.choice(self.articles)
        reader = next(candidate for candidate in self.stage.cast.values() if candidate.pk == member)
        if books.offers([article.pk], member)[article.pk].quote_twei:
            earns(self.stage, reader, article)


@pytest.mark.parametrize(
    "seed",
    [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 4))],
)
def test_offered_is_what_the_books_accept(books: BooksStage, seed: int) -> None:
    played = RandomBooks(set_stage(books), seed)
    for _ in range(STEPS):
        played.step()
    assert {kind for kind, offered in played.seen if offered} >= {"vouch", "invite", "ban", "hold"}
    assert {kind for kind, offered in played.seen if not offered} >= {*ABOUT, *CASES, "invite"}
