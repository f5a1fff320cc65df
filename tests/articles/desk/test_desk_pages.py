"""The desk's pages: ideas, the story budget, plans, the calendar; wrong and hostile input."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from tests.articles.conftest import fresh
from tests.articles.desk.conftest import ahead, drafted, planned, scheduled
from tests.articles.test_pages import SCRIPT, refusals, shown
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions as articles
from tweipress.articles.desk import actions, moments
from tweipress.articles.desk.models import Plan
from tweipress.articles.desk.models import Stage as Said
from tweipress.articles.models import Article
from tweipress.core.acts.members.ban import Ban
from tweipress.language import zone

MADRID = ZoneInfo("Europe/Madrid")
OVER = "2020-01-01"


@pytest.fixture
def in_madrid() -> Iterator[None]:
    """Let the paper be in Madrid, where clocks are put forward and back."""
    before = zone.in_force()
    zone.use(MADRID)
    yield
    zone.use(before)


def idea(stage: Stage, who: str = "editor", **changes: str) -> Article:
    """Put an idea on the desk, as a form does."""
    sent = {"title": "Who owns the quay?", "note": "Ask the harbour master.", **changes}
    answer = signed_in(stage.cast[who]).post("/desk/ideas/", sent)
    assert answer.status_code == 303
    return Article.objects.get(title=sent["title"])


def listed(stage: Stage, who: str, query: str = "") -> list[str]:
    """Return the titles in somebody's story budget."""
    page = signed_in(stage.cast[who]).get(f"/desk/{query}").content.decode()
    return re.findall(r"<h2[^>]*><a [^>]*>([^<]*)</a></h2>", page)


def address(stage: Stage, who: str) -> str:
    """Return the path of somebody's calendar file."""
    page = signed_in(stage.cast[who]).get("/desk/calendar/").content.decode()
    match = re.search(r'<code class="address">https?://[^/]*([^<]*)</code>', page)
    assert match is not None
    return match[1]


def plan_form(article: Article, **changes: str) -> dict[str, str]:
    kept = Plan.objects.filter(article=article.pk).first()
    edition = str(kept.edition if kept else 0)
    return {"do": "plan", "edition": edition, "stage": "draft", **changes}


def test_whoever_is_to_write_an_idea_takes_it_on_and_is_its_author(stage: Stage) -> None:
    article = idea(stage, assignee="author")
    assert (article.words, planned(article).stage) == (0, Said.IDEA)
    assert listed(stage, "author") == ["Who owns the quay?"]
    assert listed(stage, "commenter") == []
    page = signed_in(stage.commenter).get(f"/desk/plan/{article.code}/")
    assert page.status_code == 404
    url = f"/desk/plan/{article.code}/"
    assert signed_in(stage.author).get(f"/write/{article.code}/").status_code == 404
    assert signed_in(stage.author).post(url, {"do": "take_on"}).status_code == 303
    assert fresh(article).author == stage.author
    again = signed_in(stage.editor).post(url, {"do": "take_on"})
    assert refusals(again) == ["IDEA_BEGUN"]
    assert signed_in(stage.author).get(f"/write/{article.code}/").status_code == 200


def test_an_idea_with_a_text_is_a_draft(stage: Stage) -> None:
    article = idea(stage, "author")
    assert listed(stage, "author", "?status=idea") == ["Who owns the quay?"]
    articles.save_draft(
        id_of(stage.author),
        {
            "title": "Begun",
            "sections": [
                {"heading": "", "blocks": [{"kind": "paragraph", "text": "A beginning."}]}
            ],
        },
        article,
    )
    assert listed(stage, "author", "?status=idea") == []
    assert listed(stage, "author", "?status=draft") == ["Begun"]


def test_the_budget_has_every_article_under_its_one_status(stage: Stage) -> None:
    author = id_of(stage.author)
    made = {"idea": idea(stage, "author", title="idea")}
    for name in ("draft", "in_review", "ready", "scheduled", "published", "taken_back"):
        made[name] = drafted(stage, title=name)
    actions.hand_in(author, made["in_review"], editors_may=False)
    actions.plan(author, made["ready"], 0, actions.Planned(Said.READY, "", None, None))
    actions.schedule(author, made["scheduled"], 0, ahead(hours=1))
    articles.publish(made["published"])
    stage.books.clock.advance(24 * 3600)
    Article.objects.filter(title="taken_back").update(posting_seq=1, undo_seq=2)
    for status in made:
        assert listed(stage, "editor", f"?status={status}") == [status]
    unpublished = {"idea", "draft", "in_review", "ready", "scheduled"}
    assert set(listed(stage, "editor")) == unpublished
    assert set(listed(stage, "editor", "?status=nonsense&page=-1")) == unpublished
    assert listed(stage, "commenter") == []


