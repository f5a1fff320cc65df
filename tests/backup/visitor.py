"""What a visitor sees of the site that the environment names, page by page, as JSON.

python -m tests.backup.visitor TIME_MS
"""

import json
import sys
from collections.abc import Iterator

import django

from tests.pages.snapshots import written

PLAIN = (
    "/",
    "/search/?q=tide",
    "/corrections/",
    "/about/rules/",
    "/about/flags/",
    "/about/review/",
)
FOR_PROGRAMS = ("/feeds/rss/", "/feeds/json/", "/sitemap/pages.xml", "/sitemap/news.xml")


def main(time_ms: int) -> None:
    """Ask for every public page once."""
    django.setup()
    from django.test import Client  # noqa: PLC0415  # it has the models

    from tests.pages.asking import opened  # noqa: PLC0415  # as said above

    with opened(time_ms):
        json.dump({path: written(Client().get(path)) for path in paths()}, sys.stdout)


def paths() -> Iterator[str]:
    """Yield the addresses of what is public, with everything that the site has."""
    from tweipress.articles.filing.models import Address, OldPath, Tag  # noqa: PLC0415  # as above
    from tweipress.articles.models import Article  # noqa: PLC0415  # as above
    from tweipress.people.models import Member  # noqa: PLC0415  # as above
    from tweipress.publication.models import Page, Section  # noqa: PLC0415  # as above

    yield from (*PLAIN, *FOR_PROGRAMS, "/sitemap/articles/1.xml")
    for slug in Article.objects.order_by("pk").values_list("slug", flat=True):
        yield from (f"/post/{slug}/", f"/post/{slug}/versions/")
    yield from (f"/post/{row.slug}/" for row in Address.objects.order_by("pk"))
    yield from (row.path for row in OldPath.objects.order_by("pk") if row.path.startswith("/"))
    yield from (f"/section/{row.name}/" for row in Section.objects.order_by("pk"))
    yield from (f"/tag/{row.slug}/" for row in Tag.objects.order_by("pk"))
    yield from (f"/page/{row.slug}/" for row in Page.objects.order_by("pk"))
    yield from (member.get_absolute_url() for member in Member.objects.order_by("pk"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
