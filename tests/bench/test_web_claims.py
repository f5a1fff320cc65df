"""Former figures are carried to a machine by the yardstick that was measured beside each cell."""

import pytest

from bench.web.cells import Cell, Measured
from bench.web.claims import claims, memory_claims
from bench.web.requests import COMPARED, REQUESTS, Request
from bench.web.rounds import Round
from bench.web.server import DEFAULT, TWO
from bench.web.shipped import SHIPPED

YARD_PER_S = 400


def round_of(per_s: float, waits_ms: tuple[float, ...] = (1.0, 1.0)) -> Round:
    return Round(per_s, waits_ms, 1.0, 100, {200: 2}, 0.1)


def measured(times: float, waits_ms: tuple[float, ...] = (1.0, 1.0)) -> Measured:
    """Return a run in which every request was so many times as fast as shipped, in three rounds."""
    by_cell = {
        (kind, request): [
            Cell(round_of(SHIPPED[request.plan] * yard * times * off, waits_ms), yard)
            for yard, off in ((YARD_PER_S, 1.0), (YARD_PER_S / 2, 0.5), (YARD_PER_S * 2, 1.5))
        ]
        for kind in (DEFAULT, TWO)
        for request in REQUESTS
    }
    return Measured(by_cell, {}, {DEFAULT: 150, TWO: 240}, {DEFAULT: 301, TWO: 350}, 3_600)


def test_every_request_has_a_figure_as_shipped() -> None:
    assert {request.plan for request in REQUESTS} == set(SHIPPED)
    assert all(figure > 0 for figure in SHIPPED.values())


def test_four_requests_are_compared_with_other_platforms() -> None:
    assert [request.name for request in COMPARED] == [
        "article page, visitor",
        "article page, signed in",
        "like",
        "comment",
    ]


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_rate_is_told_in_multiples_of_the_former_on_the_same_machine(request_: Request) -> None:
    assert measured(5).times(DEFAULT, request_).median == pytest.approx(5)


def test_a_target_is_reached_from_its_figure_on() -> None:
    reached = {claim.figure: claim.reached for claim in claims(measured(4.6))}
    assert reached["like, default settings, of the rate as shipped"]
    assert reached["like, two workers, of the rate as shipped"]
    assert not reached["article page, visitor, default settings, of the rate as shipped"]
    assert not reached["article page, signed in, two workers, of the rate as shipped"]
    assert "comment, two workers, of the rate as shipped" not in reached


def test_the_slowest_hundredth_of_any_request_counts() -> None:
    tails = [
        claim for claim in claims(measured(5, (1.0,) * 95 + (4.5,) * 5)) if "p99" in claim.figure
    ]
    assert [claim.reached for claim in tails] == [False, False]


def test_memory_is_claimed_with_the_length_of_the_load() -> None:
    rest, loaded = memory_claims(measured(5))
    assert (rest.reached, loaded.reached) == (True, False)
    assert "after 60.0 min of load" in loaded.figure
