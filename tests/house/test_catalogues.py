"""Every sentence of the site is in every catalogue, translated, and compiled: `make words`."""

import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.conf import settings

from scripts.words import as_mo, as_po, extracted, faults, folder_of, languages, read, updated

FOLLOWING: Final[frozenset[str]] = frozenset()
"""Languages whose new sentences are translated together, before a release (docs/languages.md)."""
TAG: Final = re.compile(r"</?[a-z][^>]*>")


def test_each_language_of_the_site_but_english_has_a_catalogue() -> None:
    assert languages() == sorted(code for code, _ in settings.LANGUAGES if code != "en")


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_every_sentence_and_no_other(language: str) -> None:
    written = (folder_of(language) / "django.po").read_bytes()
    assert written == as_po(updated(language)), "run make words"


@pytest.mark.parametrize("language", languages())
def test_every_sentence_is_translated_with_the_figures_of_the_english_one(language: str) -> None:
    wrong = faults(read(language))
    if language in FOLLOWING:
        wrong = [fault for fault in wrong if not fault.startswith("not translated")]
    assert wrong == []


@pytest.mark.parametrize(("language", "forms"), [("es", 2), ("ko", 1), ("ar", 6)])
def test_a_language_has_as_many_plural_forms_as_its_speakers(language: str, forms: int) -> None:
    plurals = [message for message in read(language) if message.pluralizable]
    assert {len(message.string or ()) for message in plurals} == {forms}
    assert len(plurals) > 50


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_tags_and_addresses_of_the_english_one(language: str) -> None:
    for message in read(language):
        if message.id and message.string:
            wanted = marks(message.id if isinstance(message.id, str) else message.id[-1])
            said = (message.string,) if isinstance(message.string, str) else message.string
            assert [text for text in said if text and marks(text) != wanted] == [], message.id


def marks(text: str) -> list[str]:
    """Return the tags of a text, in the order of the alphabet: a language has its own order."""
    return sorted(TAG.findall(text))


@pytest.mark.parametrize("language", languages())
def test_the_compiled_catalogue_is_the_one_that_is_written(language: str, tmp_path: Path) -> None:
    (tmp_path / "django.mo").write_bytes(as_mo(read(language)))
    assert compiled(folder_of(language)) == compiled(tmp_path), "run make words"


def compiled(folder: Path) -> dict[object, object]:
    """Return what a compiled catalogue says."""
    with (folder / "django.mo").open("rb") as file:
        catalogue = read_mo(file)
    return {(message.context, str(message.id)): message.string for message in catalogue}


def catalogue(message: str, string: str, *, fuzzy: bool = False) -> Catalog:
    """Return a Spanish catalogue of one message."""
    made = Catalog(locale="es")
    made.add(message, string, flags={"fuzzy"} if fuzzy else ())
    return made


def test_what_is_not_translated_unsure_or_has_other_figures_is_found() -> None:
    wrong = [
        *(catalogue("Save", ""), catalogue("Save", "Guardar", fuzzy=True)),
        *(catalogue("By %(name)s", "Por %(nombre)s"), catalogue("{n} Twei", "Twei")),
    ]
    assert [faults(made)[0].partition(":")[0] for made in wrong] == [
        *("not translated", "fuzzy", "unknown placeholder", "placeholder missing")
    ]
    assert faults(catalogue("By %(name)s", "Por %(name)s")) == []


def test_sentences_come_from_templates_modules_and_the_core() -> None:
    sentences = extracted()
    for known in ("Skip to the text", "There is no such article.", "Done reading"):
        assert known in sentences
