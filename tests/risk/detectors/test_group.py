"""A group together: one pace, or the same minutes; a community has neither."""

from random import Random

import pytest

from tests.risk.stage import MODEL, TARIFF, WINDOW, person, window
from tweipress.core.units import MS_PER_DAY
from tweipress.risk.detectors import account, group
from tweipress.risk.fitting import farms, population
from tweipress.risk.fitting.population import Text
from tweipress.risk.reads import Read

TEXTS = [Text(number, population.words(Random(number), MODEL), 0) for number in range(WINDOW)]


def community(chance: Random, accounts: int) -> dict[int, list[Read]]:
    """Return people who all read the same paper, each at a pace of their own."""
    words = [text.words for text in TEXTS]
    return {
        member: window(chance, person(population.speed_wpm(chance, MODEL)), words)
        for member in range(1, accounts + 1)
    }


def reasons(windows: dict[int, list[Read]]) -> dict[str, set[int]]:
    """Return who would be flagged for what."""
    flagged: dict[str, set[int]] = {}
    for finding in group.detect(windows, TARIFF):
        flagged.setdefault(finding.reason, set()).add(finding.member)
    return flagged


@pytest.mark.parametrize("accounts", [12, 25, 200])
def test_a_community_that_reads_the_same_paper_is_no_herd(accounts: int) -> None:
    assert reasons(community(Random(accounts), accounts)) == {}


@pytest.mark.parametrize("accounts", [12, 25, 100])
def test_a_humanisers_accounts_are_flagged_together(accounts: int) -> None:
    farm = farms.farm(Random(4), farms.as_people_do, TEXTS, accounts, TARIFF)
    assert reasons(farm) == {"shared_pace": set(farm)}


def test_one_by_one_the_same_accounts_pass_for_people() -> None:
    farm = farms.farm(Random(4), farms.as_people_do, TEXTS, 25, TARIFF)
    assert [member for member, reads in farm.items() if account.detect(member, reads, TARIFF)] == []


def test_eleven_accounts_are_too_few_to_say_so() -> None:
    farm = farms.farm(Random(4), farms.as_people_do, TEXTS, 11, TARIFF)
    assert reasons(farm) == {}


def test_a_humaniser_at_the_same_minutes_is_flagged_for_that_too() -> None:
    chance = Random(4)
    farm = {
        serial: farms.window(chance, farms.as_people_do, TEXTS, 0, TARIFF)
        for serial in range(1, 26)
    }
    assert reasons(farm) == {"shared_pace": set(farm), "shared_bursts": set(farm)}


def test_each_account_is_shown_its_own_median_and_the_groups_figures_and_no_names() -> None:
    farm = farms.farm(Random(4), farms.as_people_do, TEXTS, 25, TARIFF)
    for finding in group.detect(farm, TARIFF):
        own = account.measure(farm[finding.member]).middle
        assert finding.figures["median_thousandths"] == round(1000 * own)
        assert finding.figures["accounts"] == 25
        assert set(finding.figures) == {
            *("reads", "accounts", "medians_sd_thousandths"),
            *("bound_thousandths", "median_thousandths"),
        }


def test_the_bound_grows_with_the_group_and_never_beyond_a_half() -> None:
    bounds = [group.pace_bound(accounts, TARIFF) for accounts in (12, 25, 100, 10_000)]
    assert bounds == sorted(bounds)
    assert bounds[-1] == pytest.approx(0.225 / 2)


def test_groups_of_people_are_as_alike_as_the_bound_once_in_a_thousand() -> None:
    chance = Random(2)
    bound = group.pace_bound(12, TARIFF)
    alike = 0
    for _ in range(3000):
        medians = [chance.gauss(0, 0.225) for _ in range(12)]
        mean = sum(medians) / 12
        alike += (sum((median - mean) ** 2 for median in medians) / 11) ** 0.5 < bound
    assert alike <= 9


def test_together_is_one_for_all_at_once_and_none_for_each_alone() -> None:
    at_once = {
        account: [Read(n, n * MS_PER_DAY, 1, 1, 30) for n in range(3)] for account in range(1, 5)
    }
    assert group.share_at_once(at_once, 300_000) == 1
    alone = {
        member: [Read(n, n * MS_PER_DAY + member * 300_001, 1, 1, 30) for n in range(3)]
        for member in range(1, 5)
    }
    assert group.share_at_once(alone, 300_000) == 0


def test_readers_of_one_evening_are_together_for_less_than_the_bound() -> None:
    chance = Random(6)
    evening = {
        member: [
            Read(n, n // 3 * MS_PER_DAY + round(chance.gauss(20, 1) * 3_600_000), 1, 1, 30)
            for n in range(WINDOW)
        ]
        for member in range(1, 101)
    }
    share = group.share_at_once(evening, TARIFF.risk_burst_s * 1000)
    assert share * 10_000 < TARIFF.risk_burst_share_bps / 1.5
