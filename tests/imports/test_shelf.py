"""Files of an export are found by how their paths end, and never beyond the folder."""

from pathlib import Path

import pytest

from tests.imports.exports import packed, write
from tweipress.imports.shelf import Shelf

FILES: dict[str, bytes | str] = {
    "2019/05/ferry.png": b"whole",
    "2018/05/ferry.png": b"other",
    "content/images/2020/bees.jpg": b"bees",
    "flat.png": b"flat",
    ".hidden/x.png": b"",
    "__MACOSX/2019/05/ferry.png": b"",
}


@pytest.fixture(params=["folder", "zip"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    """Return the files, in a folder and in a zip."""
    if request.param == "folder":
        return Shelf(write(tmp_path / "files", FILES))
    return Shelf(packed(tmp_path / "files.zip", FILES))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/wp-content/uploads/2019/05/ferry.png", "2019/05/ferry.png"),
        ("https://a.example/uploads/2018/05/ferry-300x200.png?w=1", "2018/05/ferry.png"),
        ("__GHOST_URL__/content/images/size/w600/2020/bees.jpg", "content/images/2020/bees.jpg"),
        ("/flat.png", "flat.png"),
        ("https://a.example/deep/down/flat.png", "flat.png"),
        ("https://a.example/2017/01/ferry.png", None),
        ("https://a.example/.hidden/x.png", None),
        ("/", None),
        ("http://[::1", None),
    ],
)
def test_a_picture_is_found_by_its_address(shelf: Shelf, address: str, name: str | None) -> None:
    assert shelf.find(address) == name


def test_a_name_is_looked_for_beside_the_text_first(tmp_path: Path) -> None:
    shelf = Shelf(write(tmp_path, {"a/x.png": b"a", "b/x.png": b"b"}))
    assert shelf.find("x.png", "b") == "b/x.png"


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"secret.png": b"secret", "site/a.md": b""})
    (tmp_path / "site" / "link.png").symlink_to(tmp_path / "secret.png")
    shelf = Shelf(tmp_path / "site")
    for name in ("../secret.png", "link.png", str(tmp_path / "secret.png")):
        with pytest.raises(OSError, match="out of the folder"):
            shelf.read(name)


def test_more_than_fits_is_not_read_also_from_a_zip_that_grows(tmp_path: Path) -> None:
    shelf = Shelf(packed(tmp_path / "bomb.zip", {"a.png": b"\0" * 10_000_000}))
    with pytest.raises(OSError, match="more than"):
        shelf.read("a.png", 1_000_000)


def test_a_damaged_zip_is_an_error_that_can_be_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.png": b"picture" * 100})
    raw = bytearray(path.read_bytes())
    raw[40:60] = bytes(20)
    path.write_bytes(raw)
    with pytest.raises(OSError, match=r"\S"):
        Shelf(path).read("a.png")
