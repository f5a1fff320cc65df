"""The protocol of reading, as a page's script follows it, and reading at a pace."""

import json
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final

from farm.stage.account import Account, Answer

Play = Generator[float, None, None]
"""The behaviour of an account: it yields the seconds to wait before its next step."""
Pace = Callable[[float], float]
"""How long (s) an article takes, from its floor."""

COURSE: Final = re.compile(
    r'data-session="([^"]+)" data-token="([^"]+)" data-index="(\d+)" data-sections="(\d+)"'
    r' data-total="(\d+)" data-left="\d+" data-wait="(\d+)"'
)
QUOTE: Final = re.compile(r'data-twei="(\d+)"')
SPENT: Final = 'data-why="PLUS_QUOTA_SPENT"'
MS: Final = 1000


@dataclass
class Course:
    """A live session as the page keeps it: the newest token, the progress, the floors in ms."""

    slug: str
    token: str
    index: int
    sections: int
    total_ms: int
    wait_ms: int
    quote_twei: int
    quota_is_spent: bool

    @property
    def is_complete(self) -> bool:
        """Tell whether every part is proven."""
        return self.index > self.sections


def opened(account: Account, slug: str, *, switch: bool = False) -> Course | None:
    """Start reading for Twei; return None if the site refuses, which the account counts."""
    fields = {"switch": "yes"} if switch else {}
    return course_in(account.post(f"/read/{slug}/open/", fields, by_script=True), slug)


def course_in(answer: Answer, slug: str) -> Course | None:
    """Return the session that a panel or a page shows, if there is one."""
    course = COURSE.search(answer.text)
    if course is None:
        return None
    _, token, index, sections, total_ms, wait_ms = course.groups()
    quote = QUOTE.search(answer.text)
    return Course(
        slug=slug,
        token=token,
        index=int(index),
        sections=int(sections),
        total_ms=int(total_ms),
        wait_ms=int(wait_ms),
        quote_twei=int(quote[1]) if quote else 0,
        quota_is_spent=SPENT in answer.text,
    )


def proven(account: Account, course: Course) -> bool:
    """Prove the next part; tell whether the site accepted it."""
    sent = {"token": course.token, "index": str(course.index)}
    answer = account.post(f"/read/{course.slug}/beacon/", sent, by_script=True)
    if not answer.is_accepted:
        return False
    told = json.loads(answer.text)
    course.token, course.index, course.wait_ms = told["token"], told["index"], told["wait"]
    return True


def rated(account: Account, course: Course, kind: str = "plus") -> bool:
    """Rate with the newest token; tell whether the site accepted it."""
    return account.post(f"/read/{course.slug}/{kind}/", {"token": course.token}).is_accepted


def read(account: Account, course: Course, taken_s: float) -> Play:
    """Prove part by part, each in its share of the time, and never faster than its floor."""
    while not course.is_complete:
        share_s = taken_s * course.wait_ms / course.total_ms
        yield max(course.wait_ms / MS, share_s)
        if not proven(account, course):
            return
