"""What mutes and suspensions bar a member from: the one place that is asked, of every act.

Those in force are few, so each process keeps them until something is decided
(http/fast/changes.py): a page asks no statement for them.
"""

from typing import Final, NamedTuple

from tweipress.bank import clock
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.registry import Act
from tweipress.core.units import MS_PER_S
from tweipress.decisions.models import Decision, Kind
from tweipress.http.fast import changes
from tweipress.http.fast.changes import Mark

SUSPENDED: Final = frozenset({Comment, Like, Dislike, Publish})
"""What a suspended member may not do; a muted one may not comment, and nothing else (adr/0070)."""
BARRED: Final = SUSPENDED


class Bar(NamedTuple):
    """A mute or a suspension in force, and the millisecond in which it ends."""

    kind: Kind
    until_ms: int


class _Kept(NamedTuple):
    mark: Mark | None
    bars: dict[int, tuple[Bar, ...]]


_kept = _Kept(None, {})


def refusal_of(act: Act) -> Refused | None:
    """Return why a member is kept from an act; what an operator brings in is nobody's act."""
    if getattr(act, "importer", 0):
        return None
    member = MemberId(getattr(act, "member"))  # noqa: B009  # each act of BARRED has one
    return comment_refusal(member) if type(act) is Comment else write_refusal(member)


def comment_refusal(member: MemberId) -> Refused | None:
    """Return why a member may not comment, nor change a comment."""
    return _refusal(member, (Kind.SUSPEND, Kind.MUTE))


def write_refusal(member: MemberId) -> Refused | None:
    """Return why a member may not vote, publish, or change what others see of them."""
    return _refusal(member, (Kind.SUSPEND,))


def _refusal(member: MemberId, kinds: tuple[Kind, ...]) -> Refused | None:
    now_ms = clock.now_ms()
    for kind in kinds:
        ends = [bar.until_ms for bar in in_force().get(member, ()) if bar.kind is kind]
        if (until_ms := max(ends, default=0)) > now_ms:
            reason = Refusal.SUSPENDED if kind is Kind.SUSPEND else Refusal.MUTED
            return refuse(reason, until_ms=until_ms)
    return None


def in_force() -> dict[int, tuple[Bar, ...]]:
    """Return the mutes and suspensions by member; one that has just ended may be among them."""
    global _kept  # noqa: PLW0603  # read anew once something was decided
    mark = changes.mark()
    if _kept.mark != mark:
        _kept = _Kept(mark, _read())
    return _kept.bars


def _read() -> dict[int, tuple[Bar, ...]]:
    rows = Decision.objects.filter(
        kind__in=(Kind.MUTE, Kind.SUSPEND), ended_at=None, ends_at__gt=clock.now()
    )
    bars: dict[int, tuple[Bar, ...]] = {}
    for member, kind, ends_at in rows.values_list("member", "kind", "ends_at"):
        assert member is not None
        assert ends_at is not None
        bar = Bar(Kind(kind), int(ends_at.timestamp() * MS_PER_S))
        bars[member] = (*bars.get(member, ()), bar)
    return bars
