"""The pages about trust: what they show to whom, vouching, banning, and wrong input."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.scratch_books import BooksStage
from tweipress.articles.models import Article
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.people.actions import members
from tweipress.people.models import InvitationCode, Member

OWN = "/me/trust/"


@pytest.fixture
def known(reader: Member, outsider: Member, books: BooksStage) -> tuple[Member, Member]:
    """Two members whom the books know; the reader may vouch."""
    for member in (reader, outsider):
        members.join(member)
    books.accept(Role(MemberId(reader.pk), roles.Role.EDITOR))
    return reader, outsider


def page_of(member: Member, viewer: Member | None = None) -> str:
    """Return a member's public page as a viewer sees it."""
    client = Client()
    if viewer:
        client.force_login(viewer)
    return client.get(member.get_absolute_url()).content.decode()


def own_page(member: Member) -> str:
    """Return a member's own page about trust."""
    client = Client()
    client.force_login(member)
    return client.get(OWN).content.decode()


def send(viewer: Member, path: str, **form: str) -> int:
    """Send a form as a member, and return the answer's status."""
    client = Client()
    client.force_login(viewer)
    return client.post(path, {"key": "k", **form}).status_code


def test_a_member_page_says_trust_in_words_and_who_answers(
    known: tuple[Member, Member], books: BooksStage
) -> None:
    reader, outsider = known
    assert "Nobody whom the editors trust" in page_of(outsider)
    books.accept(Grade(((outsider.pk, 1000, 0),)))
    books.accept(Invite(MemberId(reader.pk), MemberId(outsider.pk)))
    books.accept(Vouch(MemberId(reader.pk), MemberId(outsider.pk)))
    page = page_of(outsider)
    assert "as much as the members whom the editors know" in page
    assert 'Brought in by <a href="/member/reader/">reader</a>' in page
    assert '<a href="/member/reader/">reader</a> vouches for outsider' in page
    assert "<form" not in page.partition('id="trust"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("trust", "words"), [(0, "Nobody"), (199, "A little"), (200, "Trusted:"), (1000, "as much")]
)
def test_every_amount_of_trust_has_its_words(
    known: tuple[Member, Member], books: BooksStage, trust: int, words: str
) -> None:
    books.accept(Grade(((known[1].pk, trust, 0),)))
    assert words in page_of(known[1])


def test_the_own_page_speaks_to_its_reader(known: tuple[Member, Member]) -> None:
    client = Client()
    client.force_login(known[1])
    own = client.get(OWN).content.decode()
    assert "liked, invited or vouched for you yet" in own
    assert "this member" not in own


def test_the_own_page_says_what_is_missing_for_the_trusted_lane(
    known: tuple[Member, Member], books: BooksStage
) -> None:
    _, outsider = known
    page = own_page(outsider)
    assert "Not yet: LVL 1" in page
    assert "Not yet: in 30 days" in page
    assert "60 % of what an article pays" in page
    books.accept(Grade(((outsider.pk, 200, 160),)))
    books.next_day(31)
    page = own_page(outsider)
    assert "Yes: 200" in page
    assert "Not yet" not in page


def test_a_vouch_is_given_and_taken_back_with_its_price_before_the_click(
    known: tuple[Member, Member],
) -> None:
    reader, outsider = known
    page = page_of(outsider, reader)
    for said in ("costs no Twei", "one of your 3 places (3 free)", "200 XP", "30 days longer"):
        assert said in page
    assert send(reader, "/member/outsider/vouch/") == 303
    page = page_of(outsider, reader)
    assert "Take the vouch back" in page
    assert "reader</a> vouches for outsider" in page
    assert "outsider</a>, since" in own_page(reader)
    assert "vouches for you" in own_page(outsider)
    assert send(reader, "/member/outsider/unvouch/", key="k2") == 303
    assert "vouches for outsider" not in page_of(outsider, reader)
    assert "taken back, and its place is free on" in own_page(reader)


def test_a_script_gets_the_block_alone(known: tuple[Member, Member]) -> None:
    reader, _ = known
    client = Client()
    client.force_login(reader)
    answer = client.post("/member/outsider/vouch/", {"key": "k"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<section id="trust"')


def test_a_double_click_vouches_once(known: tuple[Member, Member]) -> None:
    reader, _ = known
    assert [send(reader, "/member/outsider/vouch/") for _ in range(2)] == [303, 303]
    assert send(reader, "/member/outsider/vouch/", key="other") == 409
    assert send(reader, "/member/outsider/unvouch/") == 409
    relationships = queries.relationships(MemberId(reader.pk))
    assert relationships is not None
    assert len(relationships.vouches) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/member/nobody/vouch/", 404),
        ("/member/reader/vouch/", 403),
        ("/member/outsider/unvouch/", 409),
    ],
)
def test_a_vouch_that_cannot_be_is_refused_by_name(
    known: tuple[Member, Member], path: str, status: int
) -> None:
    assert send(known[0], path) == status


