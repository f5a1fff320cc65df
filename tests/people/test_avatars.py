"""Pictures: what is kept of an upload, what is refused, what is drawn without one."""

import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from PIL import ExifTags, Image

from tests.people.conftest import image
from tweipress.people import avatars

DECODED = """
import resource, sys
from tweipress.people import avatars

def peak_kib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

with open(sys.argv[1], "rb") as upload:
    before = peak_kib()
    avatars._squared(upload)
    print(peak_kib() - before)
"""
DECODING_MIB = 200


def film(frames: int, form: str) -> BytesIO:
    """Return an animated picture of tiny frames, no two of them alike; red comes first."""
    first, *others = (
        Image.new("RGB", (2, 2), (255 if n == 0 else 0, n % 251, n // 251)) for n in range(frames)
    )
    file = BytesIO()
    first.save(file, form, save_all=True, append_images=others, duration=20, lossless=True)
    return file


def huge_claim(side_px: int) -> BytesIO:
    """Return a PNG of a few bytes that claims to have `side_px` squared pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", side_px, side_px, 8, 0, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_upload_becomes_a_small_square_webp(form: str) -> None:
    small = avatars.square(image(900, 300, form))
    with Image.open(BytesIO(small)) as kept:
        assert (kept.format, kept.size) == ("WEBP", (avatars.SIDE_PX, avatars.SIDE_PX))


def test_a_picture_loses_where_and_with_what_it_was_taken() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of the author"
    taken = BytesIO()
    Image.new("RGB", (200, 200)).save(taken, "JPEG", exif=exif, comment=b"at home")
    small = avatars.square(taken)
    assert b"Camera" not in small
    with Image.open(BytesIO(small)) as kept:
        assert not kept.getexif()


@pytest.mark.parametrize("side_px", [200, 3000])
def test_a_picture_taken_sideways_stands_upright(side_px: int) -> None:
    sideways = Image.new("RGB", (side_px, side_px), "white")
    sideways.paste("black", (0, 0, side_px, side_px // 2))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera was turned by a quarter
    taken = BytesIO()
    sideways.save(taken, "JPEG", exif=exif)
    with Image.open(BytesIO(avatars.square(taken))) as kept:
        grey = kept.convert("L")
        middle = avatars.SIDE_PX // 2
        shades = [grey.getpixel((x, middle)) for x in (9, avatars.SIDE_PX - 9)]
    assert shades == pytest.approx([255, 0], abs=5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no image at all",
        b"\x89PNG\r\n\x1a\n cut short",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a<script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_is_refused_with_what_would_do(content: bytes) -> None:
    with pytest.raises(avatars.AvatarError, match="not a JPEG, PNG, WebP or GIF"):
        avatars.square(BytesIO(content))


@pytest.mark.filterwarnings("ignore:Invalid APNG")
@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "JPEG"])
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(form: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    moving: dict[str, Any] = {"append_images": frames[1:], "save_all": True}
    saved, chance = BytesIO(), Random(7)
    frames[0].save(saved, form, **({} if form == "JPEG" else moving))
    for _ in range(1_000):
        damaged = bytearray(saved.getvalue())
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        length = chance.choice([len(damaged), chance.randint(1, len(damaged))])
        with suppress(avatars.AvatarError):
            assert avatars.square(BytesIO(bytes(damaged[:length])))


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(avatars.AvatarError, match="larger than 4 MiB"):
        avatars.square(BytesIO(bytes(avatars.UPLOAD_MAX_BYTES + 1)))


@pytest.mark.parametrize("side_px", [6_000, 10_000, 60_000])
def test_a_small_file_with_too_many_pixels_is_refused_unpacked(side_px: int) -> None:
    with pytest.raises(avatars.AvatarError, match="pixels"):
        avatars.square(huge_claim(side_px))


def test_a_drawn_picture_depends_on_the_name_alone_and_is_an_address_in_quotes() -> None:
    assert avatars.drawn("Reader") == avatars.drawn("reader")
    assert len({avatars.drawn(f"x{number}") for number in range(50)}) > 40
    start, _, picture = avatars.drawn("_-").partition(",")
    assert start == "data:image/svg+xml"
    assert not set(picture) & set('<>"#& ')
    assert ET.fromstring(unquote(picture)).tag.endswith("svg")  # noqa: S314 drawn three lines above


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["0" * 32, "../secret_key", "..%2f..%2fsecret_key"])
def test_a_file_that_is_no_picture_is_not_found(file: str, client: Client) -> None:
    assert client.get(f"/avatar/{file}.webp").status_code == 404


def test_pictures_are_decoded_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avatars, "WAIT_S", 0.01)
    with avatars.TURN, pytest.raises(avatars.AvatarError, match="Many pictures"):
        avatars.square(image(20, 20, "PNG"))
    assert avatars.square(image(20, 20, "PNG"))


@pytest.mark.parametrize(("form", "side_px"), [("JPEG", 4800), ("PNG", 3400), ("WEBP", 3400)])
def test_the_largest_picture_takes_little_memory(form: str, side_px: int, tmp_path: Path) -> None:
    file = tmp_path / "picture"
    Image.new("RGB", (side_px, side_px), "red").save(file, form)
    peak_mib = int(subprocess.check_output([sys.executable, "-c", DECODED, file])) // 1024
    assert peak_mib < DECODING_MIB


def test_a_picture_that_cannot_be_shrunk_while_decoding_has_fewer_pixels() -> None:
    with pytest.raises(avatars.AvatarError, match="12 million"):
        avatars.square(huge_claim(4000))


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_a_picture_of_very_many_frames_is_refused(form: str) -> None:
    with pytest.raises(avatars.AvatarError, match="more than 500 frames"):
        avatars.square(film(10_000, form))


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_a_picture_that_moves_the_first_frame_is_kept(form: str) -> None:
    with Image.open(BytesIO(avatars.square(film(avatars.FRAMES_MAX, form)))) as kept:
        assert not getattr(kept, "is_animated", False)
        assert kept.convert("RGB").getpixel((9, 9)) == pytest.approx((255, 0, 0), abs=9)
