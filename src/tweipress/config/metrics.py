"""`/metrics/`: what a Prometheus server reads of a site, if it has the token.

Requests are counted by each web worker in a file of its own (settings name the folder) and added
up by the one that is asked. The teller's figures come from the teller, wherever it lives. No figure
tells of money.
"""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import accumulate
from typing import Final

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client import Counter as Counted
from prometheus_client import Histogram as Timed
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from tweipress import bank
from tweipress.jobs import queries as jobs

US_PER_S: Final = 1_000_000
NS_PER_S: Final = 1_000_000_000
METHODS: Final = frozenset({"GET", "HEAD", "POST"})
"""Whoever asks chooses the method's name; others than these are counted together."""

KIND: Final = ("kind",)

REQUESTS: Final = Counted("tweipress_requests", "Requests answered.", ("method", "view", "status"))
SECONDS: Final = Timed("tweipress_request_seconds", "Time to an answer.", ("method",))


def note_request(request: HttpRequest, status: int, took_ns: int) -> None:
    """Count an answered request by the name of its address, never by the address itself."""
    method = request.method if request.method in METHODS else "other"
    match = request.resolver_match
    view = match.view_name if match else "none"
    REQUESTS.labels(method, view, status).inc()
    SECONDS.labels(method).observe(took_ns / NS_PER_S)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all figures in Prometheus' text format; without a token set, there is no page."""
    if not settings.TWEIPRESS_METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not constant_time_compare(given, f"Bearer {settings.TWEIPRESS_METRICS_TOKEN}"):
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers=headers)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
    registry.register(TellerCollector())
    registry.register(JobsCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class TellerCollector(Collector):
    """The teller's figures as families of metrics."""

    def collect(self) -> Iterator[Metric]:
        """Ask the teller; one that is away has one figure, which says so."""
        figures = bank.figures()
        yield _gauge("leads", "Whether a teller leads and answers.", int(figures is not None))
        if figures is not None:
            yield from _families(figures)


class JobsCollector(Collector):
    """How many jobs wait, run, were given up and done, by kind."""

    def collect(self) -> Iterator[Metric]:
        """Read the queue; a database that is away has no figures."""
        try:
            totals, late_s = jobs.totals(), jobs.late_s()
        except Error:
            return
        for state in ("waiting", "running", "given_up"):
            family = GaugeMetricFamily(f"tweipress_jobs_{state}", f"Jobs: {state}.", labels=KIND)
            for of_kind in totals:
                family.add_metric((of_kind.kind,), getattr(of_kind, state))
            yield family
        done = CounterMetricFamily("tweipress_jobs_done", "Jobs done.", labels=KIND)
        failed = CounterMetricFamily("tweipress_jobs_failed", "Attempts that failed.", labels=KIND)
        for of_kind in totals:
            done.add_metric((of_kind.kind,), of_kind.done)
            failed.add_metric((of_kind.kind,), of_kind.failed)
        yield from (done, failed)
        late = "For how long the job has been due that waits longest."
        yield GaugeMetricFamily("tweipress_jobs_late_seconds", late, value=late_s)


def _families(figures: bank.Figures) -> Iterator[Metric]:
    yield _gauge("queue_acts", "Acts that wait for the next commit.", figures.queue)
    yield _gauge("epoch", "How many times a teller has begun to lead.", figures.epoch)
    yield _gauge("journal_postings", "Postings in the journal.", figures.seq)
    failed = CounterMetricFamily(
        "tweipress_teller_failed_batches", "Batches that could not be committed."
    )
    failed.add_metric((), figures.failed_batches)
    yield failed
    yield _named("accepted", "Acts accepted, by name.", "act", figures.answers)
    yield _named("refused", "Acts refused, by reason.", "refusal", figures.refusals)
    yield _histogram("batch_acts", "Acts in a commit.", figures.batch_acts, 1)
    yield _histogram("commit_seconds", "Time of a commit.", figures.commit_us, US_PER_S)


def _gauge(name: str, help_text: str, value: int) -> Metric:
    return GaugeMetricFamily(f"tweipress_teller_{name}", help_text, value=value)


def _named(name: str, help_text: str, label: str, counts: dict[str, int]) -> Metric:
    family = CounterMetricFamily(f"tweipress_teller_{name}", help_text, labels=(label,))
    for value, count in sorted(counts.items()):
        family.add_metric((value,), count)
    return family


def _histogram(name: str, help_text: str, counted: bank.Histogram, divisor: int) -> Metric:
    """Return a histogram; each of Prometheus' buckets holds those below it as well."""
    bounds = [*(str(bound / divisor) for bound in counted.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(counted.counts), strict=True))
    family = HistogramMetricFamily(f"tweipress_teller_{name}", help_text)
    family.add_metric((), buckets, counted.total / divisor)
    return family
