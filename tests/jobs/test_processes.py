"""Jobs in processes: killed ones come again and are done once, and nothing outlives the site."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.process import PATIENCE_S, PAUSE_S, Process
from harness.site import Site
from tests.jobs.trial import tasks
from tweipress.jobs import actions, queue
from tweipress.jobs.models import Job, Tally

READY = "Jobs are done from here"


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that another process brings about."""
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(PAUSE_S)


def is_alive(process: int) -> bool:
    """Tell whether a process runs: what has ended and waits for its parent does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def parent_of(process: int) -> int:
    """Return the number of the process that has started a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("\nPPid:")[2].split()[0])


@contextmanager
def watching(site: Site) -> Iterator[Process]:
    """Have the jobs of a site done by a process of its own meanwhile."""
    log = site.log("jobs")
    before = log.read_text().count(READY) if log.exists() else 0
    with site.running("jobs") as process:
        process.wait_until(lambda: log.read_text().count(READY) > before)
        yield process


def begin(folder: Path) -> None:
    """Add a job that begins, and is done when it is told to go."""
    actions.enqueue("trial.wait", folder=str(folder))


def has_begun(folder: Path, times: int) -> Callable[[], bool]:
    """Return what tells whether a job has begun so often."""
    return lambda: tasks.words(folder).count("begun") == times


def is_done(folder: Path) -> bool:
    """Tell whether a job is done, and was noted."""
    return "done" in tasks.words(folder) and not Job.objects.exists()


def test_serving_is_all_it_takes_and_at_rest_there_is_no_other_process(
    site: Site, tmp_path: Path
) -> None:
    with site.serving():
        actions.enqueue("trial.note", folder=str(tmp_path), word="one")
        actions.enqueue("trial.heavy", folder=str(tmp_path))
        wait_until(lambda: sorted(tasks.words(tmp_path)) == ["heavy", "one"])
        runners = set(tasks.processes(tmp_path))
        assert len(runners) == 2
        wait_until(lambda: not any(map(is_alive, runners)))


def test_a_runner_that_is_killed_in_the_middle_is_followed_by_one_that_does_its_job_once(
    site: Site, tmp_path: Path
) -> None:
    begin(tmp_path)
    with watching(site):
        wait_until(has_begun(tmp_path, 1))
        os.kill(tasks.processes(tmp_path)[0], signal.SIGKILL)
        wait_until(has_begun(tmp_path, 2))
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(tmp_path))
    assert tasks.words(tmp_path) == ["begun", "begun", "done"]
    assert (Tally.objects.get().done, Tally.objects.get().failed) == (1, 1)


def test_a_site_that_is_killed_in_the_middle_does_the_job_once_after_its_start(
    site: Site, tmp_path: Path
) -> None:
    begin(tmp_path)
    process = site.start("jobs")
    wait_until(has_begun(tmp_path, 1))
    process.kill()
    with watching(site):
        wait_until(has_begun(tmp_path, 2))
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(tmp_path))
    assert tasks.words(tmp_path) == ["begun", "begun", "done"]


def test_a_runner_whose_watch_was_killed_ends_its_job_and_nobody_does_it_beside(
    site: Site, tmp_path: Path
) -> None:
    begin(tmp_path)
    process = site.start("jobs")
    wait_until(has_begun(tmp_path, 1))
    runner = tasks.processes(tmp_path)[0]
    os.kill(process.number, signal.SIGKILL)
    with watching(site):
        (tmp_path / "go").touch()
        wait_until(lambda: not is_alive(runner) and not Job.objects.exists())
    process.kill()
    words = tasks.words(tmp_path)
    assert words.count("done") == 1
    assert words in (["begun", "done"], ["begun", "begun", "done"])


def test_a_stop_gives_back_what_is_being_done_and_leaves_no_process(
    site: Site, tmp_path: Path
) -> None:
    with site.serving():
        begin(tmp_path)
        wait_until(has_begun(tmp_path, 1))
    assert not is_alive(tasks.processes(tmp_path)[0])
    row = Job.objects.get()
    assert (row.attempts, row.leased_until, row.runner) == (0, None, "")
    assert not Tally.objects.exists()


def test_a_job_that_takes_longer_than_it_may_ends_with_its_process_and_is_given_up(
    site: Site, tmp_path: Path
) -> None:
    actions.enqueue("trial.hang", folder=str(tmp_path))
    with watching(site):
        wait_until(lambda: Job.objects.filter(attempts=1, leased_until=None).exists())
        wait_until(has_begun(tmp_path, 2))
        wait_until(lambda: Job.objects.filter(given_up_at__isnull=False).exists())
    assert Job.objects.get().error == queue.KILLED
    assert "tasks.py" in site.log("jobs").read_text()


def test_two_places_of_one_database_never_do_the_same_job(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other", dict(site.variables))
    other.folder.mkdir()
    numbers = range(40)
    with watching(site), watching(other):
        for number in numbers:
            actions.enqueue("trial.note", folder=str(tmp_path), word=str(number))
        wait_until(lambda: not Job.objects.exists())
    assert sorted(map(int, tasks.words(tmp_path))) == list(numbers)


def test_of_two_watches_of_one_folder_one_leads_and_the_other_follows_it(
    site: Site, tmp_path: Path
) -> None:
    first = site.start("jobs")
    begin(tmp_path)
    wait_until(has_begun(tmp_path, 1))
    with watching(site):
        assert first.stop() == 0
        wait_until(has_begun(tmp_path, 2))
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(tmp_path))
    assert tasks.words(tmp_path) == ["begun", "begun", "done"]


def test_web_workers_leave_the_jobs_to_a_process_of_its_own(site: Site, tmp_path: Path) -> None:
    site.variables["TWEIPRESS_JOBS"] = "process"
    with site.serving(), watching(site) as jobs:
        begin(tmp_path)
        wait_until(has_begun(tmp_path, 1))
        assert parent_of(tasks.processes(tmp_path)[0]) == jobs.number
        (tmp_path / "go").touch()
        wait_until(lambda: is_done(tmp_path))


def test_an_operator_lists_retries_and_deletes_at_the_console(site: Site, tmp_path: Path) -> None:
    actions.enqueue("trial.fail", folder=str(tmp_path))
    number = Job.objects.get().pk
    Job.objects.update(attempts=3, given_up_at="2026-01-01T00:00:00Z", error="ValueError: no")
    listed = site.said("jobs", "list")
    assert f"{number} given up trial.fail folder={tmp_path} attempts=3 ValueError: no" in listed
    site.said("jobs", "retry", str(number))
    assert "waiting  trial.fail" in site.said("jobs", "list")
    site.said("jobs", "delete", str(number))
    assert site.said("jobs", "list") == ""
    for wrong in (str(number), "no number", "-1"):
        refused = site.run("jobs", "delete", wrong)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
