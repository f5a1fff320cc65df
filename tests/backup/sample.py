"""The sample site: the demo's story, and a row in every table that the story leaves empty.

It is made anew in each run, through the product's own actions and acts.
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from PIL import Image

from tests.articles.conftest import data
from tests.backup.changed import change_an_article
from tests.backup.hearing import hear
from tests.backup.moderated import moderate
from tests.backup.newsroom import plan, share_a_draft
from tests.pictures.hostile import photograph
from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles.checklist import actions as checklist
from tweipress.articles.checklist.models import Line
from tweipress.articles.filing import actions as filing
from tweipress.articles.following import actions as following
from tweipress.articles.following.actions import Followed
from tweipress.articles.models import Article
from tweipress.articles.notes import actions as notes
from tweipress.articles.places import actions as places
from tweipress.articles.places.queries import Spot
from tweipress.autosave import actions as autosave
from tweipress.autosave.queries import Sheet
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.clock import now_ms
from tweipress.bank.rehearsal import Rehearsal
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.cases.propose import Propose
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.ids import CONSOLE, ArticleId, FlagId, MemberId
from tweipress.core.records.proposal import Power
from tweipress.core.rules.levels import xp_for
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_DAY, moment
from tweipress.demo.stage import Stage
from tweipress.http.fast.sessions import SessionStore
from tweipress.http.request_keys import fresh_key
from tweipress.jobs import actions as jobs
from tweipress.jobs.models import Tally
from tweipress.letters import actions as letters
from tweipress.letters import replies
from tweipress.letters.actions import Texts
from tweipress.letters.links import Returned
from tweipress.letters.models import Answer, Letter, Rhythm, Subscription
from tweipress.letters.queries import Edition
from tweipress.letters.replies import Said
from tweipress.moderation import actions as moderation
from tweipress.moderation.models import Case, Search
from tweipress.pages.actions import reviews
from tweipress.people.actions import members
from tweipress.people.models import InvitationCode, Member
from tweipress.pictures import actions as pictures
from tweipress.publication import actions as paper
from tweipress.publication import queries as publication
from tweipress.reading.models import RatedRead, ReadingTrace

SEASONED_DAYS = 30
"""As long as members need from joining to LVL 25, by trust alone."""
REVIEWED = "Bayani"
"""Of LVL 15 at least, and outside the circle of a member of LVL 25: a jury can be drawn."""


def fill() -> None:
    """Fill the empty site to which Django's databases point."""
    end_ms, real = now_ms(), clock.current()
    begin_ms = end_ms - SEASONED_DAYS * MS_PER_DAY
    clock.use(clock.ManualClock(begin_ms))
    try:
        call_command("demo", "--no-serve", stdout=StringIO())
    finally:
        clock.use(real)
    with bank.rehearse(begin_ms) as rehearsal:
        stage = Stage()
        _invite(stage)
        _moderate(stage)
        _season_a_bench(rehearsal)
        rehearsal.move_to(end_ms)
        _grade_a_night(rehearsal.now_ms)
        change_an_article(stage)
        _ask_for_a_review(stage)
        share_a_draft(stage)
        rehearsal.move_to(rehearsal.now_ms + 1)  # the calendar draws the jury
    _keep_readings(stage)
    _add_a_picture(stage)
    _file_and_follow(stage)
    _type(stage)
    _note(stage)
    _open_the_door(stage)
    _leave_a_job()
    _change_the_paper()
    hear(stage)
    _send_a_letter()


def accept(answer: bank.Answer | None) -> int:
    """Return the number of the posting of an act that must be accepted."""
    assert answer is not None
    assert not isinstance(answer, Refused), answer
    return answer.seq


