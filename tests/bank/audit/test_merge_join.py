"""Two ordered streams are walked side by side, and nothing of either is passed over."""

import pytest

from tweipress.bank.audit.merge_join import merge_join


def itself(number: int) -> int:
    """Return a number as its own key."""
    return number


def pairs(left: list[int], right: list[int]) -> list[tuple[int | None, int | None]]:
    """Pair numbers with themselves."""
    joined = merge_join(left, right, itself, itself)
    return list(joined)


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ([], [], []),
        ([1, 2], [1, 2], [(1, 1), (2, 2)]),
        ([1, 3], [2, 3], [(1, None), (None, 2), (3, 3)]),
        ([1, 2], [], [(1, None), (2, None)]),
        ([], [1, 2], [(None, 1), (None, 2)]),
        ([0], [0], [(0, 0)]),
    ],
)
def test_what_has_a_partner_comes_with_it(
    left: list[int], right: list[int], both: list[tuple[int | None, int | None]]
) -> None:
    assert pairs(left, right) == both


def test_what_is_out_of_order_comes_alone() -> None:
    assert pairs([1, 2, 3], [1, 3, 2]) == [(1, 1), (2, None), (3, 3), (None, 2)]
