"""An appeal of the demo's: whose comment was removed objects, and the operator answers."""

from typing import Final

from tweipress.composed.appeals import answer
from tweipress.core.ids import MemberId
from tweipress.decisions import queries as decisions
from tweipress.demo.stage import Stage
from tweipress.moderation.appeals import actions as appeals
from tweipress.moderation.appeals import queries
from tweipress.moderation.appeals.actions import Answer

SAID: Final = "I praise what is good. Is that forbidden now?"
ANSWER: Final = Answer("upheld", "The same words stand on three other sites. It stays removed.")


def appealed(stage: Stage, who: str, operator: str) -> None:
    """Let a member appeal against the newest decision about them, and the operator answer."""
    member, by = (MemberId(stage.members[name].pk) for name in (who, operator))
    refused = appeals.appeal(member, decisions.about(member)[0].pk, SAID)
    assert refused is None, refused
    refused = answer(by, queries.waiting()[0].pk, ANSWER)
    assert refused is None, refused
