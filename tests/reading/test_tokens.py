"""Tokens: a signed token is read back unchanged; anything else is refused."""

import string

from hypothesis import assume, given
from hypothesis import strategies as st

from tweipress.core.state.outcome import Refused
from tweipress.reading import tokens
from tweipress.reading.proof import Proof

NOON_MS = 1_767_268_800_000  # 2026-01-01T12:00:00Z
DAY_MS = 86_400_000
SECRET = "the site's own"

proofs = st.builds(
    Proof,
    st.integers(1, 2**62),
    st.integers(1, 2**62),
    st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=40),
    st.integers(0, 2**50),
    st.lists(st.integers(0, 10**8), max_size=12).map(tuple),
)


def refused(token: str, secret: str = SECRET, now_ms: int = NOON_MS) -> bool:
    """Tell whether a token is refused as forged; a refusal of another kind fails."""
    answer = tokens.read(token, secret, now_ms)
    if isinstance(answer, Refused):
        assert answer.name == "PROOF_FORGED"
        return True
    return False


@given(proofs)
def test_a_token_brings_back_what_it_was_given(proof: Proof) -> None:
    assert tokens.read(tokens.sign(proof, SECRET, NOON_MS), SECRET, NOON_MS) == proof


@given(proofs)
def test_a_token_fits_into_a_cookie_and_needs_no_escaping(proof: Proof) -> None:
    token = tokens.sign(proof, SECRET, NOON_MS)
    assert len(token) < 1000
    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")


@given(st.text())
def test_text_that_nobody_signed_is_refused(text: str) -> None:
    assert refused(text)


@given(proofs, st.data())
def test_a_token_with_any_one_character_changed_is_refused(
    proof: Proof, data: st.DataObject
) -> None:
    token = tokens.sign(proof, SECRET, NOON_MS)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters())
    assume(token[place] != other)
    assert refused(token[:place] + other + token[place + 1 :])


@given(proofs, proofs)
def test_a_signature_does_not_fit_another_proof(proof: Proof, other: Proof) -> None:
    assume(proof != other)
    own = tokens.sign(proof, SECRET, NOON_MS)
    foreign = tokens.sign(other, SECRET, NOON_MS)
    assert refused(own.split(".")[0] + "." + foreign.split(".")[1])


@given(proofs)
def test_a_token_of_another_site_is_refused(proof: Proof) -> None:
    assert refused(tokens.sign(proof, "another site's", NOON_MS))


def test_yesterdays_key_is_still_accepted_and_older_keys_are_not() -> None:
    proof = Proof(7, 42, "session", NOON_MS)
    token = tokens.sign(proof, SECRET, NOON_MS)
    assert tokens.read(token, SECRET, NOON_MS + DAY_MS) == proof
    assert refused(token, now_ms=NOON_MS + 2 * DAY_MS)


def test_a_token_of_tomorrow_is_refused() -> None:
    token = tokens.sign(Proof(7, 42, "session", NOON_MS), SECRET, NOON_MS + DAY_MS)
    assert refused(token)


def test_the_digest_is_the_same_for_the_same_times_and_does_not_reveal_them() -> None:
    proof = Proof(7, 42, "session", NOON_MS, (9_000, 21_000, 30_500))
    digest = tokens.digest(proof, SECRET)
    assert digest == tokens.digest(proof, SECRET)
    assert len(bytes.fromhex(digest)) == 32
    assert digest != tokens.digest(proof._replace(session="other"), SECRET)
    assert digest != tokens.digest(proof._replace(arrivals_ms=(9_000, 21_000, 30_501)), SECRET)
    assert digest != tokens.digest(proof, "another site's")
