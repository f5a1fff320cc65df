"""What the site keeps a member from asking of the books: asked here alone, before an act is sent.

The rulebook knows bans. Mutes and suspensions are the site's own and move nothing, so no rule knows
them: an app registers what they bar, and previews and `bank.do` ask it for every act of that kind.
"""

from collections.abc import Callable, Iterable
from typing import Final

from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act

Guard = Callable[[Act], Refused | None]

_guards: Final[dict[type[Act], Guard]] = {}


def bar(kinds: Iterable[type[Act]], guard: Guard) -> None:
    """Ask `guard` about every act of these kinds from now on."""
    _guards.update(dict.fromkeys(kinds, guard))


def refusal(act: Act) -> Refused | None:
    """Return why the site does not send an act, None if it may."""
    guard = _guards.get(type(act))
    return guard(act) if guard is not None else None
