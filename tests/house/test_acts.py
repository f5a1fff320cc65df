"""One act, one file, one shape: a frozen value and the rule that judges it."""

import dataclasses
import inspect
from importlib import import_module
from types import ModuleType

from tests.house.tree import PACKAGE
from tweipress.core.acts import ACTS, JUDGES

FILES = {path.stem for path in (PACKAGE / "core" / "acts").glob("[!_]*.py")}


def module_of(name: str) -> ModuleType:
    """Return the module of the act called `name`."""
    return import_module(f"tweipress.core.acts.{name}")


def test_every_act_is_in_the_table_under_the_name_of_its_file() -> None:
    assert set(ACTS) == FILES
    assert set(JUDGES) == set(ACTS.values())


def test_every_act_is_the_one_class_of_its_file_and_bears_its_name() -> None:
    for name, act in ACTS.items():
        own = [
            kind
            for _, kind in inspect.getmembers(module_of(name), inspect.isclass)
            if kind.__module__ == module_of(name).__name__
        ]
        assert own == [act]
        assert act.__name__ == name.title().replace("_", "")


def test_every_act_is_a_frozen_value() -> None:
    for act in ACTS.values():
        assert dataclasses.is_dataclass(act)
        assert vars(act)["__dataclass_params__"].frozen, act


def test_every_act_is_judged_by_its_own_file_from_the_same_four_things() -> None:
    for name, act in ACTS.items():
        judge = module_of(name).judge
        assert JUDGES[act] is judge
        assert list(inspect.signature(judge).parameters) == ["act", "world", "tariff", "now_ms"]
        assert inspect.get_annotations(judge)["act"] is act
