"""An old comment comes in once, at today's price, and shows its old date."""

from datetime import date

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.comments import actions, queries
from tweipress.comments.models import Comment
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.people.models import Member

OLD = date(2025, 12, 7)


@pytest.fixture
def operator(stage: Stage) -> Member:
    """Return who may import."""
    return stage.enter("operator", 0, "operator")


def bring_in(
    article: Article, writer: Member, operator: Member, day: date | None = None
) -> Receipt | Refused:
    """Import an old comment of the writer's."""
    return actions.import_comment(
        ArticleId(article.pk),
        MemberId(writer.pk),
        "Old.",
        MemberId(operator.pk),
        day,
        import_key="a:0",
    )


def test_an_old_comment_lifts_its_writers_gates_but_not_the_price(
    stage: Stage, article: Article, operator: Member
) -> None:
    commented(bring_in(article, stage.outsider, operator, OLD))
    tariff = books.tariff()
    price_twei = tariff.comment_twei + tariff.comment_bond_twei
    assert stage.spendable_twei(stage.outsider) == 100 - price_twei
    shown = deeds.thread(article, None).comments[0]
    assert (shown.at, shown.has_time, shown.text) == (OLD, False, "Old.")


def test_an_old_comment_comes_in_once(stage: Stage, article: Article, operator: Member) -> None:
    first = bring_in(article, stage.outsider, operator)
    again = bring_in(article, stage.outsider, operator)
    assert first == again
    assert Comment.objects.count() == 1


def test_nobody_imports_without_the_right_to(stage: Stage, article: Article) -> None:
    answered = bring_in(article, stage.outsider, stage.commenter)
    assert isinstance(answered, Refused)
    assert answered.name == "ROLE_MISSING"
    assert queries.counts([article.pk]) == {}


def test_a_writer_without_funds_cannot_be_imported_for(
    stage: Stage, article: Article, operator: Member
) -> None:
    poor = stage.enter("poor")
    answered = bring_in(article, poor, operator)
    assert isinstance(answered, Refused)
    assert answered.name == "AVAILABLE_SHORT"
