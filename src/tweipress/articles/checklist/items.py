"""The items of an article's checklist: what each asks for, whether it is there, and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tweipress.articles.checklist.models import Kind, Line, Rule, Tick
from tweipress.articles.figures import undescribed
from tweipress.articles.models import Article
from tweipress.articles.notes.queries import open_count
from tweipress.language.figures import number
from tweipress.publication.queries import shown


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist; `advice` is what to do while it is not met.

    `line` is the number of one that a person ticks, None for what the site sees by itself. `tick`
    says who has, and `is_older` that the text was changed since.
    """

    name: str
    is_met: bool
    advice: str = ""
    line: int | None = None
    tick: Tick | None = None
    is_older: bool = False


MET: Final[Mapping[str, Callable[[Article], bool]]] = {
    Kind.LEAD: lambda article: bool(article.lead),
    Kind.SECTION: lambda article: bool(article.section),
    Kind.PICTURE: lambda article: bool(article.text.pictures),
    Kind.DESCRIBED: lambda article: undescribed(article.text) is None,
    Kind.TAGS: lambda article: bool(article.tags),
    Kind.LANGUAGE: lambda article: article.language in shown().languages,
    Kind.NOTES: lambda article: open_count(article) == 0,
}
ADVICE: Final[Mapping[str, Promise]] = {
    Kind.LEAD: gettext_lazy("Write one below the title."),
    Kind.SECTION: gettext_lazy("Choose one below the lead."),
    Kind.PICTURE: gettext_lazy("Put one into the text."),
    Kind.DESCRIBED: gettext_lazy(
        "Give each an alternative text, here or in the library of pictures."
    ),
    Kind.TAGS: gettext_lazy("Give it some under “Language, tags and address”."),
    Kind.LANGUAGE: gettext_lazy("Set it under “Language, tags and address”."),
    Kind.NOTES: gettext_lazy("See to the open notes and resolve them."),
}


def item_of(rule: Rule, article: Article) -> Item | None:
    """Return what a rule says of an article; None for one that this version does not know."""
    if rule.kind == Kind.WORDS:
        return _words(rule, article)
    is_met = MET.get(rule.kind)
    if is_met is None:
        return None
    return Item(str(Kind(rule.kind).label), is_met(article), str(ADVICE[rule.kind]))


def item_of_line(line: Line, tick: Tick | None, digest: str) -> Item:
    """Return a line of the operator's own, as it is ticked or not."""
    return Item(
        name=line.text,
        is_met=tick is not None,
        advice=_("Look at it, and tick it here."),
        line=line.pk,
        tick=tick,
        is_older=tick is not None and tick.digest != digest,
    )


def _words(rule: Rule, article: Article) -> Item:
    least, most = rule.least, rule.most
    is_met = (least is None or article.words >= least) and (most is None or article.words <= most)
    if least is None:
        name = _("It has %(most)s words at most")
    elif most is None:
        name = _("It has %(least)s words at least")
    else:
        name = _("It has between %(least)s and %(most)s words")
    figures = {"least": number(least or 0), "most": number(most or 0)}
    return Item(
        name % figures, is_met, _("It has %(words)s now.") % {"words": number(article.words)}
    )
