"""The books on the staff pages: everything can be found, nothing can be changed."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connections
from django.test import Client
from django.utils.html import escape

from tests.http.stage import Stage
from tests.staff.conftest import browser
from tweipress.bank import queries
from tweipress.comments.models import Comment
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId

MODELS = [
    *["account", "article", "books", "comment", "day"],
    *["entry", "member", "posting", "tarifftext"],
]


@pytest.fixture
def staff_pages(stage: Stage, comment: Comment) -> Client:
    """The operator's browser."""
    return browser(stage.operator)


def shown(staff_pages: Client, place: str) -> str:
    """Return the part of a page that a search or a number decides, which has to be there."""
    response = staff_pages.get(f"/staff/bank/{place}")
    assert response.status_code == 200, place
    page = response.content.decode()
    return page[page.index('id="content"') :]


def test_every_table_of_the_books_that_can_be_shown_is(staff_pages: Client) -> None:
    assert {model._meta.model_name for model in admin.site._registry} == set(MODELS)  # noqa: SLF001 the admin has no other list


def test_every_table_is_listed_and_its_rows_opened(staff_pages: Client) -> None:
    for model in MODELS:
        assert "result_list" in shown(staff_pages, f"{model}/")
        row = apps.get_model("bank", model)._default_manager.first()  # noqa: SLF001 any model's manager
        assert row is not None
        assert escape(str(row)) in shown(staff_pages, f"{model}/{row.pk}/change/")


def test_nothing_can_be_added_changed_or_deleted_even_by_an_operator(staff_pages: Client) -> None:
    before = queries.books_overview()
    for model in MODELS:
        row = apps.get_model("bank", model)._default_manager.first()  # noqa: SLF001 any model's manager
        assert row is not None
        for place in ("add/", f"{row.pk}/delete/", f"{row.pk}/change/"):
            answer = staff_pages.post(f"/staff/bank/{model}/{place}", {"balance_twei": 1})
            assert answer.status_code == 403, (model, place)
        for place in ("add/", f"{row.pk}/delete/"):
            assert staff_pages.get(f"/staff/bank/{model}/{place}").status_code == 403, (
                model,
                place,
            )
        staff_pages.post(
            f"/staff/bank/{model}/", {"action": "delete_selected", "_selected_action": str(row.pk)}
        )
        assert type(row)._default_manager.filter(pk=row.pk).exists()  # noqa: SLF001 any model's manager
    assert queries.books_overview() == before


def test_a_posting_shows_its_act_its_inputs_its_answer_and_its_entries(
    staff_pages: Client, stage: Stage, comment: Comment
) -> None:
    page = shown(staff_pages, f"posting/{comment.posting_seq}/change/")
    tariff = queries.tariff()
    assert f"&quot;comment&quot;: {comment.pk}" in page
    assert "&quot;act&quot;: &quot;comment&quot;" in page
    assert f"<td>bond:{comment.pk}</td><td>+{tariff.comment_bond_twei}</td>" in page
    assert f"<td>available:{stage.commenter.pk}</td>" in page


def test_a_posting_that_moves_nothing_says_so(staff_pages: Client, stage: Stage) -> None:
    page = shown(staff_pages, f"posting/{stage.author.posting_seq}/change/")
    assert "There are no entries: nothing moved." in page
    assert "History" not in page  # of changes by hand: there are none


def test_a_search_finds_accounts_acts_and_keys(staff_pages: Client) -> None:
    for search, expected, left_out in (
        ("entry/?q=bond:", ">bond:", ">available:"),
        ("account/?q=pot:", ">pot:", ">pool<"),
        ("posting/?q=publish", ">publish<", ">comment<"),
        ("posting/?act=comment", ">comment<", ">publish<"),
        ("posting/?q=comment:", ">comment<", ">publish<"),
    ):
        rows = shown(staff_pages, search)
        rows = rows[rows.index("<tbody>") : rows.index("</tbody>")]
        assert expected in rows, search
        assert left_out not in rows, search


def test_a_search_for_a_member_finds_what_is_his(staff_pages: Client, stage: Stage) -> None:
    rows = shown(staff_pages, f"member/?q={stage.author.pk}")
    assert rows.count('class="action-checkbox"') == 0
    assert rows.count("<tr>") == 2
    assert "contributor" in rows


def test_text_in_an_act_stays_text(staff_pages: Client, stage: Stage) -> None:
    seq = stage.done(Deposit(MemberId(stage.reader.pk), 5, note="<script>alert(1)</script>")).seq
    page = shown(staff_pages, f"posting/{seq}/change/")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_wrong_addresses_of_the_books_are_answered_kindly(staff_pages: Client) -> None:
    for place in (
        "posting/?q=%27%20OR%201=1%20--",
        "posting/?q=%00",
        "posting/?q=99999999999999999999999999",
        "posting/?p=99999&o=77.-3.x",
        "posting/?no_such_field=1",
        "posting/abc/change/",
        "posting/99999999999999999999999999/change/",
        "account/no-such-account/change/",
    ):
        assert staff_pages.get(f"/staff/bank/{place}").status_code in {200, 302, 400, 404}, place


def test_the_staff_pages_need_no_inline_script_or_style(staff_pages: Client) -> None:
    for place in ("", "overview/", "bank/posting/", "bank/posting/1/change/"):
        response = staff_pages.get(f"/staff/{place}")
        page = response.content.decode()
        assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page


def test_the_books_are_read_from_their_own_database(staff_pages: Client) -> None:
    with connections["books"].cursor() as cursor:
        cursor.execute("UPDATE bank_account SET balance_twei = 4711 WHERE name = 'pool'")
    assert "4711" in shown(staff_pages, "account/?q=pool")
