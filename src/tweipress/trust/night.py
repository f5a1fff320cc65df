"""One night: read what is due, compute trust and XP, and commit them as a grade, in parts."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from tweipress import bank
from tweipress.bank.queries.bulk.trust_export import NightDue, TrustExport, grade_key
from tweipress.core.acts.members.grade import Grade
from tweipress.core.roles import Role
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S
from tweipress.language.refusals import sentence
from tweipress.trust import experience, graph
from tweipress.trust.arrays import Numbers, Table, stacked
from tweipress.trust.like_cache import read_likes
from tweipress.trust.votes import Comments, Likes, on

MARKS_MAX: Final = 1_000
"""How many marks fit into one act; it has to pass the socket."""

Mark = tuple[int, int, int]


class NightStoppedError(RuntimeError):
    """A part of the grade was refused. Committed parts stay; the next try does the rest."""


class Graded(NamedTuple):
    """What was done: members graded, acts committed, and whether cached likes were used."""

    day: str
    members: int
    parts: int
    was_cached: bool


class Standings(NamedTuple):
    """Everyone's trust before the night, the seeds, and the banned."""

    trust: Table
    seeds: Numbers
    banned: Numbers


def grade_night(path: Path) -> Graded | None:
    """Compute and commit the night that is due; None when there is none. `path` is the cache's."""
    with closing(TrustExport()) as export, export.snapshot():
        due = export.due()
        if due is None:
            return None
        tariff = export.tariff()
        marks, was_cached = computed(export, due, tariff, path)
        done = export.marked(due)
    left = [mark for mark in marks if mark[0] not in done]
    parts = 0
    for act in grades(due, left, min(tariff.grade_marks_max, MARKS_MAX)):
        answer = bank.do(act, key=grade_key(due.day, act.part))
        if isinstance(answer, Refused):
            raise NightStoppedError(f"{answer.name}: {sentence(answer)}")
        parts += 1
    return Graded(due.day, len(left), parts, was_cached)


def grades(due: NightDue, marks: Sequence[Mark], at_most: int) -> Iterator[Grade]:
    """Yield the acts of a night that are left, at least one; the last one ends the night."""
    starts = range(0, max(1, len(marks)), at_most)
    for part, start in enumerate(starts, due.parts):
        yield Grade(
            tuple(marks[start : start + at_most]),
            night=due.day,
            part=part,
            until_ms=due.until_ms,
            last=start == starts[-1],
        )


def computed(
    export: TrustExport, due: NightDue, tariff: Tariff, path: Path
) -> tuple[list[Mark], bool]:
    """Return a mark for each member whose trust or XP changes, by number."""
    window_s = max(tariff.like_weight_window_s, tariff.reward_pair_window_s)
    since_ms = due.until_ms - window_s * MS_PER_S
    likes, was_cached = read_likes(export, path, since_ms, due.until_ms)
    comments = Comments(*stacked(export.comments(), len(Comments._fields)).T)
    standings = read_standings(export)
    trust = trust_of(export, due, likes, comments, standings, tariff)
    xp = xp_of(export, due, likes, comments, trust, tariff)
    members = np.union1d(np.union1d(standings.trust.key, trust.key), xp.key)
    members = members[~np.isin(members, standings.banned)]
    new, gained = trust.of(members), xp.of(members)
    changed = (new != standings.trust.of(members)) | (gained != 0)
    columns = (column[changed].tolist() for column in (members, new, gained))
    return list(zip(*columns, strict=True)), was_cached


def trust_of(
    export: TrustExport,
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
        graph.relationship_edges(
            stacked(export.invitations(due.until_ms), 2), tariff.invite_weight
        ),
        graph.relationship_edges(stacked(export.vouches(due.until_ms), 2), tariff.vouch_weight),
        without=standings.banned,
    )
    shares = graph.spread(edges, standings.seeds, tariff)
    return graph.in_thousandths(shares, edges, standings.seeds)


def xp_of(
    export: TrustExport,
    due: NightDue,
    likes: Likes,
    comments: Comments,
    trust: Table,
    tariff: Tariff,
) -> Table:
    """Return the XP of the day that ends with this night."""
    recent = likes.where(likes.at_ms >= due.until_ms - tariff.reward_pair_window_s * MS_PER_S)
    day = list(export.acts(export.seq_before(due.since_ms), export.seq_before(due.until_ms)))
    return experience.earned(
        day,
        on(comments, recent.member, recent.comment, all_of_them=True),
        comments,
        Table(*stacked(export.authors(), 2).T),
        trust,
        tariff,
    )


def read_standings(export: TrustExport) -> Standings:
    """Read everyone's trust, the seeds and the banned."""
    rows = list(export.standings())
    trust = stacked([[(member, trust) for member, trust, _, _ in rows]], 2)
    seeds = [
        member for member, _, is_banned, roles in rows if Role.EDITOR in roles and not is_banned
    ]
    banned = [member for member, _, is_banned, _ in rows if is_banned]
    return Standings(Table(*trust.T), np.array(seeds, np.int64), np.array(banned, np.int64))
