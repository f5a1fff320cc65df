"""`python -m tests.faults.callers.found`: a small site for fault runs, made once and copied.

Its books have the gates off, so that no level and no quota ends the load; every other rule holds.
What callers have to know of it is written to `cast.json`.
"""

import json
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from typing import Any

import django

SIGNED_IN = 6
READERS = 24
ARTICLES = 4
COMMENTS = 8
MEMBER_TWEI = 100_000
POOL_TWEI = 1_000_000
WORDS = 120
CAST = "cast.json"


def main() -> None:
    """Make the tables, the members, the articles and the comments, through acts."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415  # the site's settings are read by now
    from django.core.management import call_command  # noqa: PLC0415  # as said above

    from tweipress import bank  # noqa: PLC0415  # as said above

    for alias in ("default", "books"):
        call_command("migrate", database=alias, verbosity=0)
    _found_without_gates()
    bank.ensure_open()
    cast = _people()
    _paper(cast)
    bank.stop()
    path: Path = settings.TWEIPRESS_DATA / CAST
    path.write_text(json.dumps(cast), encoding="utf-8")


def _found_without_gates() -> None:
    from tweipress.bank.teller.teller import Teller  # noqa: PLC0415  # Django's apps must be loaded first
    from tweipress.core.acts.calendar.found import Found  # noqa: PLC0415  # as said above
    from tweipress.core.tariff import default  # noqa: PLC0415  # as said above

    teller = Teller()
    assert teller.lead()
    teller.do(Found(default().canonical(), scenario=True, gates=False), "found")
    teller.stop()


def _people() -> dict[str, Any]:
    """Let members join: readers with funds, one without, and some of them signed in."""
    from django.conf import settings  # noqa: PLC0415  # as said above
    from django.test import Client  # noqa: PLC0415  # as said above

    from tweipress.people.actions import console, members  # noqa: PLC0415  # as said above

    console.issue(None, POOL_TWEI)
    readers = [members.register(f"r{n}@example.org", f"reader-{n}") for n in range(READERS)]
    for member in readers:
        console.issue(member, MEMBER_TWEI)
    poor = members.register("poor@example.org", "poor")
    sessions = {}
    for member in readers[:SIGNED_IN]:
        client = Client()
        client.force_login(member)
        sessions[member.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
    numbers = [member.pk for member in readers]
    return {"members": numbers, "poor": poor.pk, "sessions": sessions}


def _paper(cast: dict[str, Any]) -> None:
    """Publish articles and comments, each by another member."""
    from tweipress.articles import actions as articles  # noqa: PLC0415  # as said above
    from tweipress.bank import Receipt, queries  # noqa: PLC0415  # as said above
    from tweipress.comments import actions as comments  # noqa: PLC0415  # as said above
    from tweipress.core.ids import ArticleId, MemberId  # noqa: PLC0415  # as said above
    from tweipress.people.models import Member  # noqa: PLC0415  # as said above

    members = [Member.objects.get(pk=number) for number in cast["members"]]
    text = " ".join(["word"] * WORDS)
    papers = []
    for number in range(ARTICLES):
        data = {
            "title": f"Article {number}",
            "sections": [{"heading": "One", "blocks": [{"kind": "paragraph", "text": text}]}],
        }
        papers.append(articles.save_draft(MemberId(members[number].pk), data))
        assert isinstance(articles.publish(papers[-1]), Receipt)
    cast["articles"] = [paper.pk for paper in papers]
    cast["slugs"] = [paper.slug for paper in papers]
    writers: Iterable[Member] = members[ARTICLES : ARTICLES + COMMENTS]
    for number, (paper, writer) in enumerate(zip(cycle(papers), writers)):  # papers repeat
        answer = comments.write(
            MemberId(writer.pk), ArticleId(paper.pk), f"Comment {number}", f"form-{number}"
        )
        assert isinstance(answer, Receipt)
    cast["comments"] = list(range(1, COMMENTS + 1))
    assert queries.books_overview().is_open


if __name__ == "__main__":
    main()
