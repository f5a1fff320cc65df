"""Differences of two texts: by block first, then by word inside changed blocks. No storage.

Comparing has a price that the texts decide, and their writers may be hostile. So it is paid from a
`Purse`; where that is empty, and in blocks longer than any that is read, changed blocks are shown
whole: once as removed and once as added.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from typing import Final, TypeVar

from django.utils.safestring import SafeString

from tweipress.articles.text import body, inline
from tweipress.articles.text import lines as of_text
from tweipress.articles.text.blocks import PARAGRAPH
from tweipress.articles.text.content import Text
from tweipress.articles.text.lines import MARKED, Line, lines
from tweipress.articles.text.pieces import Piece

STEPS_MAX: Final = 300_000
"""How often two words, or two blocks, may be compared for one page: ten large edits need less."""
WORDS_MAX: Final = 600
"""The longest changed stretch, in words or blocks, that is compared one by one."""
ALIKE_PERCENT: Final = 40
"""How much two blocks have in common if one is shown as an edit of the other."""
ISLAND_WORDS: Final = 2
"""Fewer unchanged words between two changes are shown with them, or sentences become confetti."""
SIGNS: Final = re.compile(r"[*_`\[\]()!\\]")
SIGN_STEPS: Final = 20
"""What a sign of Markdown costs: to read one takes as long as so many comparisons."""

SAME: Final = "same"
REMOVED: Final = "removed"
ADDED: Final = "added"

Words = list[inline.Word]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Strip:
    """Words next to each other that were kept, removed or added, as clean HTML.

    `addresses` are those of its links, where nothing else shows the change.
    """

    change: str
    html: SafeString
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A changed line; or, if `unchanged` is not 0, how many lines in between were kept.

    `change` is `same` where words inside the line were changed.
    """

    kind: str = ""
    change: str = SAME
    strips: tuple[Strip, ...] = ()
    unchanged: int = 0


@dataclass(slots=True)
class Purse:
    """What comparing may still cost, in steps."""

    steps: int = STEPS_MAX

    def pays(self, steps: int) -> bool:
        """Pay for so many steps; what costs more than is left is not paid, and empties nothing."""
        if steps > self.steps:
            return False
        self.steps -= steps
        return True


def rows(old: Text, new: Text, purse: Purse) -> tuple[Row, ...]:
    """Return what was changed from one text to the next, in the order of the new one."""
    return tuple(_rows(lines(old), lines(new), purse))


def words(line: Line, purse: Purse) -> Words:
    """Return a line's words with their marks; as they were typed, if these cost too much."""
    if line.kind in MARKED and purse.pays(SIGN_STEPS * len(SIGNS.findall(line.text))):
        return of_text.words(line)
    return of_text.raw_words(line)


def pieces(text: Text, purse: Purse, image_of: body.ImageOf = body.no_image) -> tuple[Piece, ...]:
    """Return a whole body for a template, at a bounded price too."""
    return body.whole(text, partial(_words_of, purse), image_of)


def _words_of(purse: Purse, text: str) -> Words:
    return words(Line(PARAGRAPH, text), purse)


def _rows(old: list[Line], new: list[Line], purse: Purse) -> Iterator[Row]:
    for kept, before, after in stretches(old, new, purse):
        if kept:
            yield Row(unchanged=len(after))
            continue
        was = [words(line, purse) for line in before]
        now = [words(line, purse) for line in after]
        for one, other in _pairs(before, after, was, now, purse):
            if one is None:
                assert other is not None, "a pair has a line"
                yield _whole(after[other].kind, ADDED, now[other])
            elif other is None:
                yield _whole(before[one].kind, REMOVED, was[one])
            else:
                yield _edited(after[other].kind, was[one], now[other], purse)


