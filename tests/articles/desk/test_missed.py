"""A schedule that was missed, and a site that is killed while it publishes: paid for once."""

from datetime import timedelta

import pytest

from harness.site import Site, free_port
from tests.articles.conftest import data
from tests.jobs.test_processes import wait_until
from tests.staff.test_site_process import site
from tweipress.articles import actions as articles
from tweipress.articles.desk.models import Plan
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.jobs.models import Job
from tweipress.people.models import Member

__all__ = ["site"]


@pytest.mark.usefixtures("transactional_db")
def test_what_was_missed_is_published_at_the_next_start_and_once_after_a_kill(site: Site) -> None:
    site.said("operator", "e@press.example", "--name", "edda")
    edda = Member.objects.get()
    number = MemberId(edda.pk)
    with site.serving():
        site.said("issue", "edda", "100")
    draft = articles.save_draft(number, data())
    at = clock.now() - timedelta(hours=3)
    Plan.objects.create(article=draft, publish_at=at, scheduled_by=edda, agreed_twei=50)
    process = site.start("serve", TWEIPRESS_PORT=str(free_port()))
    wait_until(lambda: Plan.objects.filter(sending=True).exists() or not is_due())
    process.kill()
    with site.serving():
        wait_until(lambda: not is_due() and not Job.objects.exists())
    assert Article.objects.get(pk=draft.pk).is_published
    plan = Plan.objects.get(pk=draft.pk)
    assert (plan.missed_at, plan.refusal, plan.sending) == (at, "", False)
    standing = books.standing(number)
    assert standing is not None
    assert standing.spendable_twei == 50


def is_due() -> bool:
    """Tell whether a plan still waits for its publication."""
    return Plan.objects.filter(publish_at__isnull=False).exists()
