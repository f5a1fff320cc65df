"""Members are told who answers and who mentions them, once for each comment."""

import pytest

from tests.http.stage import Stage, id_of
from tests.notifications.conftest import Told
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.comments import actions as comments
from tweipress.comments.edits import actions as edits
from tweipress.comments.mentions import MENTIONS_MAX, named
from tweipress.comments.models import Comment
from tweipress.core.ids import ArticleId, CommentId
from tweipress.people.models import Member
from tweipress.people.muting import actions as muting
from tweipress.people.muting.actions import Wish

REPLIED = "critic has replied to your comment on “Bees”."
MENTIONED = "critic has mentioned you in a comment on “Bees”."
COMMENTED = "2 comments on your article “Bees”, the last one by critic."


def write(member: Member, text: str, parent: Comment | None = None) -> Comment:
    article = ArticleId(Article.objects.get().pk)
    answer = comments.write(
        id_of(member), article, text, f"form {text}"[:30], parent=parent.pk if parent else None
    )
    assert isinstance(answer, Receipt), answer
    return Comment.objects.get(posting_seq=answer.seq)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Critic, and @reader-2!", ["critic", "reader-2"]),
        ("@critic @CRITIC", ["critic"]),
        ("So says (@critic-).", ["critic"]),
        ("me@example.org, @@critic, @, @x", []),
        (" ".join(f"@name{n}" for n in range(MENTIONS_MAX + 1)), [f"name{n}" for n in range(5)]),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_who_is_answered_is_told_in_one_line_and_nobody_else(
    stage: Stage, comment: Comment, told: Told
) -> None:
    write(stage.critic, "They do not.", comment)
    assert told(stage.commenter) == [REPLIED]
    assert told(stage.author) == [COMMENTED]
    assert told(stage.critic) == told(stage.outsider) == []


def test_who_is_mentioned_is_told_and_who_is_answered_hears_of_it_once(
    stage: Stage, comment: Comment, told: Told
) -> None:
    write(stage.critic, "No, @Commenter and @outsider, @critic thinks; @nobody.", comment)
    assert told(stage.commenter) == [REPLIED]
    assert told(stage.outsider) == [MENTIONED]
    assert told(stage.critic) == []


def test_an_author_who_is_mentioned_hears_of_the_comment_once(
    stage: Stage, article: Article, told: Told
) -> None:
    write(stage.critic, "Is it so, @author?")
    assert told(stage.author) == [MENTIONED]


@pytest.mark.parametrize("wish", [Wish.MUTE, Wish.BLOCK])
def test_nobody_hears_of_whom_they_muted_or_blocked(
    stage: Stage, comment: Comment, told: Told, wish: Wish
) -> None:
    for member in (stage.commenter, stage.outsider, stage.author):
        assert muting.settle(id_of(member), id_of(stage.critic), wish) is None
    told(stage.author)
    before = told(stage.author)
    write(stage.critic, "No, @outsider.", comment)
    assert told(stage.commenter) == told(stage.outsider) == []
    assert told(stage.author) == before


def test_a_removed_comment_mentions_nobody(stage: Stage, article: Article, told: Told) -> None:
    written = write(stage.critic, "Shame on @outsider.")
    answer = comments.hide(id_of(stage.moderator), CommentId(written.pk), "An insult.")
    assert answer is None
    assert told(stage.outsider) == []


def test_what_an_edit_takes_out_was_mentioned_all_the_same(
    stage: Stage, article: Article, told: Told
) -> None:
    written = write(stage.critic, "Is it so, @outsider?")
    for text in ("Is it so?", "Is it so, then?"):
        assert edits.edit(id_of(stage.critic), CommentId(written.pk), text) is None
    assert told(stage.outsider) == [MENTIONED]
