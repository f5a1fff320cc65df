"""The demo's queue: a comment that a rule holds, and one that a reader has reported."""

from typing import Final

from tweipress.bank import queries as books
from tweipress.bank.queries import NEW_COMMENT
from tweipress.comments import actions as comments
from tweipress.comments import queries as threads
from tweipress.comments.reports import actions as reports
from tweipress.comments.reports.queries import Reason
from tweipress.comments.rules import actions as rules
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.ids import CONSOLE, ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.demo.cast import texts
from tweipress.demo.stage import Stage, StoryStoppedError, accepted
from tweipress.http.request_keys import fresh_key

SUSPECT: Final = "divining rod*\nmiracle cure*"
HELD_ON: Final = "eleven-hundred-wells"
HELD: Final = "My uncle finds water with a divining rod, and he has never been wrong yet."
REPORTED: Final = 2
"""Which comment on the same article is reported: one that is disliked as untrue."""
REPORTER: Final = "Noor"
WORDS: Final = "It names the owner of one of the wells."


def fill_queue(stage: Stage) -> None:
    """Set a rule, let somebody write what it holds, and let a reader report a comment."""
    accepted(rules.set_site(CONSOLE, None, {"suspect_words": SUSPECT}))
    article = ArticleId(stage.articles[texts()[HELD_ON].title].pk)
    for name in sorted(stage.members):
        writer = MemberId(stage.members[name].pk)
        rights = books.rights(writer)
        is_free = books.refusal_of(Comment(writer, article, NEW_COMMENT)) is None
        if is_free and rights is not None and not rights.roles:
            answered = comments.write(writer, article, HELD, fresh_key())
            if isinstance(answered, Refused) and answered.reason is Refusal.COMMENT_HELD:
                break
    else:
        raise StoryStoppedError("Nobody of the cast may comment today.")
    reporter, reported = stage.members[REPORTER], threads.public_on(article)[REPORTED]
    asked = reports.report(MemberId(reporter.pk), reported.number, Reason.PRIVATE, WORDS)
    accepted(asked)
