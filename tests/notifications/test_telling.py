"""Members are told of what the journal says: once, in one row for what belongs together."""

from datetime import timedelta

import pytest

from tests.http.stage import Stage, id_of
from tests.notifications.conftest import Told
from tweipress.articles.following import actions as follows
from tweipress.articles.following.actions import Followed
from tweipress.articles.models import Article
from tweipress.bank import Receipt, clock
from tweipress.bank.queries.bulk import journal
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.composed.hearing import following
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import CONSOLE, ArticleId, CommentId
from tweipress.core.rules.levels import xp_for
from tweipress.core.tariff import default
from tweipress.notifications import actions, queries
from tweipress.notifications.actions import Way
from tweipress.notifications.bounds import KEPT, ROWS_MAX
from tweipress.notifications.kinds import Channel, Kind, Source
from tweipress.notifications.models import Notification, Position, Spread
from tweipress.pages.actions.leaving import close_account
from tweipress.people.actions.leaving import Texts
from tweipress.people.models import Member

LIKED = "%s on your comment on “Bees”"


def like(member: Member, comment: Comment) -> None:
    answer = comments.like(id_of(member), CommentId(comment.pk), f"like:{member.pk}")
    assert isinstance(answer, Receipt), answer


def unread(member: Member) -> int:
    member.refresh_from_db()
    return member.unread


def test_likes_are_one_row_that_grows_until_it_is_read(
    stage: Stage, comment: Comment, told: Told
) -> None:
    like(stage.critic, comment)
    like(stage.author, comment)
    (line,) = told(stage.commenter)
    assert line.startswith(LIKED % "2 likes")
    assert unread(stage.commenter) == 1
    actions.read_all(id_of(stage.commenter), Notification.objects.latest("pk").pk)
    assert unread(stage.commenter) == 0
    like(stage.moderator, comment)
    first, second = told(stage.commenter)
    assert first.startswith(LIKED % "1 like")
    assert second == line
    assert told(stage.critic) == []


def test_the_author_is_told_of_comments_by_others_in_one_line(
    stage: Stage, article: Article, comment: Comment, told: Told
) -> None:
    for member in (stage.critic, stage.author):
        answer = comments.write(id_of(member), ArticleId(article.pk), "They do.", "form 2")
        assert isinstance(answer, Receipt), answer
    assert told(stage.author) == ["2 comments on your article “Bees”, the last one by critic."]
    assert told(stage.commenter) == []


def test_what_a_like_brought_is_said_as_the_books_have_it(
    stage: Stage, comment: Comment, told: Told
) -> None:
    before = stage.spendable_twei(stage.commenter)
    like(stage.critic, comment)
    like(stage.author, comment)
    gained = stage.spendable_twei(stage.commenter) - before
    assert gained > 0
    assert told(stage.commenter)[0].endswith(f"they brought you {gained} Twei.")


def test_following_again_tells_nothing_twice(stage: Stage, comment: Comment, told: Told) -> None:
    like(stage.critic, comment)
    once = told(stage.commenter)
    assert told(stage.commenter) == once
    assert queries.position(Source.JOURNAL)[0] == journal.head()


def test_who_comes_second_with_the_same_postings_writes_nothing(
    stage: Stage, comment: Comment, told: Told
) -> None:
    like(stage.critic, comment)
    told(stage.commenter)
    assert not actions.follow(Way(Source.JOURNAL, 0, journal.head()), [], {})
    assert Notification.objects.filter(member=stage.commenter).count() == 1


