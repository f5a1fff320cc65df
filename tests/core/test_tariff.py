"""The tariff: its conditions by name and in order, its file, its hash."""

import json

import pytest

from tweipress.core.tariff import (
    KEYS,
    TariffError,
    default,
    economy_keys,
    from_canonical,
    load,
    override,
    read_tables,
)


def broken(**changes: object) -> str:
    """Return the first condition that the default tariff with these changes breaks."""
    with pytest.raises(TariffError) as caught:
        override(changes)
    return caught.value.condition


def test_every_figure_has_a_unit_and_a_reason_beside_it() -> None:
    rows = [(key, row) for table in read_tables().values() for key, row in table.items()]
    assert sorted(key for key, _ in rows) == sorted(KEYS)
    for key, row in rows:
        assert set(row) == {"value", "unit", "reason"}, key
        assert row["unit"], key
        assert str(row["reason"]).endswith("."), key


def test_the_economys_table_has_the_34_keys_of_the_rulebook() -> None:
    assert len(economy_keys()) == 34


@pytest.mark.parametrize(
    ("changes", "condition"),
    [
        ({"no_such_key": 1}, "C0"),
        ({"reading_min_s": 1}, "C0"),
        ({"minus_twei": "2"}, "C0"),
        ({"minus_twei": 2.0}, "C0"),
        ({"minus_twei": True}, "C0"),
        ({"minus_twei": None}, "C0"),
        ({"minus_twei": -1}, "C0"),
        ({"settlement_s": -1}, "C0"),
        ({"open_lane_bps": 10_001}, "C0"),
        ({"emission_bps_per_day": 10_001}, "C0"),
        ({"quote_divisor": 0}, "C0"),
        ({"reward_day_divisor": 0}, "C0"),
        ({"articles_per_day": 0}, "C0"),
        ({"ramp_s": 0}, "C0"),
        ({"minus_twei": 2**63}, "C0"),
        ({"subsidy_match_bps": 10_000}, "C1"),
        ({"comment_rake_bps": 0}, "C2"),
        ({"comment_rake_bps": 10_000}, "C2"),
        ({"dislike_author_twei": 4}, "C4"),
        ({"dislike_twei": 0, "dislike_author_twei": 0}, "C4"),
        ({"dislike_fine_twei": 11}, "C5"),
        ({"comment_bond_twei": 1}, "C5"),
        ({"minus_twei": 0}, "C7"),
        ({"report_twei": 0}, "C7"),
        ({"emission_bps_per_day": 1001}, "C8"),
    ],
)
def test_a_broken_condition_is_named(changes: dict[str, object], condition: str) -> None:
    assert broken(**changes) == condition


@pytest.mark.parametrize(
    "changes",
    [
        {"subsidy_match_bps": 9999},
        {"comment_rake_bps": 1},
        {"comment_rake_bps": 9999},
        {"dislike_author_twei": 3},
        {"dislike_fine_twei": 10},
        {"minus_twei": 1, "report_twei": 1},
        {"emission_bps_per_day": 1000},
        {"emission_bps_per_day": 0},
        {"open_lane_bps": 10_000},
        {"open_lane_bps": 0},
        {"publish_twei": 0, "settlement_s": 0, "vesting_days": 0, "lane_close_day": 0},
        {"quote_divisor": 1, "reward_day_divisor": 1, "articles_per_day": 1, "ramp_s": 1},
        {"minus_twei": 2**63 - 1},
    ],
)
def test_a_tariff_at_the_edge_of_its_conditions_holds(changes: dict[str, int]) -> None:
    tariff = override(changes)
    assert {key: getattr(tariff, key) for key in changes} == changes


def test_a_refused_tariff_says_which_figure_is_wrong() -> None:
    with pytest.raises(TariffError, match="C0: minus_twei is not a whole number"):
        override({"minus_twei": "2"})


def test_the_first_broken_condition_is_the_one_named() -> None:
    wrong: dict[str, object] = {
        "subsidy_match_bps": 10_000,
        "comment_rake_bps": 0,
        "dislike_author_twei": 9,
        "dislike_fine_twei": 99,
        "minus_twei": 0,
        "emission_bps_per_day": 5000,
    }
    right = {key: getattr(default(), key) for key in wrong}
    named = []
    for key in list(wrong):
        named.append(broken(**wrong))
        wrong[key] = right[key]
    assert named == ["C1", "C2", "C4", "C5", "C7", "C8"]
    assert broken(minus_twei=0, no_such_key=1) == "C0"
    assert broken(minus_twei=0, ramp_s=0) == "C0"


@pytest.mark.parametrize(
    "changes",
    [
        {"multiplier_max_bps": 10_001},
        {"reading_en_words_per_min": 0},
        {"reading_section_words": 0},
        {"maturities_per_act": 0},
        {"level_xp_divisor": 0},
        {"pluses_levels_per_more": 0},
        {"subsidy_full_ttr_s": 0},
    ],
)
def test_figures_outside_the_economy_are_bounded_as_well(changes: dict[str, int]) -> None:
    figures = {key: getattr(default(), key) for key in KEYS}
    with pytest.raises(TariffError):
        load({**figures, **changes})


def test_a_tariff_survives_its_canonical_form_and_keeps_its_hash() -> None:
    tariff = override({"minus_twei": 3})
    again = from_canonical(tariff.canonical())
    assert again == tariff
    assert again.hash == tariff.hash != default().hash
    assert len(tariff.hash) == 64


@pytest.mark.parametrize("key", ["minus_twei", "repeat_whole_bps"])
def test_no_figure_may_be_missing(key: str) -> None:
    short = {
        name: value for name, value in json.loads(default().canonical()).items() if name != key
    }
    with pytest.raises(TariffError, match="C0: keys unknown or missing"):
        from_canonical(json.dumps(short))
