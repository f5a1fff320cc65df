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
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from PIL import Image

from tests.articles.conftest import data
from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
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
from tweipress.http.request_keys import fresh_key
from tweipress.moderation import actions as moderation
from tweipress.moderation.models import Case, Search
from tweipress.pages.actions import reviews
from tweipress.people.actions import members
from tweipress.people.models import InvitationCode, Member
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
        _take_a_version_away(stage)
        _ask_for_a_review(stage)
        rehearsal.move_to(rehearsal.now_ms + 1)  # the calendar draws the jury
    _keep_readings(stage)
    _open_the_door(stage)


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


def _take_a_version_away(stage: Stage) -> None:
    """Edit an article, and delete the text that it had before."""
    article = Article.objects.filter(reviewed=False, posting_seq__isnull=False).earliest("pk")
    said = {"title": article.title, "section": article.section, "sections": article.sections}
    edited = articles.edit(MemberId(article.author_id), article, {**said, "lead": "Corrected."})
    assert edited is None, edited
    moderator, first = MemberId(stage.members["Mireille"].pk), article.revisions.get(number=1)
    gone = articles.take_away(moderator, article, first, "A private address.")
    assert gone is None, gone


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
