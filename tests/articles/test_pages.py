"""The writers' pages, with every click a writer, an editor and an outsider can make."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import booked, data, form, form_for, fresh
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.models import Article

SCRIPT = "<script>alert(1)</script>"
UNSLASHED = "<script>alert(1)"  # a section's name is part of an address: it holds no slash


def shown(response: Any) -> str:
    """Return the text of the page's main part, without tags."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def refusals(response: Any) -> list[str]:
    return re.findall(r'data-refusal="(\w+)"', response.content.decode())


def errors(response: Any) -> list[str]:
    """Return the names of the fields that the form says are wrong."""
    return re.findall(r'class="errorlist" id="id_(\w+)_error"', response.content.decode())


def typed(response: Any, field: str) -> str:
    """Return what a field of the form holds."""
    area = rf'<textarea name="{field}"[^>]*>\n(.*?)</textarea>'
    line = rf'<input [^>]*name="{field}" value="([^"]*)"'
    held = re.search(rf"{area}|{line}", response.content.decode(), re.DOTALL)
    return unescape((held[1] or held[2] or "") if held else "")


def only() -> Article:
    return Article.objects.get()


def test_a_writer_drafts_previews_and_publishes(stage: Stage) -> None:
    browser = signed_in(stage.author)
    page = browser.post("/write/new/", form(do="preview"))
    assert page.status_code == 200
    assert "Preview, not saved" in shown(page)
    assert Article.objects.count() == 0
    saved = browser.post("/write/new/", form(do="publish"))
    assert (saved.status_code, saved["Location"]) == (303, f"/write/{only().code}/publish/")
    said = shown(browser.get(saved["Location"]))
    assert "Post Publish Tribute 50 Twei" in said
    assert "You can spend 500 Twei" in said
    assert "not refunded" in said
    published = browser.post(saved["Location"])
    assert (published.status_code, published["Location"]) == (303, "/post/how-bees-vote/")
    assert only().is_published
    assert "How bees vote" in shown(browser.get("/write/"))


def test_a_second_click_on_publish_leads_to_the_article(stage: Stage) -> None:
    browser = signed_in(stage.author)
    article = actions.save_draft(id_of(stage.author), data())
    for _ in range(2):
        answer = browser.post(f"/write/{article.code}/publish/")
        assert (answer.status_code, answer["Location"]) == (303, "/post/how-bees-vote/")
    assert stage.spendable_twei(stage.author) == 450


@pytest.mark.parametrize(
    ("name", "words", "status", "refusal"),
    [
        ("author", 99, 422, "TOO_SHORT"),
        ("author", 0, 422, "TOO_SHORT"),
        ("outsider", 300, 403, "LEVEL_TOO_LOW"),
        ("poor", 300, 402, "FUNDS_SHORT"),
        ("busy", 300, 429, "PUBLISHES_SPENT"),
    ],
)
def test_a_refused_article_is_kept_with_the_reason(
    stage: Stage, name: str, words: int, status: int, refusal: str
) -> None:
    stage.enter("poor", 49, "contributor")
    busy = stage.enter("busy", 500, "contributor")
    actions.publish(actions.save_draft(id_of(busy), data()))
    member = stage.cast[name]
    draft = actions.save_draft(id_of(member), data(words))
    postings = stage.seq()
    browser = signed_in(member)
    answer = browser.post(f"/write/{draft.code}/publish/")
    assert answer.status_code == status
    assert refusals(answer) == [refusal]
    for url in ("/write/", f"/write/{draft.code}/"):
        assert refusals(browser.get(url)) == [refusal]
    assert fresh(draft).words == words
    assert stage.seq() == postings


@pytest.mark.parametrize(
    ("name", "words", "refusal"),
    [
        ("author", 300, ""),
        ("author", 99, "TOO_SHORT"),
        ("outsider", 300, "LEVEL_TOO_LOW"),
        ("poor", 300, "FUNDS_SHORT"),
    ],
)
def test_a_publication_that_would_be_refused_is_not_offered(
    stage: Stage, name: str, words: int, refusal: str
) -> None:
    stage.enter("poor", 49, "contributor")
    draft = actions.save_draft(id_of(stage.cast[name]), data(words))
    page = signed_in(stage.cast[name]).get(f"/write/{draft.code}/publish/")
    assert ("Publish for 50 Twei" in shown(page)) is (not refusal)
    assert refusals(page) == [refusal] * bool(refusal)
    assert "Post Publish Tribute 50 Twei" in shown(page)


def test_the_whole_price_is_said_with_its_parts(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.editor), data())
    said = shown(signed_in(stage.editor).get(f"/write/{draft.code}/publish/"))
    for line in (
        "for the readers of this article 30 Twei",
        "for the reward pool 20 Twei",
        "Publish for 50 Twei",
    ):
        assert line in said