def _season_a_bench(rehearsal: Rehearsal) -> None:
    """Let as many members come to LVL 25 as a jury must be drawn from."""
    tariff = default()
    bench = [
        members.register(f"juror{number}@example.org", f"Juror{number}")
        for number in range(tariff.review_candidates_min)
    ]
    daily_xp = tariff.xp_trust_day_max
    marks = tuple((juror.pk, 0, daily_xp) for juror in bench)
    for _ in range(-(-xp_for(tariff.juror_level, tariff) // daily_xp)):
        accept(bank.do(Grade(marks), key=fresh_key()))
        rehearsal.move_to(rehearsal.now_ms + MS_PER_DAY)


def _invite(stage: Stage) -> None:
    inviter = stage.members["Tomas"]
    guest = members.register("marisol@example.org", "Marisol")
    act = Invite(MemberId(inviter.pk), MemberId(guest.pk))
    seq = accept(bank.do(act, key=fresh_key()))
    InvitationCode.objects.create(inviter=inviter, form_key="f", guest=guest, posting_seq=seq)


def _moderate(stage: Stage) -> None:
    moderator, bot, flagged = (
        MemberId(stage.members[name].pk) for name in ("Mireille", "Dexter", "Kwabena")
    )
    note = "Thanked by three accounts that read nothing else."
    # An editor: by the console, which needs no second person.
    accept(moderation.flag_by_hand(CONSOLE, flagged, note, fresh_key()))
    case = Case.objects.latest("pk")
    accept(moderation.hold(CONSOLE, FlagId(case.pk), "Until the case is decided.", fresh_key()))
    accept(bank.do(Ban(bot, "Advertising.", by=moderator), key=fresh_key()))
    moderate(moderator, MemberId(stage.members["Radomir"].pk))
    act_of_two = Propose(
        MemberId(stage.members["Tomas"].pk), Power.FLAG, "Praises a friend.", moderator
    )
    accept(bank.do(act_of_two, key=fresh_key()))
    first, second, *_ = Article.objects.order_by("pk").values_list("pk", flat=True)
    act = FindRepeat(ArticleId(second), ArticleId(first), MemberId(stage.members["Tomas"].pk))
    accept(bank.do(act, key=fresh_key()))
    Search.objects.create(day=books.today(), windows=1, in_force=0, in_shadow=1)


def _grade_a_night(time_ms: int) -> None:
    midnight_ms = time_ms // MS_PER_DAY * MS_PER_DAY
    night = moment(midnight_ms - MS_PER_DAY).date().isoformat()
    act = Grade((), night=night, until_ms=midnight_ms, last=True)
    accept(bank.do(act, key=fresh_key()))


def _ask_for_a_review(stage: Stage) -> None:
    author = stage.members[REVIEWED]
    stage.fund(REVIEWED)
    number = MemberId(author.pk)
    draft = articles.save_draft(number, data(title="A text that waits for its jury"))
    accept(reviews.ask(number, draft, fresh_key()))


def _add_a_picture(stage: Stage) -> None:
    """Let an author add a picture that an article of theirs uses, with all of its variants."""
    article = Article.objects.filter(posting_seq__isnull=False).earliest("pk")
    author = MemberId(article.author_id)
    added = pictures.add(author, BytesIO(photograph(500, 300)), "bees.jpg", {"alt": "Bees"})
    assert not isinstance(added, Refused), added
    pictures.note_uses("article", article.pk, [added.picture.number])
    assert pictures.make(added.picture.number)


def _change_the_paper() -> None:
    """Give the paper a logo, and another name to a section and to a page."""
    picture = BytesIO()
    Image.new("RGB", (300, 60), "teal").save(picture, "PNG")
    assert paper.change(CONSOLE, None, {"time_zone": "Asia/Seoul"}, {"logo": picture}) is None
    section, page = publication.sections()[0], publication.pages()[0]
    assert paper.rename_section(CONSOLE, None, section.pk, "Abroad") is None
    values = {"slug": "who-we-are", "title": page.title, "is_public": True}
    assert not isinstance(paper.save_page(CONSOLE, page.pk, page.version, values), Refused)


def _keep_readings(stage: Stage) -> None:
    """Keep what a reading over HTTP leaves; the demo's skip the page."""
    reader, article = stage.members["Leilani"], Article.objects.earliest("pk")
    at_ms = now_ms()
    ReadingTrace.objects.create(
        member=reader, article=article, session="s", arrivals_ms=[60_000], at_ms=at_ms
    )
    RatedRead.objects.create(
        member=reader,
        article=article,
        at_ms=at_ms,
        dwell_ms=60_000,
        words=238,
        time_to_read_s=60,
        until_ms=at_ms + MS_PER_DAY,
    )


def _send_a_letter() -> None:
    """Leave a letter that rests before it is sent, with a job that sends it; a copy came back."""
    reader = Subscription.objects.create(
        email="ann@press.example",
        mailbox="ann@press.example",
        rhythm=Rhythm.DAILY,
        language="en",
        confirmed_at=clock.now(),
    )
    letters.write_down(Edition(Rhythm.DAILY, "", "en"), "2026-01-01", Texts("News", "Text", "Text"))
    copy = Returned(reader.pk, Letter.objects.get().pk)
    replies.take(Said(copy, Answer.BOUNCED, "4.2.2", is_final=False))
    letters.rest(CONSOLE)


def _leave_a_job() -> None:
    """Leave a job for the night, of a kind that was done before."""
    jobs.enqueue("reading.forget")
    Tally.objects.create(kind="reading.forget", done=1, last_done_at=clock.now())


def _file_and_follow(stage: Stage) -> None:
    """Give an article a tag, another address and a translation, and let somebody follow that."""
    public = Article.objects.filter(posting_seq__isnull=False, undo_seq=None)
    first, other = public.order_by("pk")[:2]
    filed = filing.Filed("es", [("sea-life", "Sea life")], "another-address", other)
    assert filing.file(first, filed) is None
    filing.remember(first, ["https://old.example/2019/05/first/"])
    reader = MemberId(stage.members["Leilani"].pk)
    for what in (Followed(author=MemberId(other.author_id)), Followed(tag="sea-life")):
        assert following.follow(reader, what) is None
    assert following.save(reader, other) is None
    plan(first, reader)
    members.choose_places(reader, is_on=True)
    places.keep(reader, other, Spot(1, 1), clock.now())


def _type(stage: Stage) -> None:
    """Leave a text unsaved, as an open editor does."""
    fields = {"title": "", "body": "A thought that nobody has saved"}
    ondine = MemberId(stage.members["Ondine"].pk)
    kept = autosave.keep(ondine, "article:", Sheet(fresh_key()), fields)
    assert not isinstance(kept, Refused), kept


def _note(stage: Stage) -> None:
    """Let those who work on a draft write notes and tick the checklist, a section editor too."""
    author, editor = (MemberId(stage.members[name].pk) for name in ("Ondine", "Tomas"))
    section = publication.sections()[0]
    assert (
        paper.set_sections(CONSOLE, None, MemberId(stage.members["Noor"].pk), [section.pk]) is None
    )
    draft = articles.save_draft(author, data(title="A text with notes"))
    assert notes.write(editor, draft, 1, "", "A shorter one?") is None
    assert notes.reply(author, draft, draft.notes.get().pk, "This one.", resolves=True) is None
    assert checklist.require(CONSOLE, None, ["section"], ["Read aloud"]) is None
    assert checklist.tick(editor, draft, Line.objects.get().pk, is_done=True) is None


def _open_the_door(stage: Stage) -> None:
    """Add what signing in, a second factor, the admin and groups leave."""
    author, operator = stage.members["Ondine"], stage.members["Hedda"]
    picture = BytesIO()
    Image.new("RGB", (256, 256), "teal").save(picture, "PNG")
    picture.seek(0)
    members.set_profile(author, author.bio, picture)
    address = EmailAddress.objects.filter(user=author).earliest("pk")
    now = datetime.now(UTC)
    EmailConfirmation.objects.create(email_address=address, key="k", created=now, sent=now)
    kind = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=operator, type=kind, data={"seed": "s", "used_mask": 0})
    group, permission = Group.objects.create(name="Helpers"), Permission.objects.earliest("pk")
    group.permissions.add(permission)
    author.groups.add(group)
    author.user_permissions.add(permission)
    LogEntry.objects.create(
        user=operator,
        content_type=ContentType.objects.get_for_model(Member),
        object_id=str(author.pk),
        object_repr=author.name,
        action_flag=CHANGE,
    )
    session = SessionStore()
    session["kept"] = True
    session.set_expiry(timedelta(days=14))
    session.save()
