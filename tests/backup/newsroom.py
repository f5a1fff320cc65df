"""What a newsroom leaves on the sample site: a plan, and a draft that two authors share."""

from tests.articles.conftest import data
from tweipress.articles import actions as articles
from tweipress.articles.coauthors import actions as coauthors
from tweipress.articles.coauthors.queries import asked_about
from tweipress.articles.desk import actions as desk
from tweipress.articles.desk import queries as desk_queries
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.ids import MemberId
from tweipress.demo.stage import Stage
from tweipress.http.request_keys import fresh_key


def plan(article: Article, reader: MemberId) -> None:
    """Plan an article, and give somebody the address of the calendar."""
    planned = desk.Planned(desk_queries.Stage.DRAFT, "Ask the harbour.", None, None)
    assert desk.plan(MemberId(article.author_id), article, 0, planned) is None
    assert desk_queries.token(reader)


def share_a_draft(stage: Stage) -> None:
    """Let two of the cast share a draft."""
    author, other = (MemberId(stage.members[name].pk) for name in ("Ondine", "Saskia"))
    draft = articles.save_draft(author, data(title="Shared"))
    assert coauthors.share(draft, [(other, 4_000)]) is None
    answered = coauthors.agree(draft, other, asked_about(draft), fresh_key())
    assert isinstance(answered, Receipt), answered
