"""Names say what they hold, and units of time exist once."""

import ast

from tests.house.tree import modules

NO_NAMES = {"found", "it"}
"""Words that say nothing about a value."""
CONVERSIONS = {3_600, 86_400, 3_600_000, 86_400_000}
UNITS = "src/tweipress/core/units.py"
DIGITS = "src/tweipress/core/digits.py"
LOOSE = {"isdigit", "isdecimal", "isnumeric"}
"""What Python says of other scripts' digits as well."""


def names(module: ast.Module) -> set[str]:
    """Return the names that a module gives to values."""
    nodes = list(ast.walk(module))
    stored = {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | {node.arg for node in nodes if isinstance(node, ast.arg)}


def test_no_value_has_a_name_that_says_nothing() -> None:
    bad = {name: sorted(bad) for name, tree in modules().items() if (bad := names(tree) & NO_NAMES)}
    assert bad == {}


def test_conversions_of_time_are_written_in_one_place() -> None:
    again = {
        (name, node.lineno)
        for name, tree in modules().items()
        if name.startswith("src/") and name != UNITS
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in CONVERSIONS
    }
    assert again == set()


def test_numbers_are_read_from_text_in_one_place() -> None:
    loose = {
        (name, node.lineno)
        for name, tree in modules().items()
        if name.startswith("src/tweipress/") and name != DIGITS
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in LOOSE)
        or (isinstance(node, ast.keyword) and node.arg == "type" and _is_int(node.value))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "forms.IntegerField")
    }
    assert loose == set()


def _is_int(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "int"
