"""What no file of the repository may say."""

import re

from tests.house.tree import functions, modules, texts

REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|yarnpkg|crates)\.(org|com|io)\b")
SOMEBODYS_PATH = re.compile(r"(?<![\w.}])/(work|root|home|Users|tmp)/\w")
EXCEPTION = re.compile(
    r"#\s*(?:noqa\b|type:\s*ignore|pragma:)[ :]*(?:\[[^\]]*\]|[A-Z0-9, ]+\b)?(.*)"
)
SKIPPED = re.compile(r"\b(?:mark\.(?:skip|skipif|xfail)|pytest\.(?:skip|xfail|importorskip))\b")
SENTENCE_WORDS = 3


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return every line of the repository in which `pattern` is found."""
    return [
        f"{name}:{number} {line.strip()}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert lines_with(SOMEBODYS_PATH) == []


def test_every_exception_from_a_check_gives_its_reason() -> None:
    silent = [
        f"{name}:{number} {line.strip()}"
        for name, text in texts().items()
        if name.endswith(".py") and name != "tests/house/test_words.py"
        for number, line in enumerate(text.splitlines(), 1)
        if (exception := EXCEPTION.search(line)) and len(exception[1].split()) < SENTENCE_WORDS
    ]
    assert silent == []


def test_no_test_is_skipped() -> None:
    assert [line for line in lines_with(SKIPPED) if line.startswith("tests/")] == []


def test_every_test_is_named_as_a_sentence() -> None:
    short = [
        f"{name}:{function.lineno} {function.name}"
        for name, module in modules().items()
        if name.startswith("tests/")
        for function in functions(module)
        if function.name.startswith("test_")
        and len(function.name.removeprefix("test_").split("_")) < SENTENCE_WORDS
    ]
    assert short == []
