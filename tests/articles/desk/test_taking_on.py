"""Taking on an idea: whoever becomes its author begins alone, and editors need their rights."""

from typing import Any

from tests.articles.conftest import fresh
from tests.articles.desk.test_desk_pages import idea
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles.coauthors import actions as coauthors
from tweipress.articles.coauthors.queries import shares_of, terms
from tweipress.articles.desk import actions
from tweipress.articles.desk.queries import may_work_on
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.http.request_keys import fresh_key


def test_an_idea_waits_for_an_editors_second_factor_as_a_draft_does(
    stage: Stage, settings: Any
) -> None:
    article = idea(stage, "author")
    settings.TWEIPRESS_MFA_ROLES = frozenset({"editor"})
    url, browser = f"/desk/plan/{article.code}/", signed_in(stage.editor)
    assert browser.get(url).status_code == 403
    assert browser.post(url, {"do": "take_on"}).status_code == 403
    assert fresh(article).author == stage.author


def test_who_is_to_write_an_idea_needs_no_second_factor_for_it(stage: Stage, settings: Any) -> None:
    article = idea(stage, "author", assignee="critic")
    settings.TWEIPRESS_MFA_ROLES = frozenset({"editor"})
    url = f"/desk/plan/{article.code}/"
    assert signed_in(stage.critic).post(url, {"do": "take_on"}).status_code == 303
    assert fresh(article).author == stage.critic


def test_who_takes_on_an_idea_shares_it_with_nobody(stage: Stage) -> None:
    article, critic = idea(stage, "author"), id_of(stage.critic)
    assert coauthors.share(article, [(critic, 4_000)]) is None
    about = terms(shares_of(article), books.tariff().publish_twei)
    assert isinstance(coauthors.agree(article, critic, about, fresh_key()), Receipt)
    assert may_work_on(fresh(article), critic)
    assert actions.take_on(id_of(stage.editor), article) is None
    assert fresh(article).author == stage.editor
    assert shares_of(fresh(article)) == ()
    assert not may_work_on(fresh(article), critic)
