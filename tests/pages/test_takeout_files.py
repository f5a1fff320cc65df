"""What is in the zip: all of the member's own, to the last figure, and nothing of others."""

import re
from io import BytesIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from PIL import Image

from tests.http.stage import Stage, id_of
from tests.pages.conftest import BEES, published
from tests.pages.packed import FOLDER, Packed, taken
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.bank.storage import connection
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, FlagId, SessionId
from tweipress.moderation import actions as moderation
from tweipress.moderation.models import Case
from tweipress.pages.takeout import ledger, naming, packing
from tweipress.people.actions import invitations, vouches
from tweipress.people.actions.members import set_profile
from tweipress.people.models import Member
from tweipress.pnl.actions import buy
from tweipress.reading.models import RatedRead, ReadingTrace

SECRET = "What only the critic has typed"
TABLES = {
    *("comments.csv", "votes.csv", "readings.csv", "reading-times.csv", "reading-parts.csv"),
    *("statement.csv", "balances.csv", "acts.csv", "reports.csv", "vouches.csv"),
    *("invitations.csv", "security.csv"),
}


def said(stage: Stage, member: Member, article: Article, text: str) -> CommentId:
    """Let a member who has read an article comment on it."""
    answered = comments.write(id_of(member), ArticleId(article.pk), text, f"form {text}")
    comment = Comment.objects.get(writer=member, text=text)
    assert comment.posting_seq, answered
    return CommentId(comment.pk)


def begin(stage: Stage, member: Member, article: Article, session: str) -> None:
    """Start a reading session."""
    stage.done(Open(id_of(member), ArticleId(article.pk), SessionId(session)))


@pytest.fixture
def rich(stage: Stage, bees: Article, sea: Article) -> Stage:
    """The commenter has something of everything; the critic has some of it too."""
    own, other = stage.commenter, stage.critic
    for member in (own, other):
        stage.done(Role(id_of(member), roles.Role.EDITOR))
        stage.read(member, bees)
    EmailAddress.objects.create(user=own, email="second@example.org", verified=False)
    Authenticator.objects.create(user=own, type="totp", data={"secret": "a secret seed"})
    picture = BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    set_profile(own, "Writes about bees.", picture)
    own.refresh_from_db()
    begin(stage, own, sea, "expires")
    stage.books.clock.advance(86_000)
    stage.books.tick()
    begin(stage, own, sea, "rated")
    stage.books.clock.advance(600)
    stage.done(Plus(id_of(own), SessionId("rated"), sections=3, digest="d"))
    begin(stage, own, bees, "live")
    mine = said(stage, own, bees, "=HYPERLINK(“x”) is what bees say")
    theirs = said(stage, other, bees, SECRET)
    comments.like(id_of(own), theirs, "like")
    comments.like(id_of(other), mine, "likes me")
    buy(id_of(own), ArticleId(bees.pk), "mine", "report")
    article = published(own, {**BEES, "title": "../../Über <Wasps> & co", "section": "World"})
    said_in_vain = {"created": article.created, "form_key": "f", "refusal": "NOT_READ"}
    Comment.objects.create(article=sea, writer=own, text="Not read.", **said_in_vain)
    articles.edit(id_of(own), article, {**BEES, "title": "Wasps", "lead": "Second thoughts."})
    articles.save_draft(id_of(own), {"title": "Not yet", "sections": []})
    articles.save_draft(id_of(other), {"title": SECRET, "sections": []})
    vouches.vouch(id_of(own), id_of(stage.reader), "vouch")
    vouches.vouch(id_of(other), id_of(own), "for me")
    invitations.make_code(id_of(own), "code")
    moderation.flag_by_hand(id_of(stage.moderator), id_of(stage.reader), SECRET, "k")
    RatedRead.objects.create(
        member=own, article=sea, at_ms=1, dwell_ms=599_999, words=300, time_to_read_s=9, until_ms=2
    )
    ReadingTrace.objects.create(
        member=own, article=sea, session="rated", arrivals_ms=[1, 22], at_ms=1
    )
    return stage


@pytest.fixture
def files(rich: Stage) -> Packed:
    """What the commenter takes along."""
    return taken(rich.commenter)


def test_everything_of_a_member_is_along(files: Packed) -> None:
    assert {name for name in TABLES if not files.rows(name)} == set()
    assert files.files["picture.webp"][8:12] == b"WEBP"


def test_who_the_member_is_without_what_is_secret(files: Packed) -> None:
    profile = files.data("profile.json")
    assert profile["name"] == "commenter"
    assert profile["about_you"] == "Writes about bees."
    assert {each["address"] for each in profile["email"]} >= {"second@example.org"}
    assert profile["second_factors"][0]["kind"] == "totp"
    assert {*profile["sessions"][0]} == {"browser", "since", "until"}
    assert profile["standing"]["vouched_for_by"] == ["critic"]
    assert "editor" in profile["standing"]["roles"]
    assert "a secret seed" not in files.whole
    assert "argon2" not in files.whole


def test_the_statement_sums_to_what_the_member_has(rich: Stage, files: Packed) -> None:
    standing = books.standing(id_of(rich.commenter))
    assert standing is not None
    rows = files.rows("statement.csv")
    total = standing.available_twei + standing.vesting_twei + standing.held_twei
    assert sum(int(row["amount_twei"]) for row in rows) == total > 0
    assert int(rows[-1]["total_after_twei"]) == total
    balances = {row["account"]: int(row["twei"]) for row in files.rows("balances.csv")}
    kept = {name: twei for name, twei in balances.items() if not name.startswith("reserved")}
    assert sum(kept.values()) == total
    assert kept[f"available:{rich.commenter.pk}"] == standing.available_twei
    assert files.data("profile.json")["standing"]["in_bonds_twei"] == standing.bonded_twei > 0


