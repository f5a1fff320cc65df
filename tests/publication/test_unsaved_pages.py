"""What an operator types for one of the paper's own pages and has not saved: kept, and shown."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.publication.test_own_pages import PAGES, page_form, written
from tweipress.articles import queries as articles
from tweipress.autosave.models import WorkingCopy
from tweipress.publication.models import Page

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "k" * 20
OTHER = "o" * 20


def typed(stage: Stage, **changed: Any) -> dict[str, Any]:
    """Return what the script of an editor sends by itself."""
    sheet = {"copy": KEY, "base": "1", "opened": "", "turn": 1, "writer": id_of(stage.operator)}
    return {**page_form(version=1), **sheet, **changed}


def keep(browser: Client, path: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Autosave, and return what the script is told."""
    answer = browser.post(f"{path}autosave/", sent)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def unsaved() -> list[str]:
    copies = WorkingCopy.objects.filter(is_saved=False).order_by("pk")
    return [copy.fields["body"] for copy in copies]


@pytest.fixture
def path(operator: Client) -> str:
    """A page that was saved once."""
    return f"{PAGES}{written(operator).pk}/"


def test_the_editor_of_a_page_is_that_of_articles(operator: Client, path: str) -> None:
    page = operator.get(path).content.decode()
    for part in ("data-editor", f'data-autosave="{path}autosave/"', 'data-dialog="picture"'):
        assert part in page
    assert "To be published" not in page


def test_a_page_is_saved_from_the_rich_editor(operator: Client) -> None:
    document = json.dumps(articles.document("## Publisher\n\nThe *Heron*."))
    page = written(operator, body="", document=document)
    assert articles.typed(page.sections) == "## Publisher\n\nThe *Heron*."


def test_what_is_typed_is_kept_apart_and_opened_again_by_its_writer_alone(
    stage: Stage, operator: Client, path: str
) -> None:
    told = keep(operator, path, typed(stage, body="Half", is_listed="", slug="half"))
    assert "Autosaved on" in told["said"]
    assert Page.objects.get().slug == "about"
    assert told["open"] in operator.get(path).content.decode()
    opened = operator.get(told["open"]).content.decode()
    assert "Half</textarea>" in opened
    assert 'value="half"' in opened
    assert re.search(r'name="is_public"[^>]* checked', opened)
    assert not re.search(r'name="is_listed"[^>]* checked', opened)
    assert signed_in(stage.author).get(told["open"]).status_code == 403


def test_once_it_is_saved_nothing_is_unsaved(stage: Stage, operator: Client, path: str) -> None:
    keep(operator, path, typed(stage, body="Half"))
    assert operator.post(path, typed(stage, body="Whole", turn=2)).status_code == 303
    assert unsaved() == []
    keep(operator, path, typed(stage, body="Half", turn=1))
    assert unsaved() == []
    same = typed(stage, copy=OTHER, base="2", version=2, body="Whole")
    assert keep(operator, path, same)["saved"]
    assert unsaved() == []


def test_of_two_windows_the_later_hears_of_the_newer_version_and_sees_both(
    stage: Stage, operator: Client, path: str
) -> None:
    assert operator.post(path, typed(stage, body="First")).status_code == 303
    second = typed(stage, copy=OTHER, body="Second")
    assert "A newer version was saved on" in keep(operator, path, second)["newer"]
    assert "A newer version" in operator.get(f"{path}autosave/?base=1").json()["newer"]
    answer = operator.post(path, {**second, "turn": 2})
    page = answer.content.decode()
    assert answer.status_code == 409
    for part in ("First", "Second", 'name="version" value="2"', 'name="base" value="2"'):
        assert part in page
    opened = operator.get(f"{path}?copy={OTHER}").content.decode()
    for part in ("First</textarea>", "Second", 'name="version" value="2"'):
        assert part in opened


def test_a_preview_and_a_faulty_form_are_kept(stage: Stage, operator: Client, path: str) -> None:
    operator.post(path, typed(stage, body="Seen", do="preview"))
    assert unsaved() == ["Seen"]
    assert operator.post(path, typed(stage, body="Wrong", title="", turn=2)).status_code == 422
    assert unsaved() == ["Wrong"]


def test_what_is_typed_for_a_page_that_is_gone_is_a_new_one_s(
    stage: Stage, operator: Client, path: str
) -> None:
    keep(operator, path, typed(stage, body="Before"))
    assert operator.post(f"{path}delete/", {"version": 1}).status_code == 303
    assert unsaved() == []
    told = keep(operator, path, typed(stage, body="After", turn=2))
    assert told["open"] == f"{PAGES}new/?copy={KEY}"
    assert "After</textarea>" in operator.get(told["open"]).content.decode()


def test_the_script_hears_who_may_not_and_who_is_signed_out(
    stage: Stage, operator: Client, path: str
) -> None:
    sent = typed(stage, body="Foreign")
    assert Client().post(f"{path}autosave/", sent).status_code == 401
    assert signed_in(stage.author).post(f"{path}autosave/", sent).status_code == 403
    other = {**sent, "writer": id_of(stage.author)}
    assert operator.post(f"{path}autosave/", other).status_code == 403
    assert operator.post(f"{path}autosave/", {**sent, "copy": ""}).status_code == 422
    assert unsaved() == []
