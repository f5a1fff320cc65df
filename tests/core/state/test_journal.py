"""A posting's hash covers every field and entry."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.journal import GENESIS, Entry, Posting, canonical, posting_hash

POSTING = Posting(
    7,
    "like",
    MemberId(3),
    ArticleId(1),
    "key",
    '{"act":"like"}',
    '{"level":5}',
    "{}",
    GENESIS,
    1_000,
    GENESIS,
)
ENTRIES = (Entry("pot:1", -2, 18, 0), Entry("vesting:2:2026-01-01", 2, 2, 2))


def test_every_field_of_a_posting_is_in_its_hash() -> None:
    hashes = {posting_hash(POSTING, ENTRIES)}
    for name, value in POSTING._asdict().items():
        other = value + 1 if isinstance(value, int) else value + "x"
        changed: dict[str, Any] = {name: other}
        hashes.add(posting_hash(POSTING._replace(**changed), ENTRIES))
    assert len(hashes) == 1 + len(POSTING)


def test_every_figure_of_an_entry_is_in_the_hash_and_so_is_their_order() -> None:
    first, second = ENTRIES
    hashes = {posting_hash(POSTING, ENTRIES), posting_hash(POSTING, (second, first))}
    hashes.add(posting_hash(POSTING, (first,)))
    for name, value in first._asdict().items():
        other = value + 1 if isinstance(value, int) else value + "x"
        changed: dict[str, Any] = {name: other}
        hashes.add(posting_hash(POSTING, (first._replace(**changed), second)))
    assert len(hashes) == 3 + len(first)


def standard(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@given(st.text(), st.integers(), st.dictionaries(st.text(), st.integers() | st.text()))
def test_a_posting_is_hashed_as_the_standard_library_writes_it(
    text: str, figure: int, value: dict[str, int | str]
) -> None:
    several = {"of": {**value}, "all": figure > 0, **value}
    assert canonical(several) == standard(several)
    posting = POSTING._replace(
        member=MemberId(figure), request_key=text, body=text, inputs=text, answer=text
    )
    entries = [ENTRIES[0]._replace(account=text, amount_twei=figure), ENTRIES[1]]
    digest = hashlib.sha256(standard([posting, entries]).encode()).hexdigest()
    assert posting_hash(posting, entries) == digest
