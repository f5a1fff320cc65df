"""What is kept of an upload, and what is refused by name: in the process that decodes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import hostile
from tests.pictures.hostile import photograph, picture
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.pictures import plan
from tweipress.pictures.making import bounds, running


def read(content: bytes) -> Image.Image | Refused:
    """Return what is kept of an upload, or the refusal."""
    with running.read(content) as answer:
        if isinstance(answer, Refused):
            return answer
        folder, width, height = answer
        with Image.open(folder / plan.kept(width).name) as kept:
            kept.load()
        assert kept.size == (width, height)
        return kept


def kept(content: bytes) -> Image.Image:
    """Return what is kept of an upload that has to be taken."""
    image = read(content)
    assert isinstance(image, Image.Image), image
    return image


def colour(image: Image.Image, x: int = 5, y: int = 5) -> tuple[int, ...]:
    """Return the colour of a place."""
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(map(int, pixel))


REFUSED = {
    "nothing like a picture": (b"no picture at all", Refusal.PICTURE_FORMAT),
    "a page": (b"<!doctype html><script>alert(1)</script>", Refusal.PICTURE_FORMAT),
    "an SVG": (hostile.DRAWING, Refusal.PICTURE_DRAWN),
    "an SVG with another start": (b"  <svg onload='x()'/>", Refusal.PICTURE_DRAWN),
    "a GIF in name": (b"GIF89a<script>alert(1)</script>", Refusal.PICTURE_DAMAGED),
    "a TIFF": (picture(form="TIFF"), Refusal.PICTURE_FORMAT),
    "a BMP": (picture(form="BMP"), Refusal.PICTURE_FORMAT),
    "a PNG cut short": (photograph(form="PNG")[:-200_000], Refusal.PICTURE_DAMAGED),
    "a JPEG cut short": (photograph()[:-20_000], Refusal.PICTURE_DAMAGED),
    "a progressive JPEG cut short": (
        photograph(progressive=True)[:-90_000],
        Refusal.PICTURE_DAMAGED,
    ),
    "a WebP cut short": (photograph(form="WEBP")[:-20_000], Refusal.PICTURE_DAMAGED),
    "an AVIF cut short": (photograph(400, 300, form="AVIF")[:-9_000], Refusal.PICTURE_DAMAGED),
    "a GIF that moves": (hostile.animated("GIF"), Refusal.PICTURE_MOVES),
    "a PNG that moves": (hostile.animated("PNG"), Refusal.PICTURE_MOVES),
    "a WebP that moves": (hostile.animated("WEBP"), Refusal.PICTURE_MOVES),
    "an AVIF that moves": (hostile.animated("AVIF"), Refusal.PICTURE_MOVES),
    "900 million pixels claimed": (hostile.claiming(30_000, 30_000), Refusal.PICTURE_PIXELS),
    "a claim beyond all": (hostile.claiming(2**31 - 1, 2**31 - 1), Refusal.PICTURE_PIXELS),
    "33 million pixels claimed": (hostile.claiming(33_000, 1_000), Refusal.PICTURE_PIXELS),
    "900 million real pixels": (hostile.bomb(30_000), Refusal.PICTURE_PIXELS),
    "a text of 100 MB": (hostile.text_bomb(), Refusal.PICTURE_DAMAGED),
    "an archive behind it": (hostile.with_archive(), Refusal.PICTURE_DOUBLE),
    "a program in its comment": (hostile.with_page(), Refusal.PICTURE_DOUBLE),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_still_harmless_picture_is_refused_by_its_name(what: str) -> None:
    content, reason = REFUSED[what]
    refused = read(content)
    assert isinstance(refused, Refused)
    assert refused.reason is reason


def test_a_webp_that_claims_most_of_what_it_can_is_refused() -> None:
    refused = read(hostile.claiming_webp(16_383, 16_383))
    assert isinstance(refused, Refused)
    assert refused.reason in {
        Refusal.PICTURE_PIXELS,
        Refusal.PICTURE_HEAVY,
        Refusal.PICTURE_DAMAGED,
    }


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_form_becomes_webp_of_its_size(form: str) -> None:
    image = kept(picture(form=form))
    assert (image.format, image.size) == ("WEBP", (60, 40))
    assert colour(image) == pytest.approx((0, 128, 128), abs=12)


def test_of_what_a_file_says_of_itself_nothing_is_kept() -> None:
    with running.read(hostile.located()) as answer:
        assert not isinstance(answer, Refused)
        folder, *_ = answer
        for path in folder.iterdir():
            content = path.read_bytes()
            assert not any(
                word in content for word in (b"Camera", b"home", b"xmp", b"EXIF", b"ICCP")
            )
            with Image.open(path) as image:
                assert not image.getexif()
                assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("held", "black"),
    [(1, (40, 2)), (2, (40, 2)), (3, (40, 38)), (4, (40, 38)), (5, (2, 40)), (6, (38, 40))],
)
def test_a_picture_stands_upright(form: str, held: int, black: tuple[int, int]) -> None:
    image = kept(hostile.sideways(form, held))
    assert image.size == ((80, 40) if held < 5 else (40, 80))
    white = (image.width - black[0], image.height - black[1])
    assert colour(image, *black) == pytest.approx((0, 0, 0), abs=40)
    white = (40, 40 - black[1]) if held < 5 else (40 - black[0], 40)
    assert colour(image, *white) == pytest.approx((255, 255, 255), abs=40)


def test_the_colours_of_a_profile_are_those_of_the_web_afterwards() -> None:
    plain, profiled = kept(picture()), kept(hostile.in_another_space())
    assert "icc_profile" not in profiled.info
    assert colour(plain) == pytest.approx((0, 128, 128), abs=2)
    assert colour(profiled) == pytest.approx((128, 0, 128), abs=12)


def test_a_profile_that_is_none_is_left_out() -> None:
    assert colour(kept(picture(icc_profile=b"no profile"))) == pytest.approx((0, 128, 128), abs=12)


def test_a_cmyk_photograph_of_a_printer_has_its_colours() -> None:
    image = Image.new("CMYK", (60, 40), (0, 255, 255, 0))
    assert colour(kept(hostile.saved(image, "JPEG"))) == pytest.approx((255, 0, 0), abs=30)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    image = Image.new("I;16", (60, 40), 32_768)
    assert colour(kept(hostile.saved(image, "PNG"))) == pytest.approx((128, 128, 128), abs=8)


def test_a_palette_keeps_what_is_seen_through() -> None:
    image = Image.new("RGBA", (60, 40), (200, 0, 0, 0))
    image.paste((0, 0, 200, 255), (30, 0, 60, 40))
    palette = image.quantize(8)
    seen = kept(hostile.saved(palette, "PNG")).convert("RGBA")
    assert [seen.getpixel((x, 20))[3] for x in (5, 55)] == [0, 255]  # type: ignore[index]  # four of them


def test_the_jpeg_has_white_where_a_picture_is_seen_through() -> None:
    content = hostile.saved(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG")
    with running.read(content) as answer:
        assert not isinstance(answer, Refused)
        folder, width, _ = answer
        with Image.open(folder / plan.basic(width).name) as image:
            assert colour(image) == pytest.approx((255, 255, 255), abs=2)


def test_of_a_photograph_with_a_second_view_the_first_is_kept() -> None:
    assert colour(kept(hostile.two_views())) == pytest.approx((254, 0, 0), abs=30)


def test_a_large_photograph_is_kept_at_the_widest_width() -> None:
    assert kept(photograph(6_000, 4_000)).size == (2_000, 1_333)


def test_a_photograph_taken_on_end_is_as_wide_as_others() -> None:
    exif = Image.Exif()
    exif[274] = 6
    assert kept(photograph(4_000, 3_000, exif=exif)).size == (2_000, 2_667)


def test_a_line_of_pixels_is_a_picture_too() -> None:
    assert kept(picture(30_000, 1)).size == (2_000, 1)
    assert kept(picture(1, 12_000)).size == (1, 6_000)


def test_a_drawing_loses_nothing() -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste((255, 0, 0), (0, 20, 60, 21))
    assert colour(kept(hostile.saved(image, "PNG")), 30, 20) == (255, 0, 0)


def test_the_process_has_nothing_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[dict[str, str]] = []
    real = subprocess.run

    def spy(*args: object, **options: object) -> object:
        seen.append(options["env"])  # type: ignore[arg-type]  # it is one
        return real(*args, **options)  # type: ignore[call-overload]  # as it came

    monkeypatch.setattr(subprocess, "run", spy)
    kept(picture())
    assert seen == [{}]


MUCH = """
import resource, sys
from pathlib import Path
from tweipress.pictures.making import bounds, child, reading
bounds.MEMORY_MAX_BYTES, bounds.CPU_MAX_S = {memory}, {cpu}
print(child.main("read", Path(sys.argv[1]), []))
"""


def played(
    memory: int, cpu: int, content: bytes, folder: Path
) -> "subprocess.CompletedProcess[bytes]":
    """Read an upload with bounds of one's own."""
    code = MUCH.format(memory=memory, cpu=cpu)
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(command, input=content, capture_output=True, check=False)


def test_a_picture_that_takes_more_memory_than_there_is_ends_alone(tmp_path: Path) -> None:
    little = 200_000_000
    ended = played(little, 20, picture(7_000, 4_500), tmp_path)
    assert b"PICTURE_HEAVY" in ended.stdout


def test_a_picture_that_takes_too_long_ends_alone(tmp_path: Path) -> None:
    content = picture(7_000, 4_500)
    ended = played(bounds.MEMORY_MAX_BYTES, 0, content, tmp_path)
    assert ended.returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def test_the_process_that_decodes_knows_neither_django_nor_numpy() -> None:
    code = "import sys, tweipress.pictures.making.child; print(*sys.modules)"
    told = subprocess.check_output([sys.executable, "-I", "-c", code], text=True).split()
    assert not {"django", "numpy", "tweipress.bank"} & set(told)
