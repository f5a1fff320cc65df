"""Keys of forms are never the same twice; a malformed key counts as none."""

import pytest

from tweipress.http.request_keys import fresh_key, sent_key


def test_two_forms_never_share_a_key() -> None:
    assert fresh_key() != fresh_key()


def test_a_fresh_key_comes_back_as_it_was() -> None:
    key = fresh_key()
    assert sent_key({"key": key}) == key


@pytest.mark.parametrize(
    "key", ["", "a b", "k" * 81, "nul\0", "<script>", "ключ", "line\n", "publish:7"]
)
def test_what_no_form_of_ours_holds_counts_as_no_key(key: str) -> None:
    assert sent_key({"key": key}) == ""


def test_a_form_without_the_field_has_no_key() -> None:
    assert sent_key({}) == ""
