"""The stage of texts that are being written: an author, an editor, and a draft."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.articles.conftest import data, form, fresh, stage
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.editions import edition
from tweipress.articles.models import Article
from tweipress.autosave.models import WorkingCopy
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member

__all__ = ["stage"]
TITLE = "How bees vote"


@dataclass
class Window:
    """A member's window in which an article's editor is open; `article` is None for a new one."""

    member: Member
    article: Article | None
    base: str = ""
    opened: str = ""
    key: str = field(default_factory=fresh_key)
    turn: int = 0
    browser: Client = field(init=False)

    def __post_init__(self) -> None:
        """Open the editor: the page knows what is saved now."""
        self.browser = signed_in(self.member)
        if self.article is not None:
            self.base = self.base or edition(fresh(self.article))

    @property
    def path(self) -> str:
        return f"/write/{self.article.code}/" if self.article else "/write/new/"

    def fields(self, body: str, **changes: str) -> dict[str, str]:
        """Return what the page sends with a body."""
        hidden = {"copy": self.key, "base": self.base, "opened": self.opened}
        about = {"turn": str(self.turn), "writer": str(self.member.pk)}
        return {**form(0, title=TITLE, body=body), **hidden, **about, **changes}

    def types(self, body: str, **changes: str) -> Any:
        """Autosave a body, as the script does."""
        self.turn += 1
        sent = self.fields(body, **changes)
        return self.browser.post(
            f"{self.path}autosave/", sent, headers={"accept": "application/json"}
        )

    def saves(self, body: str, **changes: str) -> Any:
        """Save a body by the button."""
        self.turn += 1
        return self.browser.post(self.path, self.fields(body, **changes))


def told(answer: Any) -> Mapping[str, Any]:
    """Return the data of an answer to the script, which has to be well."""
    assert answer.status_code == 200, answer.content.decode()
    said: Mapping[str, Any] = json.loads(answer.content)
    return said


def unsaved() -> list[str]:
    """Return the bodies of all unsaved copies, oldest first."""
    copies = WorkingCopy.objects.filter(is_saved=False).order_by("pk")
    return [copy.fields["body"] for copy in copies]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do things in threads that begin together; return what came of each."""
    barrier, came = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int) -> None:
        barrier.wait()
        try:
            came[number] = deeds[number]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.fixture
def draft(stage: Stage) -> Article:
    """Return a draft of the author's."""
    return actions.save_draft(id_of(stage.author), data())