def test_what_is_due_comes_first_and_filters_choose(stage: Stage) -> None:
    late, soon = drafted(stage, title="late"), drafted(stage, title="soon")
    drafted(stage, title="whenever", section="Sports")
    browser = signed_in(stage.editor)
    for article, due in ((late, "2026-12-24"), (soon, "2026-12-03")):
        url = f"/desk/plan/{article.code}/"
        sent = plan_form(article, due=due, assignee="editor", note=SCRIPT)
        assert browser.post(url, sent).status_code == 303
    assert listed(stage, "editor") == ["soon", "late", "whenever"]
    assert listed(stage, "editor", "?section=Sports") == ["whenever"]
    assert listed(stage, "editor", "?assignee=editor") == ["soon", "late"]
    assert SCRIPT not in browser.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"stage": "published"}, 422),
        ({"stage": "idea"}, 409),
        ({"due": "31.12.2026"}, 422),
        ({"due": "9999-12-31"}, 422),
        ({"due": "0001-01-01"}, 422),
        ({"assignee": "nobody at all"}, 404),
        ({"assignee": "commenter"}, 409),
        ({"note": "x" * 2001}, 422),
        ({"edition": "-1"}, 422),
        ({"edition": "7"}, 409),
        ({"do": "explode"}, 422),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_stays_typed(
    stage: Stage, sent: dict[str, str], status: int
) -> None:
    draft = drafted(stage)
    browser = signed_in(stage.author)
    answer = browser.post(f"/desk/plan/{draft.code}/", plan_form(draft, note="Kept.") | sent)
    assert answer.status_code == status
    assert not Plan.objects.filter(article=draft.pk).exists()


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [
        ("2027-03-28", "02:30", 422),
        ("2027-10-31", "02:30", 303),
        ("2027-03-28", "", 422),
        ("", "12:00", 422),
        ("", "", 422),
        ("2027-02-30", "12:00", 422),
        ("2027-03-28", "25:00", 422),
        ("2040-01-01", "12:00", 422),
        (OVER, "12:00", 422),
    ],
)
def test_a_time_is_one_that_the_papers_clocks_show(
    stage: Stage, in_madrid: None, day: str, time: str, status: int
) -> None:
    draft = drafted(stage)
    browser, url = signed_in(stage.author), f"/desk/plan/{draft.code}/"
    sent = {"do": "schedule", "edition": "0", "at_0": day, "at_1": time}
    answer = browser.post(url, sent)
    assert answer.status_code == status
    assert "Europe/Madrid" in shown(browser.get(url))
    if status == 303:
        assert planned(draft).publish_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
        page = browser.get(url).content.decode()
        assert "02:30 CEST" in page
    elif time == "02:30":
        assert "does not exist" in shown(answer)
    assert status == 303 or not Plan.objects.filter(publish_at__isnull=False).exists()


def test_a_time_that_comes_twice_is_said_to_be_the_first(stage: Stage, in_madrid: None) -> None:
    twice = moments.resolved(date(2027, 10, 31), time(2, 30))
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moments.comes_twice(twice)
    once = moments.resolved(date(2027, 10, 31), time(4))
    assert once is not None
    assert not moments.comes_twice(once)
    assert moments.resolved(date(2027, 3, 28), time(2, 30)) is None


def test_the_calendar_has_what_happens_and_its_file_needs_no_password(
    stage: Stage, in_madrid: None
) -> None:
    draft = scheduled(stage, hours=26)
    at = planned(draft).publish_at
    assert at is not None
    local = at.astimezone(MADRID)
    page = signed_in(stage.author).get(f"/desk/calendar/?month={local:%Y-%m}")
    assert f"{local:%H:%M} Scheduled How bees vote" in shown(page)
    path = address(stage, "author")
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Scheduled: How bees vote"]
    assert events[0].decoded("dtstart") == at
    assert (
        Calendar.from_ical(Client().get(address(stage, "commenter")).content).walk("VEVENT") == []
    )


def test_a_new_address_ends_the_old_one_and_a_ban_ends_both(stage: Stage) -> None:
    old = address(stage, "author")
    assert signed_in(stage.author).post("/desk/calendar/address/").status_code == 303
    new = address(stage, "author")
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    for wrong in (f"{new[:-6]}.ics", "/desk/calendar/1~x.ics", "/desk/calendar/%00.ics"):
        assert Client().get(wrong).status_code in {400, 404}
    banned = address(stage, "reader")
    stage.done(Ban(member=id_of(stage.reader), reason="spam"))
    assert Client().get(banned).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "0-1", "9" * 30, "x", "2026-1-1"])
def test_a_month_that_is_none_is_no_page(stage: Stage, month: str) -> None:
    assert signed_in(stage.author).get(f"/desk/calendar/?month={month}").status_code == 404


def test_a_title_with_line_breaks_adds_no_event_of_its_own(stage: Stage) -> None:
    draft = scheduled(stage)
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Evil"
    Article.objects.filter(pk=draft.pk).update(title=evil)
    events = Calendar.from_ical(Client().get(address(stage, "author")).content).walk("VEVENT")
    assert len(events) == 1


def test_the_page_of_an_expired_article_says_so_and_shows_its_text(stage: Stage) -> None:
    draft = drafted(stage)
    articles.publish(draft)
    actions.set_dates(id_of(stage.author), fresh(draft), 0, None, ahead(hours=1))
    stage.books.clock.advance(3600)
    actions.expire_due()
    page = Client().get(f"/post/{fresh(draft).slug}/")
    assert "This article expired on" in shown(page)
    assert "word1" in shown(page)
    assert 'content="noindex"' in page.content.decode()


def test_a_missed_or_refused_time_is_on_the_desk_until_it_is_put_away(stage: Stage) -> None:
    draft = scheduled(stage, words=20)
    stage.books.clock.advance(3600)
    actions.publish_due()
    browser = signed_in(stage.author)
    assert "and was not" in shown(browser.get("/desk/"))
    assert browser.post(f"/desk/plan/{draft.code}/", {"do": "seen"}).status_code == 303
    assert "and was not" not in shown(browser.get("/desk/"))


def test_an_editor_publishes_with_the_authors_word_alone(stage: Stage) -> None:
    draft = drafted(stage)
    url, editor = f"/desk/plan/{draft.code}/", signed_in(stage.editor)
    assert refusals(editor.post(url, {"do": "publish"})) == ["CONSENT_MISSING"]
    sent = {"do": "hand_in", "editors_may": "on"}
    assert signed_in(stage.author).post(url, sent).status_code == 303
    assert "pays 50 Twei" in shown(editor.get(url))
    assert editor.post(url, {"do": "publish"}).status_code == 303
    assert fresh(draft).is_published
