"""The library: adding, finding, describing, using, deleting and removing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django import Settings

from tests.http.stage import Stage, id_of, signed_in
from tests.pictures import hostile
from tests.pictures.conftest import added, media, sent
from tests.pictures.hostile import photograph, picture
from tweipress.core import roles
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.role import Role
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http import limits
from tweipress.pictures import actions, files, queries
from tweipress.pictures.actions import Added
from tweipress.pictures.models import Picture, Use
from tweipress.pictures.queries import PictureView
from tweipress.security.models import SecurityEvent

PROGRAM = {"Accept": "application/json"}


def refused_to(stage: Stage, name: str, content: bytes) -> Refusal:
    """Return why a member cannot add a picture."""
    answer = actions.add(id_of(stage.cast[name]), BytesIO(content), "picture.png")
    assert isinstance(answer, Refused)
    return answer.reason


def test_an_author_adds_a_picture_by_form_and_sees_it_in_the_library(stage: Stage) -> None:
    browser = signed_in(stage.author)
    form = {"picture": sent(photograph(), "Bees_at work.JPG"), "alt": "Bees", "credit": "Ondine"}
    answer = browser.post("/pictures/upload/", form, follow=True)
    assert answer.status_code == 200
    assert "The picture is in the library." in answer.content.decode()
    page = browser.get("/pictures/").content.decode()
    assert "Bees at work" in page
    assert 'alt="Bees"' in page
    assert 'width="1000" height="750"' in page


def test_a_program_gets_the_picture_as_data(stage: Stage) -> None:
    browser = signed_in(stage.author)
    answer = browser.post(
        "/pictures/upload/", {"picture": sent(photograph()), "alt": "Bees"}, headers=PROGRAM
    )
    assert answer.status_code == 201
    told = answer.json()
    assert (told["width"], told["height"], told["alt"]) == (1000, 750, "Bees")
    assert browser.get(told["address"], headers=PROGRAM).json() == told
    with closing(browser.get(told["src"])) as file:
        assert file.status_code == 200
    (listed,) = browser.get("/pictures/", headers=PROGRAM).json()["pictures"]
    assert listed == told


def test_a_file_that_is_refused_says_why_and_keeps_what_was_typed(stage: Stage) -> None:
    browser = signed_in(stage.author)
    form = {"picture": sent(hostile.DRAWING, "drawing.png"), "alt": "A drawing of bees"}
    page = browser.post("/pictures/upload/", form)
    assert page.status_code == 422
    assert 'data-refusal="PICTURE_DRAWN"' in page.content.decode()
    assert "A drawing of bees" in page.content.decode()
    told = browser.post("/pictures/upload/", form | {"picture": sent(b"")}, headers=PROGRAM)
    assert told.json()["refusal"] == "PICTURE_MISSING"


def test_who_may_not_publish_may_not_fill_the_library(stage: Stage) -> None:
    assert refused_to(stage, "outsider", picture()) is Refusal.LEVEL_TOO_LOW
    browser = signed_in(stage.outsider)
    assert browser.get("/pictures/").status_code == 403
    assert browser.post("/pictures/upload/", {"picture": sent(picture())}).status_code == 403
    assert Client().get("/pictures/").status_code == 302
    assert not Picture.objects.exists()


def test_the_same_file_again_is_the_same_picture_whoever_sends_it(stage: Stage) -> None:
    first = added(stage.author, photograph(), alt="Bees")
    again = actions.add(id_of(stage.editor), BytesIO(photograph()), "other.jpg", {"alt": "Wasps"})
    assert isinstance(again, Added)
    assert (again.picture, again.is_new) == (first, False)


def test_the_same_file_at_the_same_time_is_one_picture(stage: Stage, tmp_path: Path) -> None:
    content, member = photograph(), id_of(stage.author)

    def add(_: int) -> object:
        try:
            return actions.add(member, BytesIO(content), "bees.jpg")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(add, range(4)))
    numbers = {answer.picture.number for answer in answers if isinstance(answer, Added)}
    assert numbers == {Picture.objects.get().pk}
    assert len(media(tmp_path)) == 2


def test_a_digest_is_of_this_site_alone(stage: Stage, settings: Settings) -> None:
    here = files.digest_of(b"a file")
    settings.SECRET_KEY = "s" * 50
    assert files.digest_of(b"a file") != here


def test_a_file_over_the_limit_is_refused(stage: Stage) -> None:
    whole = picture() + bytes(20 * 1024 * 1024)
    assert refused_to(stage, "author", whole) is Refusal.PICTURE_LARGE


def test_a_member_and_a_site_have_so_many_bytes(stage: Stage, settings: Settings) -> None:
    added(stage.author, photograph())
    Picture.objects.update(size_bytes=1_000_000)
    settings.TWEIPRESS_PICTURES_MEMBER_MB = 1
    assert refused_to(stage, "author", picture()) is Refusal.PICTURES_SPENT
    added(stage.editor, picture())
    settings.TWEIPRESS_PICTURES_SITE_MB = 1
    assert refused_to(stage, "editor", picture(61)) is Refusal.PICTURES_FULL


def test_uploads_have_a_limit_an_hour(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    few = tuple(limit._replace(amount=2) for limit in limits.UPLOADS)
    monkeypatch.setattr(limits, "UPLOADS", few)
    monkeypatch.setattr("django.conf.settings.TWEIPRESS_RATE_FACTOR", 1)
    browser = signed_in(stage.author)
    answers = [
        browser.post("/pictures/upload/", {"picture": sent(picture(60 + n))}, headers=PROGRAM)
        for n in range(3)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 429]


@pytest.mark.parametrize(
    ("words", "count"),
    [("BEES", 1), ("ondine work", 1), ("bees wasps", 0), ("strasse", 1), ("%", 0)],
)
def test_the_library_is_searched_by_words_without_accents_or_capitals(
    stage: Stage, bees: PictureView, words: str, count: int
) -> None:
    added(stage.editor, picture(), "x.png", alt="Die Straße")
    assert len(queries.library(words).pictures) == count


def test_the_library_has_pages(
    stage: Stage, bees: PictureView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    numbers = [added(stage.author, picture(60 + n)).number for n in range(4)]
    first = queries.library()
    assert [shown.number for shown in first.pictures] == [numbers[3], numbers[2]]
    second = queries.library(before=first.older)
    assert [shown.number for shown in second.pictures] == [numbers[1], numbers[0]]
    third = queries.library(before=second.older)
    assert ([shown.number for shown in third.pictures], third.older) == ([bees.number], 0)


def about(**changes: str) -> dict[str, str]:
    """Return the form about a picture."""
    said = {"name": "Bees", "alt": "Bees", "credit": "", "licence": "CC0"}
    return {**said, "focal_x": "20", "focal_y": "80", **changes}


def test_its_uploader_and_editors_say_what_a_picture_is(stage: Stage, bees: PictureView) -> None:
    path = f"/pictures/{bees.number}/"
    assert signed_in(stage.author).post(path, about()).status_code == 303
    assert signed_in(stage.editor).post(path, about(credit="Noor")).status_code == 303
    assert signed_in(stage.commenter).post(path, about(credit="Me")).status_code == 403
    shown = queries.picture_of(bees.number)
    assert shown is not None
    assert (shown.credit, shown.licence, shown.focal_x, shown.focal_y) == ("Noor", "CC0", 20, 80)


@pytest.mark.parametrize("wrong", ["101", "-1", "much", "٣"])
def test_a_focal_point_is_in_the_picture(stage: Stage, bees: PictureView, wrong: str) -> None:
    answer = signed_in(stage.author).post(f"/pictures/{bees.number}/", about(focal_x=wrong))
    assert answer.status_code == 422


def test_a_picture_says_where_it_is_used_and_stays_as_long(stage: Stage, bees: PictureView) -> None:
    article = stage.publish(stage.author, "on-bees")
    actions.note_uses("article", article.pk, [bees.number, 999_999])
    actions.note_uses("article", article.pk, [bees.number])
    browser = signed_in(stage.author)
    assert "/post/on-bees/" in browser.get(f"/pictures/{bees.number}/").content.decode()
    answer = browser.post(f"/pictures/{bees.number}/delete/")
    assert answer.status_code == 409
    assert 'data-refusal="PICTURE_USED"' in answer.content.decode()
    actions.note_uses("article", article.pk, [])
    assert browser.post(f"/pictures/{bees.number}/delete/").status_code == 303
    assert not Use.objects.exists()


def test_a_deleted_picture_leaves_no_file(stage: Stage, bees: PictureView, tmp_path: Path) -> None:
    assert actions.make(bees.number)
    assert actions.delete(id_of(stage.author), bees.number) is None
    assert media(tmp_path) == []
    assert Client().get(bees.src).status_code == 404


def test_nobody_else_deletes_a_picture_but_an_editor(stage: Stage, bees: PictureView) -> None:
    for name, reason in (("commenter", Refusal.ROLE_MISSING), ("moderator", Refusal.ROLE_MISSING)):
        refused = actions.delete(id_of(stage.cast[name]), bees.number)
        assert refused is not None
        assert refused.reason is reason
    assert actions.delete(id_of(stage.editor), bees.number) is None


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_that_no_picture_can_have_is_not_found(stage: Stage, number: int) -> None:
    browser = signed_in(stage.author)
    assert browser.get(f"/pictures/{number}/").status_code == 404
    assert browser.post(f"/pictures/{number}/delete/").status_code == 404


def test_an_editor_removes_a_picture_that_is_used_and_it_does_not_come_back(
    stage: Stage, bees: PictureView, tmp_path: Path
) -> None:
    actions.note_uses("article", 7, [bees.number])
    path = f"/pictures/{bees.number}/remove/"
    assert signed_in(stage.author).post(path, {"reason": "Mine."}).status_code == 403
    assert signed_in(stage.editor).post(path, {"reason": " "}).status_code == 422
    assert signed_in(stage.editor).post(path, {"reason": "A private face."}).status_code == 303
    assert media(tmp_path) == []
    shown = queries.picture_of(bees.number)
    assert shown is not None
    assert (shown.is_removed, shown.removed_reason) == (True, "A private face.")
    assert refused_to(stage, "author", photograph()) is Refusal.PICTURE_REMOVED
    event = SecurityEvent.objects.latest("pk")
    assert (event.event, event.detail["reason"]) == ("picture_removed", "A private face.")
    answer = Client().get(bees.src)
    assert (answer.status_code, answer["Content-Type"]) == (410, "image/svg+xml")
    assert "removed by the editors" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_what_a_crash_leaves_of_a_removed_picture_goes_at_the_next_start(
    stage: Stage, bees: PictureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(files, "delete", lambda *_: None)
        actions.remove(id_of(stage.editor), bees.number, "A private face.")
    assert media(tmp_path)
    actions.end_removals()
    assert media(tmp_path) == []


def test_a_banned_author_changes_no_picture(stage: Stage, bees: PictureView) -> None:
    stage.done(Role(id_of(stage.author), roles.Role.CONTRIBUTOR, granted=False))
    stage.done(Ban(id_of(stage.author), "Advertising."))
    browser = signed_in(stage.author)
    for path in ("upload/", f"{bees.number}/", f"{bees.number}/delete/"):
        answer = browser.post(f"/pictures/{path}", about())
        assert answer.status_code == 403, path
