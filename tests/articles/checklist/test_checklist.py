"""The checklist: what an operator requires, how an article stands, and that publishing waits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tests.pages.packed import taken
from tweipress.articles import actions as articles
from tweipress.articles.checklist import actions, queries
from tweipress.articles.checklist.forms import LINES_MAX
from tweipress.articles.checklist.models import LINE_CHARS, Kind, Line, Tick
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import Article
from tweipress.articles.notes import actions as notes
from tweipress.articles.notes.models import Note
from tweipress.core.ids import CONSOLE
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.publication import actions as paper
from tweipress.publication import queries as publication
from tweipress.security.models import SecurityEvent

CHECKLIST = "/desk/paper/checklist/"
LINE = "Two people have checked every figure"


@pytest.fixture
def draft(stage: Stage) -> Article:
    """A draft of the author's."""
    return articles.save_draft(id_of(stage.author), data())


@pytest.fixture
def operator(stage: Stage) -> Client:
    """A browser in which the operator is signed in."""
    return signed_in(stage.operator)


def send(browser: Client, **fields: Any) -> tuple[int, str]:
    """Send the operator's form as the page shows it now; return the status and the page."""
    version = publication.row().version
    answer = browser.post(CHECKLIST, {"version": version, "kinds": [], "lines": "", **fields})
    return answer.status_code, answer.content.decode()


def require(*kinds: str, lines: tuple[str, ...] = (), **words: int | None) -> None:
    asked = (words.get("least"), words.get("most"))
    assert actions.require(CONSOLE, None, kinds, lines, asked) is None


def saved(stage: Stage, draft: Article, **changes: Any) -> Article:
    return articles.save_draft(id_of(stage.author), data(**changes), fresh(draft))


def published(draft: Article) -> str:
    """Publish, and return the name of the refusal, empty if there is none."""
    answered = articles.publish(fresh(draft))
    return answered.name if isinstance(answered, Refused) else ""


def test_nothing_is_required_where_nobody_has_said_so(stage: Stage, draft: Article) -> None:
    assert queries.missing(draft) == []
    assert "Checklist" not in words(shown(signed_in(stage.author), f"/write/{draft.code}/"))
    assert published(draft) == ""


def test_publishing_waits_until_all_is_done_and_moves_nothing_meanwhile(
    stage: Stage, operator: Client, draft: Article
) -> None:
    assert send(operator, kinds=["lead", "notes"], lines=LINE)[0] == 303
    author, before = signed_in(stage.author), stage.seq()
    for path in (f"/write/{draft.code}/", f"/write/{draft.code}/publish/"):
        page = words(shown(author, path))
        assert "2 items are not done" in page
        assert LINE in page
        assert "Not done: It has a lead Write one below the title." in page
        assert "Done: No note is open" in page
    answer = author.post(f"/write/{draft.code}/publish/")
    assert answer.status_code == 409
    assert 'data-refusal="CHECKLIST_OPEN"' in answer.content.decode()
    assert (stage.seq(), fresh(draft).asked) == (before, False)
    saved(stage, draft, lead="A lead.")
    line = Line.objects.get().pk
    assert published(draft) == "CHECKLIST_OPEN"
    answer = signed_in(stage.editor).post(
        f"/write/{draft.code}/notes/", {"do": "tick", "number": line}
    )
    assert answer.status_code == 303
    assert "Ticked by editor" in words(shown(author, f"/write/{draft.code}/publish/"))
    assert published(draft) == ""


def met(stage: Stage, draft: Article) -> bool:
    (item,) = queries.items(fresh(draft))
    return item.is_met


def test_the_site_sees_leads_sections_and_numbers_of_words(stage: Stage, draft: Article) -> None:
    require(Kind.LEAD)
    assert not met(stage, draft)
    saved(stage, draft, lead="One.")
    assert met(stage, draft)
    require(Kind.SECTION)
    assert met(stage, draft)
    saved(stage, draft, section="")
    assert not met(stage, draft)
    for least, most, is_met in ((300, 300, True), (301, None, False), (None, 299, False)):
        require(Kind.WORDS, least=least, most=most)
        assert met(stage, draft) == is_met


def test_the_site_sees_pictures_and_what_is_said_of_them(stage: Stage, draft: Article) -> None:
    require(Kind.PICTURE)
    assert not met(stage, draft)
    picture = {"kind": "picture", "picture": 1, "alt": ""}
    blocks = [*data()["sections"][0]["blocks"], picture]
    saved(stage, draft, sections=[{"heading": "", "blocks": blocks}])
    assert met(stage, draft)
    require(Kind.DESCRIBED)
    assert not met(stage, draft)
    blocks[-1] = picture | {"alt": "A bee"}
    saved(stage, draft, sections=[{"heading": "", "blocks": blocks}])
    assert met(stage, draft)


def test_the_site_sees_tags_languages_and_open_notes(stage: Stage, draft: Article) -> None:
    require(Kind.TAGS)
    assert not met(stage, draft)
    filing.file(draft, filing.Filed("es", [("bees", "Bees")], "", None))
    assert met(stage, draft)
    require(Kind.LANGUAGE)
    assert met(stage, draft)
    assert paper.change(CONSOLE, None, {"languages": ["en"]}) is None
    assert not met(stage, draft)
    require(Kind.NOTES)
    assert met(stage, draft)
    author = id_of(stage.author)
    assert notes.write(author, draft, 1, "", "Really?") is None
    assert not met(stage, draft)
    assert notes.set_open(author, draft, Note.objects.get().pk, is_open=False) is None
    assert met(stage, draft)


