"""The demo's desk: an idea, drafts on their way, and an article that is out tomorrow."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from tweipress.articles import actions as articles
from tweipress.articles.desk import actions as desk
from tweipress.articles.desk.actions import Planned
from tweipress.articles.desk.queries import Stage as Said
from tweipress.articles.queries import Article
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.demo.stage import Stage, StoryStoppedError
from tweipress.language import zone

OUT_AT: Final = time(7)
FERRY: Final = """
The last ferry to the north quay leaves at eleven at night, and for nineteen years it has left with
somebody running after it. Since September it waits. Not for long, and not for everybody: the mate
looks up the lane with a lamp, counts to sixty, and takes in the plank.

The council had asked what punctuality was worth. Its answer came from a passenger, a nurse on late
shifts, who had written down for a year how often she missed the boat and what the taxi cost. She
had missed it forty-one times. Twenty-six of these, a minute would have been enough.

So the timetable still says eleven, and the boat leaves at one minute past. Nobody on board has
complained. The nurse has stopped writing, she says, because there is nothing left to count.
"""
CHOIR: Final = """
On Thursdays the boiler room of the old laundry is the warmest place in town, and the loudest.
Thirty people sing there, between pipes that hum a little below A. They tune to the pipes.
"""
LAMPS: Final = "A lamp post is bought once, and paid for every night after that."


def begin_desk(stage: Stage) -> None:
    """Put an idea and four texts on the desk."""
    today = zone.day_of(clock.now())
    ondine, kwabena, saskia = (
        MemberId(stage.members[name].pk) for name in ("Ondine", "Kwabena", "Saskia")
    )
    wall = Planned(Said.IDEA, "The harbour office knows, and says so.", saskia, _in_days(today, 6))
    desk.new_idea(ondine, {"title": "Who owns the quay wall?", "section": "Economy"}, wall)
    lamps = _draft(kwabena, "What a lamp post costs", "Economy", LAMPS)
    asked = "Ask the works department for the bill of 1998."
    _done(desk.plan(kwabena, lamps, 0, Planned(Said.DRAFT, asked, kwabena, _in_days(today, 3))))
    embargo = _at(_in_days(today, 4))
    _done(desk.set_dates(kwabena, lamps, 1, embargo, None))
    choir = _draft(saskia, "The choir that tunes to a boiler", "Culture", CHOIR)
    _done(desk.hand_in(saskia, choir, editors_may=True))
    ferry = _draft(saskia, "The ferry that waits a minute", "World", FERRY)
    _done(desk.schedule(saskia, ferry, 0, _at(_in_days(today, 1))))


def _draft(author: MemberId, title: str, section: str, body: str) -> Article:
    paragraphs = (" ".join(part.split()) for part in body.split("\n\n"))
    blocks = [{"kind": "paragraph", "text": paragraph} for paragraph in paragraphs]
    text: dict[str, Any] = {"title": title, "section": section}
    return articles.save_draft(author, text | {"sections": [{"heading": "", "blocks": blocks}]})


def _in_days(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _at(day: date) -> datetime:
    return datetime.combine(day, OUT_AT, zone.in_force())


def _done(refused: object) -> None:
    if refused is not None:
        raise StoryStoppedError(str(refused))
