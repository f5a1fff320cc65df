"""Solving puzzles in tests, as the page's script does."""

import json
import re
from html import unescape
from typing import Any

from altcha.v1 import Challenge, Payload, Solution, solve_challenge

ASKED = re.compile(r'data-puzzle="([^"]+)"')


def puzzle_in(response: Any) -> str:
    """Return the puzzle that a page asks for; empty if it asks for none."""
    match = ASKED.search(response.content.decode())
    return unescape(match[1]) if match else ""


def solved(challenge: str) -> Payload:
    """Return the solution of a puzzle."""
    asked = json.loads(challenge)
    made = Challenge(
        asked["algorithm"],
        asked["challenge"],
        asked["maxNumber"],
        asked["salt"],
        asked["signature"],
    )
    solution = solve_challenge(made)
    assert isinstance(solution, Solution)
    return Payload(made.algorithm, made.challenge, solution.number, made.salt, made.signature)


def solution(challenge: str) -> str:
    """Return the solution of a puzzle as a form sends it."""
    return solved(challenge).to_base64()
