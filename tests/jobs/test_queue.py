"""The queue: a job is leased to one runner, rests when it fails, and is given up in the end."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from tests.jobs.trial import tasks
from tests.scratch_books import NEW_YEAR_MS
from tweipress.bank import clock
from tweipress.core.units import S_PER_H
from tweipress.jobs import actions, queries, queue
from tweipress.jobs.kinds import KINDS, Lane, UnknownKindError
from tweipress.jobs.models import Job, Tally
from tweipress.jobs.runner import Runner
from tweipress.jobs.schedule import Schedule

pytestmark = pytest.mark.usefixtures("transactional_db")
ME, OTHER = "me", "other"


@pytest.fixture
def time() -> Iterator[clock.ManualClock]:
    """Give a clock by hand."""
    by_hand = clock.ManualClock(NEW_YEAR_MS)
    clock.use(by_hand)
    yield by_hand
    clock.use(None)


def claimed(runner: str = ME) -> Job:
    """Return the job that a runner is leased, which there must be."""
    row = queue.claim(runner, Lane.QUICK)
    assert row is not None
    return row


def let_lapse(row: Job) -> None:
    """Let a lease have run out a second ago."""
    Job.objects.filter(pk=row.pk).update(leased_until=Now() - timedelta(seconds=1))


def test_a_job_of_a_transaction_that_was_rolled_back_never_was(tmp_path: Path) -> None:
    with transaction.atomic():
        actions.enqueue("trial.note", folder=str(tmp_path), word="one")
        assert Job.objects.count() == 1
        transaction.set_rollback(True)
    assert queue.claim(ME, Lane.QUICK) is None
    with transaction.atomic():
        actions.enqueue("trial.note", folder=str(tmp_path), word="two")
    assert claimed().ids["word"] == "two"


def test_a_name_or_ids_that_do_not_fit_are_found_where_the_job_is_added() -> None:
    with pytest.raises(UnknownKindError):
        actions.enqueue("trial.nothing")
    for ids in ({}, {"folder": "f"}, {"folder": "f", "word": "w", "more": 1}):
        with pytest.raises(TypeError):
            actions.enqueue("trial.note", **ids)
    for word in (None, b"bytes", 1.5, "long" * 300):
        with pytest.raises(TypeError):
            actions.enqueue("trial.note", folder="f", word=word)  # type: ignore[arg-type]  # so it says
    assert not Job.objects.exists()


def test_the_job_that_is_due_longest_comes_first_and_none_before_its_time(
    time: clock.ManualClock,
) -> None:
    later = clock.now() + timedelta(seconds=60)
    actions.enqueue("trial.note", at=later, folder="f", word="later")
    actions.enqueue("trial.note", folder="f", word="first")
    actions.enqueue("trial.note", folder="f", word="second")
    actions.enqueue("trial.heavy", folder="f")
    assert [claimed().ids["word"] for _ in range(2)] == ["first", "second"]
    assert queue.claim(ME, Lane.QUICK) is None
    time.advance(60)
    assert claimed().ids["word"] == "later"
    heavy = queue.claim(ME, Lane.HEAVY)
    assert heavy is not None
    assert heavy.kind == "trial.heavy"


def test_runners_at_the_same_time_never_get_the_same_job() -> None:
    for number in range(24):
        actions.enqueue("trial.note", folder="f", word=str(number))
    got: list[str] = []
    together = threading.Barrier(4)

    def take(name: str) -> None:
        together.wait()
        while row := queue.claim(name, Lane.QUICK):
            got.append(row.ids["word"])
        connection.close()

    threads = [threading.Thread(target=take, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, got)) == list(range(24))


def test_a_failing_job_rests_longer_each_time_and_is_given_up_in_the_end(
    time: clock.ManualClock, tmp_path: Path
) -> None:
    actions.enqueue("trial.fail", folder=str(tmp_path))
    runner = Runner(ME, Lane.QUICK, linger_s=0)
    for pause_s in (30, 120):
        runner.run()
        runner.run()
        time.advance(pause_s - 1)
        runner.run()
        tried = len(tasks.words(tmp_path))
        time.advance(1)
        runner.run()
        assert len(tasks.words(tmp_path)) == tried + 1
    row = Job.objects.get()
    assert (row.attempts, row.given_up_at) == (3, clock.now())
    assert row.error == "ValueError: no mailbox of [address]"
    time.advance(10 * S_PER_H)
    runner.run()
    assert tasks.words(tmp_path) == ["tried"] * 3
    assert (Tally.objects.get().failed, Tally.objects.get().done) == (3, 0)


def test_pauses_end_at_their_longest_and_what_comes_by_itself_is_never_given_up() -> None:
    note, night = KINDS["trial.note"], KINDS["trial.by_itself"]
    assert [note.pause_s(n) for n in (1, 2, 3, 9, 50)] == [30, 120, 480, 21_600, 21_600]
    assert [night.pause_s(n) for n in (1, 3, 50)] == [30, 480, 600]
    assert (note.attempts, night.attempts) == (8, 0)


def test_a_lease_that_ran_out_brings_the_job_back_and_its_late_runner_changes_nothing() -> None:
    actions.enqueue("trial.wait", folder="f")
    late = claimed(ME)
    assert queue.claim(OTHER, Lane.QUICK) is None
    assert queue.collect_lapsed() == 0
    let_lapse(late)
    assert queue.collect_lapsed() == 1
    again = claimed(OTHER)
    assert (again.pk, again.attempts) == (late.pk, 2)
    assert (queue.finish(late), queue.fail(late, "late")) == (False, False)
    queue.give_back(late)
    assert Job.objects.get().attempts == 2
    assert queue.finish(again)
    assert not Job.objects.exists()
    assert (Tally.objects.get().done, Tally.objects.get().failed) == (1, 1)


def test_a_job_that_kills_its_process_each_time_is_given_up(time: clock.ManualClock) -> None:
    actions.enqueue("trial.hang", folder="f")
    claimed()
    assert queue.collect(OTHER) == 0
    assert queue.collect(ME) == 1  # after its first death it comes at once
    claimed()
    assert queue.collect(ME) == 1
    row = Job.objects.get()
    assert row.given_up_at is not None
    assert row.error == queue.KILLED


def test_a_job_that_is_given_back_has_lost_no_attempt() -> None:
    actions.enqueue("trial.note", folder="f", word="one")
    queue.give_back(claimed())
    assert (claimed().attempts, Tally.objects.count()) == (1, 0)


def test_a_job_that_this_version_does_not_know_is_given_up_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    actions.enqueue("trial.note", folder="f", word="one")
    Job.objects.update(kind="trial.of_another_version")
    Runner(ME, Lane.QUICK, linger_s=0).run()
    row = Job.objects.get()
    assert (row.error, row.given_up_at is None) == (queue.UNKNOWN, False)


def test_what_is_retried_has_all_its_attempts_and_what_runs_is_left_alone(
    time: clock.ManualClock,
) -> None:
    actions.enqueue("trial.wait", folder="f")
    row = claimed()
    assert (actions.retry(row.pk, 1), actions.delete(row.pk, 1)) == (False, False)
    queue.fail(row, "no")
    assert queue.claim(ME, Lane.QUICK) is None
    assert actions.retry(row.pk, 1)
    assert claimed().attempts == 1
    queue.collect(ME)
    assert (actions.delete(row.pk, 1), actions.delete(row.pk, 1)) == (True, False)


def test_what_comes_by_itself_is_there_once_and_again_when_it_is_due_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "wanted"
    monkeypatch.setenv("TRIAL_WANTED", str(wanted))
    schedule = Schedule()
    asked = Job.objects.filter(kind="trial.by_itself")
    schedule.add_due()
    assert asked.count() == 0
    for times in (1, 2):
        wanted.touch()
        schedule.add_due()
        schedule.add_due()
        actions.enqueue_scheduled(KINDS["trial.by_itself"])  # as another machine's watch
        assert asked.count() == 1
        claimed()
        schedule.add_due()
        assert asked.count() == 1
        queue.collect(ME)
        Runner(ME, Lane.QUICK, linger_s=0).run()
        assert tasks.words(tmp_path) == ["came"] * times


def test_one_that_cannot_be_asked_keeps_no_other_from_coming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wanted").touch()
    monkeypatch.setenv("TRIAL_WANTED", str(tmp_path / "wanted"))

    def broken() -> bool:
        raise OSError("the disk is away")

    kinds = {name: kind for name, kind in KINDS.items() if name == "trial.by_itself"}
    first = KINDS["trial.by_itself"]
    broken_kind = type(first)("a.broken", first.do, first.lane, 1, 0, broken)
    monkeypatch.setattr("tweipress.jobs.schedule.KINDS", {"a.broken": broken_kind, **kinds})
    Schedule().add_due()
    assert [row.kind for row in Job.objects.all()] == ["trial.by_itself"]


def test_totals_count_each_state_and_a_job_that_waits_too_long_is_late(
    time: clock.ManualClock,
) -> None:
    for word in ("one", "two", "three"):
        actions.enqueue("trial.note", folder="f", word=word)
    queue.finish(claimed())
    claimed()
    of_notes = next(row for row in queries.totals() if row.kind == "trial.note")
    assert (of_notes.waiting, of_notes.running, of_notes.given_up) == (1, 1, 0)
    assert (of_notes.done, of_notes.last_done_at) == (1, clock.now())
    assert (queries.late_s(), queries.is_late()) == (0, False)
    time.advance(901)
    assert (queries.late_s(), queries.is_late()) == (901, True)
