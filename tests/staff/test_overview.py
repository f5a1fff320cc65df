"""The economy at a glance."""

import re
from datetime import date

from django.db import connections

from tests.http.stage import Stage
from tests.staff.conftest import browser
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.language.figures import day, number
from tweipress.staff import queries


def overview(stage: Stage) -> str:
    response = browser(stage.operator).get("/staff/overview/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_sums_of_all_classes_add_up_to_nothing(stage: Stage, comment: Comment) -> None:
    page = overview(stage)
    rows = re.findall(r'<td class="num">(−?[\d,]+)</td>', page)
    assert len(rows) >= 6
    assert sum(int(row.replace("−", "-").replace(",", "")) for row in rows) == 0
    assert 'data-total="0"' in page
    assert "tweipress audit" not in page


def test_it_shows_the_day_the_pool_and_the_head_of_the_journal(
    stage: Stage, comment: Comment
) -> None:
    now = books.books_overview()
    page = overview(stage)
    amounts = (f"{number(now.pool_twei)} Twei", f"{number(now.ext_twei)} Twei")
    for figure in (day(date.fromisoformat(now.day)), *amounts, now.head_hash):
        assert figure in page
    assert f"<dd>{number(now.postings)}</dd>" in page


def test_every_class_of_accounts_is_explained(stage: Stage, comment: Comment) -> None:
    stage.books.next_day()
    economy = queries.economy()
    assert economy is not None
    assert [row.kind for row in economy.classes if not row.words] == []


def test_books_that_do_not_add_up_are_called_broken(stage: Stage) -> None:
    with connections["books"].cursor() as cursor:
        cursor.execute(
            "UPDATE bank_account SET balance_twei = balance_twei + 1 WHERE name = 'pool'"
        )
    page = overview(stage)
    assert 'data-total="1"' in page
    assert "tweipress audit" in page