def test_each_reading_says_when_it_began_and_how_it_ended(files: Packed) -> None:
    rows = files.rows("readings.csv")
    assert [row["ended_by"] for row in rows] == ["done", "expire", "plus", ""]
    assert [row["title"] for row in rows][1:3] == ["The Town That Writes Down the Sea"] * 2
    assert all(row["started"] < row["ended"] for row in rows[:3])
    assert rows[3]["ended"] == ""
    assert files.rows("reading-times.csv")[0]["took_ms"] == "599999"
    assert files.rows("reading-parts.csv")[0]["parts_after_ms"] == "[1, 22]"


def test_articles_are_markdown_with_all_their_versions_and_harmless_names(files: Packed) -> None:
    texts = {
        name: text
        for name in files.files
        if name.startswith("articles/")
        for text in [files.text(name)]
    }
    [wasps] = [
        text for name, text in texts.items() if re.fullmatch(r"articles/\d+-wasps\.md", name)
    ]
    assert 'lead: "Second thoughts."' in wasps
    assert "# Wasps\n\n*Second thoughts.*\n\n## A debate on a branch" in wasps
    assert "- The better the place" in wasps
    [versions] = [text for name, text in texts.items() if name.endswith("wasps.versions.md")]
    assert versions.index("../../Über <Wasps> & co") < versions.index("# Wasps\n")
    assert any('state: "draft"' in text for text in texts.values())
    assert len(texts) == 4
    safe = re.compile(rf"{FOLDER}(articles/)?[A-Za-z0-9.-]+")
    assert all(safe.fullmatch(name) and ".." not in name for name in files.infos)


def test_texts_are_whole_and_none_is_a_formula(files: Packed) -> None:
    [first, refused] = files.rows("comments.csv")
    assert first["text"] == "'=HYPERLINK(“x”) is what bees say"
    assert (first["likes"], first["state"]) == ("1", "public")
    assert (refused["state"], refused["refusal"]) == ("not published", "NOT_READ")


def test_nothing_of_others_is_along(rich: Stage, files: Packed) -> None:
    assert SECRET not in files.whole
    for name in ("author", "moderator", "outsider"):
        assert rich.cast[name].email not in files.whole
    assert "critic@example.org" not in files.whole
    others = taken(rich.outsider)
    assert {name for name in TABLES if others.rows(name)} <= {
        "statement.csv",
        "balances.csv",
        "acts.csv",
        "security.csv",
    }
    assert not [name for name in others.files if name.startswith("articles/")]
    assert "Writes about bees" not in others.whole


def test_an_act_on_another_member_does_not_say_on_whom(rich: Stage) -> None:
    raised = taken(rich.moderator)
    assert raised.rows("flags-raised.csv")[0]["note"] == SECRET
    [flag] = [row for row in raised.rows("acts.csv") if row["act"] == "flag"]
    assert '"reason": "by_hand"' in flag["details"]
    assert "member" not in flag["details"]
    [vouch] = [row for row in taken(rich.commenter).rows("acts.csv") if row["act"] == "vouch"]
    assert f'"other": {rich.reader.pk}' in vouch["details"]


def test_a_flag_is_along_with_its_evidence_and_appeal_but_not_who_raised_it(rich: Stage) -> None:
    flag = FlagId(Case.objects.get(member=rich.reader).pk)
    moderation.appeal(id_of(rich.reader), flag, "That was me.")
    rich.done(Decide(flag, lifts=True, reason="Quite so.", by=id_of(rich.moderator)))
    files = taken(rich.reader)
    [case] = files.data("flags.json")
    assert (case["appeal"], case["flag"]["words"]) == ("That was me.", "Quite so.")
    assert case["raised_by_hand"]
    assert not {"by", "decided_by"} & {*case["flag"], *(case["hold"] or ())}
    events = files.rows("security.csv")
    assert {row["by"] for row in events if row["event"] == "flagged"} == {"staff"}
    assert all(set(row) == {"at", "event", "by", "details"} for row in events)


def test_the_books_are_of_one_moment(rich: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    write = ledger.write_statement

    def meanwhile(*asked: Any) -> None:
        rich.done(Role(id_of(rich.reader), roles.Role.CONTRIBUTOR))
        comments.like(id_of(rich.commenter), said(rich, rich.critic, bees, "Late"), "late")
        write(*asked)

    bees = Article.objects.get(title=BEES["title"])
    parts = tuple(
        part._replace(write=meanwhile) if part.name == "statement.csv" else part
        for part in packing.PARTS
    )
    monkeypatch.setattr(packing, "PARTS", parts)
    files = taken(rich.commenter)
    last = files.data("profile.json")["books"]["seq"]
    assert rich.seq() > last
    assert all(int(row["posting"]) <= last for row in files.rows("statement.csv"))
    assert all(int(row["posting"]) <= last for row in files.rows("acts.csv"))
    total = sum(int(row["amount_twei"]) for row in files.rows("statement.csv"))
    standing = files.data("profile.json")["standing"]
    assert total == standing["available_twei"] + sum(standing["vesting_twei"].values())


def test_read_in_small_portions_the_zip_is_the_same(
    rich: Stage, files: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "AT_ONCE", 1)
    monkeypatch.setattr(naming, "PORTION", 1)
    again = taken(rich.commenter)
    assert again.files.keys() == files.files.keys()
    changed = {name for name in files.files if again.files[name] != files.files[name]}
    assert changed <= {"security.csv", "profile.json"}  # asking again was a further sign-in
    profiles = [each.data("profile.json") | {"sessions": []} for each in (files, again)]
    assert profiles[0] == profiles[1]
