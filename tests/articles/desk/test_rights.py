"""Who works on an article."""

from tests.articles.conftest import data
from tests.http.stage import Stage, id_of
from tweipress.articles import actions
from tweipress.articles.desk.rights import may_work_on


def test_its_author_and_editors_work_on_an_article_and_nobody_else(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    may = {name for name, each in stage.cast.items() if may_work_on(draft, id_of(each))}
    assert may == {"author", "editor"}
