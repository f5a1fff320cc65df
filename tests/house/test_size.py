"""Files and functions stay small enough to be read at one go."""

from tests.house.tree import functions, modules, texts

FILE_LINES = 300
FUNCTION_LINES = 70
READ_BY_PEOPLE = (".py", ".html", ".css", ".js", ".sh", ".md", "Makefile")
GROWS_WITH_TIME = {"CHANGELOG.md", "docs/benchmarks.md"}
WRITTEN_BY_DJANGO = "/migrations/"


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        name: lines
        for name, text in texts().items()
        if name.endswith(READ_BY_PEOPLE) and name not in GROWS_WITH_TIME
        if WRITTEN_BY_DJANGO not in name
        if (lines := text.count("\n")) > FILE_LINES
    }
    assert not long, "split these by noun"


def test_no_function_is_longer_than_70_lines() -> None:
    long = {
        f"{name}:{function.lineno} {function.name}": lines
        for name, module in modules().items()
        for function in functions(module)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }
    assert not long, "split these into steps with a name"
