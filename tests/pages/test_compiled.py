"""Compiled templates are kept for the next worker, and dropped by whatever they were made from."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils.translation import override
from jinja2 import DictLoader

from tweipress.config import startup
from tweipress.pages.engine import compiled
from tweipress.pages.engine.environment import Pages, environment

NAME = "page.html"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Keep what is compiled in a folder of the test's own."""
    settings.TWEIPRESS_DATA = tmp_path
    return tmp_path / compiled.FOLDER


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each template that is compiled."""
    names: list[str] = []
    real = Pages.compile

    def compile_it(self: Pages, source: Any, name: Any = None, *args: Any, **named: Any) -> Any:
        names.append(name)
        return real(self, source, name, *args, **named)

    monkeypatch.setattr(Pages, "compile", compile_it)
    return names


def shown(text: str) -> str:
    """Return what a new process would show of a template with this text."""
    return environment(loader=DictLoader({NAME: text})).get_template(NAME).render(price=3)


def test_another_worker_does_not_compile_again_and_another_text_is_seen(
    compiles: list[str],
) -> None:
    assert [shown("{{ price }} Twei") for _ in range(3)] == ["3 Twei"] * 3
    assert compiles == [NAME]
    assert shown("For {{ price }} Twei") == "For 3 Twei"
    assert compiles == [NAME] * 2


@pytest.mark.parametrize("kept", [b"", b"garbage", b"j2"])
def test_what_is_damaged_is_made_anew(folder: Path, compiles: list[str], kept: bytes) -> None:
    shown("{{ price }}")
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for damaged in (kept, whole[:-20], whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        assert shown("{{ price }}") == "3"
        assert file.read_bytes() == whole
    assert len(compiles) == 4


def test_what_is_kept_is_its_owners_alone(folder: Path) -> None:
    shown("{{ price }}")
    (file,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o077, file.stat().st_mode & 0o077) == (0, 0)


def test_a_page_is_shown_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_named: Any) -> Any:
        raise OSError("No space left on device")

    monkeypatch.setattr("jinja2.bccache.tempfile.NamedTemporaryFile", full)
    assert shown("{{ price }}") == "3"


def test_what_another_environment_compiled_is_not_used_and_deleted_at_a_start(
    folder: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown("{{ price }}")
    (old,) = folder.iterdir()
    monkeypatch.setattr("jinja2.__version__", "9.9.9")
    shown("{{ price }}")
    assert compiles == [NAME] * 2
    compiled.Compiled().drop_others()
    assert not old.exists()


def test_what_was_compiled_by_older_code_of_ours_is_not_used(
    tmp_path: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    for name, at_ns in (("figures.py", 1), ("filters.py", 2)):
        (code / name).touch()
        os.utime(code / name, ns=(at_ns, at_ns))
    monkeypatch.setattr(compiled, "MADE_BY", (code,))
    for _ in range(2):
        shown("{{ price }}")
    assert compiles == [NAME]
    os.utime(code / "figures.py", ns=(3, 3))
    shown("{{ price }}")
    assert compiles == [NAME] * 2


def test_a_worker_starts_although_something_in_the_folder_cannot_be_deleted(folder: Path) -> None:
    store = compiled.Compiled()
    (folder / "somebody's").mkdir()
    store.drop_others()
    assert shown("{{ price }}") == "3"


def test_after_its_start_a_worker_has_every_template(compiles: list[str]) -> None:
    startup.warm_up()
    backend: Any = engines["jinja2"]
    names = set(backend.env.list_templates())
    assert {"pages/post.html", "http/refused.html"} <= names
    compiles.clear()
    for language in ("en", "es"):
        with override(language):
            for name in names:
                backend.get_template(name)
    assert compiles == []


def test_what_was_compiled_for_one_language_is_not_shown_in_another(compiles: list[str]) -> None:
    for _ in range(2):
        pages = environment(loader=DictLoader({NAME: '{{ 1000|twei }} {{ _("Search") }}'}))
        for language, said in (("en", "1,000 Search"), ("es", "1.000 Buscar")):
            assert pages.speaking(language).get_template(NAME).render() == said
    assert compiles == [NAME] * 2
