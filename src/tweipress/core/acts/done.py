"""Done reading: the article counts as read, not as rated; the quote goes back to its lane."""

from dataclasses import dataclass

from tweipress.core.acts.open import end_session
from tweipress.core.draft import Draft
from tweipress.core.outcome import Outcome, Refused
from tweipress.core.reading import having_read, proven
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Done:
    """Finish reading without a rating; proof as for a Plus."""

    member: int
    session: str
    sections: int = 0
    digest: str = ""


def judge(act: Done, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse without a session or proof."""
    found = proven(act, world, tariff, now_ms)
    if isinstance(found, Refused):
        return found
    session, article, reader = found
    reader, reading = having_read(world, reader, article, "", tariff)
    draft = Draft(world)
    ended = end_session(draft, session)
    return draft.outcome(reader, ended, reading, article=article.article)
