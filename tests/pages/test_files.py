"""Static files are small, compressed once, and one sheet is the look of every page."""

import gzip
from pathlib import Path
from typing import Any, Final

import brotli
import pytest
from django.core.management import call_command

from tweipress.pages.engine import files

FORMS: Final = (".br", ".gz")
FILES: Final = f"{files.__name__}.{files.Files.__name__}"


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    """Collect the site's files in a folder of their own, as a served site does."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": FILES}}
    settings.STATIC_ROOT = tmp_path
    return tmp_path


def collect() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def sheet(root: Path) -> Path:
    (one,) = [path for path in root.glob("pages/look.*") if path.suffix == ".css"]
    return one


def test_the_look_is_one_sheet_without_imports_and_comments(root: Path) -> None:
    collect()
    text = sheet(root).read_text()
    assert not [mark for mark in ("@import", "/*", "\n") if mark in text]
    for part in ("color-scheme:light dark", ".masthead{", ".live-line{", "3 * var(--line)"):
        assert part in text


def test_what_is_compressed_is_the_file_in_both_forms(root: Path) -> None:
    collect()
    pages = [path for path in root.rglob("*.*") if path.suffix in {".css", ".js"}]
    assert len(pages) > 20
    for path in pages:
        brotlied, gzipped = (Path(f"{path}{form}") for form in FORMS)
        assert brotlied.exists() == gzipped.exists()
        if brotlied.exists():
            assert brotli.decompress(brotlied.read_bytes()) == path.read_bytes()
            assert gzip.decompress(gzipped.read_bytes()) == path.read_bytes()


def test_a_later_start_compresses_only_what_changed_or_was_left_unfinished(root: Path) -> None:
    collect()
    whole = Path(f"{sheet(root)}.br").read_bytes()
    unfinished, done = Path(f"{sheet(root)}.br"), next(root.glob("reading/reading.*.js.br"))
    unfinished.unlink()
    unfinished.with_name(unfinished.name + ".part").write_bytes(whole[:100])
    done.write_bytes(b"as it is")
    collect()
    assert unfinished.read_bytes() == whole
    assert done.read_bytes() == b"as it is"


def test_a_sheet_that_imports_what_is_not_there_is_an_error(root: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"pages/none\.css"):
        files._whole("pages/look.css", '@import "none.css";')  # noqa: SLF001  # what a sheet goes through
