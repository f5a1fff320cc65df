"""The tariff: every figure of the economy, loaded from a file, checked by named conditions, hashed.

The figures themselves, with unit and reason, stand in tariff.toml.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Final

from tweipress.core.money import BPS, MAX_TWEI

ECONOMY: Final = "economy"
ABOVE_WHOLE: Final = frozenset(
    {"subsidy_length_min_bps", "subsidy_length_max_bps", "reading_session_ttr_bps"}
)
"""The parts that may be more than the whole."""
POSITIVE: Final = frozenset(
    {
        "articles_per_day",
        "ramp_s",
        "subsidy_full_ttr_s",
        "reading_en_words_per_min",
        "reading_es_words_per_min",
        "reading_ko_words_per_min",
        "reading_ar_words_per_min",
        "reading_section_words",
        "maturities_per_act",
    }
)
"""What is divided by, or would stop the calendar if it were 0; divisors say so by name."""


class TariffError(ValueError):
    """A tariff that breaks a condition; `condition` is its name, C0 to C8."""

    def __init__(self, condition: str, detail: str) -> None:
        """Keep the condition's name beside the sentence."""
        super().__init__(f"{condition}: {detail}")
        self.condition = condition


@dataclass(frozen=True, slots=True)
class Tariff:
    """The figures in force; the name carries the unit. Order and sense are those of tariff.toml."""

    publish_twei: int
    publish_to_readers_bps: int
    subsidy_match_bps: int
    subsidy_reviewed_max_twei: int
    subsidy_reviewed_max_bps: int
    review_bond_twei: int
    articles_per_day: int
    emission_bps_per_day: int
    emission_to_reading_bps: int
    open_lane_bps: int
    quote_divisor: int
    ramp_start_bps: int
    ramp_s: int
    plus_author_bps: int
    minus_twei: int
    comment_twei: int
    comment_rake_bps: int
    comment_bond_twei: int
    like_commenter_twei: int
    like_author_twei: int
    like_own_twei: int
    dislike_twei: int
    dislike_author_twei: int
    dislike_fine_twei: int
    report_twei: int
    reward_per_trust_twei: int
    reward_max_twei: int
    reward_day_divisor: int
    settlement_s: int
    lane_return_bps: int
    lane_return_from_day: int
    lane_close_day: int
    vesting_days: int
    withdrawal_min_twei: int
    subsidy_full_ttr_s: int
    subsidy_length_min_bps: int
    subsidy_length_max_bps: int
    expected_window_days: int
    report_other_members: int
    reward_pair_window_s: int
    reading_en_words_per_min: int
    reading_es_words_per_min: int
    reading_ko_words_per_min: int
    reading_ar_words_per_min: int
    reading_script_min_bps: int
    reading_min_s: int
    reading_floor_bps: int
    reading_section_words: int
    reading_sections_min: int
    reading_sections_max: int
    reading_session_min_s: int
    reading_session_ttr_bps: int
    article_words_min: int
    xp_ttr_divisor_s: int
    xp_read_min: int
    xp_read_max: int
    xp_reading_day_max: int
    xp_reading_max: int
    xp_trust_day_max: int
    level_xp_divisor: int
    multiplier_start_bps: int
    multiplier_step_bps: int
    multiplier_max_bps: int
    pluses_base: int
    pluses_levels_per_more: int
    pluses_max: int
    opens_per_plus: int
    publishes_per_day: int
    publishes_senior_per_day: int
    comments_base: int
    comments_levels_per_more: int
    likes_base: int
    likes_levels_per_more: int
    dislikes_per_day: int
    minus_level: int
    like_level: int
    withdraw_level: int
    dislike_level: int
    publish_level: int
    invite_level: int
    comment_level: int
    review_level: int
    publish_more_level: int
    juror_level: int
    vouch_level: int
    trusted_trust_min: int
    trusted_level_min: int
    trusted_age_s: int
    maturities_per_act: int
    grade_marks_max: int
    risk_appeal_answer_s: int
    risk_claw_back_s: int
    proposal_lapses_s: int
    invites_per_window: int
    invite_window_s: int
    invite_newcomer_s: int
    invite_lost_xp: int
    vouches_max: int
    vouch_rest_s: int
    vouch_lost_xp: int
    like_weight_max: int
    like_weight_window_s: int
    invite_weight: int
    vouch_weight: int
    trust_passed_bps: int
    like_xp: int
    plus_xp: int
    minus_xp: int
    dislike_xp: int
    risk_window_reads: int
    risk_spread_min_thousandths: int
    risk_slope_gap_max_thousandths: int
    risk_slope_sigmas_thousandths: int
    risk_median_below_thousandths: int
    risk_group_members_min: int
    risk_run_articles: int
    risk_overlap_bps: int
    risk_overlap_close_bps: int
    risk_medians_sd_thousandths: int
    risk_medians_sigmas_thousandths: int
    risk_medians_part_max_bps: int
    risk_burst_s: int
    risk_burst_share_bps: int
    risk_opened_days: int
    risk_opened_min: int
    risk_finished_max_bps: int
    risk_kept_s: int
    review_jurors: int
    review_agreeing_jurors: int
    review_candidates_min: int
    review_redraws_max: int
    review_answer_s: int
    review_circle_s: int
    review_tries_max: int
    review_rest_s: int
    review_rest_max_s: int
    reviews_open_max: int
    reviews_same_text_max: int
    review_kept_bps: int
    repeat_found_bps: int
    repeat_whole_bps: int

    def canonical(self) -> str:
        """Return the figures as JSON with sorted keys: what the hash is taken of."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """Return the SHA-256 of the canonical figures, in hexadecimal."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


