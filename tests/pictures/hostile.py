"""Files that somebody might send: real pictures of every kind, and what only looks like one."""

import struct
import zipfile
import zlib
from io import BytesIO
from random import Random
from typing import Any

from PIL import ExifTags, Image, ImageCms

LATITUDE = (48.0, 51.0, 29.6)
CAMERA = "Camera of the author"


def picture(width: int = 60, height: int = 40, form: str = "PNG", **options: Any) -> bytes:
    """Return a picture of one colour and one pixel of another, as a browser would send it."""
    image = Image.new(options.pop("mode", "RGB"), (width, height), options.pop("colour", "teal"))
    return saved(image, form, **options)


def photograph(width: int = 1000, height: int = 750, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture with many colours."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    noise = Image.frombytes("L", (width, height), Random(7).randbytes(width * height))
    return saved(Image.merge("RGB", (across, down, noise)), form, **options)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """Return an image as a file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def located() -> bytes:
    """Return a photograph that says where, with what and for whom it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = CAMERA
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = LATITUDE
    return photograph(
        form="JPEG", exif=exif, comment=b"at home", xmp=b"<x:xmpmeta>home</x:xmpmeta>"
    )


def sideways(form: str, held: int) -> bytes:
    """Return a picture, black above, that says how the camera was held."""
    image = Image.new("RGB", (80, 40), "white")
    image.paste("black", (0, 0, 80, 20))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = held
    return saved(image, form, exif=exif)


def in_another_space() -> bytes:
    """Return a picture whose profile calls red what is green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"-XYZ").replace(b"gXYZ", b"rXYZ").replace(b"-XYZ", b"gXYZ")
    return picture(form="PNG", icc_profile=swapped)


def animated(form: str) -> bytes:
    """Return a picture of three frames."""
    first, *others = (Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue"))
    return saved(first, form, save_all=True, append_images=others, duration=50)


def two_views() -> bytes:
    """Return a JPEG with a second picture behind the first, as phones make them (MPO)."""
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "lime")
    return saved(first, "MPO", save_all=True, append_images=[second])


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def claiming_webp(width: int, height: int) -> bytes:
    """Return a WebP of a few bytes that claims a size."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def bomb(side: int) -> bytes:
    """Return a PNG of some kilobytes whose pixels are really there, all of one colour."""
    rows, packer = bytes(1 + side // 8), zlib.compressobj(9)
    packed = b"".join(packer.compress(rows) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """Return a PNG with a text that unpacks to a hundred megabytes."""
    text = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    whole = picture()
    return whole[:33] + chunk(b"zTXt", text) + whole[33:]


def with_archive() -> bytes:
    """Return a picture that is a zip as well."""
    file = BytesIO(picture())
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("run.py", "print('out')")
    return file.getvalue()


def with_page() -> bytes:
    """Return a picture that a browser could take for a page."""
    return picture(form="JPEG", comment=b"<script>alert(1)</script>")


DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
