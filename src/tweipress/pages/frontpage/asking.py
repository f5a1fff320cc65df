"""What the forms of the editors' page ask for, as a step; nothing is done here."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

from tweipress.articles import queries as articles
from tweipress.articles.frontpage import queries as fronts
from tweipress.articles.frontpage.actions import Breaking, Step, plans
from tweipress.bank.clock import now_ms
from tweipress.core.digits import number_in
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_S, S_PER_H
from tweipress.http.text import is_storable
from tweipress.language import zone

LEAD: Final = "lead"
PINS: Final = "pins"
Post = Mapping[str, str]
UP, DOWN = -1, 1


def step_of(post: Post) -> Step | Refused:
    """Return the step that a form asks for, or why it cannot be."""
    ask = STEPS.get(post.get("do", ""))
    return ask(post) if ask else refuse(Refusal.MALFORMED)


def _put(post: Post) -> Step | Refused:
    article, place = _article(post), post.get("place", "")
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if place == LEAD:
        return partial(plans.lead, article=article)
    number = fronts.PINS if place == PINS else number_in(place)
    if number is None:
        return refuse(Refusal.MALFORMED)
    return partial(plans.put, article=article, place=number)


def _newest_leads(_post: Post) -> Step | Refused:
    return partial(plans.lead, article=0)


def _remove(post: Post) -> Step | Refused:
    return partial(plans.remove, article=_number(post, "article"))


def _move(post: Post, by: int) -> Step | Refused:
    return partial(plans.move, article=_number(post, "article"), by=by)


def _until(post: Post) -> Step | Refused:
    until_ms = _moment_ms(post) if post.get("until") else 0
    if isinstance(until_ms, Refused):
        return until_ms
    return partial(plans.keep_until, article=_number(post, "article"), until_ms=until_ms)


def _package(post: Post, *, is_new: bool) -> Step | Refused:
    title = _line(post.get("title", ""), fronts.TITLE_CHARS)
    if not title:
        return refuse(Refusal.MALFORMED)
    if is_new:
        return partial(plans.begin_package, title=title)
    return partial(plans.rename_package, place=_number(post, "package"), title=title)


def _end_package(post: Post) -> Step | Refused:
    return partial(plans.end_package, place=_number(post, "package"))


def _move_package(post: Post, by: int) -> Step | Refused:
    return partial(plans.move_package, place=_number(post, "package"), by=by)


def _break(post: Post) -> Step | Refused:
    text = _line(post.get("text", ""), fronts.BREAKING_CHARS)
    if not text:
        return refuse(Refusal.MALFORMED)
    until_ms = _moment_ms(post)
    if isinstance(until_ms, Refused):
        return until_ms
    if until_ms > now_ms() + fronts.BREAKING_MAX_H * S_PER_H * MS_PER_S:
        return refuse(Refusal.FRONT_TIME, most_hours=fronts.BREAKING_MAX_H)
    article = _article(post) if post.get("article") else 0
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    return partial(plans.announce, breaking=Breaking(text, until_ms, article))


def _calm(_post: Post) -> Step | Refused:
    return partial(plans.announce, breaking=None)


STEPS: Final[Mapping[str, Callable[[Post], Step | Refused]]] = {
    "put": _put,
    "newest": _newest_leads,
    "remove": _remove,
    "up": partial(_move, by=UP),
    "down": partial(_move, by=DOWN),
    "until": _until,
    "package": partial(_package, is_new=True),
    "rename": partial(_package, is_new=False),
    "package_end": _end_package,
    "package_up": partial(_move_package, by=UP),
    "package_down": partial(_move_package, by=DOWN),
    "break": _break,
    "calm": _calm,
}


def _article(post: Post) -> int | None:
    """Return the number of an article that readers can read, None if it names none."""
    number = _number(post, "article")
    article = articles.by_numbers([number]).get(number) if number > 0 else None
    return number if article and article.is_published else None


def _number(post: Post, name: str) -> int:
    """Return a number of a form; -1, which nothing has, for anything else."""
    number = number_in(post.get(name, ""))
    return -1 if number is None else number


def _line(typed: str, most: int) -> str:
    """Return a line as it was typed; nothing for what does not fit or cannot be kept."""
    line = " ".join(typed.split())
    return line if len(line) <= most and is_storable(line) else ""


def _moment_ms(post: Post) -> int | Refused:
    """Return a moment that a form has named in the paper's time zone, and that lies ahead."""
    try:
        local = datetime.fromisoformat(post.get("until", ""))
        ahead = local.replace(tzinfo=zone.in_force()) if local.tzinfo is None else None
        moment_ms = int(ahead.timestamp() * MS_PER_S) if ahead else 0
    except (ValueError, OverflowError):
        moment_ms = 0
    if moment_ms <= now_ms():
        return refuse(Refusal.FRONT_TIME, most_hours=fronts.BREAKING_MAX_H)
    return moment_ms


def field(at: datetime) -> str:
    """Return a moment as a form's field has it, in the paper's time zone."""
    return zone.local(at).strftime("%Y-%m-%dT%H:%M")