KEYS: Final = tuple(field.name for field in fields(Tariff))


def read_tables() -> dict[str, dict[str, dict[str, int | str]]]:
    """Return the tariff file as it stands: table, key, then `value`, `unit` and `reason`."""
    return tomllib.loads((files(__package__) / "tariff.toml").read_text(encoding="utf-8"))


@cache
def default() -> Tariff:
    """Return the tariff of the file, checked."""
    return load(
        {key: row["value"] for table in read_tables().values() for key, row in table.items()}
    )


@cache
def economy_keys() -> frozenset[str]:
    """Return the keys that a scenario may override: the economy's own table."""
    return frozenset(read_tables()[ECONOMY])


@cache
def from_canonical(figures: str) -> Tariff:
    """Return the tariff that canonical JSON describes, checked."""
    return load({**json.loads(figures)})


def override(changes: Mapping[str, object]) -> Tariff:
    """Return the default tariff with economy figures changed; raise TariffError as `load` does."""
    unknown = sorted(set(changes) - economy_keys())
    if unknown:
        raise TariffError("C0", f"unknown key {unknown[0]}")
    return load({**asdict(default()), **changes})


def load(figures: Mapping[str, object]) -> Tariff:
    """Return the tariff of exactly the known keys; raise TariffError with what it breaks first."""
    if set(figures) != set(KEYS):
        raise TariffError("C0", f"keys unknown or missing: {sorted(set(figures) ^ set(KEYS))}")
    whole = {key: _whole(key, value) for key, value in figures.items()}
    tariff = Tariff(**whole)
    for condition, holds, detail in _conditions(tariff):
        if not holds:
            raise TariffError(condition, detail)
    return tariff


def _whole(key: str, value: object) -> int:
    if type(value) is not int:
        raise TariffError("C0", f"{key} is not a whole number")
    low = 1 if _is_positive(key) else 0
    high = BPS if "_bps" in key and key not in ABOVE_WHOLE else MAX_TWEI
    if not low <= value <= high:
        raise TariffError("C0", f"{key} is not within {low} and {high}")
    return value


def _is_positive(key: str) -> bool:
    return "_divisor" in key or "_per_more" in key or key in POSITIVE


def _conditions(tariff: Tariff) -> tuple[tuple[str, bool, str], ...]:
    return (
        ("C1", tariff.subsidy_match_bps < BPS, "the subsidy must stay below the pool's part"),
        ("C2", 0 < tariff.comment_rake_bps < BPS, "the rake takes a part, not all, not nothing"),
        ("C4", tariff.dislike_author_twei < tariff.dislike_twei, "a dislike must cost something"),
        ("C5", tariff.dislike_fine_twei <= tariff.comment_bond_twei, "the fine is within the bond"),
        ("C6", tariff.trust_passed_bps < BPS, "a ring must not keep all trust that reaches it"),
        (
            "C7",
            tariff.minus_twei > 0 and tariff.report_twei > 0,
            "a Minus and a report have a price",
        ),
        ("C8", tariff.emission_bps_per_day * 10 <= BPS, "a day emits a tenth of the pool at most"),
    )
