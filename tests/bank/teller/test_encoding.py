"""The teller's encoder writes the journal's bytes, whatever an act says."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.state.test_journal import POSTING
from tweipress.bank.teller import encoding
from tweipress.core.acts.reading.open import Open
from tweipress.core.chart import LaneName
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.state import journal
from tweipress.core.state.codec import to_data
from tweipress.core.state.journal import Entry

TEXT = st.text(st.characters(codec=None, exclude_categories=()))
"""Any text, halves of surrogate pairs included."""
WHOLE = st.integers(-(2**70), 2**70)
FLAT = TEXT | WHOLE | st.booleans() | st.sampled_from(LaneName)
VALUES = st.dictionaries(TEXT, FLAT | st.dictionaries(TEXT, WHOLE) | st.lists(FLAT).map(tuple))


@given(VALUES)
@example({})
@example({"b": 1, "a": '\x7f\u2028\x00\x1f"\\/', "\U0001f600": 2**64, "\uffff": True})
@example({"half of a pair": "\ud800"})
def test_a_value_is_written_as_the_core_writes_it(value: dict[str, Any]) -> None:
    assert encoding.canonical(value) == journal.canonical(value)


@given(
    st.text(),
    WHOLE,
    st.lists(st.tuples(st.text(), WHOLE, WHOLE, WHOLE).map(Entry._make), max_size=5),
)
def test_a_posting_has_the_hash_that_the_core_gives_it(
    text: str, figure: int, entries: list[Entry]
) -> None:
    posting = POSTING._replace(
        seq=figure, member=MemberId(figure), request_key=text, body=text, answer=text
    )
    assert encoding.posting_hash(posting, entries) == journal.posting_hash(posting, entries)


def test_an_act_is_written_as_the_core_writes_it() -> None:
    act = Open(MemberId(7), ArticleId(2), SessionId("“é”\n"))
    assert encoding.canonical(to_data(act)) == journal.canonical(to_data(act))
