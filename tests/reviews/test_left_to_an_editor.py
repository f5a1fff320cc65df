"""Where no jury can decide, author and editors are told so, and an editor decides."""

from tests.bank.audit.test_audit import findings
from tests.http.stage import Stage, id_of, signed_in
from tests.reviews.conftest import Court
from tests.reviews.test_asking import decide, page
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import MemberId
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask

ANSWER_S = 259_200
FEW = "An editor decides, because too few members can be drawn as jurors."
SILENT = "An editor decides, because jurors did not answer in time."


def seen_by_editor(court: Court) -> tuple[str, str]:
    """Return the editor's queue, and the page on which the draft is judged."""
    browser = signed_in(court.stage.editor)
    paths = ("/reviews/", f"/reviews/{court.draft.code}/")
    queue, bench = (browser.get(path).content.decode() for path in paths)
    return queue, bench


def test_with_too_few_jurors_an_editor_is_told_to_decide(stage: Stage, draft: Article) -> None:
    stage.done(Ban(MemberId(stage.judith.pk), "Spam."))
    assert isinstance(ask(id_of(stage.author), draft, fresh_key()), Receipt)
    stage.books.tick()
    court = Court(stage, draft)
    assert court.jury == []
    shown = page(stage.author, draft)
    assert FEW in shown
    assert "can answer until" not in shown
    queue, bench = seen_by_editor(court)
    assert FEW in queue
    assert "answer until" not in queue
    assert FEW in bench
    assert stage.books.tick() == 0
    decide(court, approves=True)
    assert court.state == "approved"
    assert FEW not in page(stage.author, draft)
    assert FEW not in seen_by_editor(court)[1]
    assert findings() == []


def test_after_a_second_silence_an_editor_is_told_to_decide(stage: Stage, court: Court) -> None:
    stage.books.clock.advance(ANSWER_S)
    stage.books.tick()
    assert len(court.jury) == 3
    silent = court.jury[0]
    stage.books.clock.advance(ANSWER_S)
    stage.books.tick()
    assert court.jury == []
    assert SILENT in page(stage.author, court.draft)
    assert all(SILENT in shown for shown in seen_by_editor(court))
    assert "No article is waiting for you" in signed_in(silent).get("/reviews/").content.decode()
    assert signed_in(silent).get(f"/reviews/{court.draft.code}/").status_code == 404
    stage.books.clock.advance(3 * ANSWER_S)
    stage.books.tick()
    assert court.jury == []
    decide(court, approves=False)
    assert court.state == "denied"
    assert findings() == []


def test_a_jury_that_can_decide_is_left_to_it(court: Court) -> None:
    assert "An editor decides, because" not in page(court.stage.author, court.draft)
    assert all("An editor decides, because" not in shown for shown in seen_by_editor(court))


def test_the_figures_are_said_to_everybody(court: Court) -> None:
    for member in (court.stage.author, court.jury[0]):
        shown = signed_in(member).get("/about/review/").content.decode()
        assert "when fewer than 20 members can be drawn" in shown
        assert "1 time at the most" in shown
