"""What the rules of a site, a section and an article say of a comment that is sent."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.comments import deeds
from tests.comments.rules.setting import rule
from tests.http.stage import Stage, id_of
from tweipress.articles.models import Article
from tweipress.bank import Receipt, clock
from tweipress.comments.holding.models import Held
from tweipress.comments.models import Comment
from tweipress.comments.rules import actions, hook, queries
from tweipress.comments.rules.forms import SiteRulesForm
from tweipress.core.ids import CONSOLE, ArticleId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.outbox import outgoing
from tweipress.publication.models import Section

LONG = "The bees of this town have voted, and nobody has asked them why."


def said(answered: object) -> str:
    """Return a refusal's name, empty for a comment that is public."""
    if isinstance(answered, Receipt):
        return ""
    assert isinstance(answered, Refused), answered
    return answered.name


def sent(stage: Stage, article: Article, text: str = "Bees vote.", who: str = "commenter") -> str:
    """Return what a member hears of a comment."""
    key = f"form-{Comment.objects.count()}"
    return said(deeds.write(stage.cast[who], article, text, key))


def why(stage: Stage, article: Article, text: str) -> str:
    """Return why a comment of the commenter's waits."""
    assert sent(stage, article, text) == "COMMENT_HELD"
    return Held.objects.latest("pk").why


def test_without_rules_a_comment_is_public_at_once(stage: Stage, article: Article) -> None:
    assert sent(stage, article) == ""


def test_an_article_says_otherwise_than_its_section_and_that_than_the_site(
    stage: Stage, article: Article
) -> None:
    section = Section.objects.create(name="Nature", position=1)
    Article.objects.update(section="Nature")
    rule(mode="before", slow_s=60, message="Be kind.")
    values = {"mode": "after", "message": "Nature only."}
    assert actions.set_section(CONSOLE, None, section.pk, values) is None
    number = ArticleId(article.pk)
    assert queries.in_force(number, "Nature").mode == "after"
    own = {"mode": "closed", "slow_s": None}
    assert actions.set_article(CONSOLE, number, Right.EDIT, 0, own) is None
    now = queries.in_force(number, "Nature")
    assert (now.mode, now.slow_s, now.message) == ("closed", 60, "Nature only.")
    assert queries.in_force(number + 1, "").mode == "before"
    changed = actions.set_article(CONSOLE, number, Right.EDIT, 0, own)
    assert said(changed) == "RULES_CHANGED"


def test_only_who_may_sets_rules(stage: Stage, article: Article) -> None:
    by, number = id_of(stage.author), ArticleId(article.pk)
    assert said(actions.set_site(by, None, {"mode": "closed"})) == "ROLE_MISSING"
    assert said(actions.set_section(by, None, 1, {"mode": "closed"})) == "ROLE_MISSING"
    assert said(actions.set_article(by, number, Right.EDIT, 0, {})) == "ROLE_MISSING"


def test_comments_close_after_days_and_at_night_by_the_papers_clock(
    stage: Stage, article: Article
) -> None:
    Article.objects.update(published_at=clock.now() - timedelta(days=3))
    rule(closes_after_days=3)
    assert sent(stage, article) == "COMMENTS_CLOSED"
    thread = deeds.thread(Article.objects.get(), None)
    assert thread.closed is not None
    rule(closes_after_days=4)
    assert sent(stage, article) == ""
    hour = clock.now().hour
    rule(night_from=hour, night_until=(hour + 1) % 24)
    assert sent(stage, article) == "COMMENTS_CLOSED"
    rule(night_from=(hour + 1) % 24, night_until=hour)
    assert sent(stage, article) == ""


def test_slow_mode_says_when_the_next_one_can_come(stage: Stage, article: Article) -> None:
    rule(slow_s=120)
    assert sent(stage, article) == ""
    stage.books.clock.advance(30)
    refused = deeds.write(stage.commenter, article, "And dance.", "form-9")
    assert refused == Refused(Refusal.SLOW_MODE, {"wait_s": 90})
    assert sent(stage, article, who="critic") == ""
    stage.books.clock.advance(90)
    assert said(deeds.write(stage.commenter, article, "And dance.", "form-9")) == ""


def test_banned_words_are_refused_and_suspect_ones_wait(stage: Stage, article: Article) -> None:
    rule(banned_words="viagra", suspect_words="honey*")
    seq = stage.seq()
    assert sent(stage, article, "V1agra!") == "COMMENT_WORDS"
    assert why(stage, article, "Sweet HÓNEYCOMBS") == "words"
    assert stage.seq() == seq


