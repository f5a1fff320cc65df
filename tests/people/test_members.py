"""Names and addresses: one member each, however they are written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from tests.people.conftest import PASSWORD
from tweipress.people import avatars, queries
from tweipress.people.models import Member


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("name", ["reader", "READER", "ReadeR"])
def test_a_name_is_one_members_in_whatever_case(name: str) -> None:
    with pytest.raises(ValidationError, match="This name is taken"):
        Member.objects.create_user("other@press.example", name, PASSWORD)
    with pytest.raises(IntegrityError):
        Member.objects.create(email="other@press.example", name=name)


@pytest.mark.usefixtures("reader")
def test_an_address_is_one_members_in_whatever_case() -> None:
    with pytest.raises(ValidationError, match="already exists"):
        Member.objects.create_user("Reader@PRESS.example ", "second", PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["", "a", "a b", "x" * 33, "<script>", "a\n", "re\u0430der", "a\x00b", "a/b"],
)
def test_a_name_that_cannot_be_had_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        Member.objects.create_user("other@press.example", name, PASSWORD)
    assert not Member.objects.exists()


def test_a_member_is_found_by_name_in_whatever_case(reader: Member) -> None:
    assert queries.by_name("ReaDer") == reader
    assert queries.by_name("nobody") is None
    reader.is_active = False
    reader.save()
    assert queries.by_name("reader") is None


def test_cards_are_read_at_once_and_leave_out_whom_nobody_knows(
    reader: Member, outsider: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        cards = queries.cards([reader.pk, outsider.pk, 999_999])
    assert set(cards) == {reader.pk, outsider.pk}
    assert cards[reader.pk] == queries.Card("reader", "/member/reader/", avatars.drawn("reader"))
