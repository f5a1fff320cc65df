"""`python -m bench.growth.visits MEMBERS VISITORS` measures how long the site's pages take.

Random regulars of the crowd look at their statement, an article that they have read, and a report
that they bought. Prints milliseconds, page by page.
"""

import json
import logging
import random
import sys
from time import perf_counter
from typing import Final

import django
from django.core.management import call_command
from django.test import Client

from bench.growth.crowd import DAYS, Crowd

MS_PER_S: Final = 1_000
SEED: Final = 7
PAGES: Final = {
    "statement": "/me/",
    "article page, signed in": "/post/tide-tables-{article}/",
    "article page, visitor": "/post/tide-tables-{article}/",
    "P&L report": "/post/tide-tables-{article}/?report=r{member}",
}
OK: Final = 200


def main(members: str, visitors: str) -> None:
    """Visit every page once to warm up, then once to measure."""
    from tweipress.people.models import Member  # noqa: PLC0415  # when Django is set up

    call_command("collectstatic", interactive=False, verbosity=0)  # as `serve` does
    crowd = Crowd(int(members))
    readings = list(crowd.reads(DAYS - 1, 0))
    chosen = random.Random(SEED).sample(readings, min(int(visitors), len(readings)))
    clients = {}
    for member, _ in chosen:
        clients[member] = Client()
        clients[member].force_login(Member.objects.get(pk=member))
    times: dict[str, list[float]] = {page: [] for page in PAGES}
    for is_timed in (False, True):
        for member, article in chosen:
            for page, path in PAGES.items():
                client = Client() if page.endswith("visitor") else clients[member]
                took_ms = _visit(client, path.format(member=member, article=article))
                if is_timed:
                    times[page].append(took_ms)
    print(json.dumps(times))


def _visit(client: Client, path: str) -> float:
    begun = perf_counter()
    answer = client.get(path, headers={"host": "localhost"})
    took_s = perf_counter() - begun
    assert answer.status_code == OK, (path, answer.status_code)
    return took_s * MS_PER_S


if __name__ == "__main__":
    django.setup()
    logging.disable(logging.WARNING)
    main(*sys.argv[1:])
