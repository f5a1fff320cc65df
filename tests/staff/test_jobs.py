"""The operator's page of jobs: what waits, runs and was given up, and what can be done about it."""

import re

import pytest
from django.utils.html import escape

from tests.http.stage import Stage
from tests.jobs.trial import tasks
from tests.staff.conftest import browser
from tweipress.bank import clock
from tweipress.jobs import actions, queue
from tweipress.jobs.kinds import Lane
from tweipress.jobs.models import Job

__all__ = ["tasks"]

PAGE = "/staff/jobs/"
HOSTILE = "<script>alert(1)</script>"


def shown(stage: Stage) -> str:
    """Return the operator's page."""
    answer = browser(stage.operator).get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def number(stage: Stage) -> int:
    """Return the number of a job that waits, with markup in its ids."""
    actions.enqueue("trial.note", folder="f", word=HOSTILE)
    return Job.objects.get().pk


def test_only_operators_see_and_change_jobs(stage: Stage, number: int) -> None:
    for name in ("author", "moderator", "outsider"):
        assert browser(stage.cast[name]).get(PAGE).status_code == 403
        sent = browser(stage.cast[name]).post(f"{PAGE}{number}/", {"do": "delete"})
        assert sent.status_code == 403
    assert browser(None).get(PAGE).status_code == 303
    assert browser(None).post(f"{PAGE}{number}/", {"do": "delete"}).status_code == 303
    assert Job.objects.exists()
    assert f'href="{PAGE}"' in browser(stage.operator).get("/staff/").content.decode()


def test_a_job_that_was_given_up_is_shown_with_its_error_and_tried_again(
    stage: Stage, number: int
) -> None:
    assert "No job was given up." in shown(stage)
    Job.objects.update(attempts=8, given_up_at=clock.now(), error=f"ValueError: {HOSTILE}")
    page = shown(stage)
    assert "No job was given up." not in page
    assert f"ValueError: {escape(HOSTILE)}" in page
    assert HOSTILE not in page
    answer = browser(stage.operator).post(f"{PAGE}{number}/", {"do": "retry"})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    row = Job.objects.get()
    assert (row.attempts, row.given_up_at) == (0, None)


def test_a_job_is_deleted_and_the_second_click_says_that_it_is_gone(
    stage: Stage, number: int
) -> None:
    operator = browser(stage.operator)
    assert operator.post(f"{PAGE}{number}/", {"do": "delete"}).status_code == 303
    assert not Job.objects.exists()
    again = operator.post(f"{PAGE}{number}/", {"do": "delete"})
    assert again.status_code == 409
    assert "Nothing was changed: look at the list." in again.content.decode()


def test_what_is_being_done_is_shown_and_cannot_be_changed(stage: Stage, number: int) -> None:
    assert queue.claim("me", Lane.QUICK) is not None
    page = shown(stage)
    assert f'action="{PAGE}{number}/"' not in page
    assert "No job is being done at this moment." not in page
    for what in ("retry", "delete"):
        sent = browser(stage.operator).post(f"{PAGE}{number}/", {"do": what})
        assert sent.status_code == 409
    assert Job.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"do": ""}, {"do": "finish"}, {"do": "delete" * 999}])
def test_a_form_that_says_nothing_known_changes_nothing(
    stage: Stage, number: int, sent: dict[str, str]
) -> None:
    answer = browser(stage.operator).post(f"{PAGE}{number}/", sent)
    assert answer.status_code == 422
    assert Job.objects.exists()


def test_totals_are_there_for_every_kind_also_without_a_job(stage: Stage) -> None:
    page = shown(stage)
    totals = page[page.index('id="totals"') :]
    kinds = re.findall(r"<td><code>([\w.]+)</code>", totals)
    assert {"autosave.forget", "reading.forget", "risk.search"} <= set(kinds)
    assert {"security.forget", "trust.night"} <= set(kinds)
    assert kinds == sorted(kinds)
