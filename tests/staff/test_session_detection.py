"""The search for accounts that open and never rate: counted from the journal, a window once."""

from collections.abc import Callable

from tests.http.stage import Stage
from tests.staff.conftest import browser
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.case import Flag
from tweipress.core.tariff import default
from tweipress.moderation.models import Case
from tweipress.people.models import Member
from tweipress.staff import detection

InForce = Callable[..., None]
TARIFF = default()
DAYS = TARIFF.risk_opened_days
A_DAY = 10


def opens(stage: Stage, member: Member, article: Article, finished: int = 0) -> None:
    """Let a member open as many sessions a day as a new account may, for a whole window of days."""
    for day in range(DAYS):
        for number in range(A_DAY):
            session = SessionId(f"{member.pk}-{day}-{number}")
            stage.done(Open(MemberId(member.pk), ArticleId(article.pk), session))
            stage.books.clock.advance(60)
            if day * A_DAY + number < finished:
                stage.done(Done(MemberId(member.pk), session, sections=3, digest="d"))
        stage.books.next_day()


def flags_on(member: Member) -> list[Flag]:
    """Return a member's flags, the oldest first."""
    return [case.flag for case in books.flags_of(MemberId(member.pk))][::-1]


def test_who_opens_as_much_as_they_may_and_never_rates_is_flagged_on_trial_first(
    stage: Stage,
) -> None:
    opens(stage, stage.reader, stage.publish(stage.author, "bees"))
    assert detection.search_is_due()
    assert detection.detect_alone() == (0, 0, 1)
    [flag] = flags_on(stage.reader)
    assert (flag.reason, flag.rule, flag.shadow) == ("never_rates", "finished", True)
    assert Case.objects.get().evidence == {
        "figures": {
            "days": DAYS,
            "opened": DAYS * A_DAY,
            "finished": 0,
            "finished_bound": DAYS * A_DAY * TARIFF.risk_finished_max_bps // 10_000,
        },
        "readings": [],
    }


def test_in_force_it_keeps_from_the_trusted_lane_and_the_member_reads_why_and_can_appeal(
    stage: Stage, in_force: InForce
) -> None:
    in_force("never_rates")
    opens(stage, stage.reader, stage.publish(stage.author, "bees"))
    assert detection.detect().in_force == 1
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    assert standing.is_held
    page = browser(stage.reader).get("/me/flags/").content.decode()
    assert "hardly ever finished" in page
    assert "Times that reading for Twei was started in these days" in page
    assert 'name="text"' in page


def test_who_finishes_some_of_it_is_not_flagged_however_much_they_open(stage: Stage) -> None:
    opens(stage, stage.reader, stage.publish(stage.author, "bees"), finished=5)
    assert detection.detect() == (0, 0, 0)


def test_who_was_cleared_is_flagged_in_shadow_alone_and_a_window_is_judged_once(
    stage: Stage, in_force: InForce
) -> None:
    in_force("never_rates")
    article = stage.publish(stage.author, "bees")
    opens(stage, stage.reader, article)
    assert detection.detect_alone().in_force == 1
    stage.done(Decide(flags_on(stage.reader)[0].flag, lifts=True, reason="a slow line"))
    assert not detection.search_is_due()
    assert detection.detect() == (0, 0, 0)
    opens(stage, stage.reader, article)
    assert detection.detect_alone() == (0, 0, 1)


def test_sessions_of_other_days_and_of_an_unfinished_window_do_not_count(stage: Stage) -> None:
    stage.books.next_day()
    opens(stage, stage.reader, stage.publish(stage.author, "bees"))
    window = books.session_window(DAYS)
    assert window is not None
    counts = {count.member: count.opened for count in books.count_sessions(window, 1)}
    assert counts == {stage.reader.pk: (DAYS - 1) * A_DAY}
    assert books.count_sessions(window, DAYS * A_DAY) == []


def test_before_the_first_window_is_whole_there_is_nothing_to_judge(stage: Stage) -> None:
    assert books.session_window(DAYS) is None
    assert not detection.search_is_due()
