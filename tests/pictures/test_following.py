"""What is said of a picture, and that it was removed, reaches all that show it."""

import re
import threading
from typing import Any, Final

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client

from tests.articles.conftest import data, fresh, paragraph
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions as articles
from tweipress.articles import queries as texts
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.ids import CONSOLE
from tweipress.core.state.outcome import Refused
from tweipress.http.fast import changes
from tweipress.jobs.kinds import Lane
from tweipress.jobs.models import Job
from tweipress.jobs.runner import Runner
from tweipress.pictures import actions, queries
from tweipress.pictures.queries import PictureView
from tweipress.publication import actions as paper
from tweipress.publication.models import Page

MEET_S: Final = 0.5
ABOUT = {"name": "Bees", "licence": "CC0", "focal_x": "50", "focal_y": "50"}


@pytest.fixture
def article(stage: Stage, bees: PictureView) -> Article:
    """Return a published article that shows the photograph and says nothing of it itself."""
    draft = articles.save_draft(id_of(stage.author), data(sections=shown(bees)))
    assert isinstance(articles.publish(draft), Receipt)
    return fresh(draft)


def shown(*pictures: PictureView) -> list[dict[str, Any]]:
    """Return a text with pictures."""
    blocks = [{"kind": "picture", "picture": picture.number} for picture in pictures]
    return [{"heading": "", "blocks": [{"kind": "paragraph", "text": paragraph(300)}, *blocks]}]


def saved(sections: list[dict[str, Any]], stored: Page | None = None, **values: Any) -> Page:
    """Return a page of the paper's own with a text."""
    text = texts.content.checked("The house", "", "", sections)
    page = {"slug": "house", "title": text.title, "sections": text.as_json(), "is_public": True}
    number, version = (stored.pk, stored.version) if stored else (None, 0)
    answer = paper.save_page(CONSOLE, number, version, {**page, "made": texts.made(text), **values})
    assert not isinstance(answer, Refused), answer
    return answer


def figures(*paths: str) -> list[str]:
    """Return the figures that a visitor sees, once the jobs that wait are done."""
    Runner("follower", Lane.QUICK, linger_s=0).run()
    pages = "".join(Client().get(path).content.decode() for path in paths)
    return re.findall(r"<figure.*?</figure>", pages, re.DOTALL)


def test_the_reason_of_a_removed_picture_stands_wherever_it_was_shown(
    stage: Stage, bees: PictureView, article: Article
) -> None:
    saved(shown(bees))
    paths = (f"/post/{article.slug}/", "/page/house/")
    assert all(bees.src in figure for figure in figures(*paths))
    before = changes.mark()
    reason = {"reason": "A <private> face."}
    answer = signed_in(stage.editor).post(f"/pictures/{bees.number}/remove/", reason)
    assert answer.status_code == 303
    after = figures(*paths)
    assert len(after) == 2
    for figure in after:
        assert "removed this picture: A &lt;private&gt; face." in figure
        assert "<img" not in figure
    assert changes.mark() != before, "a page that another worker has kept would stay"


def test_what_the_library_says_of_a_picture_now_is_said_wherever_it_is_shown(
    stage: Stage, bees: PictureView, article: Article
) -> None:
    saved(shown(bees))
    said = {**ABOUT, "alt": "A swarm", "credit": "Noor"}
    path = f"/pictures/{bees.number}/"
    assert signed_in(stage.author).post(path, said).status_code == 303
    after = figures(f"/post/{article.slug}/", "/page/house/")
    assert len(after) == 2
    for figure in after:
        assert 'alt="A swarm"' in figure
        assert "<small>Noor</small>" in figure


def test_a_refused_removal_draws_nothing(stage: Stage, bees: PictureView, article: Article) -> None:
    Job.objects.all().delete()
    path = f"/pictures/{bees.number}/"
    assert signed_in(stage.editor).post(f"{path}remove/", {"reason": ""}).status_code == 422
    assert signed_in(stage.commenter).post(path, {**ABOUT, "alt": "Mine"}).status_code == 403
    assert not Job.objects.exists()


def test_a_picture_of_a_page_of_the_papers_own_stays_as_long_as_the_page_shows_it(
    stage: Stage, bees: PictureView
) -> None:
    page, browser = saved(shown(bees)), signed_in(stage.author)
    path = f"/pictures/{bees.number}/"
    assert queries.uses_of(bees.number) == {"page": [page.pk]}
    assert 'href="/page/house/">The house' in browser.get(path).content.decode()
    answer = browser.post(f"{path}delete/")
    assert answer.status_code == 409
    assert 'data-refusal="PICTURE_USED"' in answer.content.decode()
    saved(shown(), page)
    assert queries.uses_of(bees.number) == {}
    page = saved(shown(bees), Page.objects.get())
    assert paper.delete_page(CONSOLE, page.pk, page.version) is None
    assert browser.post(f"{path}delete/").status_code == 303


def test_a_page_that_nobody_may_read_yet_uses_a_picture_without_its_name(
    stage: Stage, bees: PictureView
) -> None:
    saved(shown(bees), is_public=False)
    page = signed_in(stage.author).get(f"/pictures/{bees.number}/").content.decode()
    assert "The house" not in page
    assert actions.delete(id_of(stage.author), bees.number) is not None


def test_a_page_that_could_not_be_saved_uses_no_picture(stage: Stage, bees: PictureView) -> None:
    saved(shown())
    text = {"slug": "house", "title": "Again", "sections": shown(bees)}
    assert isinstance(paper.save_page(CONSOLE, None, 0, text), Refused)
    assert queries.uses_of(bees.number) == {}


def test_drafts_that_are_deleted_use_no_picture(stage: Stage, bees: PictureView) -> None:
    first, _ = (
        articles.save_draft(id_of(stage.author), data(sections=shown(bees))) for _ in range(2)
    )
    assert articles.delete_draft(fresh(first)) is None
    articles.delete_drafts(id_of(stage.author))
    assert actions.delete(id_of(stage.author), bees.number) is None


def test_a_text_is_saved_while_a_picture_of_it_is_being_deleted(
    stage: Stage, bees: PictureView
) -> None:
    is_deleted = threading.Event()

    def delete() -> None:
        with transaction.atomic():
            assert actions.delete(id_of(stage.author), bees.number) is None
            is_deleted.set()
            saving.join(MEET_S)  # it waits for this transaction, or has ended before it
        connections.close_all()

    def save() -> None:
        is_deleted.wait()
        try:
            actions.note_uses("article", 1, [bees.number])
        except DatabaseError as error:
            wrong.append(error)
        connections.close_all()

    wrong: list[DatabaseError] = []
    saving, deleting = threading.Thread(target=save), threading.Thread(target=delete)
    for thread in (saving, deleting):  # in this order: who deletes joins the one who saves
        thread.start()
    for thread in (saving, deleting):
        thread.join()
    assert wrong == []
    assert queries.uses_of(bees.number) == {}
