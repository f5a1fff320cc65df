"""A member's private and public pages: what they show, and to whom."""

import pytest
from django.test import Client

from tests.http.stage import PARTS, TIME_TO_READ_S, set_stage
from tests.people.conftest import image
from tweipress.bank import Receipt
from tweipress.bank import queries as ledger
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import CONSOLE, ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.registry import RULES_BY_NAME, Act
from tweipress.pages.blocks.members import own_page
from tweipress.pages.blocks.statement import ENTRIES, HASH_SHOWN, statement
from tweipress.people import avatars, queries
from tweipress.people.actions import bans, console, members
from tweipress.people.models import Member

ME = "/me/"
PROFILE = "/me/profile/"


@pytest.mark.parametrize("path", [ME, PROFILE])
def test_a_visitor_is_sent_to_sign_in_and_back(path: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.headers["Location"] == f"/accounts/login/?next={path}"


def test_a_member_sees_level_quotas_twei_and_movements(client: Client, reader: Member) -> None:
    members.join(reader)
    console.issue(reader, 1234, "for the story")
    client.force_login(reader)
    page = client.get(ME).content.decode()
    for words in (
        "LVL 1",
        "Left today",
        "Available from LVL 13",
        "Pluses",
        "1,234 Twei",
        "Deposit",
        "+1,234",
        'alt="Avatar of reader"',
    ):
        assert words in page


def test_a_member_sees_nothing_of_anothers_movements(
    client: Client, reader: Member, outsider: Member
) -> None:
    members.join(reader)
    members.join(outsider)
    console.issue(reader, 1234)
    client.force_login(outsider)
    assert "1,234" not in client.get(ME).content.decode()
    assert "1,234" not in client.get("/member/reader/").content.decode()


def test_who_is_not_in_the_books_yet_is_told_and_may_ask_again(
    client: Client, reader: Member
) -> None:
    client.force_login(reader)
    assert "The books do not know you yet" in client.get(ME).content.decode()
    assert client.get("/me/join/").status_code == 405
    assert "LVL 1" in client.post("/me/join/", follow=True).content.decode()


def test_a_statement_is_turned_page_by_page_and_adds_up(reader: Member) -> None:
    members.join(reader)
    for amount_twei in range(1, ENTRIES + 10):
        assert isinstance(console.issue(reader, amount_twei), Receipt)
    first = statement(MemberId(reader.pk))
    second = statement(MemberId(reader.pk), first.older_before)
    rows = first.rows + second.rows
    assert (len(first.rows), second.older_before) == (ENTRIES - 1, 0)
    assert [row.amount_twei for row in rows] == list(range(ENTRIES + 9, 0, -1))
    running_twei = 0
    for row in reversed(rows):
        running_twei += row.amount_twei
        assert row.balance_twei == running_twei
    assert {len(row.rules) for row in rows} == {HASH_SHOWN}


def test_what_one_act_took_from_several_accounts_is_one_line(books: object) -> None:
    stage = set_stage(books)
    writer, article = stage.commenter, stage.publish(stage.author, "bees")
    stage.done(
        Open(member=MemberId(writer.pk), article=ArticleId(article.pk), session=SessionId("s"))
    )
    stage.books.clock.advance(TIME_TO_READ_S)
    stage.done(Plus(member=MemberId(writer.pk), session=SessionId("s"), sections=PARTS, digest="d"))
    earned_twei = statement(MemberId(writer.pk)).rows[0].amount_twei
    stage.done(
        Comment(member=MemberId(writer.pk), article=ArticleId(article.pk), comment=CommentId(1))
    )
    row = statement(MemberId(writer.pk)).rows[0]
    parts = [("available", earned_twei - 25), ("vesting", -earned_twei)]
    assert (row.what, row.amount_twei) == ("Comment: tribute and bond", -25)
    assert [(account.name, account.amount_twei) for account in row.accounts] == parts
    assert row.balance_twei == 200 + earned_twei - 25


@pytest.mark.parametrize("before", ["-1", "x", "9" * 30, "9" * 19, "1.5", "٣"])
def test_a_page_of_a_statement_that_cannot_be_is_not_found(
    before: str, client: Client, reader: Member
) -> None:
    client.force_login(reader)
    assert client.get(ME, {"before": before}).status_code == 404


def test_everyone_sees_a_members_name_and_words_but_not_the_address(
    client: Client, reader: Member
) -> None:
    members.join(reader)
    members.set_profile(reader, "Reads <script>alert(1)</script>\nevery morning")
    page = client.get("/member/reader/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>every morning" in page
    assert "LVL 1" in page
    assert "press.example" not in page


def test_a_name_in_another_case_leads_to_the_one_address(client: Client, reader: Member) -> None:
    answer = client.get("/member/READER/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/member/reader/")


@pytest.mark.parametrize("name", ["nobody", "..", "<script>", "x" * 3_000])
def test_a_member_who_does_not_exist_is_not_found(name: str, client: Client, db: None) -> None:
    assert client.get(f"/member/{name}/").status_code == 404


def test_a_picture_is_put_up_replaced_and_taken_away(client: Client, reader: Member) -> None:
    client.force_login(reader)
    seen = [queries.avatar_url(reader)]
    for _ in range(2):
        client.post(PROFILE, {"bio": "Hello", "picture": image(300, 400)})
        reader.refresh_from_db()
        seen.append(queries.avatar_url(reader))
        assert client.get(seen[-1]).headers["Content-Type"] == "image/webp"
    assert client.get(seen[1]).status_code == 404
    client.post(PROFILE, {"bio": "Hello", "without_picture": "on"})
    reader.refresh_from_db()
    assert queries.avatar_url(reader) == seen[0] == avatars.drawn("reader")
    assert client.get(seen[2]).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no image", b"<svg onload='alert(1)'/>"])
def test_a_picture_that_is_none_is_refused_and_the_words_are_kept(
    content: bytes, client: Client, reader: Member
) -> None:
    client.force_login(reader)
    file = image(1, 1)
    file.seek(0)
    file.truncate()
    file.write(content)
    file.seek(0)
    answer = client.post(PROFILE, {"bio": "Words that took long", "picture": file})
    assert answer.status_code == 422
    assert "Words that took long" in answer.content.decode()
    reader.refresh_from_db()
    assert (reader.bio, reader.avatar.name) == ("", "")


def test_words_that_are_too_long_are_refused_and_kept(client: Client, reader: Member) -> None:
    client.force_login(reader)
    answer = client.post(PROFILE, {"bio": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()


def test_a_member_changes_nobodys_profile_but_their_own(
    client: Client, reader: Member, outsider: Member
) -> None:
    client.force_login(outsider)
    client.post(PROFILE, {"bio": "Mine", "member": reader.pk, "pk": reader.pk, "name": "reader"})
    reader.refresh_from_db()
    assert reader.bio == ""


def test_a_posting_from_several_accounts_names_each_with_its_amount(
    client: Client, books: object
) -> None:
    stage = set_stage(books)
    stage.publish(stage.author, "bees")
    client.force_login(stage.author)
    page = client.get(ME).content.decode()
    assert all(rule.label for rule in RULES_BY_NAME.values())
    assert page.count("<td>available</td>") == 2


def test_a_statement_and_a_members_page_lead_to_the_articles(client: Client, books: object) -> None:
    stage = set_stage(books)
    stage.publish(stage.author, "bees")
    assert '<a href="/post/bees/">Bees</a>' in client.get("/member/author/").content.decode()
    client.force_login(stage.author)
    assert 'Publish tribute: <a href="/post/bees/">Bees</a>' in client.get(ME).content.decode()


def test_a_quota_begins_at_the_level_that_its_rule_names(books: object) -> None:
    stage = set_stage(books)
    article = stage.publish(stage.author, "bees")
    stage.read(stage.commenter, article)
    stage.read(stage.reader, article)
    number, reader = ArticleId(article.pk), MemberId(stage.reader.pk)
    stage.done(Comment(MemberId(stage.commenter.pk), number, CommentId(1)))
    acts: dict[str, Act] = {
        "Likes": Like(reader, CommentId(1)),
        "Dislikes": Dislike(reader, CommentId(1), "unkind"),
        "Comments": Comment(reader, number, CommentId(2)),
        "Articles published": Publish(reader, ArticleId(9), 60, 238, 3),
    }
    own = own_page(reader)
    assert own is not None
    assert {
        str(quota.what): quota.refused for quota in own.quotas if quota.refused is not None
    } == {what: ledger.refusal_of(act) for what, act in acts.items()}


def test_a_banned_member_is_promised_no_quota(client: Client, reader: Member) -> None:
    members.join(reader)
    bans.ban(CONSOLE, MemberId(reader.pk), "spam", "k")
    client.force_login(reader)
    page = client.get(ME).content.decode()
    assert "You are banned" in page
    assert "Left today" not in page
