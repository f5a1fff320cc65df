"""What the import command says: of each entry that has something to say, and of all together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tweipress.articles.actions import ContentError
from tweipress.articles.queries.markup import Loss
from tweipress.core.state.outcome import Refused
from tweipress.imports import faults
from tweipress.imports.actions import Imported, State
from tweipress.imports.values import Left, Skip
from tweipress.language.refusals import sentence

SKIPS: Final = {
    Skip.DRAFT: "a draft",
    Skip.FUTURE: "dated in the future",
    Skip.NO_DATE: "without a date",
    Skip.NO_HTML: "without HTML (Ghost keeps it for posts that were published)",
    Skip.NOT_FOR_ALL: "not for everybody to read: private, behind a password, or for subscribers",
    Skip.PAGE: "a page: write it anew under Desk, Pages",
    Skip.SAME_KEY: "there twice: the first one is taken",
    Skip.UNREADABLE: "not readable",
}
LEFT: Final[dict[str, str]] = {
    Loss.ADDRESS: "links that lead nowhere on the web, now plain text",
    Loss.AUDIO: "sounds, now links",
    Loss.BOX: "boxes around text, now paragraphs",
    Loss.CUT: "texts of pictures that were too long, cut",
    Loss.DRAWING: "drawings in the text, left out",
    Loss.EMBED: "embedded things of sites that are not in TWEIPRESS_EMBED_HOSTS, now links",
    Loss.FILE: "files to download, now links to the old site",
    Loss.FORM: "forms and buttons, left out",
    Loss.LINE: "lines between parts, left out",
    Loss.RAISED: "raised or lowered letters, now ordinary",
    Loss.SCRIPT: "scripts, left out",
    Loss.STRUCK: "struck words, now ordinary",
    Loss.TABLE: "tables that are too wide, now paragraphs",
    Loss.UNDESCRIBED: "pictures that nobody described, called by caption, title or file name",
    Loss.VIDEO: "films, now links",
    Left.BLOCK: "blocks that WordPress fills by itself, left out",
    Left.SHORTCODE: "shortcodes that nobody knows here, left out",
    Left.COMMENT_EMPTY: "comments without text, left out",
    Left.COMMENT_HELD: "comments that were not shown, left out",
    Left.COMMENT_LONG: "comments of more than 2000 characters, left out",
    Left.COMMENT_REPLY: "answers to comments, now below the comment in order of time",
    Left.LANGUAGE: "languages that the site does not have, now its own",
    Left.LEAD: "leads that were too long, cut",
    Left.PICTURE: "pictures, left out",
    Left.PINGBACK: "pingbacks, left out",
    Left.SECTION: "names of sections that were too long, cut",
    Left.SLUG: "addresses that another article has, now another one",
    Left.SUMMARY: "entries of which the feed may have a summary alone",
    Left.TAG: "tags beyond eight, or too long, left out",
    Left.TITLE: "titles that were too long, cut",
}


def why(done: Imported) -> str:
    """Return why an entry was not imported."""
    if isinstance(done.why, ContentError):
        place = f"{done.why.path}: " if done.why.path else ""
        return f"{place}{faults.sentence(done.why)}"
    if isinstance(done.why, Refused):
        return f"{done.why.name}: {sentence(done.why)}"
    if isinstance(done.why, Skip):
        return SKIPS[done.why] + (f": {done.detail}" if done.detail else "")
    return done.why


def some(number: int, what: str) -> str:
    """Return how many there are of something."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def line(done: Imported) -> str:
    """Return what became of an entry."""
    named = f"{done.path}: “{done.title}”".removeprefix(": ") if done.title else done.path
    comments = f"{some(done.new_comments, 'new comment')}"
    if done.state is State.NEW:
        return f"{named}: imported" + (f", {comments}" if done.new_comments else "")
    if done.state is State.KNOWN:
        return f"{named}: known already, {comments}"
    if done.state is State.REFUSED:
        return f"{named}: stopped at {why(done)} ({comments})"
    return f"{named}: not imported: {why(done)}"


def details(done: Imported) -> Iterator[str]:
    """Yield what was left of an article, by kind."""
    for (kind, name), times in sorted(done.left.items()):
        yield f"  {times} × {LEFT[kind]}{f': {name}' if name else ''}"


@dataclass
class Report:
    """The sum of what became of the entries of an export."""

    states: Counter[State] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    comments: int = 0
    price_twei: int = 0

    def note(self, done: Imported) -> None:
        """Add an entry."""
        self.states[done.state] += 1
        self.comments += done.new_comments
        self.price_twei += done.price_twei
        if isinstance(done.why, Skip):
            self.skipped[SKIPS[done.why]] += 1
        for (kind, _), times in done.left.items():
            self.left[kind] += times

    def lines(self) -> Iterator[str]:
        """Yield the sums."""
        comments = some(self.comments, "comment")
        yield f"{some(self.states[State.NEW], 'article')} imported, {comments}"
        yield f"{some(self.states[State.KNOWN], 'article')} known already"
        for reason, times in self.skipped.most_common():
            yield f"{times} not imported: {reason}"
        if wrong := self.failed:
            yield f"{wrong} not imported: see above"
        for kind, times in self.left.most_common():
            yield f"{times} × {LEFT[kind]}"
        yield f"{self.price_twei} Twei deposited for them"

    @property
    def failed(self) -> int:
        """Return how many articles should have come in and have not."""
        return self.states[State.WRONG] + self.states[State.REFUSED]
