"""Logos and icons: what is kept of an upload, what is refused, what is drawn without one."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import ExifTags, Image, ImageDraw

from tests.http.stage import Stage, id_of
from tests.people.test_avatars import film, huge_claim
from tests.publication.conftest import LOOK, TEAL, picture, settings_form, store
from tweipress.publication import actions, emblems, queries
from tweipress.publication.changing import EMBLEMS_KEPT
from tweipress.publication.models import Emblem

pytestmark = pytest.mark.django_db(transaction=True)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def front() -> str:
    return Client().get("/").content.decode()


def opened(path: str) -> Image.Image:
    answer = Client().get(path)
    assert answer.status_code == 200
    return Image.open(BytesIO(answer.content))


def upload(content: bytes, name: str = "logo.png") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_a_logo_stands_in_place_of_the_name_and_says_it(operator: Client) -> None:
    store(operator, name="The Heron", logo=picture(2400, 480))
    (tag,) = re.findall(r'<img class="logo[^>]+>', front())
    assert 'alt="The Heron"' in tag
    assert 'width="1200" height="240"' in tag
    assert "is-plated" in tag
    (address,) = re.findall(r'src="([^"]+)"', tag)
    assert opened(address).format == "WEBP"
    assert "immutable" in Client().get(address)["Cache-Control"]


def test_a_logo_for_dark_pages_takes_the_ground_away(operator: Client) -> None:
    store(operator, logo=picture(), dark_logo=picture(200, 50))
    assert 'media="(prefers-color-scheme: dark)"' in front()
    assert "is-plated" not in front()
    store(operator, version=1, without_logo="on", without_dark_logo="on")
    assert '<img class="logo' not in front()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_an_upload_loses_all_but_its_pixels(operator: Client, form: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of the operator"
    store(operator, logo=picture(form=form, exif=exif), icon=picture(64, 64, form, exif=exif))
    for emblem in Emblem.objects.all():
        assert b"Camera" not in bytes(emblem.content)


@pytest.mark.parametrize("kind", ["logo", "dark_logo", "icon"])
@pytest.mark.parametrize(
    ("file", "said"),
    [
        (upload(SVG, "logo.svg"), "can carry programs"),
        (upload(SVG), "can carry programs"),
        (upload(b"GIF89a" + b"\0" * 40), "not a PNG, JPEG or WebP"),
        (upload(b"\x89PNG\r\n\x1a\n" + b"\0" * 90), "not a PNG, JPEG or WebP"),
        (upload(huge_claim(4_000).getvalue()), "million pixels"),
        (upload(film(3, "WEBP").getvalue()), "moves"),
        (upload(film(3, "PNG").getvalue()), "moves"),
        (upload(picture(4, 4).getvalue() + b"\0" * (5 << 20)), "larger than"),
    ],
)
def test_a_hostile_upload_is_refused_with_the_reason(
    operator: Client, kind: str, file: BytesIO, said: str
) -> None:
    file.seek(0)
    answer = operator.post(LOOK, settings_form(name="The Heron", **{kind: file}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="The Heron"' in answer.content.decode()
    assert not Emblem.objects.exists()


def test_an_icon_that_is_too_small_is_refused(operator: Client) -> None:
    answer = operator.post(LOOK, settings_form(icon=picture(16, 16)))
    assert "fewer than 48 pixels" in answer.content.decode()


def test_an_icon_comes_in_the_sizes_that_browsers_ask_for(operator: Client) -> None:
    store(operator, icon=picture(600, 200))
    page = front()
    (touch,) = re.findall(r'apple-touch-icon" href="([^"]+)"', page)
    assert opened(touch).size == (180, 180)
    assert opened("/favicon.ico").format == "ICO"
    assert "data:image/svg+xml" not in page
    assert Client().get(touch.replace("180", "181")).status_code == 404


def test_a_paper_without_an_icon_has_one_drawn_in_its_colour(operator: Client) -> None:
    store(operator, accent=TEAL)
    page = front()
    assert f"fill=&#39;%23{TEAL[1:]}&#39;" in page or f"%23{TEAL[1:]}" in page
    (touch,) = re.findall(r'apple-touch-icon" href="([^"]+)"', page)
    assert opened(touch).convert("RGB").getpixel((4, 4)) == (0x0B, 0x7D, 0x7A)
    assert opened("/favicon.ico").size == (48, 48)


def test_no_icon_is_drawn_for_a_colour_that_the_paper_has_not(operator: Client) -> None:
    assert Client().get("/paper/icon/123456/180.png").status_code == 404
    assert Client().get(f"/paper/icon/{'0' * 32}/180.png").status_code == 404
    assert Client().get(f"/paper/logo/{'0' * 32}.webp").status_code == 404


def test_old_emblems_stay_for_a_while_and_not_for_ever(stage: Stage) -> None:
    for width in range(60, 60 + EMBLEMS_KEPT + 3):
        actions.change(id_of(stage.operator), None, {}, {"icon": picture(width, 60)})
    assert Emblem.objects.count() == EMBLEMS_KEPT + 1
    assert Emblem.objects.filter(digest=queries.shown().icon).exists()


def test_the_drawn_icon_is_drawn_once_however_many_ask(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[object] = []
    pen = ImageDraw.Draw

    def counted(made: Image.Image) -> ImageDraw.ImageDraw:
        times.append(made)
        return pen(made)

    emblems.drawn.cache_clear()
    monkeypatch.setattr(ImageDraw, "Draw", counted)
    answers = [Client().get("/favicon.ico").content for _ in range(3)]
    assert (len(times), len(set(answers))) == (1, 1)
