"""The demo's draft that is talked about: an author's text with notes of an editor."""

from typing import Final

from tweipress.articles import queries as articles
from tweipress.articles.notes import actions as notes
from tweipress.articles.notes import queries as written
from tweipress.core.ids import MemberId
from tweipress.demo.stage import EDITOR, Stage, accepted

AUTHOR: Final = "Saskia"
DRAFT: Final = "The choir that tunes to a boiler"
OPEN: Final = ("a little below A", "Who has measured that?")
RESOLVED: Final = ("Thirty people", "Still thirty?", "Thirty-one since March; I count on Thursday.")


def begin_notes(stage: Stage) -> None:
    """Let an editor ask two things about a draft, of which its author has answered one."""
    author, editor = (MemberId(stage.members[name].pk) for name in (AUTHOR, EDITOR))
    (draft,) = (each for each in articles.drafts_of(author) if each.title == DRAFT)
    for quote, text in (OPEN, RESOLVED[:2]):
        accepted(notes.write(editor, draft, None, quote, text))
    _asked, answered = written.numbers_of(draft)
    accepted(notes.reply(author, draft, answered, RESOLVED[2], resolves=True))
