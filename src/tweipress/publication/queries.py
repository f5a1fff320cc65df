"""Reads of the paper: its settings as every page has them, kept in memory until they change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import Error
from django.urls import reverse
from django.utils.safestring import SafeString

from tweipress.http.fast import changes
from tweipress.language import zone
from tweipress.publication import emblems, footer
from tweipress.publication.checks import MAILTO, WEB, check_slug, zones
from tweipress.publication.colour import Accent, Shade, accent
from tweipress.publication.emblems import EmblemError
from tweipress.publication.forms import (
    LookForm,
    MergeForm,
    NewSectionForm,
    RenameForm,
    VersionForm,
)
from tweipress.publication.models import (
    SECTION_CHARS,
    SLUG_CHARS,
    Emblem,
    FormerName,
    FormerSlug,
    Page,
    Paper,
    Section,
    SectionEditor,
)

__all__ = [
    "SECTION_CHARS",
    "SLUG_CHARS",
    "Accent",
    "EmblemError",
    "LookForm",
    "MergeForm",
    "NewSectionForm",
    "Page",
    "Paper",
    "Publication",
    "RenameForm",
    "Section",
    "Shade",
    "VersionForm",
    "accent",
    "all_names",
    "check_slug",
    "current",
    "edited_by",
    "editors",
    "emblem",
    "in_order",
    "language_of",
    "languages",
    "names_of",
    "page",
    "page_at",
    "pages",
    "row",
    "section_name",
    "sections",
    "shown",
    "unlisted",
    "zones",
]

ONE: Final = 1
"""The number of the only row of papers."""
DEFAULT_ACCENT: Final = "#0b5d4a"
"""As site.css has it: the ground of the icon that is drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An emblem as a page shows it."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the paper's own, in the footer."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The paper as every page shows it; `section_of` finds a section by a name it has or had."""

    version: int = 0
    name: str = ""
    tagline: str = ""
    accent: str = ""
    footer: tuple[SafeString, ...] = ()
    contact: str = ""
    says_platform: bool = False
    chosen_languages: tuple[str, ...] = ()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(zone.UNIVERSAL))
    logo: Picture | None = None
    dark_logo: Picture | None = None
    icon: str = ""
    sections: tuple[str, ...] = ()
    section_of: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Link, ...] = ()

    @property
    def colours_url(self) -> str:
        """Return the address of the style with its colour; empty for the site's own colour."""
        return reverse("publication:colours", args=[self.accent[1:]]) if self.accent else ""

    @property
    def contact_url(self) -> str:
        """Return where readers can write to; empty if the paper does not say."""
        if not self.contact or urlsplit(self.contact).scheme in WEB:
            return self.contact
        return MAILTO + self.contact.removeprefix(MAILTO)

    @property
    def icon_key(self) -> str:
        """Return what addresses of its icon are made of: the upload's digest, or a colour."""
        return self.icon or (self.accent or DEFAULT_ACCENT)[1:]

    @property
    def icon_svg(self) -> str:
        """Return the drawn icon as an address that holds it; empty if one was uploaded."""
        return "" if self.icon else emblems.drawn_address(self.accent or DEFAULT_ACCENT)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that are offered, the main one first; never none."""
        return self.chosen_languages or tuple(code for code, _ in settings.LANGUAGES)


_kept: tuple[changes.Mark, Publication] | None = None


def current() -> Publication:
    """Return the paper as it is stored now; each request asks once, and `shown` afterwards."""
    mark = changes.mark()
    kept = _kept
    return kept[1] if kept is not None and kept[0] == mark else _read()


def shown() -> Publication:
    """Return the paper as this process last read it."""
    kept = _kept
    return kept[1] if kept is not None else current()


def _read() -> Publication:
    """Read the paper and keep it; without a database there is the one that was read last."""
    global _kept  # noqa: PLW0603  # one for the whole process, as a site has one
    mark = changes.mark()
    try:
        publication = _stored()
    except Error:
        return _kept[1] if _kept is not None else Publication(name=_host())
    zone.use(publication.zone)
    _kept = (mark, publication)
    return publication


def _stored() -> Publication:
    paper = row()
    section_of: dict[str, str] = {}
    names = list(Section.objects.values_list("name", flat=True))
    section_of.update(FormerName.objects.values_list("name", "section__name"))
    section_of.update((name, name) for name in names)
    listed = Page.objects.filter(is_public=True, is_listed=True).values_list("slug", "title")
    known = {code for code, _ in settings.LANGUAGES}
    return Publication(
        version=paper.version,
        name=paper.name or _host(),
        tagline=paper.tagline,
        accent=paper.accent.lower(),
        footer=footer.lines(paper.footer),
        contact=paper.contact,
        says_platform=paper.says_platform,
        chosen_languages=tuple(code for code in paper.languages if code in known),
        zone=ZoneInfo(paper.time_zone if paper.time_zone in zones() else zone.UNIVERSAL),
        logo=_picture(paper.logo),
        dark_logo=_picture(paper.dark_logo),
        icon=paper.icon.digest if paper.icon else "",
        sections=tuple(names),
        section_of=section_of,
        pages=tuple(Link(slug, title) for slug, title in listed),
    )


def _host() -> str:
    """Return the name of a paper that nobody has named yet: that of its host."""
    return urlsplit(settings.TWEIPRESS_PUBLIC_URL).hostname or ""


def _picture(emblem: Emblem | None) -> Picture | None:
    return Picture(emblem.digest, emblem.width, emblem.height) if emblem else None


def row() -> Paper:
    """Return the stored settings, without the pictures themselves; as they begin if none are."""
    contents = [f"{kind}__content" for kind in ("logo", "dark_logo", "icon")]
    papers = Paper.objects.select_related("logo", "dark_logo", "icon").defer(*contents)
    return papers.filter(pk=ONE).first() or Paper(pk=ONE)


def languages() -> list[tuple[str, str]]:
    """Return the languages that are offered, with what they call themselves."""
    names = dict(settings.LANGUAGES)
    return [(code, str(names[code])) for code in shown().languages if code in names]


def language_of(wanted: str) -> str:
    """Return a language if it is offered, else the main one."""
    offered = shown().languages
    return wanted if wanted in offered else offered[0]


def section_name(written: str) -> str:
    """Return what the section is called now that an article was written for."""
    return shown().section_of.get(written, written)


def names_of(section: str) -> list[str]:
    """Return all names under which articles of a section are stored: its own, then former ones."""
    named = shown().section_of.items()
    return [section, *sorted(name for name, now in named if now == section and name != section)]


def all_names(written: Iterable[str]) -> list[str]:
    """Return all names that the sections have or had which some names are of."""
    return sorted({name for one in written for name in names_of(section_name(one))})


def in_order(written: Iterable[str]) -> list[str]:
    """Return the paper's sections in their order, then those that are only in articles."""
    listed = shown().sections
    others = {section_name(name) for name in written if name}
    return [*listed, *sorted(others - set(listed))]


