"""Files of pictures: their addresses, what stands in, variants, caches, and who can read them."""

import itertools
import stat
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import resolve
from PIL import Image

from tests.http.stage import Stage, id_of, signed_in
from tests.pictures.conftest import added, media
from tests.pictures.hostile import picture
from tweipress.pictures import actions, files, plan, variants
from tweipress.pictures.making import running
from tweipress.pictures.models import Picture
from tweipress.pictures.plan import Kind, Variant
from tweipress.pictures.queries import PictureView

TYPES = {"WEBP": "image/webp", "AVIF": "image/avif", "JPEG": "image/jpeg"}


def got(address: str) -> tuple[Any, Image.Image]:
    """Return an answer and the picture in it."""
    answer = Client().get(address)
    assert answer.status_code == 200, address
    streamed: Any = getattr(answer, "streaming_content")  # noqa: B009  # the stubs know no files
    image = Image.open(BytesIO(b"".join(streamed)))
    assert TYPES[str(image.format)] == answer["Content-Type"]
    return answer, image


def addresses(view: PictureView) -> list[str]:
    """Return all addresses of a picture."""
    return [plan.address(view.digest, each) for each in plan.variants(view.width)]


@pytest.mark.parametrize("width", [1, 399, 400, 500, 501, 1000, 1499, 1501, 2000])
def test_a_picture_has_its_own_width_and_none_that_is_nearly_the_same(width: int) -> None:
    widths = plan.widths(width)
    assert widths[-1] == width
    assert all(small * 5 < large * 4 for small, large in itertools.pairwise(widths))
    assert plan.basic(width).width in widths


def test_addresses_are_those_that_are_served(bees: PictureView) -> None:
    assert bees.avif.count(" 400w") == 1
    assert all(resolve(address).view_name == "picture_file" for address in addresses(bees))


def test_every_address_is_answered_at_once_and_for_now(bees: PictureView) -> None:
    for address in addresses(bees):
        answer, image = got(address)
        is_there = address.endswith((".jpg", "/1000.webp"))
        assert ("immutable" in answer["Cache-Control"]) is is_there
        assert image.size == (1000, 750)
        assert not image.getexif()


def test_made_variants_have_their_width_form_and_are_kept_for_ever(bees: PictureView) -> None:
    assert actions.make(bees.number)
    for address in addresses(bees):
        answer, image = got(address)
        width, _, ending = address.rpartition("/")[2].partition(".")
        assert image.width == int(width)
        assert image.height == int(width) * 3 // 4
        assert answer["Content-Type"].endswith(ending.replace("jpg", "jpeg"))
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer
        assert "Cookie" not in answer.get("Vary", "")


def test_variants_are_made_once_however_often_they_are_asked_for(
    bees: PictureView, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert variants.waiting() == [bees.number]
    assert actions.make_waiting() == 0
    made = Picture.objects.get()
    monkeypatch.setattr(running, "make", None)
    assert actions.make(bees.number)
    assert variants.waiting() == []
    assert Picture.objects.get().size_bytes == made.size_bytes


def test_variants_that_a_kill_has_left_half_are_completed(
    bees: PictureView, tmp_path: Path
) -> None:
    lacking = Variant(400, Kind.AVIF)
    assert actions.make(bees.number)
    files.storage().delete(files.path_of(bees.digest, lacking))
    assert actions.make(bees.number)
    assert files.is_there(bees.digest, lacking)


def test_variants_made_by_two_at_once_are_whole(stage: Stage, tmp_path: Path) -> None:
    view = added(stage.author, picture(500, 300))

    def make(_: int) -> bool:
        try:
            return actions.make(view.number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(make, range(2))) == [True, True]
    assert len(media(tmp_path)) == len(plan.variants(500))
    for address in addresses(view):
        got(address)[1].load()


def test_what_cannot_be_made_waits(bees: PictureView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MAKING_S", 0.001)
    assert not actions.make(bees.number)
    assert variants.waiting() == [bees.number]


def test_a_picture_removed_while_its_variants_are_made_keeps_none(
    stage: Stage, bees: PictureView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = files.keep

    def slow(digest: str, variant: Variant, made: Path) -> int:
        actions.remove(id_of(stage.editor), bees.number, "A private face.")
        return keep(digest, variant, made)

    monkeypatch.setattr(files, "keep", slow)
    actions.make(bees.number)
    assert media(tmp_path) == []


def test_variants_of_nothing_need_not_be_made(stage: Stage) -> None:
    assert actions.make(999)


@pytest.mark.parametrize(
    "file",
    [
        "801.webp",
        "2000.webp",
        "0.webp",
        "400.jpg",
        "400.png",
        "../../secret_key",
        "..%2f..%2fsecret_key",
        "400.webp/",
        f"{'9' * 400}.webp",
    ],
)
def test_what_is_no_file_of_a_picture_is_not_there(bees: PictureView, file: str) -> None:
    assert Client().get(f"/pictures/file/{bees.digest}/{file}").status_code == 404


def test_a_digest_that_nobody_has_is_not_there(db: None) -> None:
    for digest in ("0" * 32, "0" * 31, "x" * 32, "A" * 32):
        assert Client().get(f"/pictures/file/{digest}/400.webp").status_code == 404


def test_files_are_their_owners_alone(bees: PictureView, tmp_path: Path) -> None:
    assert actions.make(bees.number)
    for path in (tmp_path / "media").rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_nothing_is_left_beside_the_files(bees: PictureView, settings: Any) -> None:
    assert actions.make(bees.number)
    assert list(settings.TWEIPRESS_DATA.glob(f"{running.FOLDER_PREFIX}*")) == []


def test_a_file_of_a_picture_costs_no_statement_of_sql(
    stage: Stage, bees: PictureView, django_assert_num_queries: Any
) -> None:
    browser = signed_in(stage.author)
    with django_assert_num_queries(0):
        browser.get(bees.src).close()
