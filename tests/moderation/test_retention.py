"""What is stored about a member's reading: shown, taken along, deleted."""

from datetime import UTC, datetime

from django.test import Client

from tests.http.stage import Stage, signed_in
from tests.moderation.stage import EVEN, TARIFF, has_read, person
from tests.pages.packed import taken
from tweipress.bank import queries as books
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.ids import MemberId
from tweipress.moderation.models import Case
from tweipress.reading import actions as reading
from tweipress.reading.models import RatedRead, ReadingTrace
from tweipress.staff import detection

PAGE = "/me/reading/"
DAY_S = 86_400


def judge(stage: Stage) -> None:
    """Note that the rules have looked at the reader's readings."""
    kept = RatedRead.objects.filter(member=stage.reader)
    reading.mark_judged(stage.reader.pk, kept.values_list("pk", flat=True))


def test_the_page_lists_every_reading_and_says_for_how_long(stage: Stage) -> None:
    has_read(stage, stage.reader, person, 3)
    shown = signed_in(stage.reader).get(PAGE).content.decode()
    assert shown.count("Paper ") == 3
    until = datetime.fromtimestamp(stage.books.clock.time_ms / 1000 + TARIFF.risk_kept_s, UTC)
    assert f"{until:%-d %B %Y}" in shown
    assert "For 60 days" in shown
    assert "For 14 days" in shown


def test_everything_can_be_taken_along(stage: Stage) -> None:
    reads = has_read(stage, stage.reader, EVEN)
    detection.detect()
    trace = {"sections": [1000, 2000]}
    ReadingTrace.objects.create(
        member=stage.reader,
        article_id=reads[0].article,
        session="s",
        arrivals_ms=trace["sections"],
        at_ms=stage.books.clock.time_ms,
    )
    files = taken(stage.reader)
    rated = files.rows("reading-times.csv")
    assert [int(row["took_ms"]) for row in rated] == [read.dwell_ms for read in reads]
    assert files.rows("reading-parts.csv")[0]["parts_after_ms"] == "[1000, 2000]"
    flags = files.data("flags.json")
    assert {flag["flag"]["reason"] for flag in flags} == {"even_pace", "fast_pace"}
    assert flags[0]["evidence"]["figures"]["reads"] == len(reads)


def test_nobody_sees_or_takes_anothers_readings(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    detection.detect()
    assert "Paper" not in signed_in(stage.outsider).get(PAGE).content.decode()
    files = taken(stage.outsider)
    assert files.rows("reading-times.csv") == files.data("flags.json") == []
    assert Client().get(PAGE).status_code == 302
    assert Client().post(f"{PAGE}forget/").status_code == 303
    signed_in(stage.outsider).post(f"{PAGE}forget/")
    assert RatedRead.objects.filter(member=stage.reader).exists()


def test_deleting_spares_what_still_vests_until_it_has(stage: Stage) -> None:
    has_read(stage, stage.reader, person, 3)
    stage.books.clock.advance(13 * DAY_S)
    passed = signed_in(stage.reader).post(f"{PAGE}forget/", follow=True)
    assert passed.redirect_chain == [(PAGE, 303)]
    assert "Your reading data is deleted." in passed.content.decode()
    assert "What no rule has looked at yet stays, for its 60 days" in passed.content.decode()
    assert RatedRead.objects.count() == 3
    judge(stage)
    signed_in(stage.reader).post(f"{PAGE}forget/")
    stage.books.clock.advance(DAY_S + 1)
    reading.purge_traces(stage.books.clock.time_ms)
    assert RatedRead.objects.count() == 0


def test_what_has_vested_goes_at_once_and_so_do_the_times_of_sections(stage: Stage) -> None:
    reads = has_read(stage, stage.reader, person, 3)
    ReadingTrace.objects.create(
        member=stage.reader, article_id=reads[0].article, session="s", arrivals_ms=[1], at_ms=1
    )
    judge(stage)
    stage.books.clock.advance(14 * DAY_S + 1)
    signed_in(stage.reader).post(f"{PAGE}forget/")
    assert not RatedRead.objects.exists()
    assert not ReadingTrace.objects.exists()


def test_a_daily_deletion_leaves_nobody_unjudged(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    for _ in range(20):
        signed_in(stage.reader).post(f"{PAGE}forget/")
        stage.books.clock.advance(DAY_S)
        reading.purge_traces(stage.books.clock.time_ms)
    detection.detect()
    assert {case.flag.reason for case in books.flags_of(MemberId(stage.reader.pk))} == {
        "even_pace",
        "fast_pace",
    }


def test_the_evidence_of_closed_cases_goes_and_that_of_open_ones_stays(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    detection.detect()
    closed, still_open = (case.flag.flag for case in books.flags_of(MemberId(stage.reader.pk)))
    stage.done(Decide(closed, lifts=True, reason="reads so"))
    signed_in(stage.reader).post(f"{PAGE}forget/")
    assert Case.objects.get(pk=closed).evidence == {}
    assert Case.objects.get(pk=still_open).evidence["readings"]
    assert signed_in(stage.reader).get("/me/flags/").status_code == 200


def test_deleting_takes_a_form_of_the_site(stage: Stage) -> None:
    has_read(stage, stage.reader, person, 3)
    assert signed_in(stage.reader).get(f"{PAGE}forget/").status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(stage.reader)
    assert forged.post(f"{PAGE}forget/").status_code == 403
    assert RatedRead.objects.count() == 3