def sections() -> list[Section]:
    """Return the sections in their order, with the names that they had."""
    return list(Section.objects.prefetch_related("former_names"))


def editors() -> dict[int, list[int]]:
    """Return the numbers of the sections that members are editors of, by member."""
    rows = SectionEditor.objects.order_by("section__position", "section")
    by_member: dict[int, list[int]] = {}
    for member, section in rows.values_list("member", "section"):
        by_member.setdefault(member, []).append(section)
    return by_member


def edited_by(member: int) -> frozenset[str]:
    """Return all names, also former ones, of the sections that a member is an editor of."""
    own = Section.objects.filter(editors__member=member).values_list("name", flat=True)
    return frozenset(all_names(own))


def pages() -> list[Page]:
    """Return all pages of the paper's own in their order, without their texts."""
    return list(Page.objects.defer("sections", "made"))


def page(number: int) -> Page | None:
    """Return a page by its number."""
    return Page.objects.filter(pk=number).first()


def page_at(slug: str) -> Page | None:
    """Return the page that has an address, or had it."""
    now = Page.objects.filter(slug=slug).first()
    if now is None:
        former = FormerSlug.objects.select_related("page").filter(slug=slug).first()
        now = former.page if former else None
    return now


def emblem(digest: str, *kinds: str) -> Emblem | None:
    """Return an emblem of one of some kinds by its digest."""
    return Emblem.objects.filter(digest=digest, kind__in=kinds).first()


def unlisted(written: Sequence[str]) -> list[str]:
    """Return the names of sections that are only in articles."""
    return in_order(written)[len(shown().sections) :]
