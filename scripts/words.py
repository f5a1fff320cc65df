"""Extract every sentence of the site, bring the catalogues up to date and compile them.

`make words` runs it. Then translate the empty messages in src/tweipress/language/locale, and run it
again. No system tools are needed (adr/0031).
"""

import re
import sys
from ast import literal_eval
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tweipress.bank import queries  # noqa: F401  # its import registers the rule of every act
from tweipress.core.pnl import LABELS
from tweipress.core.state.registry import RULES

PACKAGE: Final = Path(__file__).parents[1] / "src" / "tweipress"
LOCALE: Final = PACKAGE / "language" / "locale"
KEYWORDS: Final = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Plural": (1, 2),
}
PAGES: Final = "**/jinja2/**.html"
METHODS: Final = [("**.py", "python"), (PAGES, "jinja2")]
OPTIONS: Final = {PAGES: {"newstyle_gettext": "true", "silent": "false"}}
TEXT: Final = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL: Final = re.compile(
    rf"\b(npgettext|pgettext|ngettext|gettext|_)\({TEXT}(?:,\s*{TEXT})?(?:,\s*{TEXT})?"
)
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w+\}")
AGELESS: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The date in a compiled catalogue, so that the same words make the same file."""
HEADER: Final = r"""msgid ""
msgstr ""
"Language: {catalogue.locale_identifier}\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: {catalogue.plural_forms}\n"

"""

Found = tuple[str | tuple[str, ...], str | None]
"""A message's id, or its singular and plural, and its context."""


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def folder_of(language: str) -> Path:
    """Return the folder of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES"


def extracted() -> Catalog:
    """Return every message of the package's modules, templates and core labels."""
    catalogue = Catalog(project="Tweipress", charset="utf-8")
    for message_id, context in (*_in_modules_and_pages(), *_in_djangos_templates(), *_in_core()):
        catalogue.add(message_id, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """Return a language's catalogue with its present translations."""
    path = folder_of(language) / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="Tweipress")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """Return a language's catalogue with every extracted message and no other."""
    catalogue = read(language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue's file: sorted, without line numbers and dates."""
    written = BytesIO()
    write_po(written, catalogue, width=96, omit_header=True, no_location=True, sort_output=True)
    return HEADER.format(catalogue=catalogue).encode() + written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue compiled."""
    catalogue.creation_date = catalogue.revision_date = AGELESS
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def faults(catalogue: Catalog) -> list[str]:
    """Return the errors of a language's messages: not translated, fuzzy, other placeholders."""
    return [
        f"{what}: {message.id!r}"
        for message in catalogue
        if message.id and (what := _fault(message, catalogue.num_plurals))
    ]


def _fault(message: Message, plurals: int) -> str:
    said = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
    if not all(said) or len(said) != (plurals if message.pluralizable else 1):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    wanted = set(PLACEHOLDER.findall(_longest(message.id)))
    if any(set(PLACEHOLDER.findall(text)) - wanted for text in said):
        return "unknown placeholder"
    return "" if set(PLACEHOLDER.findall(_longest(said))) == wanted else "placeholder missing"


def _longest(texts: str | tuple[str, ...] | list[str]) -> str:
    """Return the text, or the last of several: the plural, which names the figure."""
    return texts if isinstance(texts, str) else texts[-1]


def _in_modules_and_pages() -> Iterator[Found]:
    """Yield what Babel finds, in templates by Jinja2's own extractor."""
    for sentence in extract_from_dir(PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS):
        yield sentence[2], sentence[4]


def _in_djangos_templates() -> Iterator[Found]:
    """Yield what the templates of allauth, the admin and mails say."""
    for path in sorted(
        (*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt"))
    ):
        for name, *literals in CALL.findall(templatize(path.read_text(), str(path))):
            texts = [literal_eval(literal) for literal in literals if literal]
            context = texts.pop(0) if name.startswith(("p", "np")) else None
            yield (tuple(texts) if name.startswith("n") else texts[0]), context


def _in_core() -> Iterator[Found]:
    """Yield the core's English labels, which are message ids."""
    for label in (*LABELS, *(rule.label for rule in RULES.values())):
        yield label, None


def main() -> int:
    """Write every catalogue; print what is not translated yet."""
    for language in languages():
        catalogue = updated(language)
        folder = folder_of(language)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "django.po").write_bytes(as_po(catalogue))
        (folder / "django.mo").write_bytes(as_mo(catalogue))
        wrong = faults(catalogue)
        print(f"{language}: {len(catalogue)} messages, {len(wrong)} to be looked at")
        print(*(f"  {fault}" for fault in wrong), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
