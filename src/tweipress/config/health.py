"""`/health/`: whether the site can answer and act, for load balancers and whoever keeps watch.

Anybody may ask: it says nothing of money, members or machines, and costs four short questions.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import structlog
from django.db import Error, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tweipress import bank
from tweipress.jobs import queries as jobs

OK: Final = "ok"
AWAY: Final = "away"
LATE: Final = "late"

log = structlog.get_logger(__name__)


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Say of each part whether it is there: 200 when all are, else 503.

    Jobs that are late are said, and nothing more: pages are answered all the same.
    """
    parts: dict[str, Callable[[], bool]] = {
        "site": lambda: _answers("default"),
        "books": lambda: _answers("books"),
        "teller": lambda: bank.figures() is not None,
    }
    states = {name: OK if is_there() else AWAY for name, is_there in parts.items()}
    is_well = set(states.values()) == {OK}
    states["jobs"] = _jobs()
    return JsonResponse(states, status=HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE)


def _jobs() -> str:
    """Say whether jobs are done in time."""
    try:
        return LATE if jobs.is_late() else OK
    except Error:
        return AWAY


def _answers(alias: str) -> bool:
    """Tell whether a database answers; its reasons are for the log, not for the public."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except Error as error:
        log.warning("database_away", database=alias, error=str(error))
        return False