def test_a_low_level_is_told_so_before_the_click_and_after_it(
    known: tuple[Member, Member],
) -> None:
    reader, outsider = known
    assert "Vouch: Available from LVL 30" in page_of(reader, outsider)
    assert send(outsider, "/member/reader/vouch/") == 403


def test_a_form_without_a_key_or_a_visitor_vouches_for_nobody(
    client: Client, known: tuple[Member, Member]
) -> None:
    assert send(known[0], "/member/outsider/vouch/", key="") == 422
    assert client.post("/member/outsider/vouch/", {"key": "k"}).status_code == 303
    assert client.get("/member/outsider/vouch/").status_code == 405
    relationships = queries.relationships(MemberId(known[1].pk))
    assert relationships is not None
    assert relationships.vouchers == ()


def test_a_moderator_bans_with_a_reason_and_lifts_it(
    known: tuple[Member, Member], books: BooksStage
) -> None:
    reader, outsider = known
    assert "Ban outsider" not in page_of(outsider, reader)
    assert send(reader, "/member/outsider/ban/", reason="spam") == 403
    books.accept(Role(MemberId(reader.pk), roles.Role.MODERATOR))
    books.accept(Vouch(MemberId(reader.pk), MemberId(outsider.pk)))
    page = page_of(outsider, reader)
    assert "Ban outsider" in page
    assert "Nothing is taken" in page
    assert send(reader, "/member/outsider/ban/", reason=" ") == 422
    assert send(reader, "/member/outsider/ban/", reason="x" * 301) == 422
    assert send(reader, "/member/outsider/ban/", reason="<b>spam</b>") == 303
    assert "This member is banned" in page_of(outsider)
    assert "spam" not in page_of(outsider)
    assert "&lt;b&gt;spam" in own_page(outsider)
    assert "the vouch is lost, and" in own_page(reader)
    assert send(reader, "/member/outsider/ban/", reason="sorry", lift="yes", key="k2") == 303
    assert "banned" not in page_of(outsider)


def test_a_banned_member_reads_his_statement_and_changes_nothing(
    known: tuple[Member, Member], books: BooksStage
) -> None:
    _, outsider = known
    books.accept(Deposit(MemberId(outsider.pk), 40))
    books.accept(Ban(MemberId(outsider.pk), "spam"))
    client = Client()
    client.force_login(outsider)
    assert "40 Twei" in client.get("/me/").content.decode()
    for path in ("/me/profile/", "/me/trust/invite/", "/write/new/", "/member/reader/vouch/"):
        answer = client.post(path, {"key": "k", "bio": "changed"})
        assert (answer.status_code, b"BANNED" in answer.content) == (403, True), path
    outsider.refresh_from_db()
    assert outsider.bio == ""
    assert client.post("/accounts/logout/").status_code == 302


def test_a_banned_member_is_offered_no_form_that_is_then_refused(
    known: tuple[Member, Member], books: BooksStage
) -> None:
    _, outsider = known
    client = Client()
    client.force_login(outsider)
    client.post("/write/new/", {"title": "How bees vote", "body": "A line.", "do": "save"})
    InvitationCode.objects.create(inviter=outsider, form_key="k")
    forms = {
        "/me/profile/": "Save",
        "/write/": "Write a new article",
        "/write/new/": "Save the draft",
        f"/write/{Article.objects.get().code}/": "Save the draft",
        "/me/trust/": "Withdraw",
    }
    for path, button in forms.items():
        assert f">{button}</" in client.get(path).content.decode(), path
    books.accept(Ban(MemberId(outsider.pk), "spam"))
    for path, button in forms.items():
        page = client.get(path).content.decode()
        assert f">{button}</" not in page, path
        assert "banned" in page, path


def test_the_console_bans_and_lifts(known: tuple[Member, Member]) -> None:
    out = StringIO()
    call_command("ban", "outsider", "spam", stdout=out)
    call_command("ban", "outsider", "a mistake", "--lift", stdout=out)
    assert out.getvalue() == "outsider is banned.\noutsider is no longer banned.\n"
    for words, why in (
        (("nobody", "spam"), "no member called"),
        (("outsider", " "), "REASON_MISSING"),
        (("reader", "spam"), "ROLE_HELD"),
        (("outsider", "spam", "--lift"), "NOT_BANNED"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("ban", *words)


def test_the_own_page_is_for_members_and_shows_a_newcomer_that_the_books_wait(
    client: Client, reader: Member
) -> None:
    assert client.get(OWN).status_code == 302
    assert "The books do not know you yet" in own_page(reader)
    assert "do not know this member yet" in page_of(reader)


def test_the_page_about_trust_tells_a_reader_his_way(client: Client, books: BooksStage) -> None:
    page = client.get("/about/trust/").content.decode()
    for said in ("If you only read", "up to LVL 20 by itself", "weight 5", "60 %", "200 XP"):
        assert said in page
    assert "/about/trust/" in client.get("/about/rules/").content.decode()
