"""Rooms stay small: about fifteen modules a folder; a prefix that three files share is a folder."""

from collections import Counter
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, files

MODULES = 16
SHARED = 3


def rooms() -> dict[str, list[str]]:
    """Return the names of the modules in each folder of the package and of the benchmarks."""
    modules: dict[str, list[str]] = {}
    for path in files():
        is_module = path.suffix == ".py" and path.name != "__init__.py"
        is_ours = PACKAGE in path.parents or ROOT / "bench" in path.parents
        if is_module and is_ours and "migrations" not in path.parts:
            modules.setdefault(str(path.parent.relative_to(ROOT)), []).append(path.stem)
    return modules


def test_a_folder_holds_about_fifteen_modules() -> None:
    crowded = {room: len(names) for room, names in rooms().items() if len(names) > MODULES}
    assert not crowded, "group these by noun"


def test_a_prefix_that_three_files_share_is_a_folder() -> None:
    shared = {
        f"{room}/{prefix}_*"
        for room, names in rooms().items()
        for prefix, count in Counter(
            name.partition("_")[0] for name in names if "_" in name
        ).items()
        if count >= SHARED and "acts" not in Path(room).parts
    }
    assert shared == set()