def stretches(
    old: Sequence[T], new: Sequence[T], purse: Purse
) -> Iterator[tuple[bool, Sequence[T], Sequence[T]]]:
    """Yield stretches: whether it was kept, what it was, and what it is."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield True, old[:head], new[:head]
    if was and now and _is_paid(was, now, purse):
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        for tag, was_from, was_to, now_from, now_to in matcher.get_opcodes():
            yield tag == "equal", was[was_from:was_to], now[now_from:now_to]
    elif was or now:
        yield False, was, now
    if tail:
        yield True, old[len(old) - tail :], new[len(new) - tail :]


def _is_paid(old: Sequence[T], new: Sequence[T], purse: Purse) -> bool:
    """Pay for matching: it looks at all pairs that are equal, once more for each part it finds."""
    if max(len(old), len(new)) > WORDS_MAX:
        return False
    times, words = Counter(new), len(old) + len(new)
    equal = sum(times[each] for each in old)
    return purse.pays(words + equal * (1 + equal // words))


def _pairs(
    before: Sequence[Line], after: Sequence[Line], was: list[Words], now: list[Words], purse: Purse
) -> Iterator[tuple[int | None, int | None]]:
    """Yield which old line became which new one, in order; None for none."""
    common = _common(before, after, was, now, purse)
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)] if common else []
    for (one, other), share in sorted(common.items(), reverse=True):
        best[one][other] = share
    for one in reversed(range(len(before) if common else 0)):
        for other in reversed(range(len(after))):
            paired = best[one][other] and best[one][other] + best[one + 1][other + 1]
            best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
    one = other = 0
    while one < len(before) or other < len(after):
        share = common.get((one, other), 0)
        if share and best[one][other] == share + best[one + 1][other + 1]:
            yield one, other
            one, other = one + 1, other + 1
        elif one < len(before) and (
            not common or other == len(after) or best[one][other] == best[one + 1][other]
        ):
            yield one, None
            one += 1
        else:
            yield None, other
            other += 1


def _common(
    before: Sequence[Line], after: Sequence[Line], was: list[Words], now: list[Words], purse: Purse
) -> dict[tuple[int, int], int]:
    """Return how many words those lines share that are alike, by their numbers."""
    if not purse.pays(len(after) * (len(before) + sum(map(len, was)))):
        return {}
    counts = [[Counter(map(inline.typed, each)) for each in side] for side in (was, now)]
    shares = {
        (one, other): (counts[0][one] & counts[1][other]).total()
        for one in range(len(before))
        for other in range(len(after))
        if before[one].kind == after[other].kind
    }
    return {
        (one, other): share
        for (one, other), share in shares.items()
        if 200 * share >= ALIKE_PERCENT * (len(was[one]) + len(now[other]))
    }


def _whole(kind: str, change: str, of: Words) -> Row:
    return Row(kind, change, (_strip(change, of),))


def _edited(kind: str, was: Words, now: Words, purse: Purse) -> Row:
    strips: list[Strip] = []
    for kept, before, after in _joined(list(stretches(was, now, purse))):
        if kept:
            strips.append(_strip(SAME, after))
            continue
        is_hidden = _plain(before) == _plain(after)
        strips += [
            _strip(change, of, with_addresses=is_hidden)
            for change, of in ((REMOVED, before), (ADDED, after))
            if of
        ]
    return Row(kind, SAME, tuple(strips))


def _joined(
    parts: Sequence[tuple[bool, Sequence[inline.Word], Sequence[inline.Word]]],
) -> Iterator[tuple[bool, Words, Words]]:
    """Yield the stretches, with short unchanged ones between two changes taken into these."""
    last = len(parts) - 1
    marked = [
        (kept and (at in {0, last} or len(after) >= ISLAND_WORDS), before, after)
        for at, (kept, before, after) in enumerate(parts)
    ]
    open_from = 0
    for at, (one, other) in enumerate(pairwise([*marked, (None, (), ())]), 1):
        if one[0] != other[0]:
            group = marked[open_from:at]
            was = [word for _, before, _ in group for word in before]
            now = [word for _, _, after in group for word in after]
            yield bool(one[0]), was, now
            open_from = at


def _strip(change: str, of: Sequence[inline.Word], *, with_addresses: bool = False) -> Strip:
    marks = (mark for word in of for run in word for mark in run.marks if mark.href)
    addresses = tuple(dict.fromkeys(mark.href for mark in marks)) if with_addresses else ()
    return Strip(change, _html(of), addresses)


def _html(of: Sequence[inline.Word]) -> SafeString:
    return SafeString(inline.html(of))


def _plain(of: Sequence[inline.Word]) -> list[str]:
    return [inline.typed(word) for word in of]
