"""What a block bars in a comment: answering the one who blocks, and naming them with an @."""

import re
from collections.abc import Mapping

from tweipress.comments import queries as comments
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people.muting import queries


def refusal(member: MemberId, form: Mapping[str, str]) -> Refused | None:
    """Return why a comment's form may not be sent: it addresses somebody who blocks its writer."""
    blockers = queries.blockers_of(member)
    if not blockers:
        return None
    number = number_in(form.get("parent", ""))
    answered = comments.public(number) if number else None
    text = form.get("text", "").casefold()
    is_named = any(
        re.search(rf"(?<![\w@])@{re.escape(name.casefold())}(?!\w)", text)
        for name in blockers.values()
    )
    is_answered = answered is not None and answered.writer in blockers
    return refuse(Refusal.BLOCKED) if is_named or is_answered else None
