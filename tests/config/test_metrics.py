"""Metrics for Prometheus: their figures, their token, and nothing about money or members."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from tests.http.stage import set_stage
from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank import clock
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller import teller
from tweipress.bank.transport import protocol
from tweipress.bank.transport.client import Client as BankClient
from tweipress.bank.transport.server import Server
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import CommentId, MemberId
from tweipress.jobs.kinds import Lane
from tweipress.jobs.models import Job, Tally

METRICS = "/metrics/"
TOKEN = "a-token-for-the-watchman"
READER = MemberId(1)


@pytest.fixture
def token(settings: Settings) -> str:
    """Let the operator have set a token."""
    settings.TWEIPRESS_METRICS_TOKEN = TOKEN
    return TOKEN


def read(client: Client) -> dict[str, float]:
    """Return every sample with its labels, as Prometheus parses it."""
    answer = client.get(METRICS, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        " ".join(
            (sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items())))
        ): (sample.value)
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_without_a_token_set_there_is_no_such_page(client: Client, books: BooksStage) -> None:
    assert client.get(METRICS).status_code == 404
    assert client.get(METRICS, headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "given", ["", "Bearer", f"Bearer {TOKEN}x", f"bearer{TOKEN}", TOKEN, "Basic YTpi", "Bearer é"]
)
def test_without_the_token_nobody_reads_a_figure(
    client: Client, books: BooksStage, token: str, given: str
) -> None:
    answer = client.get(METRICS, headers={"Authorization": given} if given else {})
    assert (answer.status_code, answer.content) == (401, b"")


def test_neither_the_outsider_nor_the_operator_reads_them_by_signing_in(
    client: Client, books: Any, token: str
) -> None:
    stage = set_stage(books)
    stage.enter("operator", role="operator")
    for name in ("outsider", "operator"):
        client.force_login(stage.cast[name])
        assert client.get(METRICS).status_code == 401


def test_the_tellers_work_is_counted(
    client: Client, books: BooksStage, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.member(READER, 5)
    books.do(Like(READER, CommentId(7)))
    with monkeypatch.context() as busy:
        busy.setattr(teller, "QUEUE_MAX", 0)
        books.do(Deposit(READER, 1))
    metrics = read(client)
    postings = books.accept(Deposit(READER, 1)).seq - 1
    assert metrics["tweipress_teller_leads"] == 1
    assert metrics["tweipress_teller_queue_acts"] == 0
    assert metrics["tweipress_teller_epoch"] == 1
    assert metrics["tweipress_teller_journal_postings"] == postings
    assert metrics["tweipress_teller_accepted_total act=join"] == 1
    assert metrics["tweipress_teller_refused_total refusal=UNKNOWN_COMMENT"] == 1
    assert metrics["tweipress_teller_refused_total refusal=BOOKS_BUSY"] == 1
    assert metrics["tweipress_teller_failed_batches_total"] == 0
    batches = metrics["tweipress_teller_batch_acts_count"]
    assert batches == metrics["tweipress_teller_batch_acts_bucket le=1.0"] == postings + 1
    assert metrics["tweipress_teller_batch_acts_sum"] == postings + 1
    assert metrics["tweipress_teller_commit_seconds_count"] == batches
    assert metrics["tweipress_teller_commit_seconds_sum"] > 0


def test_jobs_are_counted_by_kind(client: Client, books: BooksStage, token: str) -> None:
    long_ago = clock.now() - timedelta(seconds=60)
    Job.objects.create(kind="trust.night", lane=Lane.HEAVY, due_at=long_ago)
    Job.objects.create(kind="old", lane=Lane.QUICK, due_at=long_ago, given_up_at=long_ago)
    Tally.objects.create(kind="trust.night", done=7, failed=2)
    metrics = read(client)
    assert metrics["tweipress_jobs_waiting kind=trust.night"] == 1
    assert metrics["tweipress_jobs_running kind=trust.night"] == 0
    assert metrics["tweipress_jobs_given_up kind=old"] == 1
    assert metrics["tweipress_jobs_done_total kind=trust.night"] == 7
    assert metrics["tweipress_jobs_failed_total kind=trust.night"] == 2
    assert metrics["tweipress_jobs_late_seconds"] == 60


def test_a_failed_batch_is_counted(
    client: Client, books: BooksStage, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Connection.commit
    failures = iter([True])

    def commit(connection: Connection) -> None:
        if next(failures, False):
            raise OSError("the disk is full")
        honest(connection)

    monkeypatch.setattr(Connection, "commit", commit)
    books.accept(Join(READER))
    assert read(client)["tweipress_teller_failed_batches_total"] == 1


def test_a_teller_in_another_process_tells_the_same_over_its_socket(
    books: BooksStage, tmp_path: Path
) -> None:
    books.member(READER)
    counter = Server(books.service.teller, tmp_path / "counter.sock")
    told = BankClient(tmp_path / "counter.sock").figures()
    counter.close()
    assert (
        told == bank.figures() == protocol.read_figures(protocol.figures(told)) if told else False
    )


def test_a_teller_that_is_away_is_the_one_figure_there_is_of_it(
    client: Client, books: BooksStage, token: str
) -> None:
    books.service.teller.stop()
    metrics = read(client)
    assert [name for name in metrics if "teller" in name] == ["tweipress_teller_leads"]
    assert metrics["tweipress_teller_leads"] == 0


def test_requests_are_counted_by_the_name_of_their_address_alone(
    client: Client, books: BooksStage, token: str
) -> None:
    liked = "tweipress_requests_total method=POST status=404 view=comments:like"
    lost = "tweipress_requests_total method=GET status=404 view=none"
    odd = "tweipress_requests_total method=other status=405 view=health"
    before = read(client)
    client.post("/comments/4711/like/")
    client.get("/no/such/page")
    client.generic("BREW", "/health/")
    after = read(client)
    for name in (liked, lost, odd):
        assert after[name] == before.get(name, 0) + 1
    assert after["tweipress_request_seconds_count method=POST"] > 0
    assert not re.search("4711|BREW|twei=", str(after.keys()))
