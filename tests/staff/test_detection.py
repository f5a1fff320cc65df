"""The search: whole windows are judged once, what is found is flagged, shadow comes first."""

import fcntl
from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.http.stage import Stage
from tests.moderation.stage import EVEN, WINDOW, has_read, person, program
from tweipress.bank import queries as books
from tweipress.bank.queries import CaseBooks
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.ids import MemberId
from tweipress.moderation import actions, queries
from tweipress.moderation.models import Case
from tweipress.reading.models import RatedRead
from tweipress.risk.fitting import farms
from tweipress.staff import detection

InForce = Callable[..., None]


def flags_on(stage: Stage, name: str) -> list[CaseBooks]:
    """Return the flags on one of the cast, the oldest first."""
    return books.flags_of(MemberId(stage.cast[name].pk))[::-1]


def test_a_program_is_flagged_in_shadow_until_the_rule_is_in_force(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    assert detection.detect() == (1, 0, 2)
    flags = [on_reader.flag for on_reader in flags_on(stage, "reader")]
    assert [(flag.reason, flag.shadow) for flag in flags] == [
        ("even_pace", True),
        ("fast_pace", True),
    ]
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    assert not standing.is_held


def test_a_rule_in_force_takes_effect_and_the_others_stay_in_shadow(
    stage: Stage, in_force: InForce
) -> None:
    in_force("even_pace")
    has_read(stage, stage.reader, EVEN)
    assert detection.detect() == (1, 1, 1)
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    assert standing.is_held


def test_a_person_is_judged_and_not_flagged(stage: Stage) -> None:
    has_read(stage, stage.reader, person)
    assert detection.detect() == (1, 0, 0)


def test_fewer_readings_than_a_window_are_not_judged(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN, WINDOW - 1)
    assert detection.detect() == (0, 0, 0)


def test_a_window_is_judged_once_and_windows_do_not_overlap(stage: Stage) -> None:
    has_read(stage, stage.reader, person, 2 * WINDOW + 5)
    assert detection.detect().windows == 2
    assert detection.detect() == (0, 0, 0)
    numbers = RatedRead.objects.order_by("at_ms").values_list("window", flat=True)
    assert list(numbers) == [1] * WINDOW + [2] * WINDOW + [None] * 5


def test_the_flag_names_rule_and_version_and_the_case_keeps_its_figures(stage: Stage) -> None:
    reads = has_read(stage, stage.reader, EVEN)
    detection.detect()
    flag = flags_on(stage, "reader")[0].flag
    case = Case.objects.get(pk=flag.flag)
    assert (flag.rule, flag.version, flag.by) == ("spread", 1, 0)
    assert case.evidence["figures"]["reads"] == WINDOW
    kept = [(row["article"], row["dwell_ms"]) for row in case.evidence["readings"]]
    assert sorted(kept) == sorted((read.article, read.dwell_ms) for read in reads)
    assert len(flag.evidence) == 64
    assert case.posting_seq is not None


def test_while_a_flag_stands_the_same_reason_is_not_flagged_again(
    stage: Stage, in_force: InForce
) -> None:
    in_force("even_pace", "fast_pace")
    has_read(stage, stage.reader, EVEN, 2 * WINDOW)
    assert detection.detect() == (2, 2, 0)
    assert len(flags_on(stage, "reader")) == 2


def test_what_was_on_trial_is_flagged_again_once_the_rule_is_in_force(
    stage: Stage, in_force: InForce
) -> None:
    has_read(stage, stage.reader, EVEN)
    detection.detect()
    in_force("even_pace")
    RatedRead.objects.all().delete()
    has_read(stage, stage.reader, EVEN, seed=2)
    assert detection.detect().in_force == 1


def test_who_was_cleared_once_is_flagged_for_that_in_shadow_alone(
    stage: Stage, in_force: InForce
) -> None:
    in_force("even_pace")
    has_read(stage, stage.reader, EVEN)
    detection.detect()
    stage.done(Decide(flags_on(stage, "reader")[0].flag.flag, lifts=True, reason="reads aloud"))
    RatedRead.objects.all().delete()
    has_read(stage, stage.reader, EVEN, seed=2)
    assert detection.detect().in_force == 0
    last = [case.flag for case in flags_on(stage, "reader") if case.flag.reason == "even_pace"][-1]
    assert last.shadow


def test_a_herd_is_flagged_together_and_a_community_is_not(stage: Stage, in_force: InForce) -> None:
    in_force("shared_pace")
    farm = [stage.enter(f"farm-{number}") for number in range(20)]
    for number, member in enumerate(farm):
        has_read(stage, member, program(farms.as_people_do), seed=number)
    done = detection.detect()
    assert (done.windows, done.in_force) == (20, 20)
    flags = {case.flag.reason: case.flag.shadow for case in flags_on(stage, "farm-3")}
    assert flags == {"shared_pace": False, "shared_bursts": True}
    assert detection.detect() == (0, 0, 0)


def test_a_search_that_was_cut_off_goes_on_where_it_stopped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read(stage, stage.reader, EVEN)

    def power_cut(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_send", power_cut)
        with pytest.raises(RuntimeError):
            detection.detect()
    assert Case.objects.get().posting_seq is None
    detection.detect()
    assert [case.flag.reason for case in flags_on(stage, "reader")] == ["even_pace", "fast_pace"]
    assert not Case.objects.filter(posting_seq=None).exists()


def test_while_the_day_is_closed_a_flag_waits(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    stage.done(CloseDay())
    detection.detect()
    assert flags_on(stage, "reader") == []
    stage.done(OpenDay())
    assert actions.resume_open() == 0
    assert len(flags_on(stage, "reader")) == 2


def test_the_command_says_what_it_did(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    said = StringIO()
    call_command("flags", "detect", stdout=said)
    assert "Windows judged: 1. Flags raised: 0 in force, 2 in shadow." in said.getvalue()
    said = StringIO()
    call_command("flags", "totals", stdout=said)
    assert "0 raised, 0 standing, 0 lifted, 0 carried out, 1 on trial" in said.getvalue()


def test_a_search_is_due_once_each_day_of_the_books_and_where_somebody_reads(stage: Stage) -> None:
    assert not detection.search_is_due()
    has_read(stage, stage.reader, person, 1)
    assert detection.search_is_due()
    assert detection.detect_alone() == (0, 0, 0)
    assert not detection.search_is_due()
    assert queries.last_search() == "2026-01-01"
    stage.books.next_day()
    assert detection.search_is_due()


def test_a_search_that_broke_off_is_still_due(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read(stage, stage.reader, EVEN)

    def power_cut(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_send", power_cut)
        with pytest.raises(RuntimeError):
            detection.detect_alone()
    assert detection.search_is_due()


def test_a_second_search_leaves_the_readings_to_the_first(stage: Stage) -> None:
    has_read(stage, stage.reader, EVEN)
    said = StringIO()
    with (settings.TWEIPRESS_DATA / detection.LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("flags", "detect", stdout=said)
    assert said.getvalue() == "Another process searches the readings.\n"
    assert RatedRead.objects.filter(window=None).count() == WINDOW
