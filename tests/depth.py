"""How deep searches go: `make test` tries a few examples, `make test-all` all of them."""

from hypothesis import settings

QUICK, DEEP = "quick", "deep"
"""The profiles of `make test` and of `make test-all`."""
FEWER = 4


def examples(number: int) -> int:
    """Return how many examples of `number` this run tries."""
    is_deep = settings.get_current_profile_name() == DEEP
    return number if is_deep else max(1, number // FEWER)
