"""Taking the text of a version away: by whom, why, and what is left."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.articles.test_pages import refusals, shown
from tests.articles.test_versions import FIRST, LIST, edit, numbered, written
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.models import Article, Revision
from tweipress.articles.queries import takeout
from tweipress.core.ids import ArticleId
from tweipress.security.models import SecurityEvent

REASON = "A private address stood in it."


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return an article that was edited once."""
    return written(stage)


def take_away(stage: Stage, name: str, path: str = FIRST, reason: str = REASON) -> Any:
    return signed_in(stage.cast[name]).post(f"{path}take-away/", {"reason": reason})


@pytest.mark.parametrize("name", ["moderator", "editor"])
def test_staff_takes_a_text_away_and_its_place_says_so(
    stage: Stage, article: Article, name: str
) -> None:
    answer = take_away(stage, name)
    assert (answer.status_code, answer["Location"]) == (303, FIRST)
    said = f"A version stood here. {name} took its text away on 1 January 2026, 01:00 UTC"
    for path, status in ((FIRST, 410), (LIST, 200)):
        page = Client().get(path)
        assert page.status_code == status
        assert f"{said}: “{REASON}”" in shown(page)
        assert "published." not in page.content.decode()
    assert "nothing to compare this one with" in shown(Client().get(LIST))
    gone = Revision.objects.get(number=1)
    assert (gone.title, gone.lead, gone.sections, gone.runs) == ("", "", [], {})
    event = SecurityEvent.objects.get(event="version_removed")
    assert (event.member, event.by) == (stage.author.pk, stage.cast[name].pk)
    assert event.detail == {"article": article.pk, "version": 1, "reason": REASON}


def test_a_later_version_is_compared_with_what_is_left(stage: Stage, article: Article) -> None:
    edit(stage, article, "As corrected.")
    assert take_away(stage, "moderator", f"{LIST}2/").status_code == 303
    words = shown(Client().get(LIST))
    assert "Compared with version 1: what stood in between was taken away." in words
    assert "As [deleted: published. ] [added: corrected. ]" in words
    assert "edited." not in words


def test_the_same_text_goes_wherever_it_was_saved(stage: Stage, article: Article) -> None:
    edit(stage, article, "As published.")
    edit(stage, article, "As corrected.")
    assert take_away(stage, "moderator").status_code == 303
    left = [row for row in numbered(article) if row[1]]
    assert left == [(None, "A secret of the draft."), (2, "As edited."), (4, "As corrected.")]


def test_its_author_takes_along_what_is_left(stage: Stage, article: Article) -> None:
    take_away(stage, "moderator")
    leads = [text.lead for _, text in takeout.versions(ArticleId(article.pk))]
    assert leads == ["A secret of the draft.", "As edited."]


@pytest.mark.parametrize(
    ("name", "path", "reason", "status", "refusal"),
    [
        ("outsider", FIRST, REASON, 403, "ROLE_MISSING"),
        ("author", FIRST, REASON, 403, "ROLE_MISSING"),
        ("operator", FIRST, REASON, 403, "ROLE_MISSING"),
        ("moderator", f"{LIST}2/", REASON, 409, "VERSION_SHOWN"),
        ("moderator", FIRST, " ", 422, "REASON_MISSING"),
        ("moderator", FIRST, "x" * 201, 422, "TEXT_TOO_LONG"),
    ],
)
def test_what_is_refused_changes_nothing(
    stage: Stage, article: Article, name: str, path: str, reason: str, status: int, refusal: str
) -> None:
    answer = take_away(stage, name, path, reason)
    assert (answer.status_code, refusals(answer)) == (status, [refusal])
    assert not Revision.objects.exclude(gone_at=None).exists()
    assert not SecurityEvent.objects.filter(event="version_removed").exists()


def test_nobody_takes_away_what_they_wrote(stage: Stage, article: Article) -> None:
    edit(stage, article, "As the editor has it.", "editor")
    edit(stage, article, "As corrected.")
    assert refusals(take_away(stage, "editor", f"{LIST}3/")) == ["OWN_VERSION"]
    own = actions.save_draft(id_of(stage.editor), data(title="Of the editor"))
    actions.publish(own)
    edit(stage, own, "Edited.", "editor", title="Of the editor")
    path = f"/post/{fresh(own).slug}/versions/1/"
    assert refusals(take_away(stage, "editor", path)) == ["OWN_VERSION"]
    assert take_away(stage, "moderator", path).status_code == 303


def test_the_form_is_offered_to_those_whom_it_would_not_refuse(
    stage: Stage, article: Article
) -> None:
    offered = {
        name: "take-away/" in signed_in(stage.cast[name]).get(FIRST).content.decode()
        for name in ("author", "reader", "operator", "moderator", "editor")
    }
    assert {name for name, is_offered in offered.items() if is_offered} == {"moderator", "editor"}
    current = signed_in(stage.moderator).get(f"{LIST}2/").content.decode()
    assert "take-away/" not in current
    assert "take-away/" not in Client().get(FIRST).content.decode()


def test_a_visitor_is_asked_to_sign_in(stage: Stage, article: Article) -> None:
    answer = Client().post(f"{FIRST}take-away/", {"reason": REASON})
    assert (answer.status_code, answer["Location"].split("?")[0]) == (303, "/accounts/login/")


def test_a_right_that_waits_for_a_second_factor_rests(
    stage: Stage, article: Article, settings: Any
) -> None:
    settings.TWEIPRESS_MFA_ROLES = frozenset({"moderator"})
    assert take_away(stage, "moderator").status_code == 403
    assert "take-away/" not in signed_in(stage.moderator).get(FIRST).content.decode()
    assert not Revision.objects.exclude(gone_at=None).exists()


def test_a_second_click_changes_nothing(stage: Stage, article: Article) -> None:
    take_away(stage, "moderator")
    answer = take_away(stage, "editor", reason="Another reason.")
    assert (answer.status_code, refusals(answer)) == (409, ["VERSION_GONE"])
    assert Revision.objects.get(number=1).gone_reason == REASON


def test_of_many_who_take_a_text_away_at_once_one_does(stage: Stage, article: Article) -> None:
    members = [id_of(stage.moderator), id_of(stage.editor)] * 2
    first = Revision.objects.get(number=1)

    def click(member: Any) -> str:
        try:
            refused = actions.take_away(member, article, first, REASON)
        finally:
            connections.close_all()
        return refused.name if refused else ""

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(click, members))
    assert outcomes == ["", *["VERSION_GONE"] * 3]
    assert SecurityEvent.objects.filter(event="version_removed").count() == 1
