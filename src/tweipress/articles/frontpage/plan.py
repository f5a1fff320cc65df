"""Plans: what an editor has chosen for a front, as a value; each step gives a new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from tweipress.articles.frontpage.bounds import PACKAGE_MAX, PACKAGES_MAX, PINS_MAX
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

T = TypeVar("T")
PINS: Final = -1
"""The place of pins, where packages have theirs from 0."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An article that stays above the newest; `until_ms` is 0 until somebody takes it off."""

    article: int
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Package:
    """Articles that belong together, under a title; the first leads."""

    title: str
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Breaking:
    """A line above everything, until a moment; it may lead to an article."""

    text: str
    until_ms: int
    article: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A front: what leads (0 for the newest), pins, packages, and a breaking line."""

    lead: int = 0
    pins: tuple[Pin, ...] = ()
    packages: tuple[Package, ...] = ()
    breaking: Breaking | None = None

    @property
    def articles(self) -> list[int]:
        """Return the articles that have a place, each once, without that of the breaking line."""
        placed = [self.lead, *(pin.article for pin in self.pins)]
        placed += (number for package in self.packages for number in package.articles)
        return [number for number in dict.fromkeys(placed) if number]

    def at(self, now_ms: int) -> "Plan":
        """Return what of it stands at a moment."""
        line = self.breaking
        return replace(
            self,
            pins=tuple(pin for pin in self.pins if not pin.until_ms or pin.until_ms > now_ms),
            breaking=line if line and line.until_ms > now_ms else None,
        )

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        line = self.breaking
        return {
            "lead": self.lead,
            "pins": [[pin.article, pin.until_ms] for pin in self.pins],
            "packages": [[package.title, list(package.articles)] for package in self.packages],
            "breaking": [line.text, line.until_ms, line.article] if line else None,
        }


NOTHING: Final = Plan()
Step = Callable[[Plan], Plan | Refused]


def stored(plan: Mapping[str, Any]) -> Plan:
    """Return a stored plan; an empty one chooses nothing."""
    if not plan:
        return NOTHING
    return Plan(
        lead=plan["lead"],
        pins=tuple(Pin(*pin) for pin in plan["pins"]),
        packages=tuple(Package(title, tuple(numbers)) for title, numbers in plan["packages"]),
        breaking=Breaking(*plan["breaking"]) if plan["breaking"] else None,
    )


def lead(plan: Plan, article: int) -> Plan:
    """Let an article lead; with 0 the newest does."""
    return replace(_without(plan, article), lead=article)


def put(plan: Plan, article: int, place: int, until_ms: int = 0) -> Plan | Refused:
    """Put an article among the pins or into a package; it goes from where it was."""
    plan = _without(plan, article)
    if place == PINS:
        if len(plan.pins) >= PINS_MAX:
            return refuse(Refusal.FRONT_FULL, most=PINS_MAX)
        return replace(plan, pins=(*plan.pins, Pin(article, until_ms)))
    if not 0 <= place < len(plan.packages):
        return refuse(Refusal.MALFORMED)
    package = plan.packages[place]
    if len(package.articles) >= PACKAGE_MAX:
        return refuse(Refusal.FRONT_FULL, most=PACKAGE_MAX)
    return _with(plan, place, replace(package, articles=(*package.articles, article)))


def remove(plan: Plan, article: int) -> Plan:
    """Take an article from wherever it stands."""
    return _without(plan, article)


def move(plan: Plan, article: int, by: int) -> Plan:
    """Move an article up (-1) or down (1) among its neighbours; at the end it stays."""
    pins = _moved(plan.pins, [pin.article for pin in plan.pins], article, by)
    packages = tuple(
        replace(package, articles=_moved(package.articles, package.articles, article, by))
        for package in plan.packages
    )
    return replace(plan, pins=pins, packages=packages)


def keep_until(plan: Plan, article: int, until_ms: int) -> Plan:
    """Let a pin go by itself at a moment; with 0 it stays."""
    pins = (Pin(article, until_ms) if pin.article == article else pin for pin in plan.pins)
    return replace(plan, pins=tuple(pins))


def begin_package(plan: Plan, title: str) -> Plan | Refused:
    """Add an empty package."""
    if len(plan.packages) >= PACKAGES_MAX:
        return refuse(Refusal.FRONT_FULL, most=PACKAGES_MAX)
    return replace(plan, packages=(*plan.packages, Package(title)))


def rename_package(plan: Plan, place: int, title: str) -> Plan | Refused:
    """Give a package another title."""
    if not 0 <= place < len(plan.packages):
        return refuse(Refusal.MALFORMED)
    return _with(plan, place, replace(plan.packages[place], title=title))


def end_package(plan: Plan, place: int) -> Plan | Refused:
    """Take a package away; its articles are newest again."""
    if not 0 <= place < len(plan.packages):
        return refuse(Refusal.MALFORMED)
    return replace(plan, packages=(*plan.packages[:place], *plan.packages[place + 1 :]))


def move_package(plan: Plan, place: int, by: int) -> Plan | Refused:
    """Move a package up (-1) or down (1)."""
    if not 0 <= place < len(plan.packages):
        return refuse(Refusal.MALFORMED)
    places = range(len(plan.packages))
    return replace(plan, packages=_moved(plan.packages, places, place, by))


def announce(plan: Plan, breaking: Breaking | None) -> Plan:
    """Let a line stand above everything, or none."""
    return replace(plan, breaking=breaking)


def _without(plan: Plan, article: int) -> Plan:
    return replace(
        plan,
        lead=0 if plan.lead == article else plan.lead,
        pins=tuple(pin for pin in plan.pins if pin.article != article),
        packages=tuple(
            replace(package, articles=tuple(one for one in package.articles if one != article))
            for package in plan.packages
        ),
    )


def _with(plan: Plan, place: int, package: Package) -> Plan:
    packages = list(plan.packages)
    packages[place] = package
    return replace(plan, packages=tuple(packages))


def _moved(rows: tuple[T, ...], names: Sequence[int], name: int, by: int) -> tuple[T, ...]:
    """Return rows with the named one a place further, as far as there is one."""
    listed = list(rows)
    if name in names:
        place = list(names).index(name)
        other = place + by
        if 0 <= other < len(listed):
            listed[place], listed[other] = listed[other], listed[place]
    return tuple(listed)
