"""One night: what is due is read, computed, and committed as a grade, in parts if it is large."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from tweipress import bank
from tweipress.bank.queries.trust_export import Feed, NightDue, grade_key
from tweipress.core.acts.members.grade import Grade
from tweipress.core.roles import Role
from tweipress.core.rules.reading import MS_PER_S
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.language.refusals import sentence
from tweipress.trust import experience, graph
from tweipress.trust.arrays import Numbers, Table, stacked
from tweipress.trust.like_cache import read_likes
from tweipress.trust.votes import Comments, Likes, on

MARKS_MAX: Final = 1_000
"""Books that are older than the figure allow more; an act has to pass the socket."""

Mark = tuple[int, int, int]


class NightStoppedError(RuntimeError):
    """A part of the grade was refused: what is in the books stays, the rest is for the next try."""


class Graded(NamedTuple):
    """What a night did."""

    day: str
    members: int
    parts: int
    was_remembered: bool


class Standings(NamedTuple):
    """The trust there is, the seeds, and who is banned."""

    trust: Table
    seeds: Numbers
    banned: Numbers


def grade_night(path: Path) -> Graded | None:
    """Compute and commit the night that is due; None when there is none. `path` is the memory's."""
    with closing(Feed()) as feed, feed.snapshot():
        due = feed.due()
        if due is None:
            return None
        tariff = feed.tariff()
        marks, was_remembered = computed(feed, due, tariff, path)
        done = feed.marked(due)
    left = [mark for mark in marks if mark[0] not in done]
    parts = 0
    for act in grades(due, left, min(tariff.grade_marks_max, MARKS_MAX)):
        answer = bank.do(act, key=grade_key(due.day, act.part))
        if isinstance(answer, Refused):
            raise NightStoppedError(f"{answer.name}: {sentence(answer)}")
        parts += 1
    return Graded(due.day, len(left), parts, was_remembered)


def grades(due: NightDue, marks: Sequence[Mark], at_most: int) -> Iterator[Grade]:
    """Yield the acts of a night that are left; the last says so, and there is always one."""
    starts = range(0, max(1, len(marks)), at_most)
    for part, start in enumerate(starts, due.parts):
        yield Grade(
            tuple(marks[start : start + at_most]),
            night=due.day,
            part=part,
            until_ms=due.until_ms,
            last=start == starts[-1],
        )


def computed(feed: Feed, due: NightDue, tariff: Tariff, path: Path) -> tuple[list[Mark], bool]:
    """Return a mark for everyone whose trust changes or who gets XP, by number."""
    window_s = max(tariff.like_weight_window_s, tariff.reward_pair_window_s)
    since_ms = due.until_ms - window_s * MS_PER_S
    likes, was_remembered = read_likes(feed, path, since_ms, due.until_ms)
    comments = Comments(*stacked(feed.comments(), len(Comments._fields)).T)
    standings = read_standings(feed)
    trust = trust_of(feed, due, likes, comments, standings, tariff)
    xp = xp_of(feed, due, likes, comments, trust, tariff)
    members = np.union1d(np.union1d(standings.trust.key, trust.key), xp.key)
    members = members[~np.isin(members, standings.banned)]
    new, gained = trust.of(members), xp.of(members)
    changed = (new != standings.trust.of(members)) | (gained != 0)
    columns = (column[changed].tolist() for column in (members, new, gained))
    return list(zip(*columns, strict=True)), was_remembered


def trust_of(
    feed: Feed,
    due: NightDue,
    likes: Likes,
    comments: Comments,
    standings: Standings,
    tariff: Tariff,
) -> Table:
    """Return everyone's trust in thousandths."""
    lately = likes.where(likes.at_ms >= due.until_ms - tariff.like_weight_window_s * MS_PER_S)
    edges = graph.together(
        graph.like_edges(on(comments, lately.member, lately.comment), tariff),
        graph.word_edges(stacked(feed.invitations(due.until_ms), 2), tariff.invite_weight),
        graph.word_edges(stacked(feed.vouches(due.until_ms), 2), tariff.vouch_weight),
        without=standings.banned,
    )
    found = graph.spread(edges, standings.seeds, tariff)
    return graph.in_thousandths(found, edges, standings.seeds)


def xp_of(
    feed: Feed,
    due: NightDue,
    likes: Likes,
    comments: Comments,
    trust: Table,
    tariff: Tariff,
) -> Table:
    """Return the XP of the day that ends with this night."""
    recent = likes.where(likes.at_ms >= due.until_ms - tariff.reward_pair_window_s * MS_PER_S)
    day = list(feed.acts(feed.seq_before(due.since_ms), feed.seq_before(due.until_ms)))
    return experience.earned(
        day,
        on(comments, recent.member, recent.comment, all_of_them=True),
        comments,
        Table(*stacked(feed.authors(), 2).T),
        trust,
        tariff,
    )


def read_standings(feed: Feed) -> Standings:
    """Return who has trust, who is a seed and who is banned."""
    rows = list(feed.standings())
    trust = stacked([[(member, trust) for member, trust, _, _ in rows]], 2)
    return Standings(
        Table(*trust.T),
        np.array([it[0] for it in rows if Role.EDITOR in it[3] and not it[2]], np.int64),
        np.array([it[0] for it in rows if it[2]], np.int64),
    )
