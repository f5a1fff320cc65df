"""The core is pure: the standard library alone, no floats, and no price outside the tariff."""

import ast
import sys
from collections.abc import Iterator

from tests.house.tree import modules

CORE = {name: tree for name, tree in modules().items() if name.startswith("src/tweipress/core/")}
ACTS = {name: tree for name, tree in CORE.items() if name.startswith("src/tweipress/core/acts/")}

# Doors to the world outside: a rule is told what it has to know.
IMPURE = {"asyncio", "os", "random", "secrets", "socket", "subprocess", "threading", "time"}
NO_FIGURES = {0, 1}


def imported(module: ast.Module) -> Iterator[str]:
    """Yield the dotted name of every module that `module` imports."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "." * node.level


def numbers(module: ast.Module) -> Iterator[tuple[int, int | float]]:
    """Yield the line and the value of every number written in `module`, booleans left out."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        if isinstance(node.value, int | float):
            yield node.lineno, node.value


def test_the_core_imports_the_standard_library_alone() -> None:
    strange = {
        (name, target)
        for name, tree in CORE.items()
        for target in imported(tree)
        if not (target + ".").startswith("tweipress.core.")
        and target.split(".")[0] not in sys.stdlib_module_names - IMPURE
    }
    assert strange == set()


def test_the_core_knows_no_floating_point() -> None:
    floats = {
        (name, line, value)
        for name, tree in CORE.items()
        for line, value in numbers(tree)
        if isinstance(value, float)
    }
    assert floats == set()


def test_an_act_writes_no_figure_that_the_tariff_should_hold() -> None:
    assert ACTS
    literals = {
        (name, line, value)
        for name, tree in ACTS.items()
        for line, value in numbers(tree)
        if value not in NO_FIGURES
    }
    assert literals == set()