def test_a_tick_says_who_when_and_that_the_text_was_changed_since(
    stage: Stage, draft: Article
) -> None:
    require(lines=(LINE,))
    line = Line.objects.get().pk
    for _ in range(2):
        assert actions.tick(id_of(stage.editor), draft, line, is_done=True) is None
    saved(stage, draft, lead="Changed.")
    page = words(shown(signed_in(stage.author), f"/write/{draft.code}/notes/"))
    assert "Ticked by editor" in page
    assert "The text was changed since." in page
    assert actions.tick(id_of(stage.author), draft, line, is_done=True) is None
    page = words(shown(signed_in(stage.author), f"/write/{draft.code}/notes/"))
    assert "Ticked by author" in page
    assert "The text was changed since." not in page
    assert actions.tick(id_of(stage.author), draft, line, is_done=False) is None
    assert not Tick.objects.exists()


def test_only_those_who_work_on_a_draft_tick_and_only_lines_that_are_there(
    stage: Stage, draft: Article
) -> None:
    require(lines=(LINE,))
    line, author = Line.objects.get().pk, id_of(stage.author)
    refused = actions.tick(id_of(stage.reader), draft, line, is_done=True)
    assert refused == Refused(Refusal.ROLE_MISSING, {})
    assert actions.tick(author, draft, 10**6, is_done=True) == Refused(Refusal.LINE_GONE, {})
    require()
    assert published(draft) == ""
    refused = actions.tick(author, draft, line, is_done=True)
    assert refused == Refused(Refusal.ALREADY_PUBLISHED, {})


def test_lines_that_stay_keep_their_ticks_and_changed_ones_begin_anew(
    stage: Stage, operator: Client, draft: Article
) -> None:
    require(lines=(LINE, "Read aloud"))
    for line in Line.objects.all():
        actions.tick(id_of(stage.author), draft, line.pk, is_done=True)
    assert send(operator, lines=f"Read aloud twice\r\n\r\n  {LINE} \n{LINE}")[0] == 303
    assert [(item.name, item.is_met) for item in queries.items(draft)] == [
        ("Read aloud twice", False),
        (LINE, True),
    ]


@pytest.mark.parametrize(
    ("fields", "words_of_it"),
    [
        ({"kinds": ["words"]}, "Say how many words"),
        ({"kinds": ["words"], "least": "9", "most": "8"}, "less than"),
        ({"kinds": ["words"], "least": "many"}, "a whole number"),
        ({"kinds": ["words"], "least": "9" * 40}, "a whole number"),
        ({"kinds": ["words"], "least": "0"}, "a whole number"),
        ({"kinds": ["truth"]}, "valid choice"),
        ({"lines": "x" * (LINE_CHARS + 1)}, "characters at most"),
        ({"lines": "\n".join(map(str, range(LINES_MAX + 1)))}, "lines at most"),
        ({"version": "now"}, "load its page again"),
    ],
)
def test_wrong_requirements_are_refused_where_they_were_typed(
    operator: Client, fields: dict[str, Any], words_of_it: str
) -> None:
    status, page = send(operator, **fields)
    assert status == 422
    assert words_of_it in page
    assert queries.required() == []


def test_a_form_that_is_older_than_another_change_says_what_is_required_now(
    operator: Client,
) -> None:
    version = publication.row().version
    assert send(operator, kinds=["lead"])[0] == 303
    status, page = send(operator, version=version, kinds=["tags"])
    assert status == 409
    assert "It has a lead" in words(page)[words(page).index("Required now") :][:60]
    assert queries.required() == ["It has a lead"]


def test_only_an_operator_requires_anything_and_the_log_has_it(stage: Stage) -> None:
    for name in ("editor", "moderator", "reader"):
        assert signed_in(stage.cast[name]).get(CHECKLIST).status_code == 403
        assert send(signed_in(stage.cast[name]), kinds=["lead"])[0] == 403
        refused = actions.require(id_of(stage.cast[name]), None, ["lead"], [])
        assert refused == Refused(Refusal.ROLE_MISSING, {})
    assert send(signed_in(stage.operator), kinds=["lead"])[0] == 303
    assert SecurityEvent.objects.latest("pk").detail["checklist"] == "lead"


def test_an_import_is_not_asked_for_a_checklist(stage: Stage, draft: Article) -> None:
    require(Kind.LEAD)
    answered = articles.publish(draft, importer=id_of(stage.operator))
    assert not isinstance(answered, Refused), answered


def test_what_was_sent_already_is_sent_again_whatever_is_required_since(
    stage: Stage, draft: Article
) -> None:
    Article.objects.filter(pk=draft.pk).update(asked=True)
    require(Kind.LEAD)
    assert published(draft) == ""


def test_ticks_are_taken_along_and_stay_when_their_member_leaves(
    stage: Stage, draft: Article
) -> None:
    require(lines=(LINE,))
    actions.tick(id_of(stage.editor), draft, Line.objects.get().pk, is_done=True)
    (own,) = taken(stage.editor).rows("ticks.csv")
    assert own["line"] == LINE


def test_a_second_click_does_not_pass_by_the_checklist(stage: Stage, draft: Article) -> None:
    require(Kind.LEAD)
    together = Barrier(3)

    def one(_number: int) -> str:
        together.wait()
        name = published(draft)
        connections.close_all()
        return name

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(one, range(3))) == {"CHECKLIST_OPEN"}
    assert fresh(draft).is_draft