def test_what_is_taken_back_is_not_offered_to_be_taken_back(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    url = f"/write/{article.code}/take-back/"
    assert "Take the article back" in shown(signed_in(stage.author).get(url))
    actions.take_back(id_of(stage.author), article, "A mistake.")
    page = signed_in(stage.author).get(url)
    assert "Take the article back" not in shown(page)
    assert refusals(page) == ["ARTICLE_UNDONE"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 201}),
        ("lead", {"lead": "x" * 601}),
        ("section", {"section": "x" * 41}),
        ("body", {"body": "word " * 20_000}),
        ("body", {"body": "x" * 130_000}),
        ("body", {"body": "## h\n\n" * 41}),
        ("body", {"body": "## " + "x" * 201}),
    ],
)
def test_a_text_that_cannot_be_kept_comes_back_with_the_reason(
    stage: Stage, field: str, changes: dict[str, Any]
) -> None:
    answer = signed_in(stage.author).post("/write/new/", form(**changes))
    assert answer.status_code == 422
    assert errors(answer) == [field]
    assert Article.objects.count() == 0
    assert typed(answer, field) == changes[field]


def test_nothing_sent_is_answered_kindly(stage: Stage) -> None:
    answer = signed_in(stage.author).post("/write/new/", {})
    assert answer.status_code == 422
    assert "This field is required" in shown(answer)


def test_html_in_every_field_is_shown_as_text(stage: Stage) -> None:
    browser = signed_in(stage.author)
    body = f"## {SCRIPT}\n\n{SCRIPT}\n\n- {SCRIPT}\n\n> {SCRIPT}\n> — {SCRIPT}"
    sent = form(title=SCRIPT, lead=SCRIPT, section=UNSLASHED, body=body, do="preview")
    preview = browser.post("/write/new/", sent).content.decode()
    browser.post("/write/new/", {**sent, "do": "save"})
    pages = [browser.get(url).content.decode() for url in ("/write/", f"/write/{only().code}/")]
    for page in (preview, *pages):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_draft_opens_as_it_was_typed(stage: Stage) -> None:
    browser = signed_in(stage.author)
    sent = form(body="Before.\n\n## Heading\n\n- one\n- *two*\n\n> quote\n> — Source")
    browser.post("/write/new/", sent)
    page = browser.get(f"/write/{only().code}/")
    assert typed(page, "body") == sent["body"]


def test_an_edit_of_a_published_article_appears_at_once(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    browser = signed_in(stage.author)
    assert "stay as they were paid for" in shown(browser.get(f"/write/{article.code}/"))
    browser.post(f"/write/{article.code}/", form_for(article, 200))
    assert fresh(article).words == 200
    answer = browser.post(f"/write/{article.code}/", form_for(article, 99))
    assert (answer.status_code, refusals(answer)) == (422, ["TOO_SHORT"])
    assert "word99" in typed(answer, "body")
    assert fresh(article).words == 200


def test_an_author_takes_back_with_a_reason(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    browser = signed_in(stage.author)
    url = f"/write/{article.code}/take-back/"
    assert "cannot be undone" in shown(browser.get(url))
    assert browser.post(url, {"reason": " "}).status_code == 422
    assert fresh(article).is_published
    assert browser.post(url, {"reason": "A mistake."}).status_code == 303
    assert fresh(article).is_taken_back
    again = browser.post(url, {"reason": "Again."})
    assert (again.status_code, refusals(again)) == (409, ["ARTICLE_UNDONE"])
    assert "taken back: A mistake." in shown(browser.get("/write/"))


@pytest.mark.parametrize("who", ["author", "editor"])
def test_nobody_marks_their_own_article_as_reviewed(stage: Stage, who: str) -> None:
    draft = actions.save_draft(id_of(stage.cast[who]), data())
    browser, url = signed_in(stage.cast[who]), f"/write/{draft.code}/publish/"
    assert 'name="reviewed"' not in shown(browser.get(url))
    assert browser.post(url, {"reviewed": "on"}).status_code == 303
    assert not booked(draft).reviewed


def test_an_editor_changes_anothers_draft_but_does_not_publish_it(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    browser = signed_in(stage.editor)
    assert "as an editor" in shown(browser.get(f"/write/{draft.code}/"))
    assert browser.post(f"/write/{draft.code}/", form_for(draft, 200)).status_code == 303
    assert (fresh(draft).words, fresh(draft).author) == (200, stage.author)
    assert browser.post(f"/write/{draft.code}/publish/").status_code == 404
    assert fresh(draft).is_draft


@pytest.mark.parametrize("place", ["", "publish/", "take-back/"])
@pytest.mark.parametrize("is_public", [False, True])
def test_an_outsider_finds_nothing_to_see_or_change(
    stage: Stage, place: str, is_public: bool
) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    if is_public:
        actions.publish(article)
    before, postings = fresh(article), stage.seq()
    url = f"/write/{article.code}/{place}"
    browser = signed_in(stage.outsider)
    assert browser.get(url).status_code == 404
    assert browser.post(url, {**form(200), "reason": "x"}).status_code == 404
    assert fresh(article).__dict__.keys() == before.__dict__.keys()
    assert (fresh(article).words, fresh(article).state) == (before.words, before.state)
    assert stage.seq() == postings


@pytest.mark.parametrize("url", ["/write/", "/write/new/", "/write/nobodys-code/"])
def test_a_visitor_is_asked_to_sign_in(stage: Stage, url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_an_unknown_code_is_not_found(stage: Stage) -> None:
    assert signed_in(stage.author).get("/write/nobodys-code/").status_code == 404
