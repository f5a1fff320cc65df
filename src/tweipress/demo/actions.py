"""Filling the site with the demo's story, and keeping a demo fresh that was closed for long."""

import os
import secrets
from typing import Final

from tweipress import bank
from tweipress.bank import queries as books
from tweipress.bank.clock import now_ms
from tweipress.composed.hearing import following
from tweipress.core.ids import MemberId
from tweipress.demo import queries
from tweipress.demo.cast import Text, texts
from tweipress.demo.desk import begin_desk
from tweipress.demo.fronts import arrange_front
from tweipress.demo.moderated import fill_queue
from tweipress.demo.noted import begin_notes
from tweipress.demo.paper import begin_paper
from tweipress.demo.stage import Stage, StoryStoppedError
from tweipress.demo.story import HOUR_MS, Edition, Story, beginning_ms, readers, whole

__all__ = ["StoryStoppedError", "fill", "freshen"]

PASSWORD_BYTES: Final = 9
OWNER_ONLY: Final = 0o600
ARCHIVE: Final = "From the archive: "
EDITIONS: Final = 5
EDITIONS_MS: Final = 20 * HOUR_MS


def fill() -> str:
    """Play the whole story on an empty site, and return the cast's password.

    The password is written down when all is done: with it the demo is complete.
    """
    password = queries.password() or secrets.token_urlsafe(PASSWORD_BYTES)
    end_ms = now_ms()
    with bank.rehearse(beginning_ms(end_ms)) as rehearsal:
        story = whole(Stage(), end_ms)
        _play(story, rehearsal)
        begin_paper()
        begin_desk(story.stage)
        begin_notes(story.stage)
        fill_queue(story.stage)
        arrange_front(story.stage)
        story.stage.open_door(password)
    following.follow()
    path = queries.password_path()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, OWNER_ONLY), "w") as file:
        file.write(password)
    return password


def freshen() -> int:
    """Publish texts again, those that appeared longest ago, and return how many.

    Days missed since the last posting are closed at their midnights. An author who may publish no
    more today publishes nothing.
    """
    end_ms = now_ms()
    with bank.rehearse(end_ms - EDITIONS_MS) as rehearsal:
        start_ms = max(end_ms - EDITIONS_MS, rehearsal.now_ms)
        rehearsal.move_to(start_ms)
        story = Story(Stage(), end_ms)
        chosen = _oldest(story.stage)
        for number, text in enumerate(chosen):
            story.stage.fund(text.author)
            at_ms = start_ms + (end_ms - start_ms) * number // EDITIONS
            edition = Edition(text, ARCHIVE + text.title, at_ms)
            story.edition(edition, readers(edition, end_ms))
        _play(story, rehearsal)
    return len(chosen)


def _play(story: Story, rehearsal: bank.Rehearsal) -> None:
    for time_ms, deed in story.in_order():
        rehearsal.move_to(time_ms)
        deed()
    rehearsal.move_to(story.end_ms)


def _oldest(stage: Stage) -> list[Text]:
    """Return the texts whose last edition is longest ago, as many as their authors may publish."""
    left: dict[str, int] = {}
    for name, member in stage.members.items():
        standing = books.standing(MemberId(member.pk))
        left[name] = standing.left["publishes"] if standing else 0
    chosen: list[Text] = []
    for text in sorted(texts().values(), key=lambda text: _last_ms(stage, text)):
        if len(chosen) < EDITIONS and left[text.author] > 0:
            left[text.author] -= 1
            chosen.append(text)
    return chosen


def _last_ms(stage: Stage, text: Text) -> float:
    """Return when a text last appeared, 0 for never."""
    editions = (stage.articles.get(title) for title in (text.title, ARCHIVE + text.title))
    dates = [
        edition.published_at for edition in editions if edition is not None and edition.published_at
    ]
    return max(dates).timestamp() if dates else 0