def test_a_newcomers_first_comments_wait_and_those_of_low_levels(
    stage: Stage, article: Article
) -> None:
    rule(first_comments=1)
    assert why(stage, article, "My first.") == "newcomer"
    Held.objects.all().delete()
    rule(first_comments=0, below_level=99)
    assert why(stage, article, "My first.") == "newcomer"


def test_links_wait_below_a_level(stage: Stage, article: Article) -> None:
    rule(links_below_level=99, links_most=1)
    assert sent(stage, article, "See https://a.example") == ""
    assert why(stage, article, "See https://a.example and www.b.example") == "links"


def test_repeats_of_one_member_and_of_many_wait(stage: Stage, article: Article) -> None:
    rule(repeats_own=1, repeats_all=1)
    assert sent(stage, article, LONG) == ""
    assert why(stage, article, LONG.upper()) == "repeats"
    assert sent(stage, article, LONG, "critic") == "COMMENT_HELD"
    assert sent(stage, article, "Thank you!", "critic") == ""


def test_members_whose_comments_are_often_removed_wait(stage: Stage, article: Article) -> None:
    rule(removed_percent=60)
    for number in range(3):
        assert sent(stage, article, f"Number {number}.") == ""
    Comment.objects.update(hidden_at=clock.now())
    stage.enter("removed", 200, "contributor")
    stage.read(stage.removed, article)
    Comment.objects.update(writer=stage.removed)  # the commenter's quota of a day is used up
    assert sent(stage, article, "Once more.", "removed") == "COMMENT_HELD"
    assert Held.objects.get().why == "removals"


class Service(BaseHTTPRequestHandler):
    """An outside service that answers as a test wants."""

    answer: bytes = b""
    asked: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:  # http.server's own
        """Keep what was asked, and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((dict(self.headers), body))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the address of a service on this machine, which may be asked in this test."""
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(hook, "_skipped_until", {})
    Service.asked.clear()
    allowing = (*outgoing.post.__defaults__[:-1], lambda _address: True)  # type: ignore[index]  # it has some
    monkeypatch.setattr(outgoing.post, "__defaults__", allowing)
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


def test_a_service_lets_a_comment_wait_and_sees_no_name(
    stage: Stage, article: Article, service: str
) -> None:
    Service.answer = b'{"verdict": "hold"}'
    rule(hook_url=service)
    assert why(stage, article, "Bees vote.") == "service"
    headers, body = Service.asked[0]
    at_s = int(headers[hook.SIGNATURE].split(",")[0].removeprefix("t="))
    assert headers[hook.SIGNATURE] == hook.signature(body, at_s)
    assert set(json.loads(body)) == {"text", "article", "level"}
    Service.answer = b'{"verdict": "publish"}'
    assert sent(stage, article, "Bees dance.") == ""


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"verdict": "ban"}', b"x" * 2000])
def test_a_service_that_answers_wrongly_is_skipped_for_a_while(
    stage: Stage, article: Article, service: str, answer: bytes
) -> None:
    Service.answer = answer
    rule(hook_url=service)
    assert sent(stage, article) == ""
    assert sent(stage, article, "Bees dance.") == ""
    assert len(Service.asked) == 1


def test_no_service_within_the_operators_network_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "_skipped_until", {})
    for url in ("http://127.0.0.1:1/", "http://[::1]/"):
        assert not hook.holds(url, "Bees vote.", "bees", 1)
        with pytest.raises(outgoing.OutgoingError, match="not on the public internet"):
            outgoing.post(url, b"", {}, 1.0, 10)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hook_url", "http://a.example"),
        ("hook_url", "https://user@a.example"),
        ("hook_url", "https://a.example:x/"),
        ("hook_url", "javascript:alert(1)"),
        ("slow_s", "-1"),
        ("slow_s", "9" * 40),
        ("mode", "never"),
        ("night_from", "24"),
        ("expires_days", "0"),
        ("banned_words", "x\n" * 501),
        ("message", "x" * 401),
        ("message", "nul\0"),
    ],
)
def test_a_wrong_setting_is_said_beside_its_field(name: str, value: str) -> None:
    given = {"version": "0", "mode": "after", "expires_days": "7"}
    assert SiteRulesForm(given).is_valid()
    form = SiteRulesForm(given | {name: value})
    assert not form.is_valid()
    assert form.errors
