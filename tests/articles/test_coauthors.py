"""Co-authors on the site: asking, answering, publishing together, and whom pages name."""

from dataclasses import replace
from typing import Any

import pytest

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of
from tweipress.articles import actions, queries
from tweipress.articles.coauthors import actions as coauthors
from tweipress.articles.coauthors.models import Answer, Coauthor
from tweipress.articles.coauthors.queries import by, in_words, parts, shares_of, terms
from tweipress.articles.desk.queries import may_work_on
from tweipress.articles.desk.rights import own
from tweipress.articles.following import actions as following
from tweipress.articles.following import queries as news
from tweipress.articles.following.actions import Followed
from tweipress.articles.models import Article
from tweipress.articles.queries import feeds
from tweipress.articles.search.models import Entry
from tweipress.bank import Answer as BankAnswer
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import ArticleId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member


@pytest.fixture
def draft(stage: Stage) -> Article:
    """The author's draft."""
    return actions.save_draft(id_of(stage.author), data())


def agree(article: Article, member: Member) -> BankAnswer:
    """Let a co-author agree to what the page shows now."""
    about = terms(shares_of(article), books.tariff().publish_twei)
    return coauthors.agree(article, id_of(member), about, fresh_key())


def shared(stage: Stage, article: Article, bps: int = 4_000) -> Article:
    """Let the author and the critic share an article, both agreed."""
    assert coauthors.share(article, [(id_of(stage.critic), bps)]) is None
    assert isinstance(agree(article, stage.critic), Receipt)
    return fresh(article)


def reason(answer: object) -> Refusal:
    """Return why something was refused."""
    assert isinstance(answer, Refused), answer
    return answer.reason


