"""One act, one file, one shape: a frozen value and the rule that judges it."""

import inspect
import sys
from types import ModuleType

import tweipress.core.acts  # noqa: F401  # registers every act
from tests.house.tree import PACKAGE
from tweipress.core.state.registry import RULES, RULES_BY_NAME, Rule

ACTS = PACKAGE / "core" / "acts"
FILES = {path.stem for path in ACTS.glob("*/[!_]*.py")}


def module_of(rule: Rule) -> ModuleType:
    """Return the module that registered a rule."""
    return sys.modules[rule.kind.__module__]


def test_every_file_of_a_family_registers_the_one_act_of_its_name() -> None:
    assert set(RULES_BY_NAME) == FILES
    assert len(RULES) == len(FILES)
    assert {path.name for path in ACTS.glob("*.py")} == {"__init__.py"}


def test_every_act_is_the_one_class_of_its_file_and_bears_its_name() -> None:
    for name, rule in RULES_BY_NAME.items():
        module = module_of(rule)
        own = [
            kind
            for _, kind in inspect.getmembers(module, inspect.isclass)
            if kind.__module__ == module.__name__
        ]
        assert own == [rule.kind]
        assert rule.kind.__name__ == name.title().replace("_", "")


def test_every_act_is_a_frozen_value() -> None:
    for kind in RULES:
        assert "__dataclass_params__" in vars(kind), kind
        assert vars(kind)["__dataclass_params__"].frozen, kind


def test_every_act_is_judged_by_its_own_file_from_the_same_four_things() -> None:
    for kind, rule in RULES.items():
        judge = module_of(rule).judge
        assert rule.judge is judge
        assert list(inspect.signature(judge).parameters) == ["act", "world", "tariff", "now_ms"]
        assert inspect.get_annotations(judge)["act"] is kind
