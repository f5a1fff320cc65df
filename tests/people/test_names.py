"""Names that nobody can have: reserved ones, and those that look like another member's."""

import re
import unicodedata
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.people.conftest import PASSWORD
from tweipress.people.actions import members
from tweipress.people.models import Member
from tweipress.people.naming import check_name, shape_of

SIGN_UP = "/accounts/signup/"
SIGNS = st.text("ABIiLlMmnOorRVvWw0123-_", min_size=2, max_size=32)


def join(name: str, email: str = "other@press.example") -> str:
    """Send the form in a browser of its own; return the page."""
    answer = Client().post(SIGN_UP, {"email": email, "name": name, "password1": PASSWORD})
    return answer.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "admin", "Admin", "ADM1N", "adrnin", "admin-2", "Administrator", "operator", "0perator",
        "moderator", "moderators", "the-editor", "Editor_in_Chief", "system", "tweipress",
        "TwelPress", "tvveipress-team", "mytweipress", "support", "root", "api", "about",
        "former-member", "FormerMember", "pool", "P00l", "console", "moderadora", "me",
    ],
)  # fmt: skip
def test_a_name_that_speaks_for_the_site_is_refused(name: str, db: None) -> None:
    with pytest.raises(ValidationError, match="reserved"):
        check_name(name)
    assert re.search(r'name="name"[^>]*aria-invalid="true"', join(name))
    assert not Member.objects.exists()


@pytest.mark.parametrize("name", ["Ann", "Rooter", "aboutness", "Apia", "predator", "edith", "m1"])
def test_a_name_that_only_resembles_a_reserved_word_can_be_had(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    "name",
    ["Reader", "READER", "reader_", "re-ader", "rea-der", "READER--"],
)
@pytest.mark.usefixtures("reader")
def test_a_name_like_anothers_is_refused_at_the_form(name: str) -> None:
    assert re.search(r'name="name"[^>]*aria-invalid="true"', join(name))
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bill", "Bi11"), ("Bill", "BIII"), ("Bill", "bi-ll"), ("Marnie", "Mamie"),
        ("Bob", "B0b"), ("Walt", "vvalt"), ("kim", "k1rn"), ("ann_b", "ann-b"), ("ann", "_ann_"),
    ],
)  # fmt: skip
def test_a_name_that_looks_like_anothers_says_so_and_makes_no_member(
    first: str, second: str, books: object
) -> None:
    members.register("first@press.example", first)
    assert "looks like that of another member" in join(second)
    with pytest.raises(ValidationError, match="looks like that of another member"):
        members.register("second@press.example", second)
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    ["аnn", "Ａnn", "an\u200bn", "an\u00adn", "ann\u202e", "αnn", "ánn", "١١", "--", "__"],
)
def test_no_other_writing_and_no_invisible_sign_is_in_a_name(name: str, db: None) -> None:
    with pytest.raises(ValidationError, match="letters, digits"):
        check_name(name)
    join(name)
    assert not Member.objects.exists()


@given(SIGNS)
def test_a_shape_is_the_same_for_capital_letters_and_other_forms_of_a_sign(name: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in name)
    assert shape_of(unicodedata.normalize("NFKC", wide)) == shape_of(name)
    assert shape_of(name.swapcase()) == shape_of(name)
    assert shape_of(shape_of(name)) == shape_of(name)
    assert len(shape_of(name)) <= 2 * len(name)


def test_of_two_names_alike_that_join_at_once_one_is_a_member(books: object) -> None:
    barrier = Barrier(2)

    def go(name: str, email: str) -> None:
        barrier.wait()
        join(name, email)
        connections.close_all()

    both = [("Bill", "one@press.example"), ("Bi11", "two@press.example")]
    threads = [Thread(target=go, args=each) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Member.objects.count() == 1


def test_the_database_itself_holds_one_member_a_shape(reader: Member, outsider: Member) -> None:
    outsider.name = "READ-ER"
    with pytest.raises(IntegrityError):
        outsider.save()
