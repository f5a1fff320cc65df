"""What each reader sees of an article's comments."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tweipress.articles.models import Article


def write(stage: Stage, article: Article, number: int) -> None:
    """Let the commenter and the critic write in turn."""
    writer = stage.commenter if number % 2 else stage.critic
    commented(deeds.write(writer, article, f"Comment {number}.", f"form-{number}"))


@pytest.mark.parametrize(
    ("count", "heading"), [(0, ">0 Comments<"), (1, ">1 Comment<"), (5, ">5 Comments<")]
)
def test_the_heading_counts_the_comments(
    stage: Stage, article: Article, count: int, heading: str
) -> None:
    for number in range(count):
        write(stage, article, number)
    thread = deeds.thread(article, None)
    assert heading in render_to_string("comments/block.html", {"thread": thread})
    assert [one.text for one in thread.comments] == [
        f"Comment {n}." for n in reversed(range(count))
    ]


def test_each_viewer_learns_why_not_to_write(stage: Stage, article: Article) -> None:
    newcomer = stage.enter("newcomer", 100, "contributor")
    reasons = {
        name: standing.write.name if standing.write else ""
        for name, member in stage.cast.items()
        if (standing := deeds.thread(article, member).standing)
    }
    assert newcomer.name in reasons
    assert reasons == {
        "author": "",
        "commenter": "",
        "critic": "",
        "moderator": "",
        "newcomer": "NOT_READ",
        "outsider": "LEVEL_TOO_LOW",
        "reader": "LEVEL_TOO_LOW",
    }


def test_only_a_moderator_is_shown_how_to_remove(stage: Stage, article: Article) -> None:
    write(stage, article, 0)
    threads = {name: deeds.thread(article, member) for name, member in stage.cast.items()}
    removers = {name for name, thread in threads.items() if thread.comments[0].is_removable}
    assert removers == {"moderator"}


def test_a_visitor_has_no_form_and_no_votes(stage: Stage, article: Article) -> None:
    write(stage, article, 0)
    thread = deeds.thread(article, None)
    assert (thread.standing, thread.form) == (None, None)
    assert (thread.comments[0].like, thread.comments[0].dislike) == (None, None)


def test_nobody_sees_anothers_refused_text(stage: Stage, article: Article) -> None:
    deeds.write(stage.outsider, article, "Hidden thought.", "form-1")
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert form.text == ""


def test_more_comments_take_no_more_reads(stage: Stage, article: Article) -> None:
    write(stage, article, 0)
    with CaptureQueriesContext(connection) as one:
        deeds.thread(article, stage.author)
    for number in range(1, 5):
        write(stage, article, number)
    with CaptureQueriesContext(connection) as five:
        deeds.thread(article, stage.author)
    assert len(one) == len(five)
