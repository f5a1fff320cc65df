"""Every address, by every method, for everybody: what is answered, and what must never be.

The addresses come from the URL map, the answers from `matrix.txt`. An answer that differs fails
with the difference; the table as it would be now is written beside the test's other files.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.test import Client

from tests.http.stage import signed_in
from tests.wire import table
from tests.wire.addresses import Address, addresses
from tests.wire.cast import ROLES, SECRETS, VISITOR, Answer, Cast
from tests.wire.table import METHODS, Answers

pytestmark = pytest.mark.django_db(transaction=True)

CORE: Final = ("GET", "POST")
UNSAFE: Final = ("POST", "PUT", "PATCH", "DELETE")
PICTURES: Final = ("/avatar/", "/card/", "/paper/", "/favicon.ico", "/pictures/file/")
EVERYBODYS: Final = (*PICTURES, "/accounts/logout/")
"""Pictures whose address changes with them, the icon, and the answer to who is nobody any more."""
SHOWN: Final = 40
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TOKENLESS = {"/letters/stop/<token>/", "/letters/reports/"}
"""With the letter's own token a mail program ends a subscription by one click (RFC 8058). A
provider of mail proves itself by what it signs, or by a name and a password."""


def played(cast: Cast, methods: tuple[str, ...], tmp_path: Path) -> Answers:
    """Ask everything, check what holds of every answer, and return the statuses."""
    answers: Answers = {}
    mistakes: list[str] = []
    for address in addresses():
        path = cast.path(address)
        for method in methods:
            given = [cast.asks(role, method, path) for role in ROLES]
            for role, answer in zip(ROLES, given, strict=True):
                mistakes += (
                    f"{method} {path} for {role}: {wrong}" for wrong in faults(answer, path, role)
                )
            statuses = tuple(answer.status for answer in given)
            if answers.setdefault((address.row, method), statuses) != statuses:
                mistakes.append(f"{method} {path}: {statuses}, unlike the other tables")
    (tmp_path / table.TABLE.name).write_text(table.text(answers))
    assert not mistakes, "\n".join(mistakes[:SHOWN])
    return answers


def faults(answer: Answer, path: str, role: str) -> Iterator[str]:
    """Yield what is wrong with an answer, whatever was asked for."""
    if answer.status >= 500:
        yield f"our mistake: {answer.status}"
    for name, words in HEADERS.items():
        if words not in answer.headers.get(name, ""):
            yield f"{name} is missing"
    is_private = role != VISITOR and not path.startswith(EVERYBODYS)
    if is_private and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "a cache may keep it"
    for secret, readers in SECRETS.items():
        if role not in readers and secret in answer.text:
            yield f"it says {secret!r}"


def test_pages_and_forms_answer_everybody_as_the_table_says(cast: Cast, tmp_path: Path) -> None:
    answers = played(cast, CORE, tmp_path)
    assert list(table.differences(table.read(), answers)) == []


@pytest.mark.slow
def test_every_method_answers_everybody_as_the_table_says(cast: Cast, tmp_path: Path) -> None:
    answers = played(cast, METHODS, tmp_path)
    expected = table.read()
    assert list(table.differences(expected, answers)) == []
    assert sorted(expected.keys() - answers.keys()) == [], "the table has addresses that are gone"
    assert table.TABLE.read_text() == (tmp_path / table.TABLE.name).read_text()


def test_the_table_names_every_address_and_no_other() -> None:
    rows = {address.row for address in addresses()}
    assert {row for row, _ in table.read()} == rows


@pytest.mark.parametrize("role", [pytest.param("visitor", marks=pytest.mark.slow), "operator"])
def test_no_address_takes_a_form_without_its_token(cast: Cast, role: str) -> None:
    member = cast.members.get(role)
    browser = Client(enforce_csrf_checks=True)
    if member:
        browser.cookies = signed_in(member).cookies
    taken = [
        (method, address.route, status)
        for address in addresses()
        if address.route not in TOKENLESS
        for method in UNSAFE
        if (status := browser.generic(method, cast.path(address)).status_code) != 403
    ]
    assert taken == []


def test_a_new_address_needs_its_row() -> None:
    asked = ("/new/address/", "GET")
    (said,) = table.differences(table.read(), {asked: (200,) * len(ROLES)})
    assert said == "GET /new/address/: a new address needs its row"


def test_regular_expressions_become_names() -> None:
    known = {address.route for address in addresses()}
    assert {"/avatar/<file>", "/post/<slug>/", "/staff/<url>"} <= known
    assert Address("/post/<slug>/").path({"slug": "bees"}) == "/post/bees/"
