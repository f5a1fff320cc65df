"""After a day's close the site grades trust and searches readings by itself."""

import time
from random import Random

import pytest

from harness.site import Site
from tests.jobs.test_processes import wait_until
from tests.staff.test_site_process import site
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.tariff import default
from tweipress.moderation.queries import last_search
from tweipress.people.models import Member
from tweipress.reading.models import RatedRead
from tweipress.risk.fitting import farms
from tweipress.risk.fitting.population import Text
from tweipress.trust.queries import night_is_due

__all__ = ["site"]


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
