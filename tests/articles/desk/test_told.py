"""Why an article is not published: how its author stands is told to its author alone."""

from django.core import mail

from tests.articles.conftest import data
from tests.articles.desk.conftest import ahead, planned
from tests.articles.test_pages import refusals, shown
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions as articles
from tweipress.articles.desk import actions
from tweipress.articles.models import Article
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.http.outbox import later
from tweipress.pages.actions import desk

HAS = "you have 7"


def short(stage: Stage) -> Article:
    """Return a draft that its author has let editors publish and cannot pay for."""
    stage.enter("poor", 7)
    stage.done(Role(id_of(stage.poor), roles.Role.CONTRIBUTOR))
    article = articles.save_draft(id_of(stage.poor), data())
    assert actions.hand_in(id_of(stage.poor), article, editors_may=True) is None
    return article


def test_an_editor_is_not_told_what_the_author_has(stage: Stage) -> None:
    article = short(stage)
    url, editor = f"/desk/plan/{article.code}/", signed_in(stage.editor)
    assert HAS not in shown(editor.get(url))
    answer = editor.post(url, {"do": "publish"})
    assert (answer.status_code, refusals(answer)) == (409, ["AUTHOR_CANNOT"])
    assert HAS not in shown(answer)
    assert HAS not in shown(editor.get(f"/write/{article.code}/"))
    assert HAS in shown(signed_in(stage.poor).get(url))
    assert HAS in shown(signed_in(stage.poor).get(f"/write/{article.code}/"))


def test_nor_by_the_desk_or_a_letter_when_its_time_has_come(stage: Stage) -> None:
    article = short(stage)
    edition = planned(article).edition
    assert actions.schedule(id_of(stage.editor), article, edition, ahead(hours=1)) is None
    stage.books.clock.advance(3600)
    desk.publish_due()
    later.drain()
    letters = {letter.to[0]: str(letter.body) for letter in mail.outbox}
    assert HAS in letters[stage.poor.email]
    assert HAS not in letters[stage.editor.email]
    for path in ("/desk/", f"/desk/plan/{article.code}/"):
        assert HAS not in shown(signed_in(stage.editor).get(path))
        assert HAS in shown(signed_in(stage.poor).get(path))
