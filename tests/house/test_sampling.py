"""What `make test` leaves to `make test-all` is written down by names that exist."""

from tests.house.tree import functions, modules
from tests.sampling import PLAYED


def test_every_test_that_is_played_of_a_file_is_in_it() -> None:
    trees = modules()
    names = {file: {each.name for each in functions(trees[file])} for file in PLAYED}
    gone = {name for file, played in PLAYED.items() for name in played if name not in names[file]}
    assert gone == set()
