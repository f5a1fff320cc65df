"""After a day's close the site grades trust and searches readings by itself."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from harness.process import PATIENCE_S
from harness.site import Site
from tests.staff.test_site_process import site
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.config.scheduling import Chore, Watch
from tweipress.core.ids import MemberId
from tweipress.core.tariff import default
from tweipress.moderation.queries import last_search
from tweipress.people.models import Member
from tweipress.reading.models import RatedRead
from tweipress.risk.fitting import farms
from tweipress.risk.fitting.population import Text
from tweipress.trust.queries import night_is_due

__all__ = ["site"]


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that another process brings about."""
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.2)


def read_like_a_program(member: Member) -> None:
    """Let a member have rated a whole window at an even pace."""
    tariff = default()
    papers = [
        Article.objects.create(author=member, slug=f"paper-{n}", title=f"Paper {n}", posting_seq=1)
        for n in range(tariff.risk_window_reads)
    ]
    texts = [Text(paper.pk, 400 + 10 * n, 0) for n, paper in enumerate(papers)]
    now_ms = time.time_ns() // 1_000_000
    RatedRead.objects.bulk_create(
        RatedRead(
            member=member,
            article_id=read.article,
            at_ms=now_ms + read.at_ms,
            dwell_ms=read.dwell_ms,
            words=read.words,
            time_to_read_s=read.time_to_read_s,
            until_ms=now_ms + tariff.risk_kept_s * 1000,
        )
        for read in farms.window(Random(1), farms.time_to_read, texts, 0, tariff)
    )


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_a_site_grades_and_searches_every_night_by_itself(site: Site) -> None:
    site.said("operator", "e@press.example", "--name", "edda")
    edda = Member.objects.get()
    read_like_a_program(edda)
    with site.serving():
        site.said("day", "close")
        day = books.today()
        wait_until(lambda: not night_is_due() and last_search() == day)
        flags = [case.flag for case in books.flags_of(MemberId(edda.pk))]
        assert [(flag.reason, flag.shadow) for flag in flags] == [("even_pace", True)]
        site.said("day", "close")
        wait_until(lambda: last_search() == books.today())
    assert site.said("trust").startswith("No night is due")


def test_what_fails_rests_and_keeps_nothing_else_from_being_done() -> None:
    asked = {"broken": 0, "cut off": 0, "fine": 0}

    def due(name: str) -> Callable[[], bool]:
        def ask() -> bool:
            asked[name] += 1
            if name == "cut off":
                raise OSError
            return name == "broken"

        return ask

    watch = Watch([Chore(name, ("no-such-command",), due(name)) for name in asked], 0.01, 60)
    watch.start()
    try:
        wait_until(lambda: asked["fine"] > 3)
    finally:
        watch.stop()
    assert (asked["broken"], asked["cut off"]) == (1, 1)


WORKER = """
import multiprocessing, pathlib, sys, time
from tweipress.config.scheduling import Chore, Watch

begun, ended = sys.argv[1:]
work = f'''
import pathlib, signal, sys, time
begun, ended = pathlib.Path({begun!r}), pathlib.Path({ended!r})
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), ended.touch(), sys.exit(1)))
begun.touch()
time.sleep(60)
'''

def work_for_a_while():
    Watch([Chore("long", ("shell", "-c", work), lambda: True)], 0.01, 60).start()
    while not pathlib.Path(begun).exists():
        time.sleep(0.05)

worker = multiprocessing.get_context("fork").Process(target=work_for_a_while)
worker.start()
worker.join()
"""
"""As the web server has it: a forked process, which ends without the interpreter's own farewell."""


def test_nothing_that_was_started_outlives_a_stopped_web_worker(tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    subprocess.run([sys.executable, "-c", WORKER, begun, ended], check=True)
    assert begun.exists()
    assert ended.exists()
