"""Statements give what their queries give, and Django makes the SQL once."""

from typing import Any

import pytest
from django.db import connections
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from tests.http.stage import Stage, set_stage
from tweipress.articles.models import Article
from tweipress.http.fast.statements import LIST_MAX, Statement
from tweipress.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(books: Any) -> Stage:
    """Give the cast on fresh books, and an article."""
    stage = set_stage(books)
    stage.publish(stage.author, "bees")
    return stage


def fields(row: Any) -> dict[str, Any]:
    """Return what was read of a row."""
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_a_row_is_the_one_that_the_query_gives_with_what_belongs_to_it(stage: Stage) -> None:
    def by_slug(slug: str) -> Any:
        articles = Article.objects.filter(slug=slug, posting_seq__isnull=False)
        return articles.select_related("author").defer("index_text")

    asked, queried = Statement(by_slug).first("bees"), by_slug("bees").get()
    assert asked is not None
    assert fields(asked) == fields(queried)
    assert "index_text" not in vars(asked)
    assert asked.index_text == queried.index_text
    with CaptureQueriesContext(connections["default"]) as sent:
        assert fields(asked.author) == fields(queried.author)
    assert len(sent) == 0


def test_a_row_of_fields_alone_is_the_tuple_or_the_value_that_the_query_gives(
    stage: Stage,
) -> None:
    def pairs(names: Any) -> Any:
        named = Member.objects.filter(name__in=names)
        return named.order_by("-pk").values_list("pk", "joined")

    def counted(names: Any) -> Any:
        named = Member.objects.filter(name__in=names)
        return named.order_by("name").values_list("name").annotate(Count("pk"))

    def flat() -> Any:
        return Member.objects.order_by("pk").values_list("name", flat=True)

    names = ["reader", "author", "%s"]
    assert Statement(pairs).rows(names) == list(pairs(names))
    assert Statement(counted).rows(names) == [("author", 1), ("reader", 1)]
    assert Statement(flat).rows() == list(flat())


def test_what_belongs_to_nobody_is_nothing(stage: Stage) -> None:
    articles = Statement(lambda: Article.objects.select_related("undo_by"))
    with CaptureQueriesContext(connections["default"]) as sent:
        assert [article.undo_by for article in articles.rows()] == [None]
    assert len(sent) == 1


def test_an_object_can_be_changed_and_saved_as_one_of_the_query(stage: Stage) -> None:
    one = Statement(lambda number: Member.objects.filter(pk=number)).first(stage.reader.pk)
    assert one is not None
    one.bio = "Saved."
    one.save(update_fields=["bio"])
    stage.reader.refresh_from_db()
    assert stage.reader.bio == "Saved."


def test_an_objects_class_that_does_more_than_keep_fields_is_no_statements(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Member, "__init__", lambda *_: None)
    with pytest.raises(AssertionError):
        Statement(Member.objects.all).rows()


@pytest.mark.parametrize("slug", ["", "'", '"', "%", "%s", "%(a)s", "b%es", "\\", "ü", "x" * 9999])
def test_a_value_is_never_a_part_of_the_sql(stage: Stage, slug: str) -> None:
    Article.objects.update(slug=slug[:50])
    statement = Statement(lambda slug: Article.objects.filter(slug=slug))
    assert len(statement.rows(slug)) == (len(slug) <= 50)
    assert statement.rows("bees") == []


def test_django_makes_the_sql_once_for_each_length_of_a_list(stage: Stage) -> None:
    made = []

    def some(numbers: Any, name: Any) -> Any:
        made.append(numbers)
        return Member.objects.filter(pk__in=numbers).exclude(name=name).order_by("-pk")

    statement, known = Statement(some), list(Member.objects.order_by("-pk"))
    for length in (1, 3, 1, 3, 3):
        numbers = [member.pk for member in known[:length]]
        assert statement.rows(numbers, "outsider") == known[1:length]
    assert len(made) == 2


def test_nothing_is_in_an_empty_list_and_a_long_one_is_asked_as_ever(stage: Stage) -> None:
    statement = Statement(lambda numbers: Member.objects.filter(pk__in=numbers))
    with CaptureQueriesContext(connections["default"]) as sent:
        assert statement.rows([]) == []
    assert len(sent) == 0
    everybody = list(Member.objects.values_list("pk", flat=True))
    nobody = range(max(everybody) + 1, max(everybody) + LIST_MAX + 5000)
    assert len(statement.rows([*everybody, *nobody])) == len(everybody)


def test_what_changed_is_read_anew(stage: Stage) -> None:
    statement = Statement(lambda number: Member.objects.filter(pk=number))
    number = stage.reader.pk
    for bio in ("one", "two"):
        Member.objects.filter(pk=number).update(bio=bio)
        member = statement.first(number)
        assert member is not None
        assert member.bio == bio
    assert statement.first(number + 1_000_000) is None