def test_both_pay_and_both_are_named(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    article = fresh(draft)
    assert article.coauthors == [[stage.critic.pk, "critic"]]
    assert article.author_names == ("author", "critic")
    assert stage.spendable_twei(stage.author) == 500 - 30
    assert stage.spendable_twei(stage.critic) == 200 - 20


def test_nobody_pays_before_all_have_agreed(stage: Stage, draft: Article) -> None:
    others = [(id_of(stage.critic), 4_000), (id_of(stage.reader), 1_000)]
    assert coauthors.share(draft, others) is None
    assert isinstance(agree(draft, stage.critic), Receipt)
    assert reason(actions.publish(fresh(draft))) is Refusal.SHARES_NOT_AGREED
    assert queries.publishing(fresh(draft)).refused == refuse(Refusal.SHARES_NOT_AGREED)
    assert isinstance(agree(draft, stage.reader), Receipt)
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    assert [stage.spendable_twei(who) for who in (stage.author, stage.critic, stage.reader)] == [
        475,
        180,
        95,
    ]


def test_a_change_of_shares_asks_everybody_anew(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    again = [(id_of(stage.critic), 4_000)]
    assert coauthors.share(draft, again) is None
    assert fresh(draft).coauthors, "nothing was changed, so nobody is asked"
    assert coauthors.share(draft, [(id_of(stage.critic), 4_001)]) is None
    assert fresh(draft).coauthors == []
    assert Coauthor.objects.get().answer == Answer.NONE
    assert reason(actions.publish(fresh(draft))) is Refusal.SHARES_NOT_AGREED


def test_an_answer_is_to_what_was_shown(stage: Stage, draft: Article) -> None:
    assert coauthors.share(draft, [(id_of(stage.critic), 4_000)]) is None
    about = terms(shares_of(draft), books.tariff().publish_twei)
    assert coauthors.share(draft, [(id_of(stage.critic), 5_000)]) is None
    before = stage.seq()
    late = coauthors.agree(draft, id_of(stage.critic), about, fresh_key())
    assert reason(late) is Refusal.SHARES_CHANGED
    strange = coauthors.agree(draft, id_of(stage.reader), about, fresh_key())
    assert reason(strange) is Refusal.UNKNOWN_ARTICLE
    assert stage.seq() == before


def test_an_agreement_can_be_taken_back_and_nobody_pays(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    assert coauthors.decline(draft, id_of(stage.critic), fresh_key()) is None
    assert fresh(draft).coauthors == []
    assert reason(actions.publish(fresh(draft))) is Refusal.SHARES_NOT_AGREED
    assert stage.spendable_twei(stage.critic) == 200
    assert coauthors.decline(draft, id_of(stage.critic), fresh_key()) is None, "twice is once"


def test_after_publication_nothing_can_be_changed(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    assert reason(coauthors.share(draft, [])) is Refusal.ALREADY_PUBLISHED
    late = coauthors.decline(draft, id_of(stage.critic), fresh_key())
    assert reason(late) is Refusal.ALREADY_PUBLISHED
    assert fresh(draft).coauthors == [[stage.critic.pk, "critic"]]


def test_while_it_is_sent_nobody_changes_the_shares(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    Article.objects.filter(pk=draft.pk).update(asked=True)
    assert reason(coauthors.share(draft, [])) is Refusal.PUBLICATION_OPEN


def test_what_a_crash_left_open_is_published_with_its_authors(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    article = fresh(draft)
    assert isinstance(actions.publish(article), Receipt)
    lost: dict[str, Any] = {"posting_seq": None, "asked": True, "coauthors": []}
    Article.objects.filter(pk=article.pk).update(**lost)
    assert actions.resume_open() == 1
    assert fresh(draft).coauthors == [[stage.critic.pk, "critic"]]
    assert stage.spendable_twei(stage.critic) == 180


@pytest.mark.parametrize("bps", [0, -1, 10_000, 10_001])
def test_shares_that_are_none_are_refused(stage: Stage, draft: Article, bps: int) -> None:
    assert reason(coauthors.share(draft, [(id_of(stage.critic), bps)])) is Refusal.MALFORMED


def test_nobody_is_asked_twice_and_the_author_not_at_all(stage: Stage, draft: Article) -> None:
    for who in (stage.author, stage.critic):
        others = [(id_of(who), 1_000), (id_of(stage.critic), 1_000)]
        assert reason(coauthors.share(draft, others)) is Refusal.MALFORMED
    assert not Coauthor.objects.exists()


def test_a_banned_author_asks_nobody(stage: Stage, draft: Article) -> None:
    stage.enter("spammer", 100)
    spam = actions.save_draft(id_of(stage.spammer), data(title="Buy"))
    stage.done(Ban(id_of(stage.spammer), "spam"))
    assert reason(coauthors.share(spam, [(id_of(stage.critic), 1)])) is Refusal.BANNED


def test_who_has_agreed_works_on_the_text_and_who_is_asked_does_not(
    stage: Stage, draft: Article
) -> None:
    critic = id_of(stage.critic)
    assert coauthors.share(draft, [(critic, 4_000)]) is None
    assert not may_work_on(fresh(draft), critic)
    agree(draft, stage.critic)
    assert may_work_on(fresh(draft), critic)
    coauthors.decline(draft, critic, fresh_key())
    assert not may_work_on(fresh(draft), critic)


def test_who_has_agreed_finds_the_article_on_the_desk(stage: Stage, draft: Article) -> None:
    critic = id_of(stage.critic)
    assert not Article.objects.filter(own(critic)).exists()
    shared(stage, draft)
    assert list(Article.objects.filter(own(critic))) == [draft]


def test_an_agreement_that_the_site_did_not_write_down_is_asked_for_again(
    stage: Stage, draft: Article
) -> None:
    assert coauthors.share(draft, [(id_of(stage.critic), 4_000)]) is None
    act = AgreeShares(id_of(stage.critic), ArticleId(draft.pk), shares_of(draft), 50)
    stage.done(act)
    assert reason(actions.publish(fresh(draft))) is Refusal.SHARES_NOT_AGREED
    agree(draft, stage.critic)
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    assert fresh(draft).coauthors == [[stage.critic.pk, "critic"]]


@pytest.mark.parametrize("bps", [None, 5_000], ids=["taken off", "asked otherwise"])
def test_who_is_asked_again_has_not_answered_though_they_agreed_to_the_same_before(
    stage: Stage, draft: Article, bps: int | None
) -> None:
    critic = id_of(stage.critic)
    shared(stage, draft)
    assert coauthors.share(draft, [(critic, bps)] if bps else []) is None
    assert coauthors.share(draft, [(critic, 4_000)]) is None
    assert queries.publishing(fresh(draft)).refused == refuse(Refusal.SHARES_NOT_AGREED)
    assert reason(actions.publish(fresh(draft))) is Refusal.SHARES_NOT_AGREED
    assert stage.spendable_twei(stage.critic) == 200
    assert not fresh(draft).asked
    agree(draft, stage.critic)
    assert isinstance(actions.publish(fresh(draft)), Receipt)


def test_a_page_that_was_left_open_takes_back_what_was_agreed_to_since(
    stage: Stage, draft: Article
) -> None:
    critic, old = id_of(stage.critic), fresh_key()
    shared(stage, draft)
    assert coauthors.decline(draft, critic, old) is None
    agree(draft, stage.critic)
    assert coauthors.decline(draft, critic, old) is None
    taken_back = AgreeShares(critic, ArticleId(draft.pk))
    assert books.preview(taken_back).refused == refuse(Refusal.SHARES_NOT_AGREED)
    before = stage.seq()
    assert coauthors.decline(draft, critic, old) is None, "twice is once"
    assert stage.seq() == before


def test_a_page_that_was_left_open_agrees_to_nothing_that_was_taken_back_since(
    stage: Stage, draft: Article
) -> None:
    critic, old = id_of(stage.critic), fresh_key()
    assert coauthors.share(draft, [(critic, 4_000)]) is None
    about = terms(shares_of(draft), books.tariff().publish_twei)
    assert isinstance(coauthors.agree(draft, critic, about, old), Receipt)
    assert coauthors.decline(draft, critic, fresh_key()) is None
    assert reason(coauthors.agree(draft, critic, about, old)) is Refusal.KEY_REUSED
    assert fresh(draft).coauthors == []


def test_a_published_article_is_of_each_of_its_authors(stage: Stage, draft: Article) -> None:
    shared(stage, draft)
    assert queries.of_author(id_of(stage.critic)) == [], "a draft is nobody's yet"
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    reader = id_of(stage.reader)
    assert following.follow(reader, Followed(author=id_of(stage.critic))) is None
    for rows in (
        queries.of_author(id_of(stage.critic)),
        queries.of_author(id_of(stage.author)),
        feeds.of_author(id_of(stage.critic)),
        news.news(reader),
        list(Article.objects.filter(by(stage.critic.pk, stage.author.pk))),
    ):
        assert [row.pk for row in rows] == [draft.pk]
    assert f" \u00b6{stage.critic.pk} " in Entry.objects.get().terms


def test_the_parts_that_pages_show_sum_to_the_tribute(stage: Stage, draft: Article) -> None:
    assert parts(draft, 50) == ()
    others = [(id_of(stage.critic), 3_333), (id_of(stage.reader), 3_333)]
    assert coauthors.share(draft, others) is None
    shown = parts(draft, 50)
    assert [(part.name, part.bps, part.pays_twei) for part in shown] == [
        ("author", 3_334, 18),
        ("critic", 3_333, 16),
        ("reader", 3_333, 16),
    ]
    assert shown[0] == replace(shown[0], is_first=True, answer="")


def test_names_are_read_as_a_sentence() -> None:
    assert in_words(["Ada"]) == "Ada"
    assert in_words(["Ada", "Ben"]) == "Ada and Ben"
    assert in_words(["Ada", "Ben", "Cleo"]) == "Ada, Ben and Cleo"
