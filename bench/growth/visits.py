"""`python -m bench.growth.visits MEMBERS VISITORS` measures how long the site's pages take.

Random regulars of the crowd look at the front page, at what they search for, their statement, an
article that they have read, and a report that they bought; visitors at what is public of it. Prints
milliseconds by the clock and of the processor, page by page.
"""

import json
import logging
import random
import sys
from itertools import count
from time import perf_counter, thread_time
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
    "article page, visitor": "/post/tide-tables-{article}/?visit={visit}",
    "P&L report": "/post/tide-tables-{article}/?report=r{member}",
    "front page, signed in": "/",
    "front page, visitor": "/?visit={visit}",
    "search, signed in": "/search/?q=tide",
    "search, visitor": "/search/?q=tide&visit={visit}",
    "search for what nobody wrote, visitor": "/search/?q=unwritten&visit={visit}",
}
"""A visit of its own number: what a visitor asked for before would be kept for a moment."""
OK: Final = 200
Took = tuple[float, float]


def main(members: str, visitors: str) -> None:
    """Visit every page once to warm up, then once to measure."""
    from tweipress.people.models import Member  # noqa: PLC0415  # when Django is set up

    call_command("collectstatic", interactive=False, verbosity=0)  # as `serve` does
    crowd = Crowd(int(members))
    readings = list(crowd.reads(DAYS - 1, 0))
    chosen = random.Random(SEED).sample(readings, min(int(visitors), len(readings)))
    visitor, clients = Client(), {}
    for member, _ in chosen:
        clients[member] = Client()
        clients[member].force_login(Member.objects.get(pk=member))
    times: dict[str, list[Took]] = {page: [] for page in PAGES}
    visits = count()
    for is_timed in (False, True):
        for member, article in chosen:
            for page, path in PAGES.items():
                client = visitor if page.endswith("visitor") else clients[member]
                visitor.cookies.clear()
                asked = path.format(member=member, article=article, visit=next(visits))
                took = _visit(client, asked)
                if is_timed:
                    times[page].append(took)
    print(json.dumps(times))


def _visit(client: Client, path: str) -> Took:
    """Return how long a page took by the clock, and how much of the processor in this thread."""
    begun_s, used_s = perf_counter(), thread_time()
    answer = client.get(path, headers={"host": "localhost"})
    used_s, took_s = thread_time() - used_s, perf_counter() - begun_s
    assert answer.status_code == OK, (path, answer.status_code)
    return took_s * MS_PER_S, used_s * MS_PER_S


if __name__ == "__main__":
    django.setup()
    logging.disable(logging.WARNING)
    main(*sys.argv[1:])
