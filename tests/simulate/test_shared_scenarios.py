"""Scenarios of articles that several authors share: lines, names, refusals."""

import json
from typing import Any

import pytest

from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.run import run

CAST = """
{"do":"settings","gates":false}
{"do":"member","name":"author"}
{"do":"member","name":"reader"}
{"at":"2026-01-01T00:00:00Z","do":"deposit","to":"pool","twei":1000000}
{"do":"deposit","to":"author","twei":500}
{"do":"deposit","to":"reader","twei":500}
{"do":"open_day"}
{"do":"publish","member":"author","article":"a","time_to_read_s":180}
"""
HALVES = {"author": 5_000, "reader": 5_000}


def agree(article: str = "b", **more: Any) -> str:
    """Return the line of a co-author who agrees."""
    line = {"do": "agree", "member": "reader", "article": article, "shares": HALVES}
    return json.dumps(line | more)


def publish(article: str = "b", **more: Any) -> str:
    """Return the line of an author who publishes."""
    line = {"do": "publish", "member": "author", "article": article, "time_to_read_s": 60}
    return json.dumps(line | more)


def results(*lines: str) -> list[dict[str, Any]]:
    """Play lines after the cast's, and return what they brought."""
    played: list[dict[str, Any]] = run([*CAST.split("\n"), *lines], MemoryBank)["results"]
    return played[-len(lines) :]


@pytest.mark.parametrize(
    "line",
    [
        publish(shares=["author"]),
        publish(shares="author"),
        publish(shares={"author": 6_000, "reader": 3_999}),
        publish(shares={"author": 10_000}),
        publish(shares={"reader": 5_000, "author": 5_000}),
        agree(shares={"author": 0, "reader": 10_000}),
        agree(shares={"author": "1", "reader": 9_999}),
        agree(shares={"author": True, "reader": 9_999}),
        agree(shares={"author": 5_000, "reader": 4_000}),
        agree(shares=None),
        agree(member="author"),
        agree().replace('"author": 5000', '"reader": 5000'),
        '{"do":"agree","member":"reader","article":"b"}',
    ],
)
def test_shares_that_are_none_are_malformed(line: str) -> None:
    assert results(line) == [{"refused": "MALFORMED"}]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (agree(shares={"nobody": 5_000, "reader": 5_000}), "UNKNOWN_MEMBER"),
        (agree(member="nobody"), "UNKNOWN_MEMBER"),
        (agree("a"), "ALREADY_PUBLISHED"),
        (agree(shares={}), "SHARES_NOT_AGREED"),
        (publish(shares=HALVES), "SHARES_NOT_AGREED"),
    ],
)
def test_a_line_the_rules_refuse_says_so_by_name(line: str, name: str) -> None:
    assert results(line) == [{"refused": name}]


def test_an_agreement_is_to_one_article_whatever_is_published_before_it() -> None:
    assert results(
        agree("b"), publish("c", shares=HALVES), publish("d"), publish("b", shares=HALVES)
    ) == [{}, {"refused": "SHARES_NOT_AGREED"}, {}, {}]


def test_an_agreement_that_was_taken_back_is_none() -> None:
    unshared = agree(shares={})
    assert results(agree(), unshared, publish(shares=HALVES), agree(), publish(shares=HALVES)) == [
        {},
        {},
        {"refused": "SHARES_NOT_AGREED"},
        {},
        {},
    ]
