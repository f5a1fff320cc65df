"""Addresses that are kept are those of their names and values."""

import pytest
from django.urls import NoReverseMatch

from tweipress.http.fast.addresses import address


def test_an_address_is_of_its_values_and_is_not_escaped_for_a_page() -> None:
    for _ in range(2):
        assert address("pages:post", "one") == "/post/one/"
        assert address("pages:post", "two") == "/post/two/"
        assert address("people:member", "a&b") == "/member/a&b/"


def test_a_name_that_no_page_has_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("pages:no-such-page")
