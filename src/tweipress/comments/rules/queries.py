"""Reads of the rules for comments: what holds for an article now. Kept in memory until it changes.

Most sites have few rules and change them seldom, so that no page asks the database for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from tweipress.comments.rules.forms import ArticleRulesForm, SectionRulesForm, SiteRulesForm
from tweipress.comments.rules.hook import key as hook_key
from tweipress.comments.rules.models import EXPIRES_DAYS, Mode, Rules
from tweipress.comments.rules.words import listed
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast import changes
from tweipress.language import zone
from tweipress.publication.queries import section_name

__all__ = [
    "ArticleRulesForm",
    "InForce",
    "Mode",
    "SectionRulesForm",
    "SiteRulesForm",
    "closed",
    "hook_key",
    "in_force",
    "kept",
    "of_article",
    "of_section",
    "site",
]

OF_A_PLACE: Final = ("mode", "closes_after_days", "slow_s", "message")
"""What a section or an article can say otherwise than the site."""
OF_THE_SITE: Final = (
    *("first_comments", "below_level", "night_from", "night_until"),
    *("links_below_level", "links_most", "repeats_own", "repeats_all", "removed_percent"),
    *("hook_url", "expires_days", "reports_hide"),
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules for the comments of one place, the wider places' filled in."""

    mode: str = Mode.AFTER
    closes_after_days: int | None = None
    slow_s: int | None = None
    message: str = ""
    first_comments: int = 0
    below_level: int = 0
    night_from: int | None = None
    night_until: int | None = None
    suspect: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    links_below_level: int = 0
    links_most: int = 0
    repeats_own: int = 0
    repeats_all: int = 0
    removed_percent: int = 0
    hook_url: str = ""
    expires_days: int = EXPIRES_DAYS
    reports_hide: int = 0

    def is_night(self, at: datetime) -> bool:
        """Tell whether comments rest at a moment, by the clocks of the paper's time zone."""
        first, last = self.night_from, self.night_until
        if first is None or last is None or first == last:
            return False
        hour = zone.local(at).hour
        return first <= hour < last if first < last else hour >= first or hour < last

    def is_closed(self, published: datetime | None, at: datetime) -> bool:
        """Tell whether an article of a moment takes no comments at another."""
        if self.mode == Mode.CLOSED or self.is_night(at):
            return True
        days = self.closes_after_days
        return bool(days and published and at >= published + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class _Kept:
    site: InForce = InForce()
    sections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    articles: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


_kept: tuple[changes.Mark, _Kept] | None = None


def in_force(article: int, section: str) -> InForce:
    """Return the rules for the comments of an article, which is in a section ("" for none)."""
    rules = kept()
    made = rules.site
    if section and (own := rules.sections.get(section_name(section))):
        made = replace(made, **own)
    if own := rules.articles.get(article):
        made = replace(made, **own)
    return made


def closed(rules: InForce, published: datetime | None, at: datetime) -> Refused | None:
    """Refuse a comment that comes too late, or at night; None if the article takes comments."""
    return refuse(Refusal.COMMENTS_CLOSED) if rules.is_closed(published, at) else None


def kept() -> _Kept:
    """Return all rules of the site as they are stored now."""
    global _kept  # noqa: PLW0603  # one for the whole process, as a site has one
    mark = changes.mark()
    known = _kept
    if known is None or known[0] != mark:
        known = _kept = (mark, _read())
    return known[1]


def site() -> Rules:
    """Return the stored rules of the site; as they begin if none are."""
    return Rules.objects.filter(section=None, article=None).order_by("pk").first() or Rules()


def of_section(section: int) -> Rules:
    """Return what is stored for a section, by its number."""
    return Rules.objects.filter(section=section).first() or Rules(section_id=section)


def of_article(article: int) -> Rules:
    """Return what is stored for an article."""
    return Rules.objects.filter(article=article).first() or Rules(article_id=article)


def _read() -> _Kept:
    sections: dict[str, Mapping[str, Any]] = {}
    articles: dict[int, Mapping[str, Any]] = {}
    made = InForce()
    for row in Rules.objects.select_related("section").order_by("-pk"):
        said = {name: value for name in OF_A_PLACE if (value := getattr(row, name))}
        if row.section is not None:
            sections[row.section.name] = said
        elif row.article_id is not None:
            articles[row.article_id] = said
        else:
            more = {name: getattr(row, name) for name in OF_THE_SITE}
            lists = listed(row.suspect_words), listed(row.banned_words)
            made = InForce(**said, **more, suspect=lists[0], banned=lists[1])
    return _Kept(made, sections, articles)
