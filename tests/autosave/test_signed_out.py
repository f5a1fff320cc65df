"""A closed laptop: the session is over when it is opened again, and the words are still there."""

import re
from html import unescape

from django.test import Client

from tests.articles.conftest import fresh
from tests.articles.test_pages import shown, typed
from tests.autosave.conftest import Window, told
from tests.http.stage import Stage
from tweipress.articles.models import Article
from tweipress.autosave.models import WorkingCopy

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WORDS = "Written before the lid was closed."


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the page's own form."""
    form = page.partition('<form class="form"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in HIDDEN.findall(form)}


def strict(window: Window) -> Client:
    """Return the browser of a window in which forms need their token, signed out."""
    browser = Client(enforce_csrf_checks=True)
    browser.get("/accounts/login/")
    return browser


def token_in(browser: Client) -> str:
    """Return a token that the site has given a browser."""
    page = browser.get("/accounts/login/").content.decode()
    return str(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0])


def sign_in(browser: Client, window: Window) -> None:
    """Sign in as the site does: the token changes with it."""
    window.member.set_password("a long secret of bees")
    window.member.save()
    sent = {"login": window.member.email, "password": "a long secret of bees"}
    answer = browser.post("/accounts/login/", sent | {"csrfmiddlewaretoken": token_in(browser)})
    assert answer.status_code == 302, answer.content.decode()


def test_a_page_that_slept_hears_that_nobody_is_signed_in(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    window.browser.logout()
    assert window.types(WORDS).status_code == 401
    assert window.browser.get(f"{window.path}autosave/").status_code == 401
    assert WorkingCopy.objects.count() == 0


def test_a_form_that_is_sent_after_the_session_is_shown_again_with_its_words(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    window.browser.logout()
    answer = window.saves(WORDS, lead="<b>&")
    assert answer.status_code == 403
    assert "You are signed out, so nothing was saved." in shown(answer)
    assert (typed(answer, "body"), typed(answer, "lead")) == (WORDS, "<b>&")
    assert hidden(answer.content.decode())["base"] == window.base
    assert window.browser.post(window.path, {}).status_code == 302


def test_after_signing_in_again_in_another_tab_the_words_are_saved_without_a_script(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    browser = window.browser = strict(window)
    first = window.saves(WORDS, csrfmiddlewaretoken=token_in(browser))
    assert "You are signed out" in shown(first)
    sign_in(browser, window)
    sent = window.fields(WORDS) | hidden(first.content.decode())
    old_token = browser.post(window.path, sent)
    assert old_token.status_code == 403
    assert typed(old_token, "body") == WORDS
    sent |= hidden(old_token.content.decode())
    assert browser.post(window.path, sent).status_code == 303
    assert "before the lid was closed" in fresh(draft).index_text


def test_after_signing_in_again_the_script_goes_on_with_a_fresh_token(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    browser = window.browser = strict(window)
    sign_in(browser, window)
    refused = window.types(WORDS, csrfmiddlewaretoken="x" * 64)
    assert refused.status_code == 403
    state = told(browser.get(f"{window.path}autosave/"))
    assert state["writer"] == str(stage.author.pk)
    told(window.types(WORDS, csrfmiddlewaretoken=state["token"]))
    assert WorkingCopy.objects.get().fields["body"] == WORDS


def test_what_was_sent_before_the_lid_was_closed_is_offered_after_it(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    told(window.types(WORDS))
    window.browser.logout()
    stage.books.clock.advance(20 * 24 * 3600)
    browser = Window(stage.author, draft).browser
    page = browser.get(window.path)
    assert "You have 1 other text here that is not saved" in shown(page)
    assert typed(browser.get(f"{window.path}?copy={window.key}"), "body") == WORDS


def test_a_form_from_elsewhere_is_refused_as_before(stage: Stage) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert "This form could not be accepted." in shown(
        browser.post("/accounts/login/", {"body": "x"})
    )
    assert "This form could not be accepted." in shown(browser.post("/write/new/", {"do": "save"}))


def test_a_text_that_another_site_sends_is_not_shown_as_a_form_of_ours(
    stage: Stage, draft: Article
) -> None:
    browser = strict(Window(stage.author, draft))
    sent = {"title": "Planted", "body": "Press the button.", "csrfmiddlewaretoken": "x" * 64}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}):
        answer = browser.post("/write/new/", sent, headers=headers)
        assert answer.status_code == 403
        assert "Press the button." not in answer.content.decode()


def test_only_an_editors_form_is_shown_again_and_none_that_publishes(
    stage: Stage, draft: Article
) -> None:
    browser = strict(Window(stage.author, draft))
    for path in ("publish", "take-back", "delete", "filing"):
        sent = {"title": "Planted", "do": "delete", "csrfmiddlewaretoken": "x" * 64}
        answer = browser.post(f"/write/{draft.code}/{path}/", sent)
        assert "This form could not be accepted." in shown(answer), path
