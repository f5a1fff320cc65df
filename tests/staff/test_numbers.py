"""Numbers in addresses, forms and commands have ASCII digits alone, whoever asks."""

from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from tests.http.stage import Stage, signed_in
from tests.staff.conftest import browser
from tweipress.bank import queries as books
from tweipress.comments.models import Comment

SPELLED = ["٣", "３", "1_0", "+1", " 1", "1 ", "1e3", "1.0", "-1", "²", "one", "9" * 101]
LISTS = {
    "/me/?before={}": "reader",
    "/staff/comments/?before={}": "moderator",
    "/staff/flags/?before={}": "moderator",
    "/staff/bank/posting/?p={}": "operator",
}
IN_PATHS = ["/comments/{}/like/", "/comments/{}/hide/", "/staff/flags/{}/", "/me/flags/{}/appeal/"]


@pytest.mark.parametrize("number", SPELLED)
def test_a_page_of_a_list_is_named_by_ascii_digits(
    stage: Stage, comment: Comment, number: str
) -> None:
    for address, name in LISTS.items():
        member = browser(stage.cast[name])
        assert member.get(address.format(quote(number))).status_code == 404, address
        assert member.get(address.format("1")).status_code == 200, address


@pytest.mark.parametrize("number", SPELLED)
def test_an_address_names_things_by_ascii_digits(
    stage: Stage, comment: Comment, number: str
) -> None:
    operator, moderator = browser(stage.operator), browser(stage.moderator)
    before = stage.seq()
    for address in IN_PATHS:
        answer = moderator.post(
            address.format(quote(number)), {"reason": "spam", "do": "lift", "key": "k"}
        )
        assert answer.status_code in {404, 422}, address
    row = operator.get(f"/staff/bank/posting/{quote(number)}/change/")
    assert row.status_code == 302
    assert stage.seq() == before


@pytest.mark.parametrize("number", SPELLED)
def test_the_part_of_an_article_and_a_bond_are_named_by_ascii_digits(
    stage: Stage, comment: Comment, number: str
) -> None:
    before = stage.seq()
    reader = signed_in(stage.reader)
    assert reader.post("/read/bees/beacon/", {"index": number}).status_code in {409, 422}
    answer = browser(stage.moderator).post(
        "/staff/flags/1/", {"do": f"hold_bond:{number}", "reason": "r", "key": "k"}
    )
    assert answer.status_code == 422
    assert stage.seq() == before


@pytest.mark.parametrize("number", [*SPELLED, "", "0x10", "1,000"])
@pytest.mark.parametrize("words", [("issue", "pool"), ("grade", "reader", "500")])
def test_commands_take_ascii_digits(stage: Stage, words: tuple[str, ...], number: str) -> None:
    before = stage.seq()
    if number == "-1" and words[0] == "grade":
        return
    with pytest.raises(CommandError):
        call_command(*words, number, stdout=StringIO())
    assert stage.seq() == before


def test_commands_take_the_numbers_that_they_should(stage: Stage) -> None:
    before_twei = books.books_overview().pool_twei
    call_command("issue", "pool", "007", stdout=StringIO())
    call_command("grade", "reader", "500", "-3", stdout=StringIO())
    assert books.books_overview().pool_twei == before_twei + 7


def test_the_length_of_a_body_is_a_number_or_refused(stage: Stage) -> None:
    for length in ("²", "٣", "1_0", "+1"):
        answer = browser(None).generic("POST", "/accounts/login/", b"", CONTENT_LENGTH=length)
        assert answer.status_code == 413, length
