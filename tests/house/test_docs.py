"""Everything that the documents name exists: files, links, addresses, commands, settings, tests."""

import re
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests.house.tree import PACKAGE, ROOT, files, functions, modules, texts
from tweipress.core.state.registry import RULES_BY_NAME

WORDS = {name: text for name, text in texts().items() if name.endswith(".md")}
NAMES = {path.name for path in files()}
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"``? ?([^`]+?) ?``?")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*\.(?:py|md|toml|html|css|js|sh)|(?:[\w.-]+/)+")
MODULE = re.compile(r"tweipress(?:\.\w+)+")
ADDRESS = re.compile(r"/[a-z][a-z/-]*/")
TARGET = re.compile(r"(?:^|\s)make ([a-z]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:^|[\s/])tweipress ([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
TEST = re.compile(r"\btest_\w+_\w+\b(?!\.py)")
SETTING = re.compile(r"TWEIPRESS_[A-Z_]+")
PLACEHOLDER = "NAME"
ELSEWHERE = ("http:", "https:", "mailto:")


def code(text: str) -> Iterator[str]:
    """Yield what a document shows as code, blocks and spans."""
    yield from FENCE.findall(text)
    yield from SPAN.findall(FENCE.sub("", text))


def exists(name: str, document: str) -> bool:
    """Tell whether a path is one from the root, the package, or beside the document."""
    places = (ROOT, PACKAGE, (ROOT / document).parent)
    return ("/" not in name and name in NAMES) or any((place / name).exists() for place in places)


def anchors(text: str) -> set[str]:
    """Return the anchors that a document's headings make."""
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(text))
    return {title.replace(" ", "-") for title in kept}


def named(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return what each document names in its code that fits a pattern as a whole."""
    return [
        (document, span)
        for document, text in WORDS.items()
        for span in code(text)
        if pattern.fullmatch(span) and PLACEHOLDER not in span
    ]


def mentioned(pattern: re.Pattern[str]) -> set[str]:
    """Return what the documents mention in their code."""
    return {
        name for text in WORDS.values() for part in code(text) for name in pattern.findall(part)
    }


def is_answered(address: str) -> bool:
    """Tell whether the site knows an address."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_the_documents_that_a_stranger_looks_for_are_there() -> None:
    wanted = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/README.md"}
    assert wanted <= WORDS.keys()


@pytest.mark.parametrize("document", WORDS)
def test_every_link_leads_somewhere(document: str) -> None:
    for target in LINK.findall(WORDS[document]):
        if target.startswith(ELSEWHERE):
            continue
        name, _, anchor = target.partition("#")
        linked = (ROOT / document).parent / name if name else ROOT / document
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked.read_text()), target


def test_every_file_that_is_named_exists() -> None:
    assert [(doc, name) for doc, name in named(FILE) if not exists(name, doc)] == []


def test_every_module_that_is_named_exists() -> None:
    assert [(doc, name) for doc, name in named(MODULE) if find_spec(name) is None] == []


def test_every_address_that_is_named_is_answered() -> None:
    assert [(doc, name) for doc, name in named(ADDRESS) if not is_answered(name)] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert mentioned(TARGET) <= targets
    assert mentioned(TARGET)


def test_every_command_that_is_named_exists() -> None:
    assert mentioned(COMMAND) <= get_commands().keys()
    assert mentioned(COMMAND)


def test_every_command_of_ours_is_named_somewhere() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("tweipress.")}
    assert ours <= mentioned(COMMAND)


def test_every_setting_that_is_named_exists() -> None:
    settings = (PACKAGE / "config" / "settings.py").read_text()
    settings_named = {name for name in mentioned(SETTING) if PLACEHOLDER not in name}
    assert settings_named <= set(SETTING.findall(settings))
    assert settings_named


def test_every_test_that_is_named_exists() -> None:
    ours = {function.name for module in modules().values() for function in functions(module)}
    assert mentioned(TEST) <= ours


def test_every_decision_is_listed_in_the_index() -> None:
    decisions = {path.name for path in files() if path.parent.name == "adr"}
    assert decisions == set(re.findall(r"\.\./adr/([\w.-]+\.md)", WORDS["docs/README.md"]))


def test_every_act_has_tests_under_its_name() -> None:
    assert {f"test_{name}.py" for name in RULES_BY_NAME} <= NAMES
