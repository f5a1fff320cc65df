"""A front as readers see it: the newest, or what an editor has arranged above them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tweipress.articles import queries as articles
from tweipress.articles.frontpage import queries as fronts
from tweipress.articles.frontpage.queries import Arranged, Line
from tweipress.articles.queries import Article
from tweipress.core.ids import MemberId
from tweipress.pages.blocks import front as block
from tweipress.pages.blocks.front import Story

COLUMNS: Final = 3
BESIDE_PICTURE: Final = 2
"""Stories beside a lead with a picture, which is as high as two rows."""


@dataclass(frozen=True, slots=True)
class Package:
    """Stories that belong together, under a title: one that leads, and briefs."""

    title: str
    lead: Story
    others: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A front: a breaking line, stories, packages, more stories, and where older ones begin."""

    stories: tuple[Story, ...]
    older: str
    line: Line | None = None
    packages: tuple[Package, ...] = ()
    more: tuple[Story, ...] = ()


def of_readers(member: MemberId | None, section: str | None, before: str | None) -> Layout:
    """Return a page of a front as a member or a visitor sees it; older pages show all by date."""
    arranged = fronts.arranged(section) if before is None else None
    if arranged is not None:
        return composed(member, section, arranged)
    plain = block.front_page(member, section, before)
    return Layout(plain.stories, plain.older)


def composed(member: MemberId | None, section: str | None, arranged: Arranged) -> Layout:
    """Return an arranged front; without a lead the site's newest article leads."""
    newest = list(arranged.rest[: articles.PAGE])
    older = newest[-1].slug if len(arranged.rest) > len(newest) else ""
    lead = arranged.lead
    if lead is None and section is None and newest:
        lead = newest.pop(0)
    shown = _stories(member, lead, arranged, newest)
    top = [replace(shown[lead.pk], is_lead=True)] if lead else []
    top += (shown[pin.pk] for pin in arranged.pins)
    rest = [shown[article.pk] for article in newest]
    fill = _lacking(lead, len(arranged.pins)) if arranged.packages else len(rest)
    return Layout(
        stories=(*top, *rest[:fill]),
        older=older,
        line=arranged.line,
        packages=tuple(
            Package(
                bundle.title,
                replace(shown[bundle.articles[0].pk], heading="h3"),
                tuple(
                    replace(shown[article.pk], heading="h3", is_brief=True)
                    for article in bundle.articles[1:]
                ),
            )
            for bundle in arranged.packages
        ),
        more=tuple(rest[fill:]),
    )


def _stories(
    member: MemberId | None, lead: Article | None, arranged: Arranged, newest: Sequence[Article]
) -> dict[int, Story]:
    rows = [*([lead] if lead else []), *arranged.pins, *newest]
    rows += (article for bundle in arranged.packages for article in bundle.articles)
    return {story.article.pk: story for story in block.stories(rows, member)}


def _lacking(lead: Article | None, pins: int) -> int:
    """Return how many of the newest fill the last row above the packages, on a desk."""
    beside = (BESIDE_PICTURE if lead.listed_picture else 1) if lead else 0
    return (beside - pins) % COLUMNS


def context(section: str | None, names: Sequence[str], page: Layout) -> dict[str, object]:
    """Return what the template of a front needs, for a reader who follows nothing."""
    return {
        "section": section,
        "section_names": names,
        "is_followed": False,
        "stories": page.stories,
        "packages": page.packages,
        "more": page.more,
        "line": page.line,
        "has_lead": bool(page.stories) and page.stories[0].is_lead,
        "older": page.older,
        "is_later_page": False,
        "preview_of": "",
    }
