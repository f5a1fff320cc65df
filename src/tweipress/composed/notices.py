"""Notices with what they are about: the comment or the article at an address, and its removal."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from tweipress.articles import queries as articles
from tweipress.comments import actions as comments
from tweipress.comments import queries as texts
from tweipress.core.digits import number_in
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import queries as decisions
from tweipress.decisions.queries import Why
from tweipress.moderation.notices import actions
from tweipress.moderation.notices.actions import Verdict
from tweipress.moderation.notices.queries import Notice, Outcome, numbered

COMMENT: Final = re.compile(r"(?:comment-|/comments/)([0-9]{1,19})\b")


def find(notice: Notice) -> Refused | None:
    """Write into a notice what is at its address; refuse an address that is not of this site."""
    try:
        parts = urlsplit(notice.address)
        match = resolve(parts.path or "/")
    except (ValueError, Resolver404):
        return refuse(Refusal.ADDRESS_ELSEWHERE)
    own = {urlsplit(settings.TWEIPRESS_PUBLIC_URL).hostname, *settings.ALLOWED_HOSTS, None}
    if parts.scheme not in {"", "http", "https"} or parts.hostname not in own:
        return refuse(Refusal.ADDRESS_ELSEWHERE)
    named = COMMENT.search(f"{parts.path}#{parts.fragment}")
    number = number_in(named[1]) if named else None
    place = texts.place_of(number) if number else None
    if place is not None:
        notice.comment, notice.article = number, place.article
        return None
    is_post = parts.path.startswith("/post/")
    article = articles.head_by_slug(match.kwargs["slug"]) if is_post else None
    notice.article = article.pk if article else None
    return None


def decide(by: MemberId, number: int, said: Verdict) -> Refused | None:
    """Decide a notice; a comment is removed by that, its writer reads why and can appeal."""
    notice = numbered(number)
    written = texts.public(notice.comment) if notice and notice.comment else None
    if written is not None and written.writer == by:
        return refuse(Refusal.OWN_CASE)

    def carry_out(notice: Notice) -> Refused | None:
        if said.outcome != Outcome.REMOVED:
            return None
        if notice.comment is None:
            return refuse(Refusal.UNKNOWN_COMMENT)
        reason = str(Why.ILLEGAL.label) if said.is_legal else gettext("After a notice")
        statement = comments.Statement(said.words.strip(), said.is_legal, decisions.AFTER_NOTICE)
        return comments.hide(by, CommentId(notice.comment), reason, statement)

    return actions.decide(by, number, said, carry_out)
