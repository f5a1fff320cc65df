"""What changes of a published article leave in the sample site."""

from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.articles.staging import actions as staging
from tweipress.articles.staging import queries as waiting
from tweipress.core.ids import MemberId
from tweipress.demo.stage import Stage


def change_an_article(stage: Stage) -> None:
    """Edit an article and say so, delete the text that it had, and leave another one waiting."""
    article = Article.objects.filter(reviewed=False, posting_seq__isnull=False).earliest("pk")
    said = {"title": article.title, "section": article.section, "sections": article.sections}
    edited = articles.edit(MemberId(article.author_id), article, {**said, "lead": "Corrected."})
    assert edited is None, edited
    assert staging.tell(MemberId(article.author_id), article, "correction", "Once more.") is None
    waits = {**said, "lead": "Not shown yet."}
    base = waiting.edition(article, None)
    assert staging.save(MemberId(article.author_id), article, waits, base) is None
    moderator, first = MemberId(stage.members["Mireille"].pk), article.revisions.get(number=1)
    gone = articles.take_away(moderator, article, first, "A private address.")
    assert gone is None, gone
