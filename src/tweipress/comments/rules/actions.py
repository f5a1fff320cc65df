"""Writes of the rules for comments: by operators for the site and sections, by editors for one."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from tweipress.bank import queries as books
from tweipress.comments.rules.models import Rules
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast import changes
from tweipress.publication.changing import changed
from tweipress.publication.models import Paper
from tweipress.security.actions import Event, record

COMMENT_RULES = "comment_rules"


def set_site(by: MemberId, version: int | None, values: Mapping[str, Any]) -> Refused | None:
    """Store the rules of the site; return why not, or that the paper was changed meanwhile."""

    def work(_row: Paper) -> None:
        known = Rules.objects.filter(section=None, article=None).order_by("pk").first()
        row = known or Rules()
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return changed(by, version, {COMMENT_RULES: "site"}, work)


def set_section(
    by: MemberId, version: int | None, section: int, values: Mapping[str, Any]
) -> Refused | None:
    """Store the rules of a section, which are none if nothing differs from the site's."""

    def work(_row: Paper) -> None:
        _store({"section_id": section}, values)

    return changed(by, version, {COMMENT_RULES: f"section {section}"}, work)


def set_article(
    by: MemberId, article: ArticleId, right: Right, version: int, values: Mapping[str, Any]
) -> Refused | None:
    """Store the rules of an article; `right` is the one by which the member edits it."""
    if refused := books.right_refusal(by, right):
        return refused
    stored = dict(values) | {"version": version + 1}
    try:
        with transaction.atomic():
            if version:
                is_stored = Rules.objects.filter(article=article, version=version).update(**stored)
            else:
                is_stored = bool(Rules.objects.create(article_id=article, **stored))
    except IntegrityError:  # somebody else has made the first ones
        is_stored = False
    if not is_stored:
        return refuse(Refusal.RULES_CHANGED)
    changes.note()
    record(Event.PAPER_CHANGED, by=by, detail={COMMENT_RULES: f"article {article}"})
    return None


def _store(place: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    if any(value not in {None, ""} for value in values.values()):
        Rules.objects.update_or_create(**place, defaults=dict(values))
    else:
        Rules.objects.filter(**place).delete()