def test_what_was_cut_off_before_its_commit_is_told_once_afterwards(
    stage: Stage, comment: Comment, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    like(stage.critic, comment)

    class CutOffError(Exception):
        pass

    def cut_off(members: object) -> None:
        raise CutOffError

    with monkeypatch.context() as patched:
        patched.setattr("tweipress.notifications.telling.count_unread", cut_off)
        with pytest.raises(CutOffError):
            following.follow()
    assert not Notification.objects.exists()
    assert not Position.objects.exists()
    (line,) = told(stage.commenter)
    assert line.startswith(LIKED % "1 like")


def test_a_settlement_says_its_reward(stage: Stage, comment: Comment, told: Told) -> None:
    tariff = default()
    stage.books.clock.advance(tariff.settlement_s + 1)
    stage.books.next_day()
    lines = told(stage.commenter)
    assert [line for line in lines if line.startswith("Your comment on “Bees” is settled")]


def test_a_level_is_told_once_and_not_again_when_it_is_lost_and_reached(
    stage: Stage, told: Told
) -> None:
    xp = xp_for(2, default())
    number = stage.outsider.pk
    for gained in (xp, -xp, xp):
        stage.books.next_day()
        stage.done(Grade(((number, 0, gained),), by=CONSOLE))
        told(stage.outsider)
    assert told(stage.outsider) == ["You have reached LVL 2."]


def test_twei_that_became_available_are_told(stage: Stage, comment: Comment, told: Told) -> None:
    like(stage.critic, comment)
    for _day in range(default().vesting_days + 1):
        stage.books.next_day()
    lines = told(stage.commenter)
    assert any(line.endswith("Twei that you earned are available now.") for line in lines), lines


def test_followers_are_told_of_an_article_once_however_they_follow(
    stage: Stage, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = id_of(stage.author)
    assert follows.follow(id_of(stage.reader), Followed(author=author)) is None
    assert follows.follow(id_of(stage.reader), Followed(section="World")) is None
    assert follows.follow(id_of(stage.critic), Followed(author=author)) is None
    monkeypatch.setattr(following, "PORTION", 1)
    article = stage.publish(stage.author, "bees")
    Article.objects.filter(pk=article.pk).update(section="World")
    for member in (stage.reader, stage.critic):
        assert told(member) == ["author has published “Bees”."]
    assert told(stage.author) == told(stage.outsider) == []
    assert not Spread.objects.exists()


def test_an_article_that_is_not_public_yet_waits_for_that(stage: Stage, told: Told) -> None:
    assert follows.follow(id_of(stage.reader), Followed(author=id_of(stage.author))) is None
    article = stage.publish(stage.author, "bees")
    Article.objects.filter(pk=article.pk).update(posting_seq=None)
    assert told(stage.reader) == []
    Article.objects.filter(pk=article.pk).update(posting_seq=article.posting_seq)
    assert told(stage.reader) == ["author has published “Bees”."]


def test_a_kind_that_is_off_everywhere_leaves_no_row(
    stage: Stage, comment: Comment, told: Told
) -> None:
    actions.choose(id_of(stage.commenter), {(Kind.LEVEL, Channel.SITE)})
    like(stage.critic, comment)
    assert told(stage.commenter) == []
    assert not Notification.objects.filter(member=stage.commenter).exists()


def test_a_kind_for_the_digest_alone_is_not_on_the_page(
    stage: Stage, comment: Comment, told: Told
) -> None:
    actions.choose(id_of(stage.commenter), {(Kind.LIKE, Channel.MAIL)})
    like(stage.critic, comment)
    assert told(stage.commenter) == []
    assert unread(stage.commenter) == 0
    assert Notification.objects.get(member=stage.commenter).is_listed is False


def test_it_is_due_when_there_is_something_to_tell_and_not_again_at_once(
    stage: Stage, comment: Comment
) -> None:
    following.follow()
    like(stage.critic, comment)
    assert not following.is_due()
    stage.books.clock.advance(following.PAUSE.seconds)
    assert following.is_due()
    following.follow()
    stage.books.clock.advance(following.PATIENCE.seconds)
    assert not following.is_due()


def test_what_is_old_or_too_much_is_forgotten(stage: Stage, told: Told) -> None:
    now = clock.now()
    Notification.objects.bulk_create(
        Notification(member=stage.reader, kind=Kind.MENTION, subject=number, at=now)
        for number in range(ROWS_MAX + 3)
    )
    Notification.objects.create(
        member=stage.critic, kind=Kind.MENTION, at=now - KEPT - timedelta(days=2)
    )
    assert queries.are_old()
    actions.forget_old()
    assert not queries.are_old()
    assert Notification.objects.filter(member=stage.reader).count() == ROWS_MAX
    assert not Notification.objects.filter(member=stage.critic).exists()
    assert unread(stage.reader) == ROWS_MAX


def test_a_journal_that_was_copied_shorter_is_followed_from_its_end(stage: Stage) -> None:
    following.follow()
    head = journal.head()
    assert actions.open_again_after(head - 1, "default") == 1
    assert queries.position(Source.JOURNAL)[0] == head - 1
    assert actions.open_again_after(head, "default") == 0


def test_who_leaves_is_told_nothing_any_more_and_leaves_nothing(
    stage: Stage, comment: Comment, told: Told
) -> None:
    like(stage.critic, comment)
    told(stage.commenter)
    actions.choose(id_of(stage.commenter), set())
    assert close_account(stage.commenter, Texts.STAY) is None
    assert not Notification.objects.filter(member=stage.commenter).exists()
    like(stage.author, comment)
    following.follow()
    assert not Notification.objects.filter(member=stage.commenter).exists()
